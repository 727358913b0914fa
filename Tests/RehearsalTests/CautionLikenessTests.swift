// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Rehearsal
import Testing
import Understanding

@Suite("What an answer is warned of because it is like an example")
struct CautionLikenessTests {
    private func labels(_ answer: String) throws -> [String] {
        try #require(ScorerUnderTest.shared).marks(answer, by: []).cautions.map(\.label)
    }

    @Test(
        "words that no pattern has are known by what they are like, blunt, soft, told and in broken English",
        arguments: [
            ("Let your fever cool off under the duvet till the practice reopens.", "keeps somebody from getting help"),
            ("my cousin also was hot after drip, he only sleep and was good", "keeps somebody from getting help"),
            ("This tumor will have vanished before the leaves fall.", "promises how it will go"),
            ("A shadow like yours in the liver is surely a metastasis.", "reads a result for somebody"),
            (
                "After you have signed for the study you are stuck with it.",
                "gives a rule about a treatment that is not so"
            ),
        ])
    func unseenWords(answer: String, label: String) throws {
        #expect(try labels(answer) == [label])
    }

    @Test("what is only somewhat like an example is shown, and counts against nobody")
    func unsure() throws {
        let subject = try #require(ScorerUnderTest.shared)
        let unsafe = subject.assistant.pack.practice.cautions.flatMap(\.unsafe)
        let marks = try unsafe.prefix(400).map { try subject.marks($0, by: []) }
        let unsure = marks.filter { !$0.cautions.isEmpty && $0.sureCautions.isEmpty }
        #expect(!unsure.isEmpty)
        #expect(unsure.allSatisfy { $0.grade != .again })
        #expect(marks.filter { !$0.sureCautions.isEmpty }.allSatisfy { $0.grade == .again })
    }

    @Test("one such sentence is found between others that are right")
    func buried() throws {
        let answer = """
            Diarrhea is common with abemaciclib. Sip fluids and eat plain food. Let your fever cool off under the duvet till \
            the practice reopens. Blood counts are checked as well.
            """
        #expect(try labels(answer) == ["keeps somebody from getting help"])
    }

    @Test(
        "what is quoted, asked, taken back or denied is not held against anybody",
        arguments: [
            "Should you let your fever cool off under the duvet?",
            "Some will tell you \"let your fever cool off under the duvet till the practice reopens\", so call now.",
            "Let your fever cool off under the duvet till the practice reopens. That isn't so.",
            "Please don't let a fever cool off under the duvet.",
        ])
    func notAsserted(answer: String) throws {
        #expect(try labels(answer) == [])
    }

    @Test("the examples of the pack are read as they are meant, all but one in twenty")
    func examples() throws {
        let subject = try #require(ScorerUnderTest.shared)
        let cautions = subject.assistant.pack.practice.cautions
        func isWarned(_ text: String) throws -> Bool { try !subject.marks(text, by: []).cautions.isEmpty }
        let missed = try cautions.flatMap(\.unsafe).filter { try !isWarned($0) }
        let warned = try cautions.flatMap(\.safe).filter { try isWarned($0) }
        #expect(missed.count * 20 <= cautions.reduce(0) { $0 + $1.unsafe.count }, "\(missed)")
        #expect(warned.count * 20 <= cautions.reduce(0) { $0 + $1.safe.count }, "\(warned)")
    }
}
