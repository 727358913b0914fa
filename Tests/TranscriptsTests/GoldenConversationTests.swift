// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import Foundation
import Testing
import Transcripts

/// The conversations of `Tests/Transcripts`; those tagged `golden` are whole conversations of the people whom the program is
/// for, each read by somebody who did not write the program.
///
/// After an edit of the pack that was meant, `careline replay --update Tests/Transcripts` writes down what is said now.
@Suite("The repository's conversations")
struct GoldenConversationTests {
    @Test("there are forty of them, with 250 turns")
    func enough() throws {
        let turns = try TranscriptsUnderTest.files.map { file in
            try TranscriptsUnderTest.transcript(file).cases.reduce(0) { $0 + $1.turns.count }
        }
        #expect(turns.count >= 40)
        #expect(turns.reduce(0, +) >= 250)
    }

    @Test("twenty are golden, of eight to twenty turns")
    func golden() throws {
        #expect(TranscriptsUnderTest.golden.count >= 20)
        for file in TranscriptsUnderTest.golden {
            let turns = try TranscriptsUnderTest.transcript(file).cases.map(\.turns.count)
            #expect(turns.count == 1 && turns.allSatisfy((8...20).contains), "\(file): \(turns) turns")
        }
    }

    @Test("each goes as it was written down", arguments: TranscriptsUnderTest.files)
    func asWritten(file: String) throws {
        var library = TranscriptLibrary { path in .success((try? TranscriptsUnderTest.text(path)) ?? "") }
        let assistant = try TranscriptsUnderTest.assistant()
        try library.load(file, for: assistant.pack)
        let replayer = Replayer(library, assistant: assistant)
        let cases = try #require(library[file: file]).cases
        for index in cases.indices {
            let result = try #require(replayer.result(of: .init(file: file, index: index)))
            // A failure that is known is no news.
            for record in result.failures where result.outcome == .failed {
                Issue.record("\(([result.headline(of: record)] + result.details(of: record)).joined(separator: "\n"))")
            }
        }
    }

    @Test(
        "every golden reply reads at grade 8 or below, and is more than a word", arguments: TranscriptsUnderTest.golden)
    func grade(file: String) throws {
        let yardstick = Yardstick(pack: try TranscriptsUnderTest.assistant().pack)
        for (turn, reply) in try Self.replies(file) {
            let grade = yardstick.grade(of: reply)
            #expect(grade <= 8, "\(file):\(turn.line): grade \(grade)")
            #expect(reply.count > 20, "\(file):\(turn.line)")
        }
    }

    @Test("no golden paragraph is said twice unless it was asked for again", arguments: TranscriptsUnderTest.golden)
    func repetition(file: String) throws {
        var said: Set<String> = []
        for (turn, reply) in try Self.replies(file)
        where turn.checks.contains(where: { $0.field == .act && $0.value.text == "answer" }) {
            let paragraphs = reply.components(separatedBy: "\n\n").filter { $0.count > 160 }
            // What is known of a thing is said again where it is set beside another.
            let isAsked = ["again", "more", "simpl", "short", "repeat", "worse than"].contains(
                where: turn.text.lowercased().contains)
            if !isAsked {
                for paragraph in paragraphs { #expect(!said.contains(paragraph), "\(file):\(turn.line)") }
            }
            said.formUnion(paragraphs)
        }
    }

    /// The turns of a conversation with their replies as they are written down.
    private static func replies(_ file: String) throws -> [(turn: Transcript.Turn, text: String)] {
        try TranscriptsUnderTest.transcript(file).cases.flatMap(\.turns).map { turn in
            (turn, turn.reply?.lines.joined(separator: "\n") ?? "")
        }
    }
}
