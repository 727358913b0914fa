// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Decides what to do: the rules stand in the order in which they are asked, and the first that has an answer decides.
///
/// A class, so that its rules can be handed about.
final class Policy: Sendable {
    enum Threshold {
        /// From which probability on a move about the conversation is made.
        static let move = 0.45
        /// From which probability on plainer words are asked for, beside the question.
        static let hintOfPlainer = 0.1
        /// From which probability on a message that picks from a list may ask for more of what it picks.
        static let hintOfMore = 0.1
        /// How sure a move in a clause of its own is.
        static let leadingMove = 0.8
        /// Below which evidence nothing in the corpus is meant.
        static let subject = 0.34
        static let options = 0.35
        /// From which probability on a message shows a feeling beside what it asks.
        static let feeling = 0.6
        /// The same where nothing is asked.
        static let toldFeeling = 0.35
        /// From which probability on there is a feeling, and up to which nothing in particular is asked, in an open question.
        static let someFeeling = 0.3
        static let someAnswer = 0.3
        /// For how many turns a feeling that was met is not met again.
        static let turnsBetweenFeelings = 4
        /// From which likeness to a question of the corpus on a message stands by itself.
        static let knownQuestion = 0.6
        /// The same where a feeling is told and nothing is asked.
        static let surelyKnownQuestion = 0.8
        /// From which probability on the likeliest intent alone says that a message is outside.
        static let leadingOutside = 0.25
        /// From which sum of likeness and probability of the best passage on it is not.
        static let clearEvidence = 0.65
        /// The same for the list of treatments, where none is named.
        static let leadingOptions = 0.18
        /// The same where no treatment is named, so that the list is the likeliest thing to be meant.
        static let optionsOfNothing = 0.12
        /// From which probability on a message is outside, even where it names something from inside.
        static let sureOutside = 0.7
        /// From which probability on the topic of the best passage is one of its own.
        static let topicOfItsOwn = 0.6
        /// Below which the words may be about anything.
        static let vagueTopic = 0.3
        /// The same for a single word with a meaning.
        static let hardlyOwnTopic = 0.45
        /// From which probability on a message asks, whatever its form.
        static let surelyAsks = 0.95
        /// From which probability on an aspect is asked about again.
        static let clearAspect = 0.8
        /// From which likeness to one of its questions on a passage answers just that.
        static let answersItself = 0.55
        /// How much less a passage about other things of the kind scores than one that speaks of the thing itself.
        static let aboutOthers = 0.6
        /// From which likeness, and which sum of it and of what was learnt, on it does so too.
        static let answersAsLearnt = 0.2
        static let answersByBoth = 0.5
        /// From which probability on it asks for a section.
        static let asksForSection = 0.6
        /// How much a word such as "ok" counts before a question.
        static let wordBeforeQuestion = 0.3
        /// How much it counts that a word or two about what was spoken of might be about something outside.
        static let outsideOfFocus = 0.3
        /// From which probability on words of a request for advice lean on nothing.
        static let likelyAdvice = 0.3
        /// How much a request for a choice counts where things are compared by what they do.
        static let comparedByFact = 0.25
        /// How many times likelier a request for advice is where the words are those of one.
        static let adviceWords = 2.5
        /// Below which probability no single decision is asked for.
        static let hardlyDecision = 0.15
        /// From which probability on a message is about nothing that the corpus explains.
        static let noTopic = 0.4
        /// Below which likeness to any question a list says more to somebody who told a result than a passage.
        static let unlikeAnyAnswer = 0.35
        /// How far behind the best a passage may be that says something new.
        static let freshWithin = 0.5
        /// How far behind one that does not speak of what is named a passage may be that does.
        static let behindUnnaming = 1.5
        /// From which likeness to one of its questions on.
        static let freshFrom = 0.35
        /// From which share of its probability on.
        static let freshAsLearnt = 0.5
        /// How much more passages score of the medicine that somebody takes, in few words and in many.
        static let ellipsisBoost = 0.8
        static let ownBoost = 0.4
        /// From which likeness to a question of the corpus on its facts go with a refusal.
        static let factsBesideRefusal = 0.5
        /// Below which likelihood an act is nobody's meaning.
        static let leftOver = 0.15
        /// From which probability on there may be a feeling in what is told.
        static let hintOfFeeling = 0.1
        /// Up to which likeness and probability nothing in the corpus is what was told.
        static let unlikeAnyQuestion = 0.6
        static let unlikeAnyPassage = 0.5
        /// Up to which probability of no topic a message is surely of one, and from which score on a passage is near to it.
        static let surelyOfTopic = 0.2
        static let near = 3.0
        /// How much less a passage scores that is for people with other results.
        static let unfitting = 1.5
    }

