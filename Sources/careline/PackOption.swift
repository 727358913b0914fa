// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import ArgumentParser
internal import DefaultPack
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import PackSource
internal import Understanding

/// Which pack a command works with.
struct PackOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use another pack: a folder with Corpus and Intents (or set CARELINE_PACK).", valueName: "folder"))
    var pack: String?

    @Option(
        help: ArgumentHelp(
            "Name the contacts of a region, such as uk or us (or set CARELINE_REGION).", valueName: "region"))
    var region: String?

    private func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The folder of the pack; nil for the one inside the program.
    var folder: String? { pack ?? environment("CARELINE_PACK") }

    /// The pack, compiled: the one inside the program is ready, another is compiled now.
    func model() throws -> CompiledPack {
        guard let folder else {
            do {
                return try CompiledPack(reading: ArchiveBytes(DefaultPack.archive))
            } catch {
                let place = SourceLocation(file: "the pack inside the program")
                throw PackUnreadable(diagnostics: [
                    Diagnostic(.error, at: place, "it is damaged", remedy: "Build again")
                ])
            }
        }
        let result = PackLoader.load(folder)
        guard let pack = result.pack else { throw PackUnreadable(diagnostics: result.errors) }
        return try CompiledPack.compiling(pack)
    }

    func assistant() throws -> Assistant { try assistant(try model()) }

    /// The assistant of a compiled pack, for the region asked for.
    func assistant(_ model: CompiledPack) throws -> Assistant {
        let region = region ?? environment("CARELINE_REGION")
        if let region, !model.pack.contacts.regions.contains(where: { $0.id == region }) {
            let known = model.pack.contacts.regions.map(\.id)
            let near = nearestName(to: region, among: known).map { "Did you mean \"\($0)\"?" }
            let all = "Known regions: \(known.joined(separator: ", "))"
            throw ValidationError("no region \"\(region)\". \(near ?? all)")
        }
        return Assistant(model, region: region)
    }
}
