// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("Repair, in plain words and by command")
struct RepairTests {
    @Test("undo takes back the last change, and then the one before")
    func undo() throws {
        var conversation = try Conversation()
        conversation.say(["I am HER2 negative", "sorry, HER2 low"])
        let first = conversation.say("undo")
        #expect(first.slots == ["her2": "negative"])
        #expect(conversation.uses("undone", in: first))
        #expect(first.text.contains("HER2 negative"))
        #expect(conversation.say("undo").slots.isEmpty)
        #expect(conversation.uses("nothing-to-undo", in: conversation.say("undo")))
    }

    @Test("start over lets go of everything")
    func startOver() throws {
        var conversation = try Conversation()
        conversation.say(["I am ER positive", "I don't know my HER2 status", "what is letrozole"])
        let reply = conversation.say("start over")
        #expect(conversation.uses("started-over", in: reply))
        #expect(reply.slots.isEmpty)
        #expect(conversation.state.notes.isEmpty)
        #expect(conversation.state.visitQuestions.isEmpty)
        #expect(conversation.state.quoted == nil)
        #expect(conversation.uses("nothing-noted", in: conversation.say("what do you know about me")))
    }

    @Test("what is known is told with the user's own words")
    func whatYouKnow() throws {
        var conversation = try Conversation()
        conversation.say(["my ER is 90%", "HER2 IHC 1+"])
        let reply = conversation.say("what do you know about me")
        #expect(conversation.uses("noted-list", in: reply))
        #expect(reply.text.contains("- Hormone receptor positive. You wrote: \"ER is 90%\" (message 1)."))
        #expect(reply.text.contains("- HER2-low. You wrote: \"HER2 IHC 1+\" (message 2)."))
    }

    @Test("the list holds what is not known and what was declined, each once")
    func list() throws {
        var conversation = try Conversation()
        #expect(conversation.uses("visit-list-empty", in: conversation.say("my list")))
        conversation.say([
            "I don't know my HER2 status", "should I stop taking letrozole", "should I stop taking letrozole",
        ])
        let reply = conversation.say("my list")
        #expect(conversation.uses("visit-list", in: reply))
        #expect(conversation.state.visitQuestions.count == 2)
        for question in conversation.state.visitQuestions { #expect(reply.text.contains("- \(question)")) }
    }

    @Test("more goes deeper, shorter is shorter, again is the same")
    func depths() throws {
        var conversation = try Conversation()
        let first = conversation.say("how does chemotherapy work")
        let passage = try #require(first.passages.first.flatMap(conversation.pack.passage))
        #expect(first.text.contains(passage.body))
        #expect(conversation.say("say that again").text == first.text)
        #expect(conversation.say("shorter please").text.contains(passage.short))
        // The body was said before the short form.
        #expect(conversation.say("tell me more").text.contains(passage.more))
        #expect(!passage.more.isEmpty)
    }

    @Test("more than there is goes on to the next passage, and ends in saying so")
    func noMore() throws {
        var conversation = try Conversation()
        conversation.say("how does chemotherapy work")
        var seen: [[Passage.ID]] = []
        for _ in 0..<60 {
            let reply = conversation.say("tell me more")
            if conversation.uses("no-more", in: reply) { return }
            #expect(reply.act == .answer)
            seen.append(reply.passages)
        }
        Issue.record("\"tell me more\" never came to an end: \(seen.suffix(4).map { $0.map(\.description) })")
    }

    @Test("sources of the last answer are named with their addresses")
    func sources() throws {
        var conversation = try Conversation()
        #expect(conversation.uses("sources-none", in: conversation.say("where does that come from")))
        let passage = try #require(
            conversation.say("how does chemotherapy work").passages.first.flatMap(conversation.pack.passage))
        let reply = conversation.say("where does that come from")
        for source in passage.sources.compactMap(conversation.pack.source) {
            #expect(reply.text.contains(source.title))
            #expect(reply.text.contains(source.address))
        }
    }

