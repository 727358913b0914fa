// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("The statuses are a notebook that its owner writes in")
struct NotebookTests {
    @Test("a status that is set is noted, used, and taken back by undo")
    func set() throws {
        var conversation = try Conversation()
        let reply = conversation.set("her2", to: "low")
        #expect(reply.act == .slotUpdate)
        #expect(reply.slots == ["her2": "low"])
        #expect(conversation.uses("noted-set-line", in: conversation.perform("what-you-know")))
        conversation.perform("undo")
        #expect(conversation.state.slots.values.isEmpty)
    }

    @Test(
        "a name that there is none of is answered with those there are", arguments: [("shoe", "low"), ("her2", "big")])
    func unknownNames(name: String, value: String) throws {
        var conversation = try Conversation()
        let reply = conversation.set(name, to: value)
        #expect(conversation.uses(name == "shoe" ? "set-unknown-slot" : "set-unknown-value", in: reply))
        #expect(reply.text.contains(name == "shoe" ? "brca" : "ultralow"))
        #expect(reply.slots.isEmpty)
    }

    @Test("one status can be forgotten, the others stay")
    func forget() throws {
        var conversation = try Conversation()
        conversation.say("I am ER positive and HER2 negative")
        let reply = conversation.forget("her2")
        #expect(conversation.uses("forgotten", in: reply))
        #expect(reply.slots == ["hr": "positive"])
        conversation.perform("undo")
        #expect(conversation.state.slots.values == ["hr": "positive", "her2": "negative"])
    }

    @Test("what is known is told with the words that said it and the message that they stood in")
    func whereItWasSaid() throws {
        var conversation = try Conversation()
        conversation.say(["hello", "my cancer is HER2 low"])
        let reply = conversation.say("what do you know about me")
        #expect(reply.text.contains("HER2 low"))
        #expect(reply.text.contains("(message 2)"))
    }

    @Test(
        "what was explained goes on the list once", arguments: ["put that on my list", "note that down for my visit"])
    func star(words: String) throws {
        var conversation = try Conversation()
        #expect(conversation.uses("nothing-to-star", in: conversation.perform("star")))
        conversation.say("what is letrozole")
        #expect(conversation.uses("starred", in: conversation.say(words)))
        #expect(conversation.state.visitQuestions.count == 1)
        #expect(conversation.uses("starred-already", in: conversation.perform("star")))
        #expect(conversation.state.visitQuestions.count == 1)
    }

    @Test("the page for the visit holds what is known, where it was said, and each question")
    func sheet() throws {
        var conversation = try Conversation()
        #expect(conversation.assistant.visitSheet(in: conversation.state) == nil)
        conversation.say(["my cancer is HER2 low", "I don't know my BRCA result", "how long have I got"])
        let sheet = try #require(conversation.assistant.visitSheet(in: conversation.state))
        #expect(sheet.hasPrefix("# "))
        #expect(sheet.contains("HER2 low"))
        #expect(!conversation.state.visitQuestions.isEmpty)
        for question in conversation.state.visitQuestions { #expect(sheet.contains("- \(question)")) }
    }

    @Test("a relative's results are noted as the relative's, and spoken of so")
    func relative() throws {
        var conversation = try Conversation()
        let reply = conversation.say("my mum has metastatic breast cancer, she is ER positive and HER2 negative")
        #expect(conversation.uses("statuses-noted-relative", in: reply))
        #expect(conversation.state.patient == .relative("mum"))
        #expect(conversation.say("what is hormone therapy").text.contains("your mum's"))
        var other = try Conversation()
        #expect(other.say("my mums ER positive").text.contains("for your mum:"))
    }

    @Test("one's own results stay one's own where a relative is only spoken of")
    func own() throws {
        var conversation = try Conversation()
        let reply = conversation.say("my husband drove me, I am HER2 positive")
        #expect(conversation.uses("statuses-noted", in: reply))
        #expect(conversation.state.patient == .user)
    }

    @Test("whose results they are is asked once, where it is unclear")
    func asksWhose() throws {
        var conversation = try Conversation()
        #expect(conversation.uses("ask-whose", in: conversation.say("my sister was ER positive and HER2 negative")))
        let reply = conversation.say("for her")
        #expect(conversation.state.patient == .relative("sister"))
        #expect(reply.slots == ["hr": "positive", "her2": "negative"])
        var other = try Conversation()
        other.say("my sister was ER positive and HER2 negative")
        other.say("for myself")
        #expect(other.state.slots.values.isEmpty)
        #expect(!other.uses("ask-whose", in: other.say("my sister was BRCA positive")))
    }

    @Test("what was explained is not explained again unasked, and again on asking")
    func saidBefore() throws {
        var conversation = try Conversation()
        let first = conversation.say("what is chemotherapy?")
        let second = conversation.say("what is chemotherapy?")
        #expect(second.sections == first.sections)
        #expect(Set(second.text.split(separator: "\n")).isDisjoint(with: first.text.split(separator: "\n").prefix(1)))
        #expect(conversation.uses("said-before", in: second))
        #expect(conversation.uses("said-twice", in: conversation.say("what is chemotherapy?")))
        var other = try Conversation()
        other.say("what is chemotherapy?")
        #expect(other.say("say that again please").text == first.text)
    }

    @Test("who knows the field and asks in few words gets few in return")
    func terse() throws {
        var conversation = try Conversation()
        var other = try Conversation()
        let terse = conversation.say("CDK4/6 inhibitors moa?")
        let plain = other.say("how do CDK4/6 inhibitors work?")
        #expect(terse.topics.first == plain.topics.first)
        #expect(terse.text.count < plain.text.count)
    }
}