    let pack: Pack
    let names: ThingNames
    /// The passages that are not for everybody.
    let conditional: ConditionalPassages

    init(pack: Pack, names: ThingNames) {
        self.pack = pack
        self.names = names
        conditional = ConditionalPassages(of: pack)
    }

    /// Up to how many words of somebody who knows the field get as few in return.
    static let fewWords = 8
    /// Up to how many words may answer what was asked, or lean on what was said.
    static let wordsOfAnswer = 6
    /// Up to how many words ask for an aspect and leave open of what.
    static let bareQuestion = 4
    /// Up to how many words may say hardly anything.
    static let hardlyAnyWords = 4
    /// From how many words on a sentence that asks nothing tells something.
    static let fewestTellingWords = 5
    /// Up to how many words with meaning go with "what does that mean".
    static let wordsBesidePronoun = 2
    /// How many passages are looked at for one that says something new.
    static let mostAlternatives = 6
    /// How many passages are offered to somebody who told something.
    static let mostNearby = 3
    /// Up to how many words make a move about the conversation.
    static let longestMove = 15

    func decide(
        _ interpretation: Interpretation, changes: StateTracker.Changes, in state: DialogueState
    ) -> Decision {
        let situation = Situation(interpretation: interpretation, changes: changes, state: state, pack: pack)
        let rules: [(Situation) -> Decision?] = [
            helpCalled, answerToDanger, dangerAgain, danger, aboutTheCall, reassured, nothingTyped, ownQuestion,
            retraction, conflict, pickedOfNamed, pickedChoice,
            explanationOfAskedSlot, move, moveBeside, alreadyNoted, toldBefore, statusTold, sameQuestion,
            afterAlarm, whichOfOffered, treatmentOfTold, meaningOfLastTold, hardlyAnything,
            openQuestion, feelingTold, toldNotAsked, sideBySide, byAct,
        ]
        for rule in rules {
            guard var decision = rule(situation) else { continue }
            if repeatsRejected(decision, situation), !asksSameAgain(situation) {
                decision = Decision(
                    act: .clarify(choices: state.alternatives), intent: decision.intent,
                    confidence: decision.confidence / 2)
            }
            decision.hearsDenial = situation.deniesDanger
            decision.opening = opening(decision, situation)
            decision.concerns = concerns(decision, situation)
            decision.premises = interpretation.premises
            decision.doubt = decision.isOfDanger ? nil : interpretation.doubt
            decision.meetsFeeling = meetsFeeling(decision, situation)
            decision.feltIntent = interpretation.feltIntent
            decision.asksWhether = StateTracker.asksWhose(interpretation, in: state)
            return decision
        }
        return Decision(act: .clarify(choices: []), intent: "", confidence: 0)
    }

    /// The topics that a refusal is about: of what the message names, else of what was spoken of, where it leans on that.
    private func concerns(_ decision: Decision, _ situation: Situation) -> [String] {
        guard case .decline = decision.act else { return [] }
        let named = situation.subjects.map(\.topic).filter { !$0.isEmpty }.uniqued
        let leans = situation.interpretation.hasPronoun || situation.words <= Self.fewWords
        guard named.isEmpty, leans, let focus = situation.state.focusTopic else { return named }
        return [focus]
    }

    /// The name of the word to begin with: of regret for a status that is noted just as it is said again, or for an answer that missed;
    /// and of relief.
    private func opening(_ decision: Decision, _ situation: Situation) -> String? {
        let interpretation = situation.interpretation
        if decision.endsAlarm {
            // Where nothing was asked, it is all that is said.
            if case .sentence = decision.act { return nil }
            return "home-again"
        }
        guard !decision.isOfDanger else { return nil }
        if case .slotUpdate = decision.act, interpretation.bringsNews, situation.state.turn > 0,
            !situation.asksForClient, situation.changes.changed.contains(where: { $0.to != Slot.unknown })
        {
            return "news-come"
        }
        if interpretation.restates, !interpretation.told.isEmpty, decision.act.notes, situation.tellsOnlyAgain {
            return "told-before"
        }
        if situation.changes.onlyConfirms, interpretation.complains || interpretation.corrects { return "sorry-muddle" }
        if case .slotUpdate = decision.act, interpretation.complains { return "sorry-muddle" }
        return situation.saysAnew && decision.takesUp ? "sorry-misread" : nil
    }

    /// Whether somebody puts a question again that the last reply did answer: then it is said in short, rather than another guess.
    private func asksSameAgain(_ situation: Situation) -> Bool {
        situation.saysAnew && (situation.namesSubject || situation.likenessOfBest >= Threshold.knownQuestion)
    }

