// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("The same rules with a second pack")
struct SecondPackTests {
    @Test(
        "each kind of message gets its act",
        arguments: [
            ("what is a chain", ActKind.answer), ("how do I oil my chain", .answer), ("what should I check", .options),
            ("my bike has disc brakes", .slotUpdate), ("I crashed and I am bleeding", .urgent),
            ("my brakes failed today", .urgent), ("is my bent frame safe to ride", .declineAdvice),
            ("what is the weather tomorrow", .outOfScope), ("hello", .social), ("", .clarify),
        ])
    func acts(text: String, act: ActKind) throws {
        var conversation = try Conversation(.bicycle)
        #expect(conversation.say(text).act == act)
    }

    @Test("a status is acknowledged, the next one asked for, and not knowing is an answer")
    func followUp() throws {
        var conversation = try Conversation(.bicycle)
        let first = conversation.say("my bike has disc brakes")
        #expect(conversation.uses("statuses-noted", in: first))
        #expect(first.slots == ["brakes": "disc"])
        let asked = try #require(first.asks)
        #expect(conversation.questions(in: first.text) == [asked])
        let second = conversation.say("no idea")
        #expect(second.slots[asked] == Slot.unknown)
        #expect(second.asks != asked)
        #expect(conversation.state.visitQuestions == [conversation.pack.slot(asked)?.visitQuestion])
    }

    @Test("what a status means is said once with it, and what it means together with others in place of that")
    func meanings() throws {
        var conversation = try Conversation(.bicycle)
        let rain = "Disc brakes also stop well in the rain."
        let together = "Disc brakes and a hub gear keep dry."
        #expect(conversation.say("my bike has disc brakes").text.contains(rain))
        let second = conversation.say("hub gears")
        #expect(second.text.contains(together))
        #expect(!second.text.contains("A hub gear is shut in."))
        #expect(conversation.state.sources.contains("SB-BRAKE"))
        conversation.say("sorry, I have rim brakes")
        #expect(!conversation.say("no wait, disc brakes").text.contains(rain))
    }

    @Test("what was asked for is explained, and the question comes back")
    func digression() throws {
        var conversation = try Conversation(.bicycle)
        let asked = try #require(conversation.say("my bike has disc brakes").asks)
        let reply = conversation.say("what's that?")
        #expect(reply.sections == ["\(asked)#what-it-is"])
        #expect(reply.asks == asked)
        #expect(conversation.say("hub").slots["gears"] == "hub")
    }

    @Test("a correction is named, and undo takes it back")
    func correction() throws {
        var conversation = try Conversation(.bicycle)
        conversation.say("I have rim brakes")
        let reply = conversation.say("sorry, I have disc brakes")
        #expect(reply.text.contains("from rim brakes to disc brakes"))
        #expect(conversation.say("undo").slots == ["brakes": "rim"])
        #expect(conversation.say("start over").slots.isEmpty)
    }

    @Test("two answers that don't go together are put to the user")
    func conflict() throws {
        var conversation = try Conversation(.bicycle)
        let reply = conversation.say("I have rim brakes and I have disc brakes")
        #expect(reply.act == .clarify)
        #expect(conversation.uses("status-conflict", in: reply))
        #expect(reply.slots.isEmpty)
    }

    @Test(
        "what is asked, supposed or somebody else's is not noted",
        arguments: ["what are disc brakes", "what if I have disc brakes", "my friend has disc brakes"])
    func notNoted(text: String) throws {
        var conversation = try Conversation(.bicycle)
        #expect(conversation.say(text).slots.isEmpty)
    }

    @Test("a profile says two things at once")
    func profile() throws {
        var conversation = try Conversation(.bicycle)
        #expect(conversation.say("I ride a city bike").slots == ["brakes": "rim", "gears": "hub"])
    }

    @Test("options follow the statuses, and a number picks one")
    func options() throws {
        var conversation = try Conversation(.bicycle)
        conversation.say("my bike has disc brakes")
        let reply = conversation.say("what should I check on my bike")
        #expect(reply.act == .options)
        #expect(reply.topics.first == "brakes")
        #expect(reply.text.contains("disc"))
        #expect(conversation.say("the first one").topics.first == "brakes")
    }

    @Test("an alarm leads, and the question is answered after it")
    func urgent() throws {
        var conversation = try Conversation(.bicycle)
        let reply = conversation.say("I crashed and I am bleeding. How do I clean a chain?")
        #expect(reply.act == .urgent)
        #expect(reply.text.hasPrefix("Leave the bicycle"))
        #expect(reply.sections == ["chains#care"])
    }

    @Test("what is declined goes on the list")
    func decline() throws {
        var conversation = try Conversation(.bicycle)
        let reply = conversation.say("is it safe to ride with a crack in the frame")
        let intent = conversation.pack.intent(reply.intent)
        let ask = try #require(intent?.ask)
        #expect(reply.act == .declineAdvice)
        #expect(conversation.perform("list").text.contains(ask))
        #expect(conversation.uses("goodbye-offer", in: conversation.say("bye")))
    }

    @Test("no word of the first pack is said")
    func ownWords() throws {
        let pack = try PackUnderTest.bicycle.assistant().pack
        for text in pack.intents.flatMap(\.examples) + pack.safetyRules.flatMap(\.examples) {
            var conversation = try Conversation(.bicycle)
            let reply = conversation.say(text).text.lowercased()
            for word in ["cancer", "treatment", "care team", "doctor", "careline"] {
                #expect(!reply.contains(word), "\(text) got: \(reply)")
            }
        }
    }
}
