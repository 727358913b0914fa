// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

@Suite("What may be a sign of danger")
struct DoubtTests {
    /// Said in a way between a question about what is usual and a sign of danger.
    private static let messages = [
        "bruises on kadcyla, will they fade", "piqray sugar high", "hands in bits on xeloda, which cream",
        "palms sore and red on cape, does it go",
        "nosebleed on kadcyla, does that settle",
        "runs on verzenio, does it settle",
        "dry eyes and mouth sore on datroway, does it go", "sore swollen arm with the sleeve on, does that go",
        "legs like lead on taxol, does it lift", "yellowish skin on xeloda, is it the light",
    ]

    @Test("it is answered, and what to do if it is one is said besides, once in a talk")
    func saidOnce() throws {
        var doubted = 0
        for message in Self.messages {
            var conversation = try Conversation()
            let first = conversation.say(message)
            guard conversation.uses("doubt-illness", in: first) || conversation.uses("doubt-crisis", in: first) else {
                continue
            }
            doubted += 1
            #expect(first.act != .urgent && first.act != .crisis, "\(message)")
            #expect(first.text.contains("\n\n"), "\(message)")
            let second = conversation.say(message)
            #expect(!conversation.uses("doubt-illness", in: second), "\(message)")
            #expect(!conversation.uses("doubt-crisis", in: second), "\(message)")
        }
        #expect(doubted > 0)
    }
}
