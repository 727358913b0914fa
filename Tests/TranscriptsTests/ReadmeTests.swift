// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing
import Transcripts

/// What the README shows is a transcript, which is held again with all others.
@Suite("The README's examples")
struct ReadmeTests {
    private static let prompt = "you> "

    private static func blocks() throws -> [String] {
        let text = try String(
            contentsOf: TranscriptsUnderTest.root.appendingPathComponent("README.md"), encoding: .utf8)
        return text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("the conversation is a transcript's")
    func conversation() throws {
        let block = try #require(try Self.blocks().first { $0.contains(Self.prompt) })
        let shown = block.components(separatedBy: "\n" + Self.prompt).dropFirst().map { turn in
            let lines = turn.split(separator: "\n", maxSplits: 1).map(String.init)
            return [lines.first ?? "", Self.folded(lines.count > 1 ? lines[1] : "")]
        }
        let transcript = try TranscriptsUnderTest.transcript("readme.chat")
        let written = transcript.cases.flatMap(\.turns).map { turn in
            [turn.text, Self.folded(turn.reply?.lines.joined(separator: "\n") ?? "")]
        }
        #expect(shown == written)
    }

    @Test("the example of the format can be read, and stands in a transcript")
    func format() throws {
        let block = try #require(try Self.blocks().first { $0.contains("@case ") })
        let example = block.trimmingCharacters(in: .whitespacesAndNewlines)
        _ = try Transcript(parsing: example, file: "README.md")
        #expect(try TranscriptsUnderTest.text("format-example.chat").contains(example))
    }
}
