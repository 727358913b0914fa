// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

@Suite("After an alarm")
struct AfterAlarmTests {
    private func alarmed(by message: String = "My calf is swollen and red, I take tamoxifen.") throws -> Conversation {
        var conversation = try Conversation()
        #expect(conversation.say(message).act == .urgent)
        return conversation
    }

    @Test(
        "that help is called is heard",
        arguments: ["i rang them", "I've called my team", "im at the hospital now", "the ambulance is on its way"])
    func called(message: String) throws {
        var conversation = try alarmed()
        #expect(conversation.uses("help-called", in: conversation.say(message)))
    }

    @Test(
        "a call that is put off, or that nobody took, is none",
        arguments: ["ok i'll ring them in the morning", "i havent rung yet", "i rang but nobody answered"])
    func putOff(message: String) throws {
        var conversation = try alarmed()
        let reply = conversation.say(message)
        #expect(reply.act == .urgent)
        #expect(!conversation.uses("help-called", in: reply))
    }

    @Test("what is asked beside it is answered")
    func beside() throws {
        var conversation = try alarmed()
        let reply = conversation.say("I have rung them. What is letrozole?")
        #expect(conversation.uses("help-called", in: reply))
        #expect(!reply.passages.isEmpty)
    }

    @Test("nobody who called is told to call")
    func calledOnce() throws {
        var conversation = try alarmed()
        conversation.say("i rang them")
        #expect(conversation.say("how is radiation therapy given").act == .answer)
    }

    @Test("who was reminded once, and asks on, is answered")
    func reminded() throws {
        var conversation = try alarmed()
        #expect(conversation.uses("alarm-stands", in: conversation.say("it's an old football injury")))
        #expect(conversation.say("can you tell me how chemotherapy works").act == .answer)
    }

    @Test("who is home again, and asks, is answered, and let go without another reminder")
    func homeAgain() throws {
        var conversation = try alarmed(by: "she had chemo last week and her temperature is 39")
        let reply = conversation.say(
            "She is home again, they gave her a drip. Will chemotherapy make her hair fall out?")
        #expect(reply.act == .answer)
        #expect(conversation.uses("home-again", in: reply))
        #expect(!conversation.uses("goodbye-alarm", in: conversation.say("thanks, bye")))
    }

    @Test("that nobody will do anything, but wants it to stop, takes nothing back")
    func wantsItToStop() throws {
        var conversation = try Conversation()
        #expect(conversation.say("they would all be better off if I was out of the way for good").act == .crisis)
        #expect(conversation.say("i wouldnt do anything, i just want it to stop").act == .crisis)
    }

    @Test("a sign of something else, as grave, is a new alarm")
    func another() throws {
        var conversation = try alarmed(by: "my back hurts and my legs are weak, I have bone mets")
        let reply = conversation.say("they scanned me, but now my chest hurts")
        #expect(reply.act == .urgent)
        #expect(!conversation.uses("help-called", in: reply))
    }

    @Test("help for somebody who thought of dying has words of its own")
    func crisis() throws {
        var conversation = try Conversation()
        #expect(conversation.say("I want to kill myself").act == .crisis)
        let reply = conversation.say("I've rung my son, he is coming over")
        #expect(reply.act == .crisis)
        #expect(conversation.uses("crisis-helped", in: reply))
    }

    @Test("who has rung is not sent to ring again, though a question with \"should\" follows")
    func hasRung() throws {
        var conversation = try Conversation()
        conversation.say("she's shivery and burning up tonight, had chemo last week")
        #expect(
            conversation.uses("help-called", in: conversation.say("ok I've rung them. what should we ask on friday")))
        var other = try Conversation()
        other.say("she's shivery and burning up tonight, had chemo last week")
        #expect(!other.uses("help-called", in: other.say("should I have called them?")))
    }
}
