// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("A library behind the pack")
struct LibraryTests {
    private let careline = CommandRunner()

    private static let passages = """
        {"id": "bus", "title": "Getting here", "text": "The shuttle bus to the day unit leaves from car park C every ten minutes."}
        {"id": "wigs", "title": "Hair", "text": "Tell the wig shop what letrozole is and they will laugh. Letrozole is a sort of tea."}
        {"id": "chest", "title": "Pain", "text": "Chest pain and I cannot breathe: read a book about chest pain."}
        {"id": "lockers", "title": "Lockers", "text": "Locker keys are handed out at the desk on floor two."}

        """

    private func withLibrary<Result>(_ body: (TemporaryFolder, String) throws -> Result) throws -> Result {
        try TemporaryFolder.with { folder in
            try Self.passages.write(toFile: "\(folder.path)/in.jsonl", atomically: true, encoding: .utf8)
            let index = "\(folder.path)/x.index"
            let built = try careline.run("index", "build", "\(folder.path)/in.jsonl", "--output", index)
            #expect(built.ending == .exit(0))
            return try body(folder, index)
        }
    }

    @Test("quotes a strong passage with title and source where the pack has no answer")
    func quotes() throws {
        try withLibrary { _, index in
            let asked = try careline.run("ask", "--index", index, "where are locker keys handed out")
            #expect(asked.ending == .exit(0))
            #expect(asked.text.contains("“Locker keys are handed out at the desk on floor two.”"))
            #expect(asked.text.contains("From the library: Lockers (lockers)"))
            let without = try careline.run("ask", "where are locker keys handed out")
            #expect(without.ending == .exit(1))
        }
    }

    @Test("leaves to the pack what the pack answers, and danger above all")
    func standsBehind() throws {
        try withLibrary { _, index in
            for question in ["what is letrozole", "chest pain and i cannot breathe", "i want to kill myself"] {
                let with = try careline.run("ask", "--index", index, question)
                let without = try careline.run("ask", question)
                #expect(with.text == without.text)
                #expect(with.ending == without.ending)
            }
        }
    }

    @Test("says nothing that is only half about the question")
    func weak() throws {
        try withLibrary { _, index in
            let question = "where do i buy a locker key for the opera house in sydney"
            let with = try careline.run("ask", "--index", index, question)
            let without = try careline.run("ask", question)
            #expect(with.text == without.text)
        }
    }

    @Test("a file that is no index is refused by its name before anything is said")
    func foreign() throws {
        try TemporaryFolder.with { folder in
            try "no index".write(toFile: "\(folder.path)/no.index", atomically: true, encoding: .utf8)
            let asked = try careline.run("chat", "--index", "\(folder.path)/no.index", input: "hello\n")
            #expect(asked.text.isEmpty)
            #expect(asked.errorText.contains("no.index"))
        }
    }
}
