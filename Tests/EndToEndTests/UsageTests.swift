// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Usage")
struct UsageTests {
    private let careline = CommandRunner()

    @Test(
        "a misspelt option ends with 2 and a hint, on standard error alone",
        arguments: [
            (["ask", "--jsn", "x"], "--json"), (["chat", "--colr", "never"], "--color"),
            (["batch", "--job", "1"], "--jobs"),
            (["search", "--tpo", "3", "x"], "--top"), (["explain", "--askd", "her2", "x"], "--asked"),
            (["check", "--pakc", "x"], "--pack"), (["--jsno"], "--json"),
        ])
    func unknownOption(arguments: [String], hint: String) throws {
        let result = try careline.run(arguments)
        #expect(result.ending == .exit(2))
        #expect(result.text == "")
        #expect(result.errorText.contains("Did you mean '\(hint)'?"))
    }

    @Test(
        "what can't be meant ends with 2, and says why",
        arguments: [
            ["batch", "--jobs", "0"], ["batch", "--jobs", "many"], ["batch", "--jobs", "-1"], ["batch", "x"],
            ["search"],
            ["search", "--top", "0", "x"], ["chat", "--color", "blue"], ["ask"], ["explain", "--asked", "colour", "x"],
            ["ask", "--region", "atlantis", "x"], ["frobnicate"], ["chat", "x"], ["ask", "--pack"],
        ])
    func wrongUsage(arguments: [String]) throws {
        let result = try careline.run(arguments)
        #expect(result.ending == .exit(2))
        #expect(result.text == "")
        #expect(result.errorText.hasPrefix("Error: "))
    }

    @Test(
        "every command has help with an example",
        arguments: [
            ["--help"], ["-h"], ["help"], ["chat", "--help"], ["ask", "--help"], ["batch", "--help"],
            ["search", "--help"],
            ["explain", "--help"], ["check", "--help"], ["help", "ask"],
        ])
    func help(arguments: [String]) throws {
        let result = try careline.run(arguments)
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        #expect(result.text.hasPrefix("OVERVIEW: "))
        let example = result.lines.drop { $0 != "Example:" && $0 != "Examples:" }.dropFirst().first
        #expect(example?.contains("careline") == true)
    }

    @Test("the help of the program tells what its exit statuses mean")
    func statuses() throws {
        let text = try careline.run("--help").lines.joined(separator: " ")
        for status in ["0 done", "1 not answered", "2 wrong usage", "3 the pack can't be read", "130 interrupted"] {
            #expect(text.contains(status))
        }
    }

    @Test("the version is one line")
    func version() throws {
        let result = try careline.run("--version")
        #expect(result.ending == .exit(0))
        #expect(result.lines.count == 1)
    }

    @Test("a search names passages, and finding none ends with 1")
    func search() throws {
        let found = try careline.run("search", "--top", "3", "mouth sores")
        #expect(found.ending == .exit(0))
        #expect(found.lines.count == 3)
        #expect(found.lines.allSatisfy { $0.contains("#") })
        let rows = try JSONValue(parsing: careline.run("search", "--top", "3", "--json", "mouth sores").text)
        #expect(rows.elements.map { $0["passage"]?.string ?? "" }.count == 3)
        let nothing = try careline.run("search", "--json", "xyzzy")
        #expect(nothing.ending == .exit(1))
        #expect(nothing.text == "[]\n")
    }

    @Test("the score of a search is the sum of what its words give")
    func explainedSearch() throws {
        let lines = try careline.run("search", "--top", "1", "--explain", "mouth sores everolimus").lines
        let scores = lines.compactMap { $0.split(separator: " ").first.flatMap { Double($0) } }
        #expect(scores.count == lines.count && lines.count >= 3)
        #expect(abs((scores.first ?? 0) - scores.dropFirst().reduce(0, +)) < 0.01)
    }

    @Test("an explanation shows the words, the likeliest intent and the reply")
    func explain() throws {
        let result = try careline.run("explain", "--asked", "her2", "it is low")
        #expect(result.ending == .exit(0))
        for start in ["words ", "told      her2 = low", "intent ", "reply     slot_update"] {
            #expect(result.lines.contains { $0.hasPrefix(start) }, "no line begins with \(start)")
        }
    }

    @Test("the pack inside the program has no error")
    func check() throws {
        // It reads thousands of examples, beside whatever other tests do.
        let result = try CommandRunner(patience: 240).run("check")
        #expect(
            result.ending == .exit(0), "\(result.lines.filter { $0.contains(": error: ") }.joined(separator: "\n"))")
    }
}
