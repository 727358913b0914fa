// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("What is said fits who it is for, and what they take for granted")
struct FittingTests {
    @Test("a trait chooses the passage, and is no status")
    func trait() throws {
        var conversation = try Conversation(.bicycle)
        #expect(conversation.say("how do I look after brakes").passages.map(\.path) == ["care"])
        conversation = try Conversation(.bicycle)
        let told = conversation.say("it is a bike for my kid")
        #expect(told.slots.isEmpty)
        #expect(conversation.state.slots.values == ["rider": "child"])
        let reply = conversation.say("how do I look after brakes")
        #expect(reply.passages.map(\.path) == ["care/child"])
        #expect(reply.slots.isEmpty)
    }

    @Test("a trait chooses what is known of a thing")
    func variant() throws {
        let pack = try PackUnderTest.bicycle.assistant().pack
        let brake = try #require(pack.entity("rim-brake"))
        #expect(brake.fact(for: "wear", given: ["rider": "child"])?.contains("for years") == true)
        #expect(brake.fact(for: "wear", given: ["rider": "grown-up"])?.contains("grooves") == true)
        #expect(brake.about(given: ["rider": "child"]) == brake.about)
    }

    @Test("a slot whose question does not fit the person is not asked for")
    func askedWhen() throws {
        var state = DialogueState(slots: ["brakes": "rim"], askedSlot: nil)
        var conversation = try Conversation(.bicycle, from: state)
        #expect(conversation.say("what should I check").asks == "gears")
        state.slots.values["rider"] = "child"
        conversation = try Conversation(.bicycle, from: state)
        #expect(conversation.say("what should I check").asks != "gears")
    }

    @Test("a wrong idea is put right before the answer, once, and not where it is asked about or denied")
    func premise() throws {
        var conversation = try Conversation(.bicycle)
        let say = try #require(conversation.pack.premises.first?.say)
        let reply = conversation.say("since the chain cools them, how do I clean the brakes")
        #expect(reply.act == .answer)
        #expect(reply.text.hasPrefix(say))
        #expect(!conversation.say("since the chain cools them, when are brake pads worn out").text.contains(say))
        for question in ["does the chain cool the brakes", "how do I clean the brakes"] {
            conversation = try Conversation(.bicycle)
            #expect(!conversation.say(question).text.contains(say), "\(question)")
        }
    }

    @Test(
        "whether a thing is of a kind is confirmed or denied",
        arguments: [
            ("is a disc brake a kind of brake", "kind-yes"), ("is a cassette a kind of brake", ""),
            ("is a chain a kind of brake", "kind-no"),
        ])
    func kind(question: String, wording: String) throws {
        var conversation = try Conversation(.bicycle)
        let reply = conversation.say(question)
        for name in ["kind-yes", "kind-no"] {
            #expect(conversation.uses(name, in: reply) == (name == wording), "\(reply.text)")
        }
    }

    @Test("things of one kind are set apart by what is known of each, by its name")
    func comparison() throws {
        var conversation = try Conversation(.bicycle)
        let reply = conversation.say("what is the difference between rim brakes and disc brakes")
        #expect(reply.text.contains("Rubber pads wear down"))
        #expect(reply.text.contains("Hard pads are changed"))
        #expect(conversation.uses("named-fact", in: reply))
    }

    @Test("what staff ask for somebody is noted for them")
    func client() throws {
        var conversation = try Conversation(.bicycle)
        let reply = conversation.say("a customer has disc brakes")
        #expect(reply.slots == ["brakes": "disc"])
        #expect(conversation.uses("statuses-noted-client", in: reply))
        #expect(reply.text.contains("customer"))
    }
}