    @Test("why names the reading, another one, and the passages")
    func why() throws {
        var conversation = try Conversation()
        let passage = try #require(
            conversation.say("how does chemotherapy work").passages.first.flatMap(conversation.pack.passage))
        let reply = conversation.say("why did you say that")
        #expect(conversation.uses("why", in: reply))
        #expect(reply.text.contains(passage.title))
    }

    @Test("why after an alarm quotes the words that raised it")
    func whyAlarm() throws {
        var conversation = try Conversation()
        #expect(conversation.say("Hello. I have chest pain.").act == .urgent)
        let reply = conversation.perform("why")
        #expect(conversation.uses("why-safety", in: reply))
        #expect(reply.text.contains("chest pain"))
    }

    @Test(
        "the words of the manual make their moves after an answer",
        arguments: [
            ("more", "more"), ("again", "again"), ("simpler", "simpler"), ("shorter", "shorter"), ("why", "why"),
            ("sources", "sources"), ("undo", "undo"), ("start over", "start-over"), ("list", "list"),
            ("what do you know about me", "what-you-know"), ("skip", "skip"),
            ("that's not what I asked", "not-what-i-asked"),
        ])
    func plainWords(text: String, move: String) throws {
        var conversation = try Conversation()
        conversation.say("how does chemotherapy work")
        let intent = conversation.pack.intent(conversation.say(text).intent)
        #expect(intent?.move == move)
    }

    @Test("a move by command is the move in words", arguments: ["list", "what-you-know", "sources", "undo", "shorter"])
    func commands(move: String) throws {
        let words = [
            "list": "my list", "what-you-know": "what do you know about me", "sources": "sources", "undo": "undo",
            "shorter": "shorter",
        ]
        var typed = try Conversation()
        typed.say(["I don't know my HER2 status", "how does chemotherapy work"])
        var commanded = typed
        let text = try #require(words[move])
        #expect(typed.say(text).text == commanded.perform(move).text)
        #expect(typed.state.slots == commanded.state.slots)
    }

    @Test("a move needs something to work on", arguments: ["again", "more", "shorter", "why", "sources", "undo"])
    func nothingThere(move: String) throws {
        var conversation = try Conversation()
        let reply = conversation.perform(move)
        #expect([.clarify, .social].contains(reply.act))
        #expect(!reply.text.isEmpty)
        #expect(reply.passages.isEmpty)
    }

    @Test("that's not what I asked offers other meanings by name, and a number picks one")
    func clarify() throws {
        var conversation = try Conversation()
        let answered = conversation.say("what is chemotherapy").passages.first
        let reply = conversation.say("that's not what I asked")
        #expect(reply.act == .clarify)
        #expect(conversation.uses("clarify-choices", in: reply))
        #expect((2...3).contains(conversation.state.offered.count))
        guard case .passage(let first)? = conversation.state.offered.first else {
            Issue.record("no passage was offered")
            return
        }
        #expect(first != answered)
        let title = try #require(conversation.pack.passage(first)).title
        #expect(reply.text.lowercased().contains(title.lowercased()))
        #expect(conversation.say("1").passages == [first])
    }

    @Test("a question for the visit is kept as one, without the words that ask to keep it")
    func ownQuestion() throws {
        var conversation = try Conversation()
        conversation.say([
            "can you add a question for my visit, how long will it take",
            "Would you put a question on my list about my heart, for the next visit?",
        ])
        #expect(
            conversation.state.visitQuestions == [
                "How long will it take?", "About my heart: what do I need to know?",
            ])
    }

    @Test("who is told again of a status that is noted so gets a word of regret, and no other subject")
    func muddle() throws {
        var conversation = try Conversation()
        conversation.say(["I'm HER2 negative", "what is letrozole"])
        let reply = conversation.say("no you're not listening, I said HER2 negative")
        #expect(conversation.uses("told-before", in: reply))
        #expect(reply.act == .slotUpdate)
    }

    @Test("nothing stands before the words about danger, however much is wrong besides")
    func muddleInDanger() throws {
        var conversation = try Conversation()
        conversation.say("I'm HER2 negative")
        let reply = conversation.say("you're not listening, I said HER2 negative. I want to kill myself")
        #expect(reply.act == .crisis)
        #expect(!conversation.uses("sorry-muddle", in: reply))
    }

    @Test("a question about the talk is answered in a message that tells something besides")
    func moveBeside() throws {
        var conversation = try Conversation()
        conversation.say(["I'm HER2 negative", "what is letrozole"])
        #expect(conversation.say("where is that from? the bit about the tablet").text.contains("http"))
        let reply = conversation.say("it is the needle that worries me. what do you know about me?")
        #expect(conversation.uses("noted-list", in: reply))
    }

    @Test("where a number is asked for and there is none, that is said; where there is one, it is given")
    func figure() throws {
        var conversation = try Conversation()
        #expect(conversation.uses("no-figure", in: conversation.say("how common is hair loss with everolimus")))
        // The numbers in names are none.
        conversation.say("what is letrozole")
        #expect(conversation.uses("no-figure", in: conversation.say("what's the chance that it works, in percent")))
        var another = try Conversation()
        #expect(another.say("T-DXd ILD rate?").text.contains("in 100"))
    }

    @Test("each of two questions is answered, though one of them is clearer than the other")
    func two() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what's enhertu and how often would you be in for it")
        #expect(reply.sections == ["antibody-drug-conjugates#drugs", "antibody-drug-conjugates#how-it-is-given"])
    }

    @Test("what is asked behind a complaint is answered, with a word of regret")
    func requestBehindComplaint() throws {
        var conversation = try Conversation()
        conversation.say("what is a biopsy")
        let reply = conversation.say("you said that already. yes, what to ask please")
        #expect(reply.act == .answer)
        #expect(conversation.uses("sorry-misread", in: reply))
    }

    @Test("a clear question behind hard news is answered, with a word for the feeling")
    func questionBehindNews() throws {
        var conversation = try Conversation()
        let reply = conversation.say("we got the news today and I am in bits. what happens next?")
        #expect(reply.act == .answer)
        #expect(["meet-feeling", "meet-afraid"].contains { conversation.uses($0, in: reply) })
    }

    @Test("a no that takes itself back is no denial of danger")
    func noDenial() throws {
        var conversation = try Conversation()
        conversation.say("weekly bloods, weekly dread. it feels a bit pointless")
        #expect(conversation.say("no I mean I've thought about taking everything in the cabinet").act == .crisis)
    }
}
