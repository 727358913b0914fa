// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Foundation
internal import KnowledgePack
internal import PackSource
internal import Understanding

/// Compiles a pack's folder into a Swift file that carries it as a string literal; run by the build.
@main
enum CompilePack {
    static func main() {
        guard CommandLine.arguments.count == 3 else { fail("usage: compile-pack FOLDER OUTPUT.swift") }
        let result = PackLoader.load(CommandLine.arguments[1])
        guard let pack = result.pack else { fail(result.errors.map(\.description).joined(separator: "\n")) }
        guard let archive = try? CompiledPack.archive(of: pack) else {
            fail("the models of the pack can't be read back")
        }
        let text = String(decoding: archive, as: UTF8.self)
        let (opening, closing) = ("##\"\"\"\n", "\n\"\"\"##")
        guard !text.contains(closing), !text.contains("\\##") else { fail("a text of the pack ends a Swift literal") }
        // A compiler names each such character with its whole line, which here is all there is.
        let unprintable = archive.contains { $0 < 0x20 && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") }
        guard !unprintable else { fail("a text of the pack holds a character that no Swift literal may hold") }
        let source = """
            // Made from Corpus/ and Intents/ when the program is built.
            extension DefaultPack {
                static let literal: StaticString = \(opening)\(text)\(closing)
            }

            """
        do {
            try source.write(toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8)
        } catch {
            fail("can't write \(CommandLine.arguments[2])")
        }
    }

    static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(1)
    }
}
