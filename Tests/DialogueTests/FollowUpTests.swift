// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import Foundation
import KnowledgePack
import Testing
import Understanding

@Suite("One follow-up")
struct FollowUpTests {
    /// A conversation in which HER2 was just asked for.
    private func askedForHER2() throws -> Conversation {
        var conversation = try Conversation()
        let reply = conversation.say("I am ER positive")
        #expect(reply.asks == "her2")
        return conversation
    }

    @Test("a status is acknowledged, and the one that matters most is asked for last")
    func acknowledgeThenAsk() throws {
        var conversation = try Conversation()
        let reply = conversation.say("my cancer is HER2 negative")
        #expect(reply.act == .slotUpdate)
        #expect(conversation.uses("statuses-noted", in: reply))
        #expect(reply.text.contains("HER2 negative"))
        let asked = try #require(reply.asks.flatMap(conversation.pack.slot))
        #expect(asked.id == "hr")
        #expect(reply.text.hasSuffix(asked.question))
    }

    @Test("an answer comes before the question, and its source as well")
    func answerFirst() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what is hormone therapy")
        let asked = try #require(reply.asks.flatMap(conversation.pack.slot))
        let passage = try #require(reply.passages.first.flatMap(conversation.pack.passage))
        let parts = reply.text.components(separatedBy: "\n\n")
        #expect(reply.text.contains(passage.body))
        #expect(parts.last == asked.question)
        #expect(parts.dropLast().last?.hasPrefix("Source: ") == true)
    }

    @Test(
        "a slot that is known is never asked for",
        arguments: [
            [
                "I am ER positive", "HER2 negative", "it is in my bones", "I have a BRCA mutation",
                "I am postmenopausal",
            ],
            ["triple negative", "no bone mets", "PD-L1 CPS 12", "BRCA negative", "what are my options"],
        ])
    func neverKnown(messages: [String]) throws {
        var conversation = try Conversation()
        for message in messages {
            let reply = conversation.say(message)
            for slot in conversation.questions(in: reply.text) {
                #expect(reply.slots[slot] == nil, "\(message) asks for \(slot)")
                #expect(reply.asks == slot)
            }
        }
    }

    @Test("a slot whose value the user doesn't know is never asked for again")
    func neverUnknown() throws {
        var conversation = try askedForHER2()
        let reply = conversation.say("no idea")
        #expect(reply.slots["her2"] == Slot.unknown)
        #expect(conversation.uses("status-unknown", in: reply))
        for message in [
            "what are my options", "what is Enhertu", "it is in my bones", "BRCA positive", "I am post menopausal",
        ] {
            #expect(conversation.say(message).asks != "her2", "\(message)")
        }
    }

    @Test("every question is asked at most once where each is passed over for something else")
    func neverTwice() throws {
        var conversation = try Conversation()
        var asked: [String] = []
        for message in [
            "what is hormone therapy", "what is chemotherapy", "what is immunotherapy", "what are PARP inhibitors",
            "what are bone-modifying agents", "what is targeted therapy", "what is hormone therapy",
            "what is chemotherapy", "what is radiation therapy", "what is surgery",
        ] {
            asked += conversation.questions(in: conversation.say(message).text)
        }
        #expect(!asked.isEmpty)
        #expect(Set(asked).count == asked.count, "\(asked)")
    }

    @Test(
        "yes, no, a word, a number and not knowing are answers",
        arguments: [
            ("yes", "positive"), ("no", "negative"), ("low", "low"), ("3+", "positive"), ("1", "low"),
            ("dunno", "unknown"), ("still waiting for it", "unknown"),
        ])
    func answers(text: String, value: String) throws {
        var conversation = try askedForHER2()
        let reply = conversation.say(text)
        #expect(reply.act == .slotUpdate)
        #expect(reply.slots == ["hr": "positive", "her2": value])
        #expect(reply.asks != "her2")
    }

    @Test("what is asked for is explained when the user asks what that is, and the question comes back once")
    func digression() throws {
        var conversation = try askedForHER2()
        let question = try #require(conversation.pack.slot("her2")?.question)
        let first = conversation.say("what's that?")
        #expect(first.act == .answer)
        #expect(first.sections == ["biomarkers#what-it-is"])
        #expect(first.text.contains("HER2 is"))
        #expect(first.text.hasSuffix(question))
        #expect(conversation.say("no idea").slots["her2"] == Slot.unknown)
    }

    @Test("a question that came back is not pressed")
    func digressionOnce() throws {
        var conversation = try askedForHER2()
        let question = try #require(conversation.pack.slot("her2")?.question)
        #expect(conversation.say("what's that?").text.contains(question))
        let later = conversation.say(["it is in my bones", "what is Enhertu", "I have a BRCA mutation"])
        #expect(later.count { $0.text.contains(question) } <= 1)
    }

    @Test("a fresh question after a question is answered")
    func freshQuestion() throws {
        var conversation = try askedForHER2()
        let reply = conversation.say("how does chemo work?")
        #expect(reply.act == .answer)
        #expect(reply.sections == ["chemotherapy#how-it-works"])
        #expect(reply.slots == ["hr": "positive"])
    }

    @Test("a word of thanks leaves the question open")
    func thanks() throws {
        var conversation = try askedForHER2()
        #expect(conversation.say("thank you").act == .social)
        #expect(conversation.say("negative").slots["her2"] == "negative")
    }

    @Test("a question that is skipped goes on the list for the visit")
    func skip() throws {
        var conversation = try askedForHER2()
        let reply = conversation.say("skip")
        #expect(reply.asks == nil)
        #expect(conversation.uses("skipped", in: reply))
        #expect(conversation.state.visitQuestions == [conversation.pack.slot("her2")?.visitQuestion])
    }

    @Test("what does not change what is said is not asked for")
    func allKnown() throws {
        let known = [
            "hr": "positive", "her2": "negative", "brca": "not-mutated", "pdl1": "negative", "bone_mets": "no",
            "menopause": "post",
        ]
        var conversation = try Conversation(from: DialogueState(slots: known, askedSlot: nil))
        for message in ["what are my options", "what is hormone therapy", "I am ER positive"] {
            let reply = conversation.say(message)
            #expect(reply.asks == nil)
            #expect(conversation.questions(in: reply.text).isEmpty)
        }
    }
}
