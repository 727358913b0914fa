// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("After the question whether somebody thinks of ending their life")
struct AnswerToDangerTests {
    private func reply(to answer: String) throws -> Reply {
        var conversation = try Conversation()
        let asked = conversation.say("I feel hopeless")
        #expect(asked.act == .clarify)
        return conversation.say(answer)
    }

    @Test(
        "a yes, a perhaps and what leaves it open get help",
        arguments: [
            "yes", "yeah", "yes sometimes", "a bit", "maybe", "I guess so", "on and off", "most nights", "not yet",
            "no but I think about it", "it's crossed my mind", "I don't trust myself", "dunno",
        ])
    func taken(answer: String) throws { #expect(try reply(to: answer).act == .crisis) }

    @Test("a no does not", arguments: ["no", "no I'm not", "nope", "not at all", "god no", "no, just tired"])
    func heard(answer: String) throws { #expect(try reply(to: answer).act != .crisis) }

    @Test(
        "a question about something else is answered",
        arguments: ["what is letrozole", "how is chemotherapy given", "does radiation hurt"])
    func elsewhere(question: String) throws { #expect(try reply(to: question).act == .answer) }
}
