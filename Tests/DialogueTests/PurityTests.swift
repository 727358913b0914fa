// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("A conversation is a fold of a pure function")
struct PurityTests {
    static let conversations = [
        ["hello", "I am ER positive", "what's that", "no idea", "what are my options", "2", "undo", "bye"],
        ["what is letrozole", "tell me more", "shorter", "why", "sources", "and tamoxifen?", "start over", "list"],
        ["I have chest pain, what is chemo", "should I stop my Ibrance", "yes", "my list", "I want to die", "thanks"],
        ["HER2 positive and HER2 negative", "negative", "sorry, low", "what do you know about me", "that's not it"],
    ]

    @Test("the same messages give equal replies and equal states twice", arguments: conversations)
    func twice(messages: [String]) throws {
        var (one, other) = (try Conversation(), try Conversation())
        for message in messages {
            #expect(one.say(message) == other.say(message), "\(message)")
            #expect(one.state == other.state, "\(message)")
        }
    }

    @Test("replaying what was said restores where a conversation stood", arguments: conversations)
    func replayed(messages: [String]) throws {
        for length in messages.indices {
            var one = try Conversation()
            one.say(Array(messages[...length]))
            var other = try Conversation()
            let replies = other.say(messages)
            var again = try Conversation(from: one.state)
            let rest = again.say(Array(messages[(length + 1)...]))
            #expect(rest == Array(replies[(length + 1)...]))
            #expect(again.state == other.state)
        }
    }

    @Test("a reply leaves the state that it was given as it was, and other talks don't bear on it")
    func independent() throws {
        var conversation = try Conversation()
        conversation.say("I am ER positive")
        let (assistant, state) = (conversation.assistant, conversation.state)
        let first = assistant.reply(to: "what are my options", in: state)
        _ = assistant.reply(to: "HER2 positive, I have chest pain", in: state)
        _ = assistant.perform("start-over", in: state)
        let second = assistant.reply(to: "what are my options", in: state)
        #expect(first.reply == second.reply)
        #expect(first.state == second.state)
    }

    @Test("capitals, white space and a stop at the end don't change a reply", arguments: conversations.joined())
    func spelling(message: String) throws {
        var (one, other) = (try Conversation(), try Conversation())
        let reply = one.say(message)
        for text in [message.uppercased(), message.lowercased(), "  \(message)  ", message + "."] {
            var changed = other.say(text)
            changed.text = reply.text
            #expect(changed == reply, "\(text)")
            other = try Conversation()
        }
    }
}
