// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("What a message gets")
struct PolicyTests {
    @Test(
        "each kind of message gets its act",
        arguments: [
            ("what is chemotherapy", ActKind.answer), ("what are the side effects of Ibrance", .answer),
            ("what are my options", .options), ("I am HER2 positive", .slotUpdate),
            ("I have chest pain", .urgent), ("I want to kill myself", .crisis),
            ("should I stop taking letrozole", .declineAdvice), ("how long have I got to live", .declineAdvice),
            ("who won the football", .outOfScope), ("hello", .social), ("thank you", .social), ("bye", .social),
            ("", .clarify), ("   ", .clarify), ("???", .clarify),
        ])
    func acts(text: String, act: ActKind) throws {
        var conversation = try Conversation()
        #expect(conversation.say(text).act == act)
    }

    @Test("an alarm leads, and the question is answered after it, briefly")
    func urgentFirst() throws {
        var conversation = try Conversation()
        let reply = conversation.say("I have chest pain and I can't breathe. How does chemotherapy work?")
        #expect(reply.act == .urgent)
        let passage = try #require(reply.passages.first.flatMap(conversation.pack.passage))
        #expect(passage.id.topic == "chemotherapy")
        let emergency = try #require(reply.text.firstRange(of: "emergency number"))
        let answer = try #require(reply.text.firstRange(of: passage.short))
        #expect(emergency.lowerBound < answer.lowerBound)
        #expect(conversation.uses("after-urgent", in: reply))
        #expect(reply.text.hasPrefix("Call"))
    }

    @Test("a status told with an alarm is noted after it")
    func urgentAndStatus() throws {
        var conversation = try Conversation()
        let reply = conversation.say("I am HER2 positive and I have had chest pain since this morning")
        #expect(reply.act == .urgent)
        #expect(reply.slots == ["her2": "positive"])
        #expect(reply.text.hasPrefix("Call"))
        #expect(reply.text.contains("HER2 positive"))
    }

    @Test("an alarm leads over an open question and a list", arguments: ["what are my options", "I am ER positive"])
    func urgentInContext(before: String) throws {
        var conversation = try Conversation()
        conversation.say(before)
        #expect(conversation.say("my legs went numb this morning and I can't pee").act == .urgent)
    }

    @Test(
        "a crisis leads and says nothing about treatment",
        arguments: [
            "I want to kill myself, should I stop my letrozole", "I want to die. what is chemotherapy?",
            "my mum says she wants to end her life", "I am HER2 positive and I want to end it all",
        ])
    func crisis(text: String) throws {
        var conversation = try Conversation()
        conversation.say("what are my options")
        let reply = conversation.say(text)
        #expect(reply.act == .crisis)
        #expect(reply.passages.isEmpty)
        #expect(reply.topics.isEmpty)
        #expect(reply.asks == nil)
        #expect(conversation.questions(in: reply.text).isEmpty)
        for word in ["chemo", "letrozole", "hormone therapy", "inhibitor", "Source:"] {
            #expect(!reply.text.lowercased().contains(word.lowercased()), "\(word)")
        }
    }

    @Test(
        "advice is declined with the facts, and the question goes on the visit list",
        arguments: [
            "should I stop taking letrozole", "can I take double the dose", "how long have I got to live",
            "should I switch to Kisqali", "which treatment is best for me",
        ])
    func decline(text: String) throws {
        var conversation = try Conversation()
        let reply = conversation.say(text)
        #expect(reply.act == .declineAdvice)
        let found = conversation.pack.intent(reply.intent)
        let intent = try #require(found)
        #expect(!intent.ask.isEmpty)
        #expect(conversation.state.visitQuestions == [intent.ask])
        #expect(reply.text.contains(intent.ask))
        #expect(conversation.say("my list").text.contains("- \(intent.ask)"))
    }

    @Test("the list is spoken of when leaving, where there is one")
    func leaving() throws {
        var conversation = try Conversation()
        let plain = conversation.say("bye")
        #expect(conversation.assistant.endsConversation(plain))
        #expect(!conversation.uses("goodbye-list", in: plain))
        conversation.say("should I stop taking letrozole")
        #expect(conversation.uses("goodbye-offer", in: conversation.say("bye")))
        #expect(conversation.assistant.farewell(in: conversation.state).contains("questions"))
        // What somebody asked to keep is read out.
        conversation.say("add to my list: can I keep my cat")
        #expect(conversation.uses("goodbye-list", in: conversation.say("bye")))
    }

    @Test("what is outside is said to be outside", arguments: ["who won the football", "write me a poem"])
    func outside(text: String) throws {
        var conversation = try Conversation()
        let reply = conversation.say(text)
        #expect(reply.act == .outOfScope)
        #expect(reply.passages.isEmpty)
    }

    @Test("a thing is answered as itself, with its own facts")
    func entity() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what are the side effects of letrozole")
        #expect(reply.topics == ["hormone-therapy"])
        let fact = try #require(conversation.pack.entity("letrozole")?.fact(for: "side-effects"))
        #expect(reply.text.contains(fact))
    }

    @Test("two things asked about are put side by side")
    func comparison() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what is the difference between chemotherapy and hormone therapy")
        #expect(Set(reply.topics) == ["chemotherapy", "hormone-therapy"])
    }

    @Test("a name and nothing else takes up the section before", arguments: ["and chemotherapy?", "what about chemo"])
    func sameSection(text: String) throws {
        var conversation = try Conversation()
        conversation.say("what are the side effects of hormone therapy")
        #expect(conversation.say(text).sections == ["chemotherapy#side-effects"])
    }

    @Test(
        "a pronoun stands for what was last spoken of",
        arguments: [
            ("what is immunotherapy", "how does it work", "immunotherapy"),
            ("what is letrozole", "what are the side effects of it", "hormone-therapy"),
            ("what is letrozole", "does it cause hair loss", "hormone-therapy"),
            ("what are PARP inhibitors", "how are they given", "parp-inhibitors"),
        ])
    func pronoun(first: String, second: String, topic: String) throws {
        var conversation = try Conversation()
        conversation.say(first)
        #expect(conversation.say(second).topics.first == topic)
    }

    @Test("a contact is named for the region, and in general where none is known")
    func contacts() throws {
        let model = try PackUnderTest.own.assistant()
        #expect(model.welcome.contains("emergency number"))
        #expect(!model.help.isEmpty)
        #expect(model.pack.contacts.regions.map(\.id).count > 1)
    }

    @Test("a message of any length gets a reply")
    func longMessage() throws {
        var conversation = try Conversation()
        let text = String(repeating: "I would like to know what chemotherapy is. ", count: 400)
        #expect(!conversation.say(text).text.isEmpty)
        #expect(conversation.say(String(repeating: "her2 positive, ", count: 3_000)).slots["her2"] == "positive")
    }
}
