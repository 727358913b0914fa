// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("careline batch with lines that can't be read")
struct BatchFaultTests {
    private let careline = CommandRunner()
    private static let good = BatchTests.line("good", ["hello"])

    @Test(
        "a bad line gets an error with its number, and the stream goes on",
        arguments: [
            "nonsense", "{", "[]", "[1]", "null", "\"text\"", "{}", "{\"turns\":[\"x\"]}",
            "{\"id\":1,\"turns\":[\"x\"]}",
            "{\"id\":\"a\"}", "{\"id\":\"a\",\"turns\":[]}", "{\"id\":\"a\",\"turns\":\"x\"}",
            "{\"id\":\"a\",\"turns\":[1]}",
            "{\"id\":\"a\",\"turns\":[\"x\",null]}", "{\"id\":\"a\",\"turns\":[\"x\"],\"stat\":{}}",
            "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":[]}",
            "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":{\"asked\":\"size\"}}",
            "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":{\"asked\":1}}",
            "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":{\"slots\":{\"hr\":\"maybe\"}}}",
            "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":{\"slots\":{\"size\":\"big\"}}}",
            "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":{\"slots\":[]}}",
            "{\"id\":\"a\",\"turns\":[\"x\"]} {\"id\":\"b\",\"turns\":[\"x\"]}",
            "{\"id\":\"\\ud800\",\"turns\":[\"x\"]}",
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
        ])
    func badLine(line: String) throws {
        let result = try careline.run("batch", input: Self.good + line + "\n" + Self.good)
        #expect(result.ending == .exit(1))
        #expect(result.lines.count == 3)
        let objects = try result.lines.map(JSONValue.init(parsing:))
        #expect(objects.first?["replies"] != nil && objects.last?["replies"] != nil)
        #expect(Set(objects[1].fields.keys) == ["id", "error"])
        #expect(objects[1]["id"]?.isString == true)
        #expect(objects[1]["error"]?.string?.contains("line 2") == true)
        #expect(result.errorText.contains("1 of 3"))
    }

    @Test("an error has the id of its line, where that much can be read")
    func identity() throws {
        let result = try careline.run("batch", input: "{\"id\":\"x7\",\"turns\":[]}\n")
        #expect(try JSONValue(parsing: result.text)["id"]?.string == "x7")
    }

    @Test("a misspelt field is named with the one that was meant, in the state as well")
    func misspeltField() throws {
        let top = try careline.run("batch", input: "{\"id\":\"a\",\"turns\":[\"x\"],\"stat\":{}}\n")
        #expect(try JSONValue(parsing: top.text)["error"]?.string?.contains("did you mean \"state\"") == true)
        let inner = try careline.run("batch", input: "{\"id\":\"a\",\"turns\":[\"x\"],\"state\":{\"askd\":\"her2\"}}\n")
        #expect(try JSONValue(parsing: inner.text)["error"]?.string?.contains("askd") == true)
        #expect(inner.ending == .exit(1))
    }

    @Test("a blank line is counted and has no answer")
    func blankLines() throws {
        let result = try careline.run("batch", input: "\n" + Self.good + "\r\n  \n" + "nonsense\n")
        #expect(result.lines.count == 2)
        #expect(result.lines.last?.contains("line 5") == true)
    }

    @Test("lines may end as on Windows, and the last without an end; a byte order mark may stand first")
    func lineEnds() throws {
        let line = String(Self.good.dropLast())
        let plain = try careline.run("batch", input: Self.good + Self.good)
        #expect(plain.lines.count == 2)
        for input in [line + "\r\n" + line + "\r\n", line + "\n" + line, "\u{FEFF}" + line + "\n" + line] {
            let result = try careline.run("batch", input: input)
            #expect(result.output == plain.output && result.ending == .exit(0))
        }
    }

    @Test("bytes that are not UTF-8 are an error of their line")
    func notUTF8() throws {
        for bytes in [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80]] as [[UInt8]] {
            let start = Array("{\"id\":\"a\",\"turns\":[\"".utf8)
            let input = Array(Self.good.utf8) + start + bytes + Array("\"]}\n".utf8) + Array(Self.good.utf8)
            let result = try careline.run(["batch"], input: input)
            #expect(result.ending == .exit(1))
            #expect(result.lines.count == 3)
            let error = try JSONValue(parsing: #require(result.lines.dropFirst().first))["error"]?.string
            #expect(error == "line 2: not UTF-8 text")
        }
    }

    @Test("a line of a mebibyte is read, and is answered in time")
    func longLine() throws {
        let words = String(repeating: "what is chemotherapy and why ", count: (1 << 20) / 29)
        let result = try careline.run("batch", input: BatchTests.line("long", [words]) + Self.good)
        #expect(result.ending == .exit(0))
        #expect(result.lines.count == 2)
        let letters = String(repeating: "a", count: 1 << 20)
        let second = try careline.run("batch", input: BatchTests.line("long", [letters]) + Self.good)
        #expect(second.ending == .exit(0) && second.lines.count == 2)
    }

    @Test("a line that is longer than may be is an error, and the next one is read")
    func tooLongLine() throws {
        let letters = String(repeating: "a", count: 17 << 20)
        let result = try careline.run("batch", input: BatchTests.line("long", [letters]) + Self.good)
        #expect(result.ending == .exit(1))
        #expect(result.lines.count == 2)
        #expect(result.lines.first?.contains("line 1: longer than") == true)
        #expect(result.lines.last?.contains("\"replies\"") == true)
    }

    @Test("whatever a turn holds, its line comes out as valid JSON on one line")
    func strangeTurns() throws {
        let turns = [
            "\\u0000", "\\u001b[31mred", "\\u2028", "\\\"", "\\\\", "\\ud83d\\ude00", "\\u202e", "{her2}", "%s%n",
            "\\n\\n\\n",
            "\\r", "\\t", "é", "e\\u0301", "\u{200B}", "", " ",
        ]
        let input = turns.map { "{\"id\":\"\($0)\",\"turns\":[\"\($0)\",\"why\"]}\n" }.joined()
        let result = try careline.run("batch", input: input)
        #expect(result.ending == .exit(0))
        #expect(result.lines.count == turns.count)
        for (line, turn) in zip(result.lines, turns) {
            let object = try JSONValue(parsing: line)
            #expect(try object["id"] == JSONValue(parsing: "\"\(turn)\""))
            #expect(object["replies"]?.elements.map { ReplyContract.problems(of: $0) } == [[], []])
        }
    }

    #if os(Linux)
        @Test("replies that can't be written are no success")
        func fullDisk() throws {
            let line = Self.good.replacing("\n", with: "")
            let result = try careline.shell("echo '\(line)' | \"$0\" batch > /dev/full")
            #expect(result.ending == .exit(1), "the replies are lost, and nothing says so")
            #expect(result.errorText.hasPrefix("careline: can't write the output: "))
            #expect(result.errorLines.count == 1)
        }
    #endif
}
