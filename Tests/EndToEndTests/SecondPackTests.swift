// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// A pack on another subject runs on the same program: nothing of the first is in Swift.
@Suite("A second pack, on bicycles")
struct SecondPackTests {
    private let careline = CommandRunner(environment: ["CARELINE_PACK": BicyclePack.path])

    /// The replies to a conversation.
    private func replies(to turns: String...) throws -> [JSONValue] {
        let input = turns.map { $0 + "\n" }.joined()
        let result = try careline.run("chat", "--json", input: input)
        #expect(result.ending == .exit(0))
        #expect(result.errorText == "")
        return try result.lines.map(JSONValue.init(parsing:))
    }

    @Test("it has no error and no warning but for its date")
    func check() throws {
        let result = try careline.run("check")
        #expect(result.ending == .exit(0))
        #expect(result.lines.filter { $0.contains(": error: ") } == [])
        #expect(result.lines.filter { $0.contains(": warning: ") && !$0.contains("last reviewed") } == [])
        #expect(result.lines.last?.contains("15 passages, 0 out of reach") == true)
    }

    @Test(
        "a question finds its passage",
        arguments: [
            ("what is a chain?", "chains#what-it-is"), ("how do I oil my chain", "chains#care"),
            ("when is the chain worn out?", "chains#wear"), ("what is a disk brake", "brakes#what-it-is"),
            ("my brakes squeal", "brakes#care"), ("how do i patch a tube", "tires#care"),
            ("whats a derailer", "gears#what-it-is"), ("how long does a casette last", "gears#wear"),
        ])
    func passages(question: String, section: String) throws {
        let result = try careline.run("ask", "--json", question)
        #expect(result.ending == .exit(0))
        let reply = try JSONValue(parsing: result.text)
        #expect(reply["act"]?.string == "answer")
        #expect(reply["sections"]?.elements.map(\.string) == [section])
        #expect(reply["text"]?.string?.contains("Source: Sheldon Brown") == true || section.hasSuffix("wear"))
    }

    @Test("a status is noted, and the options are those for it")
    func options() throws {
        let replies = try replies(to: "I have disc brakes", "what should I check on my bike?", "the first one")
        #expect(replies.map { $0["act"]?.string } == ["slot_update", "options", "answer"])
        #expect(replies[0]["slots"] == .object(["brakes": .string("disc")]))
        #expect(replies[0]["asks"]?.string == "gears")
        #expect(replies[1]["topics"]?[0]?.string == "brakes")
        #expect(replies[1]["text"]?.string?.contains("pads and the disc of your disc brakes") == true)
        #expect(replies[1]["text"]?.string?.contains("rim") == false)
        #expect(replies[2]["topics"]?[0]?.string == "brakes")
    }

    @Test("the other status gives other options, and a later word corrects an earlier one")
    func correction() throws {
        let replies = try replies(
            to: "my bike has rim brakes", "sorry, it has disc brakes", "undo", "what needs checking?")
        #expect(replies[1]["text"]?.string?.contains("from rim brakes to disc brakes") == true)
        #expect(replies[2]["slots"] == .object(["brakes": .string("rim")]))
        #expect(replies[3]["text"]?.string?.contains("rubber pads of your rim brakes") == true)
    }

    @Test("a phrase of the pack sets two statuses at once")
    func profile() throws {
        let reply = try #require(try replies(to: "I ride a dutch bike").first)
        #expect(reply["slots"] == .object(["brakes": .string("rim"), "gears": .string("hub")]))
    }

    @Test("whoever asks what that is hears what was asked for, and then gives the answer")
    func whatIsThat() throws {
        let replies = try replies(to: "i have rim brakes", "what's that?", "derailleur")
        #expect(replies[0]["asks"]?.string == "gears")
        #expect(replies[1]["sections"]?.elements.map(\.string) == ["gears#what-it-is"])
        #expect(replies[2]["slots"]?["gears"]?.string == "derailleur")
    }

    @Test("more, the meaning of it, yes and no belong to the talk and not to the subject")
    func moves() throws {
        let replies = try replies(
            to: "what is a chain?", "tell me more", "no thanks", "start over", "hello", "bye", "hi")
        #expect(replies[1]["sections"] == replies[0]["sections"])
        #expect(replies[1]["text"]?.string?.contains("half an inch") == true)
        #expect(replies.dropFirst(2).map { $0["act"]?.string } == ["social", "social", "social", "social"])
    }

    @Test("a matter for the shop is declined with a question to bring, and another subject is not answered")
    func declines() throws {
        let replies = try replies(to: "is my frame safe to ride?", "who won the match?")
        #expect(replies.map { $0["act"]?.string } == ["decline_advice", "out_of_scope"])
        #expect(replies[0]["text"]?.string?.contains("A good question for the shop") == true)
        #expect(try careline.run("ask", "who won the match?").ending == .exit(1))
    }

    @Test(
        "the first pack's subject is outside this one",
        arguments: ["what is letrozole?", "i am her2 positive", "what is chemo"])
    func otherSubject(text: String) throws {
        let reply = try #require(try replies(to: text).first)
        #expect(["out_of_scope", "clarify"].contains(reply["act"]?.string ?? ""))
        #expect(reply["slots"] == .object([:]))
    }

    @Test(
        "danger comes first",
        arguments: ["I crashed and I am bleeding", "i fell off and hit my head", "my son was hit by a car"])
    func urgent(text: String) throws {
        let reply = try #require(try replies(to: text).first)
        #expect(reply["act"]?.string == "urgent")
        #expect(reply["text"]?.string?.contains("112") == true)
    }

    @Test("the region's number is named")
    func region() throws {
        let result = try careline.run("ask", "--region", "eu", "i crashed and i am bleeding")
        #expect(result.text.contains("Call 112 now"))
    }

    @Test("the intent of a reply is one of the pack's, or a rule of its safety")
    func intents() throws {
        let known: Set = [
            "describe", "maintain", "judge-wear", "plan-service", "describe-bike", "hello", "help", "thanks",
            "farewell",
            "agree", "refuse", "say-more", "ask-meaning", "begin-again", "take-back", "ride-safely", "other-matters",
            "crash-injury", "brakes-failed", "",
        ]
        let replies = try replies(
            to: "hello", "i have rim brakes", "what's that?", "what should i check? i have a hub gear", "1", "more",
            "undo",
            "i crashed and i am bleeding")
        #expect(Set(replies.compactMap { $0["intent"]?.string }).subtracting(known) == [])
    }
}
