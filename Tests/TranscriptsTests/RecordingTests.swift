// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Transcripts

@Suite("A recording")
struct RecordingTests {
    /// Commands, and messages that could be taken for something else.
    private static let typed = [
        "/undo", "/why", "/sources", "/again", "/more", "/simpler", "/shorter", "/skip", "/star", "/questions",
        "/status",
        "/forget", "/forget her2", "/set her2 low", "/set hr", "/set nothing x", "/SET brca unknown", "//undo", "",
        "...",
        "[..]", "{biomarkers#what-it-is}", "careline: hi", "= act answer", "@case x", "# no", "\\...", "yes", "no", "2",
        "put \"what about [..]\" on my list", "put on my list: ...", "e\u{301} \u{301}x", "a\u{2028}b",
        "ER 90%\n\n  PR 0\nHER2 1+  ", "  two  spaces ",
    ]

    @Test("each of 1,000 conversations replays as it was at once")
    func replays() throws {
        let assistant = try TranscriptsUnderTest.assistant()
        let messages =
            assistant.pack.intents.flatMap { $0.examples.prefix(3) }
            + assistant.pack.safetyRules.flatMap { $0.examples.prefix(1) }
        var texts: [String: String] = [:]
        for seed in 0..<1_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var conversation = Conversation(assistant)
            var text = Recording.head
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let pool = Bool.random(using: &generator) ? Self.typed : messages
                let line = pool.randomElement(using: &generator) ?? ""
                guard case .reply(let reply) = conversation.take(line) else { continue }
                text += Recording.turn(typed: line, reply: reply)
            }
            texts["\(seed).chat"] = text
        }
        var library = TranscriptsUnderTest.library(texts)
        for file in texts.keys { try library.load(file, for: assistant.pack) }
        let replayer = Replayer(library, assistant: assistant)
        for (file, text) in texts {
            let result = replayer.result(of: .init(file: file, index: 0))
            let failures = result.map { result in result.failures.flatMap { result.details(of: $0) } } ?? []
            #expect(failures == [], "\(file):\n\(text)")
        }
    }

    @Test("a command is a line like any other: what it does is done again")
    func commands() throws {
        let text = """
            patient: /set her2 low
            = act slot_update
            = slots her2=low

            patient: /forget her2
            = slots none

            patient: i am her2 positive
            = slots her2=positive

            patient: /undo
            = slots none
            """
        let results = try TranscriptsUnderTest.results(text)
        #expect(results.map(\.outcome) == [.passed])
    }
}
