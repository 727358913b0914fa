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

    /// "You have not mentioned my …", right behind the notes: what they say of it.
    func alreadyNoted(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        guard interpretation.complains, !interpretation.asksQuestion, situation.changes.isEmpty,
            situation.changes.toldBack.isEmpty, pack.intent(state.lastReading.intent)?.move == "what-you-know"
        else { return nil }
        let labels = pack.slots.compactMap { slot -> String? in
            guard let value = state.slots.values[slot.id], let label = slot.value(value)?.label else { return nil }
            let words = [label, state.note(of: slot.id)?.quote ?? ""].joined(separator: " ")
            return interpretation.hasTellingWord(in: words) ? label : nil
        }
        guard !labels.isEmpty else { return nil }
        let values = ["statuses": labels.joined(separator: ", ")]
        return Decision(
            act: .sentence("statuses-have", values: values, act: .slotUpdate), intent: firstIntent(.slotUpdate),
            confidence: 0.8)
    }

    /// "I told you that it is …, and that the biopsy was weeks ago": that it was heard, and what of it is kept.
    func toldBefore(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        guard interpretation.restates, !interpretation.asksQuestion, !interpretation.told.isEmpty,
            situation.tellsOnlyAgain
        else { return nil }
        let labels = interpretation.told.map(\.slot).uniqued.compactMap { id in
            state.slots.values[id].flatMap { pack.slot(id)?.value($0)?.label }
        }
        guard !labels.isEmpty else { return nil }
        let tellsMore = Set(interpretation.utterance.sentences).count > 1
        return Decision(
            act: .sentence(
                tellsMore ? "statuses-kept" : "statuses-have", values: ["statuses": labels.joined(separator: ", ")],
                act: .slotUpdate), intent: firstIntent(.slotUpdate), confidence: 0.8)
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

    /// "Is that good?", right behind a result that was told: what it means.
    func meaningOfLastTold(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        guard state.lastAct == .slotUpdate, situation.changes.isEmpty, let note = state.notes.last,
            note.turn == state.turn, interpretation.asksQuestion, interpretation.hasPronoun,
            interpretation.asksMeaning, interpretation.meaningfulWords <= 1,
            situation.topIntent?.act == .social, situation.topProbability < Threshold.move,
            let explanation = pack.slot(note.slot).flatMap({ Passage.ID($0.explanation) }),
            // What was told may stand in for the "that" which leaves it out.
            interpretation.mentions.allSatisfy({ $0.entity.topic == explanation.topic }),
            situation.words - interpretation.mentions.reduce(0, { $0 + $1.words.count }) <= Self.bareQuestion
        else { return nil }
        let nearest = interpretation.passages.prefix(Self.mostAlternatives).first { $0.id.topic == explanation.topic }
        guard let passage = pack.nearestPassage(to: explanation) else { return nil }
        let answer = DialogueAct.Answer(passages: [nearest?.id ?? passage.id], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: firstIntent(.answer), confidence: 0.7)
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
                intent.act == .clarify || intent.say.isEmpty && (intent.act == .answer || intent.move == "more")
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
