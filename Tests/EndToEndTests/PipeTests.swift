// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("A chat in a pipe")
struct PipeTests {
    private let careline = CommandRunner(environment: ["TERM": "xterm-256color"])

    /// How many replies there are to some bytes: with `--json` each is a line.
    private func replies(to input: [UInt8]) throws -> [JSONValue] {
        let result = try careline.run(["chat", "--json"], input: input)
        #expect(result.ending == .exit(0))
        return try result.lines.map(JSONValue.init(parsing:))
    }

    @Test("there is a reply for each line, and neither prompt, label, colour nor first words")
    func plain() throws {
        let result = try careline.run("chat", input: "hello\nwhat is chemotherapy?\n")
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        #expect(!result.text.contains("you>") && !result.text.contains("careline:"))
        #expect(!result.output.contains(0x1b) && !result.output.contains(0x0d))
        #expect(result.text.hasPrefix("Hello"))
        #expect(result.text.hasSuffix("\n\n"))
        #expect(try replies(to: Array("hello\nwhat is chemotherapy?\n".utf8)).count == 2)
    }

    @Test("careline by itself is the chat")
    func byItself() throws {
        let chat = try careline.run("chat", input: "hello\n")
        #expect(try careline.run([], input: Array("hello\n".utf8)).output == chat.output)
    }

    @Test("long lines are not wrapped")
    func noWrapping() throws {
        let result = try careline.run("chat", input: "what is chemotherapy?\n")
        #expect(result.lines.contains { $0.count > 100 })
    }

    @Test("an empty line, a blank one and one of control bytes get a reply each")
    func emptyLines() throws {
        let replies = try replies(to: Array("\n   \n\u{1}\u{7}\u{0}\nhello\n".utf8))
        #expect(replies.map { $0["act"]?.string } == ["clarify", "clarify", "clarify", "social"])
    }

    @Test("no input gives no output")
    func noInput() throws {
        let result = try careline.run("chat")
        #expect(result.ending == .exit(0) && result.text == "" && result.errorText == "")
    }

    @Test("bytes of any kind get a reply and none come back")
    func anyBytes() throws {
        let lines: [[UInt8]] = [
            [0xff, 0xfe, 0x00], [0xc3], [0xed, 0xa0, 0x80], Array("\u{1B}[31mhello\u{1B}]0;title\u{7}".utf8),
            Array("\u{202E}hello".utf8), Array(0x80...0xff), Array(0...9), Array(11...0x7f),
        ]
        let input = Array(lines.map { $0 + Array("\nwhy\n".utf8) }.joined())
        let result = try careline.run(["chat"], input: input)
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        #expect(String(validating: result.output, as: UTF8.self) != nil)
        #expect(!result.output.contains { ($0 < 0x20 && $0 != 10) || $0 == 0x7f })
        #expect(!result.text.unicodeScalars.contains { (0x80...0x9f).contains($0.value) || $0 == "\u{202E}" })
        #expect(try replies(to: input).count == 2 * lines.count)
    }

    @Test("an escape code in a message is no word of it")
    func escapeCodes() throws {
        let replies = try replies(to: Array("hi\n\u{1B}[31mhi\u{1B}[0m\n".utf8))
        #expect(replies.count == 2)
        #expect(replies.first?["intent"] == replies.last?["intent"])
        #expect(replies.last?["act"]?.string == "social")
    }

    @Test("a line of a mebibyte and more gets one reply, in time", arguments: [1 << 20, 5 << 20])
    func longLine(size: Int) throws {
        let line = Array(repeating: Array("what is chemotherapy and why ".utf8), count: size / 29).joined()
        #expect(try replies(to: Array(line) + Array("\nhello\n".utf8)).count == 2)
        let letters = [UInt8](repeating: UInt8(ascii: "a"), count: size)
        #expect(try replies(to: letters + Array("\nhello\n".utf8)).count == 2)
    }

    @Test("a last line without an end is read, and one that ends as on Windows")
    func lineEnds() throws {
        let plain = try careline.run("chat", input: "what is chemotherapy?\n")
        #expect(try careline.run("chat", input: "what is chemotherapy?").output == plain.output)
        #expect(try careline.run("chat", input: "what is chemotherapy?\r\n").output == plain.output)
    }

