// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import Foundation
import KnowledgePack
import Testing
import Understanding

@Suite("Statuses in a conversation")
struct StatusTests {
    @Test("a later statement corrects an earlier one and the reply says so")
    func correction() throws {
        var conversation = try Conversation()
        conversation.say("I am HER2 negative")
        let reply = conversation.say("sorry, the new report says HER2 low")
        #expect(reply.act == .slotUpdate)
        #expect(reply.slots == ["her2": "low"])
        #expect(conversation.uses("status-changed", in: reply))
        #expect(reply.text.contains("from HER2 negative to HER2-low"))
    }

    @Test("the same status told again is confirmed, not changed")
    func confirmed() throws {
        var conversation = try Conversation()
        conversation.say("I am HER2 negative")
        let reply = conversation.say("yes, my HER2 is negative")
        #expect(reply.slots == ["her2": "negative"])
        #expect(!conversation.uses("status-changed", in: reply))
        #expect(conversation.state.undoable.count == 1)
    }

    @Test("a value that takes the place of an unknown is noted, not called a change")
    func afterUnknown() throws {
        var conversation = try Conversation()
        conversation.say("I don't know my HER2 status")
        let reply = conversation.say("just checked, HER2 positive")
        #expect(reply.slots["her2"] == "positive")
        #expect(!conversation.uses("status-changed", in: reply))
        #expect(conversation.uses("statuses-noted", in: reply))
    }

    @Test("two results that don't go together are put to the user, and neither is noted")
    func conflict() throws {
        var conversation = try Conversation()
        let reply = conversation.say("HER2 positive and HER2 negative")
        #expect(reply.act == .clarify)
        #expect(reply.slots.isEmpty)
        #expect(reply.asks == "her2")
        #expect(conversation.uses("status-conflict", in: reply))
        #expect(conversation.say("negative").slots == ["her2": "negative"])
    }

    @Test("what is not known becomes a question for the visit")
    func visitQuestion() throws {
        var conversation = try Conversation()
        conversation.say("I was never tested for BRCA")
        let question = try #require(conversation.pack.slot("brca")?.visitQuestion)
        #expect(conversation.state.visitQuestions == [question])
        #expect(conversation.say("my list").text.contains(question))
    }

    @Test("every note keeps the words, the turn and the rule")
    func notes() throws {
        var conversation = try Conversation()
        conversation.say("hello")
        conversation.say("my report says HER2 IHC 1+ and ER 90%")
        let notes = conversation.state.notes
        #expect(notes.map(\.slot) == ["hr", "her2"])
        #expect(notes.map(\.value) == ["positive", "low"])
        #expect(notes.map(\.quote) == ["ER 90%", "HER2 IHC 1+"])
        #expect(notes.map(\.turn) == [2, 2])
        #expect(notes.allSatisfy { !$0.rule.isEmpty })
    }

    @Test("two parts of a result told in two turns are put together")
    func components() throws {
        var conversation = try Conversation()
        #expect(conversation.say("HER2 is 2+").slots["her2"] == Slot.unknown)
        #expect(conversation.say("the FISH was not amplified").slots["her2"] == "low")
    }

    @Test("a status that was asked about is adopted when the user says that it is theirs")
    func adopted() throws {
        var conversation = try Conversation()
        #expect(conversation.say("what does HER2 low mean").slots.isEmpty)
        #expect(conversation.say("that's me").slots == ["her2": "low"])
    }

    @Test(
        "questions, suppositions and other people's results are not noted",
        arguments: ["what does HER2 positive mean?", "what if I was triple negative", "my friend is HER2 positive"])
    func notNoted(text: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say(text).slots.isEmpty)
        #expect(conversation.state.notes.isEmpty)
    }

    @Test("options for supposed statuses are listed, and none is noted")
    func supposed() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what are the options for triple negative")
        #expect(reply.act == .options)
        #expect(reply.slots.isEmpty)
        #expect(conversation.uses("options-supposed", in: reply))
        #expect(reply.topics.contains("immunotherapy") || reply.text.contains("PD-L1"))
        #expect(!reply.topics.contains("hormone-therapy"))
    }

    @Test(
        "options follow the statuses",
        arguments: [
            (["hr": "positive", "her2": "negative"], "hormone-therapy", "immunotherapy"),
            (["hr": "negative", "her2": "negative", "pdl1": "positive"], "immunotherapy", "hormone-therapy"),
            (["hr": "negative", "her2": "positive"], "targeted-therapy", "hormone-therapy"),
            (["hr": "positive", "her2": "negative", "brca": "mutated"], "parp-inhibitors", "immunotherapy"),
            (["hr": "positive", "her2": "negative", "bone_mets": "yes"], "bone-modifying-agents", "immunotherapy"),
        ])
    func options(slots: [String: String], offered: String, other: String) throws {
        var conversation = try Conversation(from: DialogueState(slots: slots, askedSlot: nil))
        let reply = conversation.say("what are my options")
        #expect(reply.act == .options)
        #expect(reply.topics.contains(offered))
        #expect(!reply.topics.contains(other))
        #expect(
            conversation.state.offered.map { choice in
                if case .topic(let id) = choice { id } else { "" }
            } == reply.topics.filter { $0 != "overview" })
        #expect(conversation.uses("options-open", in: reply))
        #expect(conversation.uses("say-a-number", in: reply))
    }

    @Test("without statuses the options name what they depend on")
    func optionsNeedMore() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what are my options")
        #expect(reply.act == .options)
        #expect(conversation.uses("options-need-more", in: reply))
        #expect(["hr", "her2"].contains(reply.asks))
    }

    @Test(
        "a number picks from the list, and says nothing of a status", arguments: ["2", "the second one", "number 2"])
    func pick(text: String) throws {
        var conversation = try Conversation()
        let topics = conversation.say("what are the options for triple negative").topics
        #expect(conversation.state.askedSlot != nil)
        let reply = conversation.say(text)
        #expect(reply.act == .answer)
        #expect(reply.topics.first == topics.dropFirst().first)
        #expect(reply.slots.isEmpty)
    }

    @Test("the personal line is said once, and only to whom it is about")
    func personalLine() throws {
        var conversation = try Conversation()
        let before = conversation.say("what is hormone therapy")
        let rule = try #require(
            conversation.pack.topic("hormone-therapy")?.optionRule(for: ["hr": "positive", "her2": "negative"]))
        let line = rule.personal.replacingOccurrences(of: "{whose}", with: "your")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(!line.isEmpty)
        #expect(!before.text.contains(line))
        conversation.say("I am ER positive and HER2 negative")
        #expect(conversation.say("what is hormone therapy").text.contains(line))
        #expect(!conversation.say("what is hormone therapy").text.contains(line))
    }

    @Test("a status and a question in one message are both taken up")
    func statusAndQuestion() throws {
        var conversation = try Conversation()
        let reply = conversation.say("I am ER positive. What is letrozole?")
        #expect(reply.act == .answer)
        #expect(reply.slots == ["hr": "positive"])
        #expect(reply.topics.first == "hormone-therapy")
        #expect(conversation.uses("statuses-noted", in: reply))
    }
}
