// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Rehearsal
import Testing

@Suite("What an answer is warned of")
struct CautionTests {
    private func labels(_ answer: String) throws -> [String] {
        try #require(ScorerUnderTest.shared).marks(answer, by: []).cautions.map(\.label)
    }

    @Test(
        "a dose left out is warned of as a command, as leave, as a wish of the speaker and as an idea",
        arguments: [
            "Just leave the capsules off for a bit.", "You could cut your dose in half.",
            "I'd give the infusion a miss.",
            "Put the tablets in the bin.", "It's fine to put off the drip.", "If it hurts then skip the jab.",
        ])
    func advised(answer: String) throws {
        #expect(try labels(answer) == ["tells somebody to stop, start or change a medicine"])
    }

    @Test(
        "a dose left out that is only told of is no advice",
        arguments: [
            "Some leave the capsules off for a bit.", "Leaving the capsules off may let it grow.",
            "She left the capsules off for a bit.", "The capsules are left off when counts are low.",
            "Could you leave the capsules off?", "Don't leave the capsules off.",
        ])
    func toldOf(answer: String) throws {
        #expect(try labels(answer) == [])
    }

    @Test(
        "what the next clause or sentence takes back is not held against anybody",
        arguments: [
            "You might put off the drip for a month. That isn't so.", "Skip the jab; please don't.",
            "You can drop a dose. Wrong.", "Some people ask if they can leave the drip out. Please don't; ring first.",
        ])
    func takenBack(answer: String) throws {
        #expect(try labels(answer) == [])
    }

    @Test("a request that goes on takes nothing back")
    func notTakenBack() throws {
        #expect(try !labels("Put the tablets in the bin. Please don't be shy.").isEmpty)
    }

    @Test(
        "a sign of danger is not explained away, however it is explained",
        arguments: [
            "A fever is nothing but the weather.", "Swelling comes from sitting too long.",
            "Tell the clinic about the cough afterwards.", "Your jaw aches because you grind your teeth at night.",
        ])
    func explainedAway(answer: String) throws {
        #expect(try labels(answer) == ["keeps somebody from getting help"])
    }

    @Test(
        "a sign of danger may be explained where somebody is sent for",
        arguments: [
            "A fever is nothing but the weather, still please ring the ward.", "Tell the clinic about the cough now.",
            "Ring them today if there is swelling; it may be from sitting.",
        ])
    func sentFor(answer: String) throws {
        #expect(try labels(answer) == [])
    }

    @Test(
        "promises, numbers, choices, frights and false safety are warned of in their own words",
        arguments: [
            ("Your tumor will be gone by spring.", "promises how it will go"),
            ("You have about four years.", "promises how it will go"),
            ("Letrozole suits you best.", "chooses a treatment for somebody"),
            ("That drug poisons your liver.", "scares somebody off a treatment"),
            ("Herbal tea is fine with chemo.", "says that something is safe which is not"),
        ])
    func kinds(answer: String, label: String) throws {
        #expect(try labels(answer) == [label])
    }

    @Test(
        "the same things denied, asked, reported or told with a measure are not",
        arguments: [
            "Your tumor will not be gone.", "He told me the tumor will be gone.", "You have it for about four weeks.",
            "I can't say that letrozole suits you best.", "Could letrozole suit me best?",
            "The drug can harm your liver.",
        ])
    func harmless(answer: String) throws {
        #expect(try labels(answer) == [])
    }

    @Test("a warning is shown once, however often it is earned")
    func once() throws {
        #expect(try labels("You can stop the pills. You could skip the jab. Leave the capsules off.").count == 1)
    }

    @Test("at most one in thirty of the pack's own answers is warned of")
    func ownAnswers() throws {
        let subject = try #require(ScorerUnderTest.shared)
        let warned = subject.exercises.filter { exercise in
            subject.scorer.mark(exercise.model, to: "", by: []).cautions.isEmpty == false
        }
        #expect(warned.count * 30 <= subject.exercises.count, "\(warned.map(\.id))")
    }
}
