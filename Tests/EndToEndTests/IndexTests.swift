// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("careline index and careline search --index")
struct IndexTests {
    private let careline = CommandRunner()

    private static func line(_ number: Int) -> String {
        let parts = ["bell", "brake", "chain", "fork", "gear", "hub", "pedal", "rim", "saddle", "spoke"]
        let words = (0..<(3 + number % 17)).map { parts[(number * 7 + $0 * $0 * (1 + number % 5)) % 10] + "s" }
        return
            "{\"id\": \"p\(number)\", \"title\": \"Part \(number % 10)\", \"text\": \"\(words.joined(separator: " "))\"}\n"
    }

    /// A folder with a file of passages, and the index of it.
    private func withIndex<Result>(_ lines: String, _ body: (TemporaryFolder, String) throws -> Result) throws -> Result
    {
        try TemporaryFolder.with { folder in
            try lines.write(toFile: "\(folder.path)/in.jsonl", atomically: true, encoding: .utf8)
            let built = try careline.run(
                "index", "build", "\(folder.path)/in.jsonl", "--output", "\(folder.path)/x.index")
            #expect(built.ending == .exit(0))
            #expect(built.errorText == "")
            return try body(folder, "\(folder.path)/x.index")
        }
    }

    @Test("the file is the same bytes for any --jobs and --memory, and nothing else is left")
    func determinism() throws {
        try withIndex((0..<30000).map(Self.line).joined()) { folder, index in
            let whole = try Data(contentsOf: URL(fileURLWithPath: index))
            for (jobs, memory) in [("1", "16"), ("2", "16"), ("3", "64")] {
                let other = "\(folder.path)/other.index"
                let built = try careline.run(
                    "index", "build", "\(folder.path)/in.jsonl", "--output", other, "--jobs", jobs, "--memory", memory)
                #expect(built.text == "30000 passages in \(other)\n")
                #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == whole)
            }
            #expect(try folder.listing().map { $0.split(separator: " ")[0] } == ["in.jsonl", "other.index", "x.index"])
        }
    }

