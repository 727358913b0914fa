// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

@Suite("What was spoken of")
struct SpokenOfTests {
    @Test("the second one is the second of two that were named")
    func second() throws {
        var conversation = try Conversation()
        conversation.say("they want me on letrozole and ribociclib")
        #expect(conversation.say("what about the second one").text.contains("Ribociclib"))
    }

    @Test("a medicine stays spoken of where a passage answers without its own facts")
    func focus() throws {
        var conversation = try Conversation()
        conversation.say("will I lose my hair on Enhertu")
        #expect(conversation.state.focusEntity == "trastuzumab-deruxtecan")
        #expect(conversation.say("what are the side effects of it").topics == ["antibody-drug-conjugates"])
    }

    @Test("who asks for more about one of a list gets what it is, and who asks something of it gets that")
    func more() throws {
        var conversation = try Conversation()
        conversation.say(["ER positive, HER2 negative", "what are my options"])
        #expect(conversation.say("tell me more about the first one").sections == ["hormone-therapy#what-it-is"])
        var other = try Conversation()
        other.say(["ER positive, HER2 negative", "what are my options"])
        #expect(
            other.say("does the first one make your hair fall out").sections == ["hormone-therapy#side-effects"])
    }

    @Test("a number picks from a list after its rest was asked for")
    func list() throws {
        var conversation = try Conversation()
        conversation.say(["ER positive, HER2 negative", "what are my options"])
        let first = try #require(conversation.state.offered.first)
        #expect(conversation.uses("options-rest", in: conversation.say("tell me more")))
        #expect(conversation.state.offered.first == first)
        #expect(conversation.say("1").topics == ["hormone-therapy"])
    }

    @Test("a section alone is asked of what is spoken of, and not of things in general")
    func section() throws {
        var conversation = try Conversation()
        conversation.say("what is immunotherapy")
        #expect(conversation.say("and the side effects?").sections == ["immunotherapy#side-effects"])
    }

    @Test("a question that is put again is answered again")
    func again() throws {
        var conversation = try Conversation()
        let first = conversation.say("is radiation a cure")
        let second = conversation.say("that's not what I meant, I asked if radiation cures it")
        #expect(second.act == .answer)
        #expect(second.passages == first.passages)
    }

    @Test("what was just told is explained where that is asked")
    func told() throws {
        var conversation = try Conversation()
        let reply = conversation.say("my HER2 came back 3+. what does that mean?")
        #expect(reply.act == .answer)
        #expect(reply.topics == ["biomarkers"])
        #expect(reply.slots == ["her2": "positive"])
    }

    @Test("a word such as normally is no result")
    func adverb() throws {
        var conversation = try Conversation()
        conversation.say("with ER positive and HER2 3+ what would they normally do")
        #expect(conversation.say("sorry, it's 2+, not 3+").slots["her2"] == "unknown")
    }

    @Test(
        "as many sources are listed as were counted", arguments: ["what is letrozole", "how do PARP inhibitors work"])
    func sources(question: String) throws {
        var conversation = try Conversation()
        let line = try #require(
            conversation.say(question).text.split(separator: "\n").first { $0.contains("(type sources)") })
        let more = try #require(line.split(separator: " ").compactMap { Int($0) }.first { $0 < 100 })
        let listed = conversation.say("sources").text.split(separator: "\n").filter { $0.hasPrefix("- ") }
        #expect(listed.count == more + 1)
    }

    @Test(
        "a word or two, and a symptom that is named, ask of what was spoken of",
        arguments: [
            ("what is Enhertu", "lungs?", "antibody-drug-conjugates"),
            ("What is T-DM1?", "platelets?", "antibody-drug-conjugates"),
            ("how is Keytruda given", "thyroid?", "immunotherapy"),
            ("what does Piqray do", "and the sugar?", "targeted-therapy"),
            ("can you lose your hair on Keytruda", "the rash though", "immunotherapy"),
            ("what is Zoladex", "my periods will stop?", "hormone-therapy"),
        ])
    func word(first: String, then: String, topic: String) throws {
        var conversation = try Conversation()
        conversation.say(first)
        let reply = conversation.say(then)
        #expect(reply.act == .answer)
        #expect(reply.topics.first == topic)
    }

    @Test("tablets for a marker stand with the treatment, and not with the marker")
    func marker() throws {
        var conversation = try Conversation()
        conversation.say("what is ESR1")
        let topic = try #require(conversation.say("any pill for that").topics.first)
        #expect(["hormone-therapy", "targeted-therapy"].contains(topic))
    }

    @Test("what a refusal was about is spoken of")
    func refused() throws {
        var conversation = try Conversation()
        #expect(conversation.say("can I halve my capecitabine").act == .declineAdvice)
        #expect(conversation.state.focusEntity == "capecitabine")
        #expect(conversation.say("what are the side effects of it").topics.first == "chemotherapy")
    }

    @Test("what is asked of another thing is not drawn to what was spoken of")
    func another() throws {
        var conversation = try Conversation()
        conversation.say(["what does metastatic mean", "what decides which treatment people get"])
        #expect(conversation.say("and is that triple-negative, ER 0 PR 0 HER2 0").topics.first != "overview")
    }

    @Test("a result said of what was spoken of is noted, and one that nobody has is not")
    func bareResult() throws {
        var conversation = try Conversation()
        conversation.say("my HER2 is negative")
        #expect(conversation.say("wait that's from 2017. the new one says 3+").slots["her2"] == "positive")
        var other = try Conversation()
        other.say("what is BRCA")
        #expect(other.say("no idea if I have it, nobody tested").slots["brca"] != "mutated")
    }

    @Test("a question that is asked again hears what else there is, and simpler than the shortest says so")
    func askedAgain() throws {
        var conversation = try Conversation()
        let first = conversation.say("what is a liquid biopsy")
        let second = conversation.say("what is a liquid biopsy")
        #expect(second.passages == first.passages)
        #expect(second.text != first.text)
        #expect(!conversation.uses("said-before", in: second))
        conversation.perform("simpler")
        #expect(conversation.uses("no-simpler", in: conversation.perform("simpler")))
    }

    @Test("no list of what may be meant offers what nobody should meet unasked")
    func tender() throws {
        var conversation = try Conversation()
        let pack = try PackUnderTest.own.assistant().pack
        conversation.say("how long does treatment go on")
        #expect(!pack.lexicon.tenderPassages.isEmpty)
        for choice in conversation.state.alternatives {
            guard case .passage(let id) = choice else { continue }
            #expect(!pack.lexicon.isTender(id))
        }
    }

    @Test("what only goes before or with something else is asked of what was spoken of")
    func aside() throws {
        var conversation = try Conversation()
        conversation.say("what is olaparib")
        #expect(conversation.say("is it only after chemo").topics.first == "parp-inhibitors")
    }
}
