// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// One question of a message that asks several.
struct AskedQuestion: Hashable, Sendable {
    /// Its words, as they were typed.
    var text: String
    /// What it gets by itself; nil where it is not understood.
    var decision: Decision?
    /// Whether the corpus knows it, so that what the rest of the message says hardly matters.
    var isKnown = false
    /// Whether it leans on nothing, so that it can be put once more by itself.
    var standsAlone = false
    /// Whether it says what it asks, or asks of something that was named.
    var saysSomething = false
}

extension Assistant {
    /// The questions of a message that asks several, each with what it gets by itself; none where what is told besides bears on them.
    ///
    /// - Parameters:
    ///   - typed: the message as it was typed.
    ///   - interpretation: the message with the names that it leaves out.
    func questions(
        of typed: Interpretation, beside decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> [AskedQuestion] {
        guard decision.answersQuestion, !typed.questions.isEmpty else { return [] }
        var standing = state
        // What a part leans on is what the whole is about.
        standing.setFocus(onAnswerOf: decision)
        let together = interpretation.passages.bestQuestion()
        let questions = typed.questions.map { text in
            let asked = question(text, understoodAsWellAs: together, after: standing, in: state)
            // "What is it, and how is it given": the second leans on the first.
            if let decision = asked.decision { standing.setFocus(onAnswerOf: decision) }
            return asked
        }
        return typed.tellsBesideQuestions && !questions.allSatisfy(\.isKnown) ? [] : questions
    }

    /// One of several questions, read by itself.
    ///
    /// - Parameters:
    ///   - together: how well the whole message is understood, as its likeness to a question of the corpus.
    ///   - standing: where the talk stands behind the questions before it.
    private func question(
        _ text: String, understoodAsWellAs together: Double, after standing: DialogueState, in state: DialogueState
    ) -> AskedQuestion {
        let context = state.context(slots: pack.slots, for: text)
        var reading = interpreter.interpret(text, in: context)
        var standing = standing
        let isWhole = reading.utterance.words.count > Self.bareQuestion
        let namesSubject = policy.namesSubject(reading)
        var asked = AskedQuestion(text: text)
        asked.saysSomething = isWhole && (reading.meaningfulWords > 0 || reading.asksBetween || reading.hasPronoun)
        asked.standsAlone =
            isWhole && !reading.hasPronoun && !reading.asksBetween && reading.meaningfulWords > 1
        if !reading.hasPronoun, isWhole, namesSubject { standing.setFocus(on: nil) }
        if reading.asksBetween, !namesSubject {
            // "…, and which is milder?" is asked of what was named before, or of what the rest names.
            guard let named = policy.naming(reading, of: text, in: state) else { return asked }
            reading = interpreter.interpret(named, in: context)
        } else if let name = policy.leftOut(of: reading, in: standing) {
            reading = interpreter.completed(reading, of: text, spokenOf: name)
        }
        guard reading.isClearQuestion, isUnderstood(reading, asWellAs: together) else { return asked }
        asked.decision = policy.decide(reading, changes: StateTracker.Changes(), in: standing)
        asked.isKnown = reading.passages.bestQuestion() >= Self.wellKnown
        return asked
    }

    /// Whether one question of several is understood by itself: as well as they are together, or well.
    private func isUnderstood(_ reading: Interpretation, asWellAs together: Double) -> Bool {
        reading.passages.bestQuestion() >= min(together, Self.wellUnderstood)
            || reading.passages.first.map { $0.learnt >= Self.wellUnderstood } ?? false
            || namesWhatItAsks(reading)
    }

    /// Whether something is named, and the words are as like a question of the passage as they were learnt to be.
    private func namesWhatItAsks(_ reading: Interpretation) -> Bool {
        guard let best = reading.passages.first, !reading.mentions.isEmpty else { return false }
        return best.question >= Self.somewhatLike && best.learnt >= Self.somewhatLearnt
    }

    /// From which likeness and which probability of its passage on a question that names something is understood.
    private static let somewhatLike = 0.3
    private static let somewhatLearnt = 0.25
    /// From which likeness, or probability of its passage, on a question is well understood.
    static let wellUnderstood = 0.5
    /// From which likeness on the corpus knows it.
    private static let wellKnown = 0.6
    /// Up to how many words a question of several leans on the others.
    private static let bareQuestion = 3
}

extension DialogueState {
    /// Takes what a decision explains as what is spoken of.
    fileprivate mutating func setFocus(onAnswerOf decision: Decision) {
        guard case .answer(let answer) = decision.act else { return }
        setFocus(on: answer.passages.first, entity: answer.entities.first ?? answer.spokenOf)
    }
}
