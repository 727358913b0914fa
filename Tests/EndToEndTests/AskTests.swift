// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("careline ask")
struct AskTests {
    private let careline = CommandRunner()

    @Test(
        "a question gets an answer that names its source",
        arguments: ["what is chemotherapy?", "does letrozole make your joints hurt?", "how is radiation given"])
    func answer(question: String) throws {
        let result = try careline.run("ask", question)
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        #expect(result.lines.contains { $0.hasPrefix("Source: ") })
        #expect(result.text.hasSuffix("\n") && !result.text.hasSuffix("\n\n"))
    }

    @Test(
        "a question outside the subject, or none, ends with 1",
        arguments: ["who won the match last night?", "write me a poem", "what is the capital of peru", "", "  ", "?!"])
    func outside(question: String) throws {
        let result = try careline.run("ask", question)
        #expect(result.ending == .exit(1))
        #expect(!result.text.contains("Source: "))
        #expect(!result.text.isEmpty)
        #expect(result.errorText == "")
    }

    @Test("words may stand with quotes or without")
    func quotes() throws {
        let joined = try careline.run("ask", "what is chemotherapy")
        #expect(try careline.run("ask", "what", "is", "chemotherapy").output == joined.output)
        #expect(try careline.run("ask", "--", "what", "is", "chemotherapy").output == joined.output)
    }

    @Test("with --json the reply is one object of the contract, and says the same")
    func json() throws {
        let result = try careline.run("ask", "--json", "what is hormone therapy?")
        #expect(result.ending == .exit(0))
        let reply = try JSONValue(parsing: #require(result.lines.first))
        #expect(result.lines.count == 1)
        #expect(ReplyContract.problems(of: reply) == [])
        #expect(reply["topics"]?[0]?.string == "hormone-therapy")
        #expect(try careline.run("ask", "what is hormone therapy?").text == (reply["text"]?.string ?? "") + "\n")
    }

    @Test("two runs give the same bytes", arguments: ["what are my options?", "i am her2 low", "i have chest pain"])
    func sameBytes(question: String) throws {
        let first = try careline.run("ask", "--json", question)
        let second = try careline.run("ask", "--json", question)
        #expect(first.output == second.output)
        #expect(!first.output.isEmpty)
    }

    @Test("where nobody reads the answer it ends quietly")
    func closedOutput() throws {
        let result = try careline.run(
            CommandRunner.program(), ["ask", "what is chemotherapy?"], input: [], closesOutput: true)
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
    }

    #if os(Linux)
        @Test(
            "an answer that can't be written is no success, and says so on one line",
            arguments: [
                "ask 'what is a chain?'", "ask --json hello", "search chain", "search --json chain", "explain hello",
                "check", "check --json",
            ])
        func fullDisk(command: String) throws {
            let careline = CommandRunner(environment: ["CARELINE_PACK": BicyclePack.path])
            let result = try careline.shell("exec \"$0\" \(command) > /dev/full")
            #expect(result.ending == .exit(1), "the output is lost, and nothing says so")
            #expect(result.errorText.hasPrefix("careline: can't write the output: "))
            #expect(result.errorLines.count == 1)
        }
    #endif
}
