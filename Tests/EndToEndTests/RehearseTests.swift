// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("careline rehearse")
struct RehearseTests {
    private static let answer = "Marigold says it lowers the estrogen in your body."
    private let careline = CommandRunner()

    private func rehearse(_ arguments: String..., typing lines: String) throws -> CommandResult {
        try careline.run(["rehearse", "--today", "2026-11-28"] + arguments, input: Array(lines.utf8))
    }

    @Test("the same seed, day and answers give the same bytes; every line of --json is an object with its event")
    func piped() throws {
        let lines = "\(Self.answer)\nmodel\nnext\nI don't know.\nquit\n"
        let first = try rehearse("--seed", "4", "--json", typing: lines)
        #expect(first.ending == .exit(0) && first.errorText == "")
        #expect(first.output == (try rehearse("--seed", "4", "--json", typing: lines)).output)
        let events = try first.lines.map { try JSONValue(parsing: $0)["event"]?.string }
        #expect(events == ["question", "marks", "model", "question", "marks", "end"])
    }

    @Test("without --progress nothing is written; with it a line an answer, without a name or a word of the answer")
    func progress() throws {
        try TemporaryFolder.with { folder in
            let file = "\(folder.path)/progress.jsonl"
            _ = try rehearse("--seed", "1", typing: "\(Self.answer)\n")
            #expect(try folder.listing() == [])
            for _ in 1...2 {
                _ = try rehearse("--seed", "1", "--progress", file, typing: "\(Self.answer)\nnext\nNo.\n")
            }
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.split(separator: "\n").count == 4)
            #expect(!text.lowercased().contains("marigold"))
        }
    }

    @Test("a last line that was torn off costs that line alone")
    func tornLine() throws {
        try TemporaryFolder.with { folder in
            let file = "\(folder.path)/progress.jsonl"
            _ = try rehearse("--progress", file, typing: "\(Self.answer)\n")
            let whole = try String(contentsOfFile: file, encoding: .utf8)
            try Data((whole + whole.prefix(20)).utf8).write(to: URL(fileURLWithPath: file))
            let result = try rehearse("--progress", file, typing: "\(Self.answer)\n")
            #expect(result.ending == .exit(0) && result.errorText == "")
            let report = try careline.run("rehearse", "--report", "--json", file)
            #expect(try JSONValue(parsing: #require(report.lines.first))["answers"]?.number == 2)
        }
    }

    @Test("answers of a file are marked line by line; a line that can't be is told of, and the rest is marked")
    func score() throws {
        try TemporaryFolder.with { folder in
            let file = "\(folder.path)/answers.jsonl"
            let lines = [
                #"{"id":"a","passage":"hormone-therapy#what-it-is","answer":"It lowers estrogen."}"#, "nonsense",
                #"{"id":"b","question":"what is hormone therapy","answer":"You could just stop taking it."}"#,
            ]
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
            let result = try careline.run("rehearse", "--score", file)
            #expect(result.ending == .exit(1) && result.lines.count == 3)
            let first = try JSONValue(parsing: result.lines[0])
            #expect(first["id"]?.string == "a" && first["said"]?[0]?.string != nil)
            #expect(result.lines[1].contains("line 2"))
            #expect(try JSONValue(parsing: result.lines[2])["never"]?[0]?.string != nil)
        }
    }

    @Test("what can't be done says so on one line and ends as every command does")
    func faults() throws {
        let wrong = try rehearse("--topic", "hormone-terapy", typing: "")
        #expect(wrong.ending == .exit(2) && wrong.errorText.contains("Did you mean \"hormone-therapy\"?"))
        #expect(try rehearse("--today", "yesterday", typing: "").ending == .exit(2))
        #expect(try careline.run("rehearse", "--report", "/no/such/file").ending == .exit(3))
        #expect(try rehearse("--progress", "/no/such/folder/file", typing: "").ending == .exit(1))
        let bicycle = CommandRunner(environment: ["CARELINE_PACK": BicyclePack.path])
        #expect(try bicycle.run("rehearse").ending == .exit(3))
    }

    @Test("a transcript's case begins where @state says")
    func beginning() throws {
        try TemporaryFolder.with { folder in
            for (name, state, isAsked) in [("with", "@state asked=her2\n", true), ("without", "", false)] {
                let file = "\(folder.path)/\(name).chat"
                try "@title x\n\n@case a\n\(state)patient: whats that\n~ text \"i\"\n"
                    .write(toFile: file, atomically: true, encoding: .utf8)
                let result = try rehearse(file, typing: "quit\n")
                #expect(result.text.contains("whats that") == isAsked)
                #expect(result.ending == .exit(isAsked ? 0 : 1))
            }
        }
    }
}
