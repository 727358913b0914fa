// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// One question of a message that asks several.
struct AskedQuestion: Hashable, Sendable {
    /// Its words, as they were typed.
    var text: String
    /// What it gets by itself; nil where it is not understood.
    var decision: Decision?
    /// How like it is to a question of the corpus, from 0 on.
    var likeness = 0.0
    /// The likeness of what answers it to one of its questions, and its probability.
    var evidence = 0.0
    /// Whether the corpus knows it, so that what the rest of the message says hardly matters.
    var isKnown = false
    /// Whether it leans on nothing, so that it can be put once more by itself.
    var standsAlone = false
    /// Whether it leans on nothing, and says or names what it asks about.
    var standsForItself = false
    /// Whether it is not understood without the rest of the message, which is about a part of a section, and so asks of that.
    var isOfWhole = false
    /// Whether it says what it asks, or asks of something that was named.
    var saysSomething = false
    /// Whether a pronoun stands in it for what was spoken of.
    var leans = false
    /// Whether it says all that is asked, so that the rest of the message only tells.
    var isAll = false
}

extension Assistant {
    /// The questions of a message that asks several, each with what it gets by itself.
    ///
    /// - Parameters:
    ///   - typed: the message as it was typed.
    ///   - interpretation: the message with the names that it leaves out.
    func questions(
        of typed: Interpretation, beside decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> [AskedQuestion] {
        guard decision.answersQuestion, !typed.questions.isEmpty else { return [] }
        var whole = wholeQuestion(interpretation, getting: decision, in: state)
        // Who names one medicine asks nothing of another that they take.
        if policy.namesSubject(interpretation) { whole.standing.ownEntity = nil }
        // What a part leans on is what the whole is about.
        whole.standing.setFocus(onAnswerOf: decision)
        return typed.questions.map { typed in
            let asked = question(typed, of: whole, in: state)
            // "What is it, and how is it given": the second leans on the first.
            if let decision = asked.decision {
                whole.standing.setFocus(onAnswerOf: decision)
                // What a thing is leaves the thing spoken of.
                whole.before = decision.isOfPart && !isOfMeaning(decision) ? typed.text : nil
            }
            return asked
        }
    }

    private func wholeQuestion(
        _ interpretation: Interpretation, getting decision: Decision, in state: DialogueState
    ) -> WholeQuestion {
        WholeQuestion(
            interpretation, naming: policy.thingsNamed(in: interpretation).map(\.id).uniqued, getting: decision,
            in: state)
    }

    private func isOfMeaning(_ decision: Decision) -> Bool {
        decision.passages.first?.section == pack.lexicon.generalSection
    }

    /// The only question of a message that tells something besides, where it is understood better by itself than with all the rest;
    /// nil where it is not.
    func questionBesideTold(
        of typed: Interpretation, beside decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> AskedQuestion? {
        let isLost = policy.leavesQuestionsOpen(decision)
        guard decision.isAnswer && decision.answersQuestion || isLost, let only = typed.questionBesideTold else {
            return nil
        }
        var whole = wholeQuestion(interpretation, getting: decision, in: state)
        let isFirst = typed.asks(only.text, beforeNaming: policy.thingsNamed(in: typed))
        // Behind a name "it" is what is named, and before one what was spoken of.
        if policy.namesSubject(interpretation), !isFirst {
            whole.standing.ownEntity = nil
            whole.standing.setFocus(onAnswerOf: decision)
        }
        var asked = question(only, of: whole, in: state)
        // "I know that it is growing. What comes after those two?": what it leans on was spoken of before.
        if !isLost, asked.leans, asked.decision?.isAnswer ?? false,
            isFirst || policy.thingsNamed(in: interpretation).isEmpty,
            asked.isKnown && asked.likeness >= whole.likeness + Self.betterByItself
                || isFirst && asked.evidence >= Self.wellUnderstoodByBoth
        {
            asked.isAll = true
            return asked
        }
        // "I've been on … for three years, is there an end": the whole knows of what it is asked.
        if policy.namesSubject(typed), asksOverall(asked, whatIsAnsweredBy: decision) { return nil }
        if !isLost, asked.leans, asked.isKnown, !isFirst, policy.namesSubject(interpretation),
            let own = asked.decision, own.isAnswer
        {
            // What the whole says of its section is more than one that leans on it can add.
            let sections = decision.passages.map(\.section)
            if !own.passages.contains(where: { sections.contains($0.section) }) { return asked }
        }
        if isLost { return asked.standsForItself && asked.evidence >= Self.wellUnderstoodByBoth ? asked : nil }
        guard asked.standsAlone, asked.likeness >= max(Self.wellUnderstood, whole.likeness + Self.betterByItself) else {
            return nil
        }
        return asked
    }

    /// Whether a question gets by itself of all treatments what a decision says of one of them.
    private func asksOverall(_ asked: AskedQuestion, whatIsAnsweredBy decision: Decision) -> Bool {
        guard let own = asked.decision?.passages.first, let ofOne = decision.passages.first else { return false }
        return own.section == ofOne.section && own.topic != ofOne.topic
            && own.topic == Passage.ID(pack.lexicon.overallPassage)?.topic
    }

    /// One of several questions, read by itself.
    private func question(_ typed: TypedQuestion, of whole: WholeQuestion, in state: DialogueState) -> AskedQuestion {
        let text = typed.text
        let context = state.context(slots: pack.slots, for: text)
        var reading = interpreter.interpret(text, in: context)
        // Among several questions a sign of danger is one of the whole message, or none.
        if whole.isHarmless { reading.safety = nil }
        var standing = whole.standing
        let isWhole = reading.utterance.words.count > Self.bareQuestion
        let namesSubject = policy.namesSubject(reading)
        let leans = reading.hasPronoun && !namesSubject
        var asked = AskedQuestion(text: text)
        asked.leans = leans
        asked.saysSomething =
            isWhole && typed.opensFirmly && (reading.meaningfulWords > 1 || reading.asksBetween)
        asked.standsAlone =
            isWhole && !reading.hasPronoun && !reading.asksBetween && reading.meaningfulWords > 1
        // "You forgot the ER 90, is that all right": what is told in it is noted, and hardly asked about.
        guard reading.told.isEmpty || reading.passages.bestQuestion() >= Self.wellKnown else {
            asked.saysSomething = false
            return asked
        }
        asked.standsForItself = asked.standsAlone || isWhole && !leans && namesSubject
        if !reading.hasPronoun, isWhole, namesSubject { standing.setFocus(on: nil) }
        if reading.asksBetween || reading.asksOfEach, !namesSubject {
            // "…, and which is milder?" is asked of what was named before, or of what the rest names.
            guard let named = policy.naming(reading, of: text, in: whole.named(before: state)) else { return asked }
            reading = interpreter.interpret(named, in: context)
        } else if let name = policy.leftOut(of: reading, in: standing) {
            // "How do you prevent it" leans on what was asked before it of a part of the subject.
            reading = interpreter.completed(reading, of: text, spokenOf: leans ? whole.before ?? name : name)
        }
        // "I had trouble there before, is it safe": what it asks is told in it.
        let told = text.split(whereSeparator: \.isWhitespace).count - reading.utterance.words.count
        if leans, told > Self.bareQuestion, reading.meaningfulWords <= 1, whole.decision.isOfPart {
            asked.isOfWhole = true
            return asked
        }
        let isAnsweredByWhole = reading.passages.first.map { whole.decision.passages.contains($0.id) } ?? false
        guard leans ? leansClearly(reading, on: whole) : isUnderstood(reading, of: whole) else {
            asked.isOfWhole = leans && whole.decision.isOfPart || isAnsweredByWhole
            return asked
        }
        // What is plainly about something else is not asked of what the rest is about, unless that answers it as well.
        let ofFocus = standing.focusTopic.map { reading.passages.bestQuestion(ofTopic: $0) } ?? 0
        if !leans, let best = reading.passages.first, best.question >= Self.wellUnderstood,
            best.evidence >= Self.surelyUnderstood, ofFocus < best.question - Self.asWell,
            !answersOfKind(best.id, standing)
        {
            standing.setFocus(on: nil)
        }
        asked.decision = policy.decide(reading, changes: StateTracker.Changes(), in: standing)
        asked.likeness = reading.passages.bestQuestion()
        asked.evidence = reading.passages.first?.evidence ?? 0
        asked.isKnown = asked.likeness >= Self.wellKnown
        return asked
    }

    /// Whether the treatment that is spoken of has a passage of the same name as another treatment's, so that it is asked of it.
    private func answersOfKind(_ best: Passage.ID, _ standing: DialogueState) -> Bool {
        guard let focus = standing.focusTopic, !best.part.isEmpty, pack.topic(focus)?.isTreatment == true else {
            return false
        }
        return pack.passage(Passage.ID(topic: focus, path: best.path)) != nil
    }

    /// Whether one question of several is understood by itself: as well as they are together, or well.
    private func isUnderstood(_ reading: Interpretation, of whole: WholeQuestion) -> Bool {
        guard let best = reading.passages.first, reading.isClearQuestion || best.learnt >= Self.wellUnderstood else {
            return false
        }
        return best.learnt >= Self.wellUnderstood || best.evidence >= Self.understoodByBoth
            || reading.passages.bestQuestion() >= min(whole.likeness, Self.wellUnderstood)
    }

    /// Whether one that leans on the others, such as "how is it given", is understood with what it leans on.
    private func leansClearly(_ reading: Interpretation, on whole: WholeQuestion) -> Bool {
        guard let best = reading.passages.first, reading.meaningfulWords > 0 || best.question >= Self.wellUnderstood
        else { return false }
        // "How do you prevent it", beside a question of one side effect, is about that one.
        if whole.decision.isOfPart, !best.id.part.isEmpty, reading.meaningfulWords <= 1,
            best.evidence < Self.understoodByBoth, pack.symptoms(in: reading).isEmpty
        {
            return false
        }
        return isUnderstood(reading, of: whole)
            || best.id.topic == whole.standing.focusTopic && reading.passages.bestQuestion() >= Self.somewhatLike
    }

    /// From which sum of likeness and probability of its passage on a question is understood, whatever it names.
    private static let understoodByBoth = 0.35
    /// From which sum of both on it is well understood, and answered where the rest of the message gets no answer.
    private static let wellUnderstoodByBoth = 0.6
    /// From which sum of both on it is about that, whatever was asked before it.
    private static let surelyUnderstood = 0.9
    /// By how much less like it a question of what the rest is about may be, and answer as well.
    private static let asWell = 0.1
    /// From which likeness on one that leans on its subject is of it.
    private static let somewhatLike = 0.2
    /// From which likeness, or probability of its passage, on a question is well understood.
    static let wellUnderstood = 0.5
    /// By how much likelier a question is by itself than with what is told besides.
    private static let betterByItself = 0.2
    /// From which likeness on the corpus knows it.
    private static let wellKnown = 0.6
    /// Up to how many words a question of several leans on the others.
    private static let bareQuestion = 3
}

/// A message that asks several questions, as it is understood altogether.
private struct WholeQuestion {
    /// How like it is to a question of the corpus.
    let likeness: Double
    /// What it gets altogether.
    let decision: Decision
    /// Whether it asks several questions, and holds no sign of danger.
    let isHarmless: Bool
    /// Where the talk stands behind the questions before the one that is read.
    var standing: DialogueState
    /// The question before it, where that was about a part of a section.
    var before: String?

    /// The medicines that it names, where it names several.
    private let things: [String]

    /// A state in which what the message names was named last.
    func named(before state: DialogueState) -> DialogueState {
        guard things.count > 1 else { return state }
        var state = state
        (state.namedTogether, state.namedTurn) = (things, state.turn)
        return state
    }

    init(_ interpretation: Interpretation, naming things: [String], getting decision: Decision, in state: DialogueState)
    {
        self.things = things
        likeness = interpretation.passages.bestQuestion()
        self.decision = decision
        isHarmless = interpretation.safety == nil && !interpretation.questions.isEmpty
        standing = state
        // An alarm that was met before bears on the whole, and on none of its questions.
        standing.alarmTurn = 0
    }
}

extension Decision {
    /// What it explains.
    fileprivate var passages: [Passage.ID] {
        guard case .answer(let answer) = act else { return [] }
        return answer.passages
    }

    /// Whether it explains something.
    fileprivate var isAnswer: Bool {
        if case .answer = act { return true }
        return false
    }

    /// Whether it explains a part of a section, and not what a thing is.
    fileprivate var isOfPart: Bool { passages.first.map { !$0.part.isEmpty } ?? false }
}

extension Interpretation {
    /// Whether a question stands in the message before each of some things, such as medicines, that it names.
    fileprivate func asks(_ question: String, beforeNaming things: [Entity]) -> Bool {
        let text = utterance.text.lowercased()
        guard !things.isEmpty, let asked = text.firstRange(of: question.lowercased().trimmingQuestionMark) else {
            return false
        }
        let before = text[..<asked.upperBound]
        return !things.contains { $0.isNamed(in: String(before)) }
    }
}

extension String {
    var trimmingQuestionMark: String { hasSuffix("?") ? String(dropLast()) : self }
}

extension DialogueState {
    /// Takes what a decision explains as what is spoken of.
    fileprivate mutating func setFocus(onAnswerOf decision: Decision) {
        guard case .answer(let answer) = decision.act else { return }
        setFocus(on: answer.passages.first, entity: answer.entities.first ?? answer.spokenOf)
    }
}
