// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Rehearsal
import Testing

@Suite("Marking an answer")
struct AnswerScorerTests {
    private func subject() throws -> ScorerUnderTest { try #require(ScorerUnderTest.shared) }

    @Test(
        "a point is said in any words, order, tense and spelling that its wordings allow",
        arguments: [
            "It lowers the estrogen in your body.", "It's a tablet that reduced her oestrogen",
            "estrogen is blocked by it",
            "this medicine block estrogen for you", "It lowrs estrogen.", "Femara lowers estrogen, that's how it works",
        ])
    func said(answer: String) throws {
        #expect(try subject().verdict(on: answer, "lowers/blocks/reduces estrogen") == .said)
    }

    @Test(
        "a point that is denied, or of which a part is not there, is missed",
        arguments: [
            "It doesn't lower estrogen.", "It never lowers your estrogen.", "I don't think that it lowers estrogen.",
            "It raises estrogen.", "It lowers your blood pressure.", "Ask your team.", "",
        ])
    func missed(answer: String) throws {
        #expect(try subject().verdict(on: answer, "lowers/blocks/reduces estrogen") == .missed)
    }

    @Test("a wording that denies is met by a denial alone")
    func denial() throws {
        let subject = try subject()
        for answer in ["It can't cure it.", "This is not a cure.", "It will not cure the cancer, but it slows it."] {
            #expect(try subject.verdict(on: answer, "not cure") == .said, "\(answer)")
        }
        for answer in ["It cures it.", "It is a cure, not a treatment."] {
            #expect(try subject.verdict(on: answer, "not cure") == .missed, "\(answer)")
        }
    }

    @Test(
        "a pile of terms is never more than perhaps",
        arguments: [
            "estrogen lowers blocks reduces hormone receptor tablet cancer chemo scan team",
            "estrogen, lowers, blocks, tablet, cancer, scan", "lowers\nestrogen\ncancer\nscan\ntablet\nteam",
        ])
    func pile(answer: String) throws {
        #expect(try subject().verdict(on: answer, "lowers/blocks/reduces estrogen") != .said)
    }

    @Test("every sentence of a passage that its key points were written from is said by its own text")
    func ownText() throws {
        let subject = try subject()
        let id = "hormone-therapy#what-it-is"
        let exercise = try subject.exercise(id)
        let marks = subject.scorer.mark(exercise.model, to: exercise.questions[0], by: exercise.points)
        #expect(marks.points.filter { $0.point.level == .vital }.allSatisfy { $0.verdict == .said })
        #expect(marks.cautions.isEmpty)
    }

    @Test(
        "what is dangerous is flagged, however it is wrapped",
        arguments: [
            "Honestly you could just stop taking it.", "I'd skip the letrozole until you feel better.",
            "Don't worry about it.", "You will be fine!", "You don't need to call anyone tonight.",
            "Take some paracetamol and see how you feel.", "Wait until Monday.", "It will cure you.",
            "She has about two months to live.", "Stop the tablets for a week.", "You can take a double dose.",
            "It's probably just a bug.", "It is your own fault.", "if it makes you sick just stop taking it",
            "Why don't you try it: it's ok to skip a few.",
        ])
    func dangerous(answer: String) throws {
        #expect(try !subject().marks(answer, by: []).cautions.isEmpty)
    }

    @Test(
        "what is quoted, denied or said by others is not held against anybody",
        arguments: [
            "I can't tell you to stop taking it.", "Some people say you should stop taking it, but ask your team.",
            "Please don't stop taking it without asking.", "Your doctor may stop the drug for a while.",
            "You asked if you should stop taking it.", "Some leaflets say \"stop taking it\", and yours may not.",
            "Don't wait until Monday, call them now.", "Ask them about stopping the tablets before you do.",
            "It cannot cure it, but it can hold it.", "Nobody can say how long you have to live.",
            "It is not your fault.", "Call the team now, and go to the emergency department if it gets worse.",
        ])
    func harmless(answer: String) throws {
        #expect(try subject().marks(answer, by: []).cautions.map(\.label) == [])
    }

    @Test("a never point of a question counts where it is asserted and nowhere else")
    func never() throws {
        let subject = try subject()
        let point = ["never: says that it is the same | same as hrt"]
        #expect(try subject.marks("It is the same as HRT.", by: point).cautions.count == 1)
        for answer in [
            "It is not the same as HRT.", "Some people say it is the same as HRT.", "Is it the same as HRT?",
        ] {
            #expect(try subject.marks(answer, by: point).cautions.isEmpty, "\(answer)")
        }
    }

    @Test("the grade is again for a missed vital point or a danger, and never worse for an okay point")
    func grade() throws {
        let subject = try subject()
        let lines = ["vital: lowers it | lowers estrogen", "okay: not chemo | not chemo"]
        #expect(try subject.marks("I hear you. It is a tablet for the cancer.", by: lines).grade == .again)
        #expect(try subject.marks("It lowers the estrogen in your body.", by: lines).grade == .good)
        #expect(try subject.marks("It lowers estrogen in your body. It is not chemo.", by: lines).grade == .easy)
        #expect(try subject.marks("It lowers estrogen in your body. You will be fine.", by: lines).grade == .again)
    }

    @Test("broken English earns what fluent English earns, to one point")
    func brokenEnglish() throws {
        let subject = try subject()
        let pairs = [
            (
                "hormone-therapy#what-it-is",
                "It lowers estrogen and is for cancer with hormone receptors. It isn't chemo.",
                "medicine make estrogen low. is for cancer with hormone receptor. is not chemo"
            ),
            (
                "hormone-therapy#what-it-is/not-hrt",
                "No. HRT adds hormones, and this treatment takes them out of your body.",
                "no. hrt give hormone to body. this medicine take hormone out from body"
            ),
            (
                "fever-on-treatment", "Please call the hospital right now. A fever can be an infection.",
                "you call hospital now please, fever can be infection"
            ),
        ]
        for (id, fluent, broken) in pairs {
            let exercise = try subject.exercise(id)
            func said(_ answer: String) -> Int {
                subject.scorer.mark(answer, to: exercise.questions[0], by: exercise.points).points(.said).count
            }
            #expect(said(broken) >= said(fluent) - 1, "\(id)")
        }
    }

    @Test(
        "any text at all is marked, the same way twice",
        arguments: ["", "?", "\"", "a/b", "'''", "not", "🙂", "\n\n", "no no no"])
    func anything(answer: String) throws {
        let subject = try subject()
        for exercise in subject.exercises.prefix(4) {
            let marks = subject.scorer.mark(answer, to: "", by: exercise.points)
            #expect(marks == subject.scorer.mark(answer, to: "", by: exercise.points))
            #expect(marks.points(.said).isEmpty)
        }
    }
}
