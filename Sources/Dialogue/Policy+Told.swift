// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What is told or left open, rather than asked.
extension Policy {
    /// Up to how many words ask something that only what was said before could tell.
    private static let longestOpenQuestion = 5

    /// "Side effects?" right after a list may be of anything in it: asks which.
    func whichOfOffered(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard situation.state.lastAct == .options, situation.words <= Self.bareQuestion, situation.changes.isEmpty,
            interpretation.mentions.isEmpty, interpretation.namedSlots.isEmpty,
            let asked = interpretation.aspects.first, asked.probability >= Threshold.surelyAsks,
            asked.label != pack.lexicon.generalSection, situation.probability(.answer) >= Threshold.surelyAsks
        else { return nil }
        let choices = situation.state.offered.compactMap { choice -> DialogueState.Choice? in
            guard case .topic(let topic) = choice else { return nil }
            let id = Passage.ID(topic: topic, section: asked.label)
            return pack.passage(id) == nil ? nil : .passage(id)
        }
        guard choices.count > 1 else { return nil }
        return Decision(
            act: .clarify(choices: choices), intent: situation.topIntent?.id ?? "", confidence: asked.probability)
    }

    /// "He's 71" tells something, but nothing that an answer could be about.
    func hardlyAnything(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard situation.words <= Self.hardlyAnyWords, interpretation.meaningfulWords == 0, !interpretation.asksQuestion,
            interpretation.isThirdPerson || interpretation.isFirstPerson, !interpretation.complains,
            interpretation.mentions.isEmpty, situation.changes.isEmpty, situation.probability(.social) < 0.5
        else { return nil }
        return Decision(act: .told(choices: []), intent: firstIntent(.slotUpdate), confidence: 0.6)
    }

    /// "Which tablets are for that?", of a result that was just told: the treatment that it speaks for most.
    func treatmentOfTold(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        let isOfNow = situation.changes.slots.count == 1 && interpretation.asksQuestion
        let isOfLast = situation.changes.isEmpty && state.lastAct == .slotUpdate
        guard isOfNow || isOfLast, let note = state.notes.last, note.turn == state.turn + (isOfNow ? 1 : 0),
            interpretation.hasPronoun, !situation.namesSubject,
            situation.words <= (isOfNow ? Self.longestMove : Self.fewWords),
            interpretation.meaningfulWords <= Self.wordsBesidePronoun,
            let aspect = interpretation.aspects.first?.label, situation.topIntent?.act == .answer,
            aspect != pack.lexicon.generalSection && pack.lexicon.statusSections.contains(aspect)
        else { return nil }
        // The rule that speaks for the fewest results speaks for this one most; of two that do, that of the treatment of which more hangs on it.
        let list = OptionList(pack: pack, slots: state.slots.values)
        let spokenFor = (list.offered + list.special + list.depends).compactMap { topic, rule in
            rule.conditions.first { $0.slot == note.slot && $0.values.contains(note.value) }.map { condition in
                let others = topic.options.count { $0.conditions.allSatisfy { $0.slot != note.slot } }
                return (topic: topic.id, results: condition.values.count, others: others)
            }
        }
        guard let topic = spokenFor.min(by: { ($0.results, $0.others) < ($1.results, $1.others) })?.topic else {
            return nil
        }
        let asked = Passage.ID(topic: topic, section: aspect)
        guard
            let passage = pack.passage(asked) ?? pack.generalPassage(of: topic)
        else { return nil }
        let answer = DialogueAct.Answer(passages: [passage.id], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.7)
    }

    /// "Which one?", "how long?", and nothing was spoken of: whatever came out on top would be a guess.
    func openQuestion(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        guard state.focusTopic == nil, state.quoted == nil, state.askedSlot == nil, state.lastAct != .options,
            situation.words <= Self.longestOpenQuestion, interpretation.mentions.isEmpty,
            interpretation.namedSlots.isEmpty, situation.changes.isEmpty,
            let best = interpretation.passages.first,
            best.topic < (interpretation.meaningfulWords > 1 ? Threshold.vagueTopic : Threshold.hardlyOwnTopic),
            best.question < Threshold.surelyKnownQuestion,
            situation.topIntent.map({ intent in
                intent.say.isEmpty
                    && (intent.act == .answer || intent.act == .clarify || intent.move == "more")
                    || intent.act == .declineAdvice && situation.words <= Self.wordsOfContinuation
            }) ?? true, situation.probability(.outOfScope) < Threshold.leadingOutside
        else { return nil }
        return Decision(act: .clarify(choices: []), intent: firstIntent(.clarify), confidence: 0.6)
    }

    /// A fear that is told and asks nothing is met as one, however near its words are to some passage.
    func feelingTold(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard !interpretation.asksQuestion, interpretation.feeling >= Threshold.toldFeeling, !situation.namesSubject,
            situation.changes.isEmpty,
            situation.probability(.declineAdvice) < 0.3,
            situation.likenessOfBest < Threshold.surelyKnownQuestion,
            let felt = interpretation.feltIntent
        else { return nil }
        return Decision(act: .social(intent: felt), intent: felt, confidence: max(interpretation.feeling, 0.5))
    }

    /// Somebody tells something and asks nothing, and it is like no question of the corpus: an answer would be a guess.
    func toldNotAsked(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard !interpretation.asksQuestion, interpretation.isPersonal || interpretation.namesPerson,
            situation.words >= Self.fewestTellingWords,
            !situation.namesSubject, interpretation.namedSlots.isEmpty, situation.changes.isEmpty,
            !interpretation.complains, !interpretation.corrects, situation.probability(.declineAdvice) < 0.3,
            interpretation.noTopic > Threshold.noTopic || interpretation.feeling >= Threshold.hintOfFeeling,
            !interpretation.hasPronoun || situation.state.focusTopic == nil,
            situation.probability(.social) < 0.5, situation.probability(.outOfScope) < Threshold.leadingOutside,
            situation.probability(.options) < Threshold.options, situation.topIntent?.move.isEmpty ?? true,
            let best = interpretation.passages.first, best.question < Threshold.unlikeAnyQuestion,
            best.learnt < Threshold.unlikeAnyPassage,
            // "No appetite, and everybody pushes food at me": surely of a subject, and near to what is said of it.
            interpretation.noTopic > Threshold.surelyOfTopic || best.score < Threshold.near
        else { return nil }
        return Decision(
            act: .told(choices: []), intent: firstIntent(.slotUpdate), confidence: 0.6)
    }
}
