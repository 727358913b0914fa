// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing
import TextAnalysis
import Understanding

@Suite("Reading is a pure function of the words")
struct PurityTests {
    static let messages = [
        "I'm HER2 positive and it's in my bones", "what's letrozole", "I don't know my BRCA status",
        "does Ibrance make your hair fall out", "my mum's cancer is triple negative, what can she have",
        "I can't breathe and I've got chest pain", "I've had enough, I want to die", "should I stop my tamoxifen",
        "ER 90% PR 20% HER2 1+", "tell me more", "hello", "I was HER2 negative but now it's HER2 low",
        "what are the options for triple negative", "who won the match", "no idea", "PD-L1 CPS 12",
    ]

    /// What is compared between spellings; the scores may not change either.
    private func meaning(_ text: String) throws -> Meaning { Meaning(try PackUnderTest.interpreter().read(text)) }

    @Test("the same text in the same context gives the same interpretation", arguments: messages)
    func same(text: String) throws {
        let once = try meaning(text)
        // What depends on the order of a hash table shows only now and then.
        for _ in 0..<5 { #expect(try meaning(text).differences(from: once) == []) }
        let interpreter = try PackUnderTest.interpreter()
        let context = TurnContext(
            slots: interpreter.pack.slots, askedSlot: "her2", focusSlot: "hr",
            offeredChoices: 3)
        let first = interpreter.interpret(text, in: context)
        _ = interpreter.interpret("HER2 positive, I have a fever", in: context)
        let second = interpreter.interpret(text, in: context)
        #expect(Meaning(first).differences(from: Meaning(second)) == [])
        #expect(first.told == second.told)
        #expect(first.safety == second.safety)
        #expect(first.utterance.words.map(\.span) == second.utterance.words.map(\.span))
    }

    @Test("capitals don't matter", arguments: messages)
    func letterCase(text: String) throws {
        #expect(try meaning(text.lowercased()).differences(from: meaning(text)) == [])
        #expect(try meaning(text.uppercased()).differences(from: meaning(text)) == [])
    }

    @Test("a stop at the end doesn't matter", arguments: messages, [".", "!", "...", "…", " ", "\n"])
    func ending(text: String, mark: String) throws {
        #expect(try meaning(text + mark).differences(from: meaning(text)) == [])
    }

    @Test("curly quotes are straight ones", arguments: messages.filter { $0.contains("'") })
    func quotes(text: String) throws {
        #expect(try meaning(text.replacing("'", with: "\u{2019}")).differences(from: meaning(text)) == [])
    }

    @Test("an apostrophe left out doesn't matter", arguments: messages.filter { $0.contains("'") })
    func apostrophes(text: String) throws {
        #expect(try meaning(text.replacing("'", with: "")).differences(from: meaning(text)) == [])
    }

    @Test("white space doesn't matter", arguments: messages)
    func space(text: String) throws {
        #expect(try meaning("  " + text.replacing(" ", with: "  ")).differences(from: meaning(text)) == [])
    }

    @Test("nothing typed means nothing", arguments: ["", " ", "\n\n", "...", "?!", "😀", "\u{200B}"])
    func nothing(text: String) throws {
        let interpretation = try PackUnderTest.interpreter().read(text)
        #expect(interpretation.told.isEmpty)
        #expect(interpretation.safety == nil)
        #expect(interpretation.mentions.isEmpty)
    }

    @Test(
        "any message is read, however odd",
        arguments: [
            String(repeating: "her2 positive ", count: 300), String(repeating: "?", count: 2_000),
            "\u{0}\u{7}\u{1B}[31m", "9999999999999999999999999 %", "her2 -------- +++++", "مرحبا 你好 здравствуйте",
            "{emergency} @drug & | ... #1..2",
        ])
    func odd(text: String) throws {
        let words = try PackUnderTest.interpreter().read(text).utterance.words
        for word in words {
            #expect(word.span.lowerBound >= 0)
            #expect(word.span.upperBound <= text.utf8.count)
        }
    }
}
