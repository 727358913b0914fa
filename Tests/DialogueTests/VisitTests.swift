// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

@Suite("What to ask at a visit comes from the talk first")
struct VisitTests {
    /// The questions of a reply, each on a line with a dash.
    private func questions(in text: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.hasPrefix("- ") }
    }

    @Test("questions begin with what was explained, the latest first, and go on with those that help many")
    func talkFirst() throws {
        var conversation = try Conversation()
        conversation.say(["what is olaparib", "can chemo make my hair fall out", "does radiotherapy hurt"])
        let reply = conversation.say("what should I ask at my next appointment")
        #expect(conversation.uses("visit-talk", in: reply))
        #expect(conversation.uses("visit-others", in: reply))
        let asked = questions(in: reply.text)
        #expect(asked.count == 3)
        #expect(asked.first?.contains("radiation") == true)
        #expect(asked.last?.contains("olaparib") == true)
    }

    @Test("where the talk leads to little, those for everybody follow in full")
    func littleTalk() throws {
        var conversation = try Conversation()
        conversation.say("does radiotherapy hurt")
        let reply = conversation.say("what should I ask at my next appointment")
        #expect(conversation.uses("visit-talk", in: reply))
        #expect(!conversation.uses("visit-others", in: reply))
        #expect(questions(in: reply.text).count > 3)
    }

    @Test("a talk in which nothing was explained leads to the questions for everybody")
    func nothingExplained() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what should I ask at my next appointment")
        #expect(!conversation.uses("visit-talk", in: reply))
        #expect(reply.act == .answer)
    }

    @Test("what is on the list already is not named twice")
    func onTheList() throws {
        var conversation = try Conversation()
        conversation.say("what is olaparib")
        conversation.perform("star")
        let question = try #require(conversation.state.visitQuestions.first)
        let reply = conversation.say("what should I ask at my next appointment")
        #expect(questions(in: reply.text).count { $0 == "- \(question)" } == 1)
    }

    @Test("an empty list and the page for the visit name them too")
    func listAndSheet() throws {
        var conversation = try Conversation()
        conversation.say("what is olaparib")
        let list = conversation.perform("list")
        #expect(conversation.uses("visit-list-empty", in: list))
        let question = try #require(questions(in: list.text).first)
        #expect(try #require(conversation.assistant.visitSheet(in: conversation.state)).contains(question))
    }

    @Test("with the next caller of a helpline the talk begins anew")
    func nextCaller() throws {
        var conversation = try Conversation()
        conversation.say(["a caller asks what olaparib is", "next caller"])
        #expect(conversation.state.explained.isEmpty)
    }

    @Test("what raised an alarm is on the list, to be asked once the call is made")
    func afterAlarm() throws {
        var conversation = try Conversation()
        #expect(conversation.say("my temperature is 38.6 and I had chemo last week").act == .urgent)
        #expect(conversation.state.visitQuestions.contains { $0.contains("temperature is 38.6") })
    }

    @Test("a list for a relative says who speaks in it, once")
    func forRelative() throws {
        var conversation = try Conversation()
        conversation.say(["my mum has breast cancer in her bones", "what is denosumab", "put that on my list"])
        #expect(conversation.uses("visit-for-relative", in: conversation.perform("list")))
        #expect(!conversation.uses("visit-for-relative", in: conversation.perform("list")))
    }
}
