// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Dialogue
import Testing
import Transcripts

@Suite("Cases that go on from others")
struct LibraryTests {
    private static let texts = [
        "one/a.chat": "@from ../greet.chat#her2\npatient: er positive\n~ slots her2=low hr=positive\n",
        "greet.chat":
            "@case her2\npatient: i am her2 low\n= slots her2=low\n\n@case other\npatient: hello\n= act social\n",
        "lost.chat": "@from greet.chat#her\npatient: hello\n= act social\n",
        "vague.chat": "@from greet.chat\npatient: hello\n= act social\n",
        "gone.chat": "@from nothing.chat\npatient: hello\n= act social\n",
        "self.chat":
            "@case a\n@from #b\npatient: hello\n= act social\n\n@case b\n@from #a\npatient: hello\n= act social\n",
        "ring.chat": "@from round.chat\npatient: hello\n= act social\n",
        "round.chat": "@from ring.chat\npatient: hello\n= act social\n",
    ]

    @Test("the other case is held first, without its checks")
    func from() throws {
        let assistant = try TranscriptsUnderTest.assistant()
        var library = TranscriptsUnderTest.library(Self.texts)
        try library.load("one/a.chat", for: assistant.pack)
        let result = Replayer(library, assistant: assistant).result(of: .init(file: "one/a.chat", index: 0))
        #expect(result?.outcome == .passed)
        #expect(result?.turnCount == 1)
    }

    @Test(
        "a case that is not there, or leads back to itself, is named by line",
        arguments: [
            ("lost.chat", 1, "Did you mean \"her2\"?"), ("vague.chat", 1, "has several cases"),
            ("gone.chat", 1, "nothing.chat can't be used"), ("self.chat", 2, "goes on from itself"),
            ("ring.chat", 1, "can't be used"),
        ])
    func faults(file: String, line: Int, words: String) throws {
        let pack = try TranscriptsUnderTest.assistant().pack
        #expect {
            var library = TranscriptsUnderTest.library(Self.texts)
            try library.load(file, for: pack)
        } throws: { error in
            guard let first = (error as? TranscriptUnreadable)?.diagnostics.first else { return false }
            return first.location == SourceLocation(file: file, line: line) && first.description.contains(words)
        }
    }
}
