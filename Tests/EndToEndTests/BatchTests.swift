// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("careline batch")
struct BatchTests {
    private let careline = CommandRunner()

    private static let questions = [
        "what is chemotherapy?", "does letrozole make your joints hurt?", "i am her2 low", "what are my options?",
        "should i stop my tablets?", "who won the match?", "hello", "i have chest pain", "tell me more",
        "i want to end it all", "what is a parp inhibitor",
        "my mum is er positive her2 negative, what is there for her?",
    ]

    /// A line of input for a conversation.
    static func line(_ id: String, _ turns: [String], state: String? = nil) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let more = state.map { ",\"state\":\($0)" } ?? ""
        return "{\"id\":\(quoted(id)),\"turns\":[\(turns.map(quoted).joined(separator: ","))]\(more)}\n"
    }

    /// The one conversation of a run.
    private func conversation(_ turns: String..., state: String? = nil) throws -> [JSONValue] {
        let result = try careline.run("batch", "--jobs", "1", input: Self.line("c", turns, state: state))
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        return try JSONValue(parsing: result.text)["replies"]?.elements ?? []
    }

    @Test("a line comes out for each line that goes in, in the same order, a reply for each turn")
    func order() throws {
        let input = (0..<300).map { number in
            Self.line("n\(number)", Array(Self.questions.dropFirst(number % 7).prefix(1 + number % 3)))
        }
        let result = try careline.run("batch", input: input.joined())
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        let lines = try result.lines.map(JSONValue.init(parsing:))
        #expect(lines.map { $0["id"]?.string } == (0..<300).map { "n\($0)" })
        #expect(lines.map { $0["replies"]?.elements.count } == (0..<300).map { 1 + $0 % 3 })
    }

    @Test("every line has the fields of the contract and no others")
    func contract() throws {
        let input = Self.line("all", Self.questions) + Self.questions.map { Self.line($0, [$0]) }.joined()
        for line in try careline.run("batch", input: input).lines {
            let object = try JSONValue(parsing: line)
            #expect(Set(object.fields.keys) == ["id", "replies"])
            for reply in object["replies"]?.elements ?? [] { #expect(ReplyContract.problems(of: reply) == []) }
        }
    }

    @Test("each act comes with what it does")
    func acts() throws {
        let acts = try Self.questions.map { try conversation($0).first?["act"]?.string }
        #expect(acts[0] == "answer" && acts[1] == "answer")
        #expect(acts[2] == "slot_update" && acts[3] == "options" && acts[4] == "decline_advice")
        #expect(acts[5] == "out_of_scope" && acts[6] == "social" && acts[7] == "urgent" && acts[9] == "crisis")
    }

    @Test("the same bytes come out for any number of cores, and each time")
    func jobs() throws {
        var input = ""
        for number in 0..<400 {
            input +=
                number % 50 == 7 ? "no json\n" : Self.line("\(number)", [Self.questions[number % Self.questions.count]])
        }
        let one = try careline.run("batch", "--jobs", "1", input: input)
        #expect(one.lines.count == 400)
        #expect(one.ending == .exit(1))
        for jobs in ["1", "2", "3", "16"] {
            let many = try careline.run("batch", "--jobs", jobs, input: input)
            #expect(
                many.output == one.output && many.errors == one.errors && many.ending == one.ending, "--jobs \(jobs)")
        }
    }

    @Test("a conversation knows nothing of the one before it")
    func separation() throws {
        let input = Self.line("a", ["i am her2 positive"]) + Self.line("b", ["what have you noted?"])
        let lines = try careline.run("batch", "--jobs", "1", input: input).lines.map(JSONValue.init(parsing:))
        #expect(lines[0]["replies"]?[0]?["slots"] == .object(["her2": .string("positive")]))
        #expect(lines[1]["replies"]?[0]?["slots"] == .object([:]))
    }

    @Test("the slots of a turn are those known after it")
    func slots() throws {
        let replies = try conversation("i am er positive", "and her2 negative", "no wait, her2 low")
        #expect(replies.map { $0["slots"]?["her2"]?.string } == [nil, "negative", "low"])
        #expect(replies.map { $0["slots"]?["hr"]?.string } == ["positive", "positive", "positive"])
    }

    @Test(
        "where a slot was just asked for, a bare word is its value",
        arguments: [
            ("her2", "low", "low"), ("her2", "positive", "positive"), ("hr", "negative", "negative"),
            ("bone_mets", "yes", "yes"),
        ])
    func asked(slot: String, text: String, value: String) throws {
        let reply = try #require(try conversation(text, state: "{\"asked\":\"\(slot)\"}").first)
        #expect(reply["slots"] == .object([slot: .string(value)]))
        let plain = try #require(try conversation(text).first)
        #expect(plain["slots"] == .object([:]))
    }

    @Test("the slots of a state are known from the start")
    func state() throws {
        let state = "{\"slots\":{\"hr\":\"positive\",\"her2\":\"negative\"}}"
        let reply = try #require(try conversation("what are my options?", state: state).first)
        #expect(reply["slots"] == .object(["hr": .string("positive"), "her2": .string("negative")]))
        #expect(reply["topics"]?[0]?.string == "hormone-therapy")
        for nothing in ["null", "{}", "{\"asked\":null,\"slots\":null}"] {
            #expect(try conversation("hello", state: nothing).first?["slots"] == .object([:]))
        }
    }

    @Test("the text is what the chat shows")
    func sameAsChat() throws {
        let turns = ["i am her2 low", "what is that?", "tell me more", "who won the match?", "why"]
        let replies = try careline.run("batch", input: Self.line("c", turns)).text
        let texts = try JSONValue(parsing: replies)["replies"]?.elements.map { $0["text"]?.string ?? "" } ?? []
        let chat = try careline.run("chat", input: turns.map { $0 + "\n" }.joined())
        #expect(chat.text == texts.map { $0 + "\n\n" }.joined())
        let json = try careline.run("chat", "--json", input: turns.map { $0 + "\n" }.joined())
        #expect(try json.lines.map(JSONValue.init(parsing:)) == JSONValue(parsing: replies)["replies"]?.elements)
    }

    @Test("no input gives no output")
    func empty() throws {
        for input in ["", "\n", "\n \n\t\n"] {
            let result = try careline.run("batch", input: input)
            #expect(result.ending == .exit(0) && result.text == "" && result.errorText == "")
        }
    }

    @Test("where nobody reads the replies it ends quietly")
    func closedOutput() throws {
        let input = Array(String(repeating: Self.line("a", ["hello"]), count: 2_000).utf8)
        let result = try careline.run(CommandRunner.program(), ["batch"], input: input, closesOutput: true)
        #expect(result.ending == .exit(0) && result.errorText == "")
    }
}
