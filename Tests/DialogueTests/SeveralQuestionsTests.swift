// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

@Suite("Several questions, and what is asked between things")
struct SeveralQuestionsTests {
    @Test("each of three questions is answered, also of what was named before")
    func three() throws {
        var conversation = try Conversation()
        conversation.say("what's the difference between palbociclib and ribociclib")
        let text = conversation.say("do I need heart tests, and how long do people stay on them").text
        #expect(text.contains("heart tracings") && text.contains("goes on while it helps"))
    }

    @Test("a question that gets no answer is not passed over in silence")
    func leftOpen() throws {
        var conversation = try Conversation()
        let reply = conversation.say("what is letrozole? and when does the bakery by the church close")
        #expect(reply.topics == ["hormone-therapy"])
        #expect(conversation.uses("left-open", in: reply) && reply.text.contains("bakery"))
    }

    @Test("a passage that names both of two things answers what is asked between them by itself")
    func betweenTwo() throws {
        var conversation = try Conversation()
        let text = conversation.say("ribociclib or palbociclib, which one is kinder to the heart").text
        #expect(text.contains("rhythm") && !text.contains("Low white cells are the most common problem"))
    }

    @Test("a result is not the relative's who is only asked about")
    func relativeAskedAbout() throws {
        var conversation = try Conversation()
        conversation.say("my BRCA test came back negative")
        conversation.say("HER2 negative too, can my sister be tested")
        #expect(!conversation.perform("what-you-know").text.contains("sister"))
    }

    @Test("who returns from a digression in few words asks of the treatment")
    func digression() throws {
        var conversation = try Conversation()
        conversation.say(["what is olaparib", "do my daughters need testing as well"])
        #expect(conversation.say("how long do people take the tablets").topics == ["parp-inhibitors"])
    }
}