    @Test("a bad line is named with file and line and passed over, and the exit status is 1")
    func badLines() throws {
        let lines = [
            #"{"id": "a", "text": "bell \u00e9t\u00e9 \ud83d\ude00"}"#, #"{"id": "b"}"#, "", #"{"text": "x"}"#,
            "nonsense",
            #"{"id": 7, "text": "brake", "more": [1, {"x": null}], "title": "T"}"#, #"{"id": "c", "text": "x"} more"#,
            #"{"id": "d", "text": 5}"#, "{\"id\": \"e\", \"text\": \"tab\there\"}", #"{"id": "f", "text": "\x"}"#,
            #"{"id": true, "text": "x"}"#,
        ]
        try TemporaryFolder.with { folder in
            let input = "\(folder.path)/in.jsonl"
            var bytes = Array((lines.joined(separator: "\n") + "\n{\"id\": \"g\", \"text\": \"").utf8)
            bytes += [0xff] + Array("\"}\n{\"id\": \"h\", \"text\": \"no line end\"}".utf8)
            try Data(bytes).write(to: URL(fileURLWithPath: input))
            let built = try careline.run("index", "build", input, "--output", "\(folder.path)/x.index")
            #expect(built.ending == .exit(1))
            #expect(built.text == "3 passages in \(folder.path)/x.index\n")
            let problems = [
                (2, "\"text\" is missing or no text"), (4, "\"id\" is missing or no text"), (5, "not a JSON object"),
                (7, "not a JSON object"), (8, "\"text\" is missing or no text"), (9, "not a JSON object"),
                (10, "not a JSON object"), (11, "\"id\" is missing or no text"), (12, "not UTF-8 text"),
            ]
            #expect(
                built.errorLines == problems.map { "careline index: \(input):\($0.0): \($0.1)" }
                    + ["careline index: 9 lines or files could not be used"])
            let found = try careline.run("search", "--index", "\(folder.path)/x.index", "--json", "bell été brake")
            #expect(found.text.contains("\"id\":\"7\",\"title\":\"T\""))
            #expect(found.text.contains("\"text\":\"bell été 😀\""))
        }
    }

    @Test("queries give a TREC run, and --timing a JSON object on standard error")
    func run() throws {
        try withIndex((0..<500).map(Self.line).joined()) { folder, index in
            try "q1\tbells\nq 2\tsaddles and rims\nnothing\n".write(
                toFile: "\(folder.path)/q.tsv", atomically: true, encoding: .utf8)
            let result = try careline.run(
                "search", "--index", index, "--queries", "\(folder.path)/q.tsv", "--top", "3", "--timing")
            #expect(result.ending == .exit(0))
            #expect(result.lines.count == 6)
            for (number, line) in result.lines.enumerated() {
                let fields = line.split(separator: " ")
                try #require(fields.count == 6)
                #expect(fields[0] == (number < 3 ? "q1" : "q_2"))
                #expect(fields[1] == "Q0" && fields[2].hasPrefix("p") && fields[3] == "\(number % 3 + 1)")
                #expect(Double(fields[4]).map { $0 > 0 } == true && fields[5] == "careline")
            }
            let timing = try #require(
                try JSONSerialization.jsonObject(with: Data(result.errors)) as? [String: Double])
            #expect(Set(timing.keys) == ["queries", "p50_us", "p95_us", "p99_us", "per_second"])
            #expect(timing["queries"] == 3)
            let (middle, high) = (try #require(timing["p50_us"]), try #require(timing["p99_us"]))
            #expect(middle > 0 && middle <= high)
        }
    }

    @Test("words give passages to read, with what each word gave where that is asked for")
    func reading() throws {
        let lines = [
            #"{"id": "a", "title": "Bells", "source": "The manual, page 3", "text": "Keep it clean. A bell warns others. Ring it."}"#,
            #"{"id": "b", "text": "Brakes stop the bicycle."}"#,
        ]
        try withIndex(lines.joined(separator: "\n")) { _, index in
            let found = try careline.run("search", "--index", index, "--explain", "warning bells")
            #expect(found.lines.prefix(2) == ["1. Bells", "   A bell warns others."])
            #expect(found.lines.dropFirst(2).first?.hasPrefix("   The manual, page 3, score ") == true)
            #expect(found.lines.contains { $0.contains("bell  (frequency 2.000, in 1 passages") })
            #expect(try careline.run("search", "--index", index, "--ranking", "tfidf", "brake").lines.first == "1. b")
            let none = try careline.run("search", "--index", index, "saddle")
            #expect(none.ending == .exit(1))
            #expect(none.text == "" && none.errorText == "")
        }
    }

    @Test("a folder of Markdown and text gives a passage for each section")
    func folders() throws {
        try TemporaryFolder.with { folder in
            let inner = "\(folder.path)/docs/inner"
            try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
            try "---\nx: 1\n---\n# Manual\n\nIntro.\n\n## Bells\n\nRing.\n\n```\n# no heading\n```\n".write(
                toFile: "\(folder.path)/docs/manual.md", atomically: true, encoding: .utf8)
            try "A saddle.\n".write(toFile: "\(inner)/note.txt", atomically: true, encoding: .utf8)
            try "A spoke.\n".write(toFile: "\(inner)/.hidden.txt", atomically: true, encoding: .utf8)
            try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: "\(inner)/broken.txt"))
            let built = try careline.run("index", "build", "\(folder.path)/docs", "--output", "\(folder.path)/x.index")
            #expect(built.ending == .exit(1))
            #expect(built.errorLines.first == "careline index: \(inner)/broken.txt: is not UTF-8 text")
            #expect(built.text.hasPrefix("3 passages"))
            let found = try careline.run("search", "--index", "\(folder.path)/x.index", "ring")
            #expect(found.lines.prefix(2) == ["1. Manual — Bells", "   Ring."])
            #expect(
                try careline.run("search", "--index", "\(folder.path)/x.index", "saddle").lines.first == "1. note.txt")
        }
    }

    @Test("info tells what is in the file, and --verify finds damage")
    func info() throws {
        try withIndex((0..<200).map(Self.line).joined()) { folder, index in
            let info = try careline.run("index", "info", index, "--json", "--verify")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(info.output)) as? [String: Any])
            #expect(object["analysis"] as? String == "english")
            #expect(object["passages"] as? Int == 200)
            let sizes = ["bytes", "text_bytes", "index_bytes"].compactMap { object[$0] as? Int }
            #expect(sizes.count == 3 && sizes[0] == sizes[1] + sizes[2])
            #expect(try careline.run("index", "info", index).lines.first?.hasPrefix("analysis") == true)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: index))
            bytes[600] ^= 1
            try bytes.write(to: URL(fileURLWithPath: index))
            #expect(try careline.run("index", "info", index).ending == .exit(0))
            let damaged = try careline.run("index", "info", index, "--verify")
            #expect(damaged.ending == .exit(3))
            #expect(damaged.errorText == "careline: \(index): is damaged in its texts; build it again\n")
            let foreign = try careline.run("search", "--index", "\(folder.path)/in.jsonl", "x")
            #expect(foreign.ending == .exit(3))
            #expect(
                foreign.errorText
                    == "careline: \(folder.path)/in.jsonl: is no index file; make one with careline index build\n")
        }
    }

    @Test(
        "what can't be meant ends with 2",
        arguments: [
            ["index", "build", "x"], ["index", "build", "x", "--output", "y", "--memory", "1"],
            ["index", "build", "x", "--output", "y", "--analysis", "latin"], ["index", "info"],
            ["search", "--index", "x"], ["search", "--queries", "x", "--index", "y", "words"],
            ["search", "--timing", "x"],
            ["search", "--index", "x", "--b", "2", "y"], ["search", "--queries", "x"],
        ])
    func wrongUsage(arguments: [String]) throws {
        #expect(try careline.run(arguments).ending == .exit(2))
    }

    @Test("what can't be read or written is named")
    func unusable() throws {
        try TemporaryFolder.with { folder in
            let missing = try careline.run("index", "build", "\(folder.path)/no.jsonl", "--output", "\(folder.path)/x")
            #expect(missing.ending == .exit(3))
            #expect(
                missing.errorText == "careline: \(folder.path)/no.jsonl: can't be read: No such file or directory\n")
            try "{}".write(toFile: "\(folder.path)/in.jsonl", atomically: true, encoding: .utf8)
            let unwritable = try careline.run(
                "index", "build", "\(folder.path)/in.jsonl", "--output", "\(folder.path)/no/x")
            #expect(unwritable.ending == .exit(1))
            #expect(
                unwritable.errorText == "careline: \(folder.path)/no/x: can't be written: No such file or directory\n")
        }
    }
}
