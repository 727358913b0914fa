// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("Whose a result is, and of which test")
struct WhoseAndWhichTests {
    @Test(
        "an age is no result, whatever was asked",
        arguments: ["I'm only 31", "I am 62", "she's just 45", "aged 50"])
    func age(words: String) throws {
        var conversation = try Conversation()
        conversation.say("ER positive")
        #expect(conversation.state.askedSlot == "her2")
        #expect(conversation.say(words).slots == ["hr": "positive"])
    }

    @Test("a name by itself and a question mark says of which test the next sentence speaks")
    func takenUp() throws {
        var conversation = try Conversation()
        conversation.say("hormone positive, no bone mets, past menopause")
        #expect(conversation.say("HER2? that one came back negative").slots["her2"] == "negative")
        #expect(conversation.state.slots.values["brca"] == nil)
    }

    @Test("what another's result is for says nothing of one's own")
    func forOthers() throws {
        var conversation = try Conversation()
        #expect(conversation.say("so that's for HER2 pos. I'm HER2 negative").slots == ["her2": "negative"])
    }

    @Test(
        "a relative who is told to be ill is the patient, whatever the user says of themself",
        arguments: [
            ("my mum was told it's come back, i'm 24 and i dont know anything", "mum"),
            ("our nan was told its gone to her spine and i dont know what to do", "nan"),
        ])
    func illRelative(message: String, relative: String) throws {
        var conversation = try Conversation()
        conversation.say(message)
        #expect(conversation.state.patient == .relative(relative))
    }

    @Test("a relative's gene that one has not got oneself is not noted as one's own")
    func notInherited() throws {
        var conversation = try Conversation()
        #expect(conversation.say("my sister carries BRCA1 but I don't").slots == ["brca": "not-mutated"])
    }

    @Test(
        "a sister's gene is her own, unless it is she who is ill",
        arguments: ["My sister has BRCA1", "Her sister is BRCA positive"])
    func sistersGene(words: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say(words).slots.isEmpty)
        let reply = conversation.say("it's my sister who is ill, she carries BRCA1")
        #expect(reply.slots == ["brca": "mutated"])
    }

    @Test("the results of a lady on a nurse's list are those of the one asked for")
    func onTheList() throws {
        var conversation = try Conversation()
        let reply = conversation.say("Lady on my list is ER positive, HER2 negative, no bone involvement")
        #expect(reply.slots == ["hr": "positive", "her2": "negative", "bone_mets": "no"])
    }

    @Test(
        "what is said of the talk answers nothing that was asked",
        arguments: [
            "You keep repeating yourself", "you never said where they stick it",
            "ah there's a tablet one of these now isn't there",
        ])
    func ofTheTalk(words: String) throws {
        var conversation = try Conversation()
        conversation.say("HER2 negative")
        #expect(conversation.state.askedSlot != nil)
        #expect(conversation.say(words).slots == ["her2": "negative"])
    }

    @Test("a test that is not done yet makes no result of the one before it")
    func notDoneYet() throws {
        var conversation = try Conversation()
        #expect(conversation.say("her2 came back equivocal, no FISH yet").slots == ["her2": "unknown"])
    }

    @Test("what was wrong before gives way to what it is")
    func wrongBefore() throws {
        var conversation = try Conversation()
        conversation.say("HER2 positive")
        let reply = conversation.say("hang on, I said HER2 positive before and that's wrong, it's HER2 low")
        #expect(reply.slots == ["her2": "low"])
    }

    @Test("an illness that a wife was just told of is hers now, and no family history")
    func diagnosed() throws {
        var conversation = try Conversation()
        let reply = conversation.say("My wife was diagnosed last month, it has spread to the bone")
        #expect(reply.slots == ["bone_mets": "yes"])
    }

    @Test("no to a medicine that is named right behind it answers nothing that was asked")
    func deniesNamed() throws {
        var conversation = try Conversation()
        conversation.say("ER positive, HER2 negative")
        #expect(conversation.state.askedSlot == "bone_mets")
        #expect(conversation.say("so no herceptin then").slots["bone_mets"] == nil)
    }

    @Test("a result at the head of a question about its meaning is asked about, not told")
    func label() throws {
        var conversation = try Conversation()
        #expect(conversation.say("PD-L1 negative, what do they mean by that").slots.isEmpty)
        #expect(conversation.say("I'm PD-L1 negative, what does that mean").slots == ["pdl1": "negative"])
    }

    @Test("a misspelt word counts though a misspelt name holds it", arguments: ["positve", "posative", "possitive"])
    func misspelt(word: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say("ER \(word)").slots == ["hr": "positive"])
    }

    @Test("texts that say you are said once to mean the relative who is ill")
    func spokenTo() throws {
        var conversation = try Conversation()
        conversation.say("my mum has ER positive cancer in her bones")
        let said = "Where I say \"you\" about a treatment, I mean your mum."
        #expect(conversation.say("what is letrozole").text.contains(said))
        #expect(!conversation.say("and the side effects?").text.contains(said))
    }

    @Test("words such as too say nothing of what was asked, unless its name stands beside them")
    func besideName() throws {
        var conversation = try Conversation()
        conversation.say("ER positive, HER2 negative")
        #expect(conversation.state.askedSlot == "bone_mets")
        #expect(conversation.say("that was too long").slots["bone_mets"] == nil)
        #expect(conversation.say("bones too").slots["bone_mets"] == "yes")
    }

    @Test("what somebody has is not denied by the value of the next test")
    func had() throws {
        var conversation = try Conversation()
        #expect(conversation.say("I have BRCA1, HER2 neg").slots == ["brca": "mutated", "her2": "negative"])
    }
}