    @Test("bye ends it, as does /quit", arguments: ["bye", "goodbye", "/quit"])
    func bye(word: String) throws {
        let result = try careline.run("chat", input: "hello\n\(word)\nwhat is chemotherapy?\n")
        #expect(result.ending == .exit(0))
        #expect(result.text.contains("Goodbye"))
        #expect(!result.text.contains("Chemo"))
    }

    @Test("where nobody reads the replies it ends quietly")
    func closedOutput() throws {
        let input = Array(String(repeating: "hello\n", count: 20_000).utf8)
        let result = try careline.run(CommandRunner.program(), ["chat"], input: input, closesOutput: true)
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
    }

    @Test("closed streams are no crash", arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    func closedStreams(redirection: String) throws {
        let result = try careline.shell("echo hello | { \"$0\" chat \(redirection); }")
        #expect(result.ending == .exit(0) || result.ending == .exit(1))
    }

    @Test("each line of --json is a reply of the contract, whatever was typed")
    func json() throws {
        for reply in try replies(to: Array("hello\nwhat is her2\ni am her2 low\n/status\nmore\n".utf8)) {
            #expect(ReplyContract.problems(of: reply) == [])
        }
    }

    @Test(
        "with --json what the program itself says to a slash is an object of an act and a text",
        arguments: ["/help", "/topics", "/quit", "/nonsense", "/"])
    func jsonOfCommands(command: String) throws {
        let result = try careline.run("chat", "--json", input: "\(command)\n")
        #expect(result.ending == .exit(0) && result.errorText == "")
        #expect(result.lines.count == 1)
        let object = try JSONValue(parsing: result.text)
        #expect(Set(object.fields.keys) == ["act", "text"])
        #expect(object["act"]?.string == "social")
        let plain = try careline.run("chat", input: "\(command)\n").text
        #expect(plain == (object["text"]?.string ?? "") + "\n\n")
    }

    @Test(
        "with --json a slash that stands for words gets a reply of the contract",
        arguments: ["/status", "/undo", "/questions", "/more", "/shorter", "/again", "/why", "/sources", "/forget"])
    func jsonOfMoves(command: String) throws {
        for reply in try replies(to: Array("what is chemotherapy?\n\(command)\n".utf8)) {
            #expect(ReplyContract.problems(of: reply) == [])
        }
    }

    @Test("a command with a slash that isn't one is told as any reply is, with the nearest")
    func unknownCommand() throws {
        for (typed, said) in [
            ("/halp", "Did you mean /help?"), ("/statu", "Did you mean /status?"),
            ("/xyzzy", "Type /help for the list."),
        ] {
            let result = try careline.run("chat", input: "\(typed)\nhello\n")
            #expect(result.lines.first == "No such command. \(said)")
            #expect(result.text.contains("\n\nHello"))
            #expect(result.errorText == "" && result.ending == .exit(0))
        }
    }

    @Test("two slashes say a slash")
    func twoSlashes() throws {
        let result = try careline.run("chat", input: "//help\n")
        #expect(result.errorText == "")
        #expect(!result.text.isEmpty)
    }

    @Test(
        "colour comes in a pipe only where it is asked for in words",
        arguments: [[:], ["NO_COLOR": "1"], ["TERM": "dumb"]])
    func colour(environment: [String: String]) throws {
        let result = try CommandRunner(environment: environment).run("chat", input: "hello\nwhat is chemo\n")
        #expect(!result.output.contains(0x1b))
    }

    @Test("two runs give the same bytes, in any environment")
    func sameBytes() throws {
        let input = "hello\ni am er positive her2 negative\nwhat are my options?\n2\nmore\nwhy\nsources\nbye\n"
        let first = try careline.run("chat", input: input)
        let other = CommandRunner(environment: [
            "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "20",
        ])
        #expect(try careline.run("chat", input: input).output == first.output)
        #expect(try other.run("chat", input: input).output == first.output)
        #expect(first.lines.count > 20)
    }
}
