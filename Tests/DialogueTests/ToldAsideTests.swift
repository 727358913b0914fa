// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("What is told beside the results")
struct ToldAsideTests {
    @Test("where it spread is told back and kept, and is no result")
    func places() throws {
        var conversation = try Conversation()
        let reply = conversation.say("mets to lungs and liver, her2 negative")
        #expect(reply.slots == ["her2": "negative"])
        #expect(reply.text.contains("HER2 negative, spread to the liver and spread to the lungs"))
        let notes = conversation.perform("what-you-know").text
        #expect(notes.contains("Spread to the liver. You wrote: \"mets to lungs and liver\" (message 1)."))
    }

    @Test("a place beside the bones takes nothing from what is told of the bones")
    func besideBone() throws {
        var conversation = try Conversation()
        let reply = conversation.say("mets in bone and liver, hormone positive")
        #expect(reply.slots == ["hr": "positive", "bone_mets": "yes"])
        #expect(reply.text.contains("spread to the liver"))
    }

    @Test("what is told a second time is confirmed with the rest")
    func again() throws {
        var conversation = try Conversation()
        conversation.say("HER2 negative, and it has spread to my lungs")
        #expect(
            conversation.say("HER2 negative, it is in my lungs").text.contains("HER2 negative and spread to the lungs"))
    }

    @Test("medicines that were told of are listed with the results")
    func medicines() throws {
        var conversation = try Conversation()
        conversation.say("I'm on letrozole, ER positive")
        #expect(conversation.perform("what-you-know").text.contains("You also told me of letrozole."))
    }

    @Test("a number is told back beside what it counts as")
    func number() throws {
        var conversation = try Conversation()
        #expect(conversation.say("the PD-L1 test came back, CPS 15").text.contains("PD-L1 positive (from \"CPS 15\")"))
    }

    @Test(
        "what somebody never said is taken back, and what it says instead is noted",
        arguments: [
            "I never said I was HER2 positive! It is negative", "did I say HER2 positive? I looked, it is negative",
        ])
    func neverSaid(words: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say(words).slots == ["her2": "negative"])
    }

    @Test("an aunt's gene is not the niece's")
    func aunt() throws {
        var conversation = try Conversation()
        #expect(conversation.say("my aunty in Galway is BRCA positive").slots.isEmpty)
    }

    @Test(
        "who tells of a spread is not told that this is about early cancer",
        arguments: ["I have stage 4 breast cancer", "they said my breast cancer has entered stage 4"])
    func notEarly(text: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say(text).act != .outOfScope)
    }

    @Test("a score that is in between has a meaning too, and what nobody knows has none")
    func inBetween() throws {
        var conversation = try Conversation()
        #expect(conversation.say("my HER2 is 2+").text.contains("FISH"))
        var another = try Conversation()
        another.say("my ER is positive")
        #expect(!another.say("I don't know my HER2").text.contains("second test"))
    }

    @Test("what is said of oneself before a relative's story is one's own")
    func ownBeforeRelatives() throws {
        var conversation = try Conversation()
        conversation.say("I am 39, my ER is negative")
        conversation.say("It is the triple negative one. My aunt had breast cancer also and she did not survive")
        #expect(conversation.state.slots.values["her2"] == "negative")
    }

    @Test("mine, right after a question about a result, is that one")
    func mineOfWhatWasAsked() throws {
        var conversation = try Conversation()
        conversation.say(["what is PD-L1", "mine was zero"])
        #expect(conversation.state.slots.values["pdl1"] == "negative")
    }
}

@Suite("What is asked of things that a message does not name")
struct AskedOfUnnamedTests {
    @Test("which of two is asked of the two that were named last")
    func whichOfTwo() throws {
        var conversation = try Conversation()
        conversation.say("Enhertu and Trodelvy, what's the difference")
        let text = conversation.say("which one has fewer side effects").text
        #expect(text.contains("Enhertu") && text.contains("Trodelvy"))
    }

    @Test("whether it is of a kind is answered of what was spoken of")
    func kind() throws {
        var conversation = try Conversation()
        conversation.say("what is elacestrant")
        #expect(conversation.say("is it a chemo").text.hasPrefix("No, that is not chemotherapy."))
    }

    @Test(
        "what is of no such kind is told apart from it in one answer, and stays what is spoken of",
        arguments: ["is it a chemo", "is chemo?"])
    func otherKind(words: String) throws {
        var conversation = try Conversation()
        conversation.say("what is letrozole")
        let reply = conversation.say(words)
        #expect(reply.text.hasPrefix("No, that is not chemotherapy."))
        #expect(reply.topics == ["hormone-therapy"])
        #expect(conversation.say("side effects?").topics == ["hormone-therapy"])
    }

    @Test("what a result changes is asked of the one that was just told")
    func justTold() throws {
        var conversation = try Conversation()
        conversation.say("just found out I carry BRCA2")
        #expect(conversation.say("so what does that change for me").text.contains("BRCA"))
    }

    @Test("a result that is named is asked about, whatever was spoken of before")
    func otherResult() throws {
        var conversation = try Conversation()
        conversation.say(["I am triple negative", "is Keytruda a drip"])
        #expect(conversation.say("do they test everyone for BRCA").topics != ["immunotherapy"])
    }

    @Test("what is done for a complaint that is named is no list of all treatments")
    func complaint() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what's usually done for the sore joints")
        #expect(reply.act == .answer)
        #expect(reply.text.contains("joint"))
    }

    @Test("several answers on one topic stand under one heading")
    func headings() throws {
        var conversation = try Conversation()
        let reply = conversation.say(
            "how is letrozole given? and how is denosumab given, and does letrozole thin the bones?")
        let headings = reply.text.split(separator: "\n").filter { $0.hasPrefix("About ") }
        #expect(headings.count > 1 && Set(headings).count == headings.count)
    }

    @Test("a test that it may need is asked of the medicine that was spoken of")
    func testOfIt() throws {
        var conversation = try Conversation()
        conversation.say("how is abemaciclib taken")
        #expect(conversation.say("does it need blood tests").topics == ["targeted-therapy"])
    }

    @Test("what can be done is asked of the side effect that was just explained")
    func sideEffect() throws {
        var conversation = try Conversation()
        let joints = conversation.say("My mum takes anastrozole and her joints ache")
        #expect(conversation.say("what can be done for it").passages == joints.passages)
    }

    @Test("a number picks from the things that the last reply listed by name")
    func listed() throws {
        var conversation = try Conversation()
        let reply = conversation.say("hair loss on ADCs?")
        try #require(reply.text.contains("- Trodelvy:"))
        #expect(conversation.say("tell me about the second one").text.contains("Trodelvy"))
    }

    @Test("two places of a list are put side by side where it is asked which is better")
    func twoPlaces() throws {
        var conversation = try Conversation()
        conversation.say("ER positive, HER2 negative, postmenopausal. What are my options?")
        let reply = conversation.say("is the second one better than the fourth")
        #expect(reply.topics == ["targeted-therapy", "chemotherapy"])
    }

    @Test("a treatment that another is compared with does not become what is spoken of")
    func compared() throws {
        var conversation = try Conversation()
        conversation.say("what is a PARP inhibitor")
        conversation.say("are they worse than chemo")
        #expect(conversation.say("how are they taken").topics == ["parp-inhibitors"])
    }
}
