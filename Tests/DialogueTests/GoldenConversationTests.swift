// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import Foundation
import KnowledgePack
import Testing
import TextAnalysis

/// Whole conversations of the people whom the program is for, each read by somebody who did not write the program.
///
/// After an edit of the pack that was meant, `CARELINE_RECORD=1 make test` writes down what is said now; the change then shows in
/// the difference between the two.
@Suite("Golden conversations")
struct GoldenConversationTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Transcripts")
    private static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".chat") }.sorted()
    private static let records = ProcessInfo.processInfo.environment["CARELINE_RECORD"] == "1"

    @Test("there are twenty of them, of eight to twenty turns")
    func enough() throws {
        #expect(Self.files.count >= 20)
        for file in Self.files {
            let turns = try Transcript(contentsOf: Self.folder.appendingPathComponent(file)).turns.count
            #expect((8...20).contains(turns), "\(file): \(turns) turns")
        }
    }

    @Test("each goes as it was written down", arguments: files)
    func asWritten(file: String) throws {
        let url = Self.folder.appendingPathComponent(file)
        var transcript = try Transcript(contentsOf: url)
        var conversation = try Conversation()
        for index in transcript.turns.indices {
            let reply = conversation.say(transcript.turns[index].message)
            if Self.records {
                transcript.turns[index].reply = reply.text
                transcript.turns[index].act = reply.act.rawValue
            } else {
                let turn = transcript.turns[index]
                #expect(reply.text.folded == turn.reply.folded, "\(file): \(turn.message)")
                #expect(reply.act.rawValue == turn.act, "\(file): \(turn.message)")
                #expect(reply.text.count > 20, "\(file): \(turn.message)")
            }
        }
        if Self.records { try transcript.text.write(to: url, atomically: true, encoding: .utf8) }
    }

    @Test("every reply reads at grade 8 or below", arguments: files)
    func grade(file: String) throws {
        let transcript = try Transcript(contentsOf: Self.folder.appendingPathComponent(file))
        let pack = try PackUnderTest.own.assistant().pack
        let names = pack.entities.flatMap { $0.names + $0.misspellings } + pack.sources.map(\.title)
        let words = names.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
        let reading = ReadingGrade(knownWords: Set(words + pack.lexicon.knownWords.map { $0.lowercased() }))
        for turn in transcript.turns {
            // The line of sources names titles as others wrote them.
            let own = turn.reply.split(separator: "\n").filter { !$0.hasPrefix("Source:") }.joined(separator: "\n")
            let grade = reading.grade(of: own)
            #expect(grade <= 8, "\(file): \(turn.message): grade \(grade)")
        }
    }

    @Test("no paragraph is said twice unless it was asked for again", arguments: files)
    func repetition(file: String) throws {
        let transcript = try Transcript(contentsOf: Self.folder.appendingPathComponent(file))
        var said: Set<String> = []
        for turn in transcript.turns where turn.act == "answer" {
            let paragraphs = turn.reply.components(separatedBy: "\n\n").filter { $0.count > 160 }
            let isAsked = ["again", "more", "simpl", "short", "repeat"].contains(where: turn.message.contains)
            if !isAsked {
                for paragraph in paragraphs { #expect(!said.contains(paragraph), "\(file): \(turn.message)") }
            }
            said.formUnion(paragraphs)
        }
    }
}

/// A conversation as it was written down: messages, replies and what the replies do.
private struct Transcript {
    struct Turn {
        var message: String
        var reply = ""
        var act = ""
    }

    struct Malformed: Error {
        let place: String
    }

    private var head: [String] = []
    var turns: [Turn] = []

    init(contentsOf url: URL) throws {
        let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
        var isReply = false
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("  ") || line.isEmpty {
                let text = line.drop { $0 == " " }
                guard !turns.isEmpty else { continue }
                if isReply {
                    turns[turns.count - 1].reply += "\n" + text
                } else if !text.isEmpty {
                    turns[turns.count - 1].message += "\n" + text
                }
            } else if line.hasPrefix("@") || line.hasPrefix("#") {
                head.append(line)
            } else if line == "careline:" {
                isReply = true
            } else if line.hasPrefix("= act "), !turns.isEmpty {
                turns[turns.count - 1].act = String(line.dropFirst(6))
                isReply = false
            } else if line.hasPrefix("patient: ") {
                turns.append(Turn(message: String(line.dropFirst(9))))
                isReply = false
            } else {
                throw Malformed(place: "\(url.lastPathComponent):\(number + 1)")
            }
        }
    }

    var text: String {
        var lines = head
        for turn in turns {
            lines.append("")
            let message = turn.message.components(separatedBy: "\n")
            lines.append("patient: " + message[0])
            lines += message.dropFirst().map { "  " + $0 }
            lines.append("careline:")
            lines += turn.reply.trimmingCharacters(in: .whitespacesAndNewlines).components(separatedBy: "\n")
                .map { $0.isEmpty ? "" : "  " + $0 }
            lines.append("= act " + turn.act)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    /// The text with each run of white space as one space.
    fileprivate var folded: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
