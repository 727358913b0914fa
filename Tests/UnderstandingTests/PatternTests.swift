// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import Diagnostics
import KnowledgePack
import Testing
import Understanding

@Suite("Patterns over words")
struct PatternTests {
    /// Whether a pattern, as the only rule of a pack, is found in a message.
    private func matches(_ pattern: String, _ text: String, unless exceptions: [String] = []) throws -> Bool {
        var pack = try PackUnderTest.bicycle()
        pack.intents = []
        pack.topics = []
        pack.classes = NamedLists(["hot": ["fever", "high temperature"], "bone": ["hip", "rib"]])
        pack.scope = NamedLists()
        pack.safetyRules = [
            SafetyRule(
                id: "rule", level: .crisis, patterns: [pattern], exceptions: exceptions, say: "", sources: [],
                examples: [], counterexamples: [], location: SourceLocation(file: ""))
        ]
        let interpreter = Interpreter(try CompiledPack.compiling(pack))
        let finding = interpreter.read(text).safety
        return finding?.witness == "pattern"
    }

    @Test(
        "words stand next to each other in order, in any form",
        arguments: [
            ("swollen leg", "my swollen leg", true), ("swollen leg", "swollen legs", true),
            ("swollen leg", "leg swollen", false), ("swollen leg", "swollen left leg", false),
            ("swollen leg", "SWOLLEN, leg", true),
        ])
    func words(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test(
        "a bar parts alternatives at one place",
        arguments: [
            ("leg|calf hurts", "my calf hurts", true), ("leg|calf hurts", "my leg hurts", true),
            ("leg|calf hurts", "my arm hurts", false), ("leg|calf hurts", "my leg calf", false),
        ])
    func alternatives(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test(
        "a gap is up to four words of the same sentence",
        arguments: [
            ("leg ... swollen", "leg swollen", true), ("leg ... swollen", "leg is quite swollen", true),
            ("leg ... swollen", "leg one two three four swollen", true),
            ("leg ... swollen", "leg one two three four five swollen", false),
            ("leg ... swollen", "That is my leg. Swollen eyes too", false),
            ("leg ... swollen", "my leg? swollen", false), ("leg ... swollen", "leg, and it is swollen", true),
            ("leg ... swollen ... red", "leg is swollen and red", true),
            ("leg ... swollen ... red", "leg is swollen. it is red", false),
        ])
    func gaps(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test(
        "words next to each other stand in one sentence",
        arguments: [("swollen leg", "it is swollen. leg", false), ("swollen leg", "swollen\nleg", false)])
    func adjacency(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test(
        "a hash is a number within its ends",
        arguments: [
            ("temp #38..43", "temp 38", true), ("temp #38..43", "temp 38.4", true), ("temp #38..43", "temp 43", true),
            ("temp #38..43", "temp 37.9", false), ("temp #38..43", "temp 44", false),
            ("temp #38..43", "temp high", false), ("temp #100.4..110", "temp 100.4", true),
            ("temp #100.4..110", "temp 100.3", false), ("temp ... #38..43", "temp was over 39,2 today", true),
        ])
    func numbers(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test(
        "an at sign is a word of a class, or a kind of entity",
        arguments: [
            ("have @hot", "I have fever", true), ("have @hot", "I have high temperature", true),
            ("have @hot", "I have temperature", false), ("@bone|leg hurts", "my hip hurts", true),
            ("@bone|leg hurts", "my leg hurts", true), ("broken @part", "my broken rim brake", true),
            ("broken @part", "my broken chain oil", false), ("broken @supply", "my broken chain oil", true),
            ("broken @part|@supply today", "broken chain oil today", true),
        ])
    func classes(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test(
        "pieces apart by an ampersand stand anywhere, in any order",
        arguments: [
            ("leg & @hot", "leg and fever", true), ("leg & @hot", "fever. Also my leg", true),
            ("leg & @hot", "only my leg", false), ("leg ... red & fever", "A fever! My leg is red", true),
            ("leg ... red & fever", "My leg hurts and it has a fever rash that is red", false),
        ])
    func pieces(pattern: String, text: String, isFound: Bool) throws {
        #expect(try matches(pattern, text) == isFound)
    }

    @Test("an exception switches its rule off")
    func exceptions() throws {
        #expect(try matches("leg hurts", "my leg hurts", unless: ["table leg"]))
        #expect(try !matches("leg hurts", "the table leg hurts", unless: ["table leg"]))
    }
}
