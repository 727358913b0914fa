// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PackagePlugin

/// Compiles `Corpus/` and `Intents/` into the Swift file that carries the default pack.
@main
struct CompilePack: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "CompiledDefaultPack.swift")
        return [
            .buildCommand(
                displayName: "Compiling the default pack",
                executable: try context.tool(named: "compile-pack").url,
                arguments: [root.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: packFiles(in: root),
                outputFiles: [output])
        ]
    }

    /// Every file of the pack, so that an edit of any of them compiles it anew.
    private func packFiles(in root: URL) -> [URL] {
        ["Corpus", "Intents"].flatMap { folder -> [URL] in
            let enumerator = FileManager.default.enumerator(
                at: root.appending(path: folder), includingPropertiesForKeys: nil)
            return enumerator?.compactMap { $0 as? URL }.filter { ["md", "yaml"].contains($0.pathExtension) } ?? []
        }.sorted { $0.path < $1.path }
    }
}