    /// Whether an answer would say again what was just said not to be wanted.
    private func repeatsRejected(_ decision: Decision, _ situation: Situation) -> Bool {
        guard situation.interpretation.complains, case .answer(let answer) = decision.act, !answer.isRepeat,
            let quoted = situation.state.quoted
        else { return false }
        return !answer.passages.isEmpty && answer.passages == quoted.passages
    }

    /// Whether a feeling in the message is met first: once in a while, and not where the reply is about it anyway.
    private func meetsFeeling(_ decision: Decision, _ situation: Situation) -> Bool {
        switch decision.act {
        case .answer, .options, .slotUpdate, .ownQuestion: break
        // A goodbye in fear is not let go with a wave.
        case .social(let intent) where pack.intent(intent)?.move == Self.leaveMove:
            return situation.interpretation.feeling >= Threshold.toldFeeling
        default: return false
        }
        let last = situation.state.feelingTurn
        guard last == 0 || situation.state.turn - last > Threshold.turnsBetweenFeelings else { return false }
        return situation.interpretation.feeling >= Threshold.feeling
    }

    /// The pack's first intent of an act.
    func firstIntent(_ act: ActKind) -> String { pack.intents.first { $0.act == act }?.id ?? "" }

    // MARK: Rules

    /// Puts a question of the user's own, or one about what was just explained, on the list for the next visit.
    private func ownQuestion(_ situation: Situation) -> Decision? {
        guard let request = situation.interpretation.listRequest else { return nil }
        let isOwn = !request.words.isEmpty
        guard isOwn || situation.topIntent?.move == "star" && situation.state.quoted != nil else { return nil }
        return Decision(
            act: isOwn ? .ownQuestion(request) : .move(.star),
            intent: pack.intents.first { $0.move == "star" }?.id ?? "", confidence: 0.8)
    }

    /// "Take the scan off": lets go of a status that was noted.
    private func retraction(_ situation: Situation) -> Decision? {
        let wasJustNoted = situation.state.notes.last?.turn == situation.state.turn
        if situation.interpretation.disownsResult, situation.changes.isEmpty, wasJustNoted,
            !situation.state.undoable.isEmpty
        {
            return Decision(act: .move(.undo), intent: firstIntent(.slotUpdate), confidence: 0.8)
        }
        guard situation.interpretation.retracts, situation.changes.isEmpty, !situation.interpretation.asksQuestion
        else {
            return nil
        }
        let noted = situation.interpretation.namedSlots.filter { situation.state.slots.values[$0] != nil }.uniqued
        guard !noted.isEmpty else {
            // What was never noted: the notes, to choose from.
            return situation.interpretation.namedSlots.isEmpty
                ? nil : decision(for: "what-you-know", in: situation.state)
        }
        return Decision(act: .forget(slots: noted), intent: firstIntent(.slotUpdate), confidence: 0.9)
    }

    private func nothingTyped(_ situation: Situation) -> Decision? {
        situation.words == 0 ? Decision(act: .empty, intent: "", confidence: 0.9) : nil
    }

    private func conflict(_ situation: Situation) -> Decision? {
        let conflicts = situation.interpretation.conflicts
        return conflicts.isEmpty
            ? nil : Decision(act: .conflict(slots: conflicts), intent: firstIntent(.slotUpdate), confidence: 0.8)
    }

    /// "What's that?" after a question is about what was asked for.
    private func explanationOfAskedSlot(_ situation: Situation) -> Decision? {
        guard let asked = situation.state.askedSlot, situation.changes.isEmpty, let slot = pack.slot(asked),
            let id = Passage.ID(slot.explanation), let passage = pack.nearestPassage(to: id)
        else { return nil }
        let isMove = situation.topIntent?.move == "whats-that" && situation.topProbability > 0.3
        let asksOfSlot =
            situation.interpretation.namedSlots.contains(asked) && situation.words <= 6
            && situation.interpretation.aspects.first?.label == pack.lexicon.generalSection
            && situation.interpretation.asksQuestion
        guard isMove && situation.interpretation.mentions.isEmpty || asksOfSlot else { return nil }
        let answer = DialogueAct.Answer(passages: [passage.id], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.topIntent?.id ?? "", confidence: 0.9)
    }

    /// "And for the other one?" asks again what was just answered.
    private func sameQuestion(_ situation: Situation) -> Decision? {
        guard situation.interpretation.continues, situation.words <= 7, let passage = sameSection(situation)?.first
        else {
            return nil
        }
        let entities = situation.interpretation.mentions.map(\.entity.id)
        let answer = DialogueAct.Answer(passages: [passage.id], entities: entities.uniqued, depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.8)
    }
}
