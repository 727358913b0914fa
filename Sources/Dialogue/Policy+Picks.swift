// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a number, or a place in words, picks of what was offered or named before.
extension Policy {
    /// "And the second one?", where two were named: what was asked, of that one.
    func pickedOfNamed(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        guard state.picksFromNamed, !situation.namesSubject, let number = interpretation.choice,
            state.namedTogether.indices.contains(number), let entity = pack.entity(state.namedTogether[number])
        else { return nil }
        // Behind the words that pick, nothing is asked: what was answered of both is asked of the one.
        let saysMore = interpretation.meaningfulWords > 1 || !interpretation.mentions.isEmpty
        let asksMore = interpretation.intents.contains {
            $0.probability >= Threshold.hintOfMore && pack.intent($0.label)?.move == "more"
        }
        if !saysMore, !asksMore, let last = state.quoted?.passages.first, last.topic == entity.topic, !last.part.isEmpty
        {
            let answer = DialogueAct.Answer(passages: [last], entities: [entity.id], depth: .normal)
            return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.7)
        }
        let asked = interpretation.passages.first { $0.id.topic == entity.topic }
        let isKnown = saysMore && (asked?.question ?? 0) >= Threshold.knownQuestion
        let aspect = saysMore ? interpretation.aspects.first { $0.probability >= Threshold.asksForSection }?.label : nil
        // "Tell me more about the second": what is known of it and was not said, in the order of its topic.
        let unsaid = asksMore ? factsUnsaid(of: entity, in: state) : []
        if unsaid.count > 1 {
            let answer = DialogueAct.Answer(passages: unsaid, entities: [entity.id], depth: .short)
            return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.8)
        }
        let section = Passage.ID(
            topic: entity.topic,
            section: unsaid.first?.section ?? aspect ?? state.focusSection ?? pack.lexicon.generalSection)
        guard let passage = isKnown && unsaid.isEmpty ? asked?.id : pack.nearestPassage(to: section)?.id else {
            return nil
        }
        let answer = DialogueAct.Answer(passages: [passage], entities: [entity.id], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.8)
    }

    /// The sections of which a thing's own facts were not said: the first of its topic, and the one that sets it apart.
    private func factsUnsaid(of entity: Entity, in state: DialogueState) -> [Passage.ID] {
        let values = state.slots.values
        let unsaid = (pack.topic(entity.topic)?.passages ?? []).map(\.id).filter { id in
            id.part.isEmpty && entity.fact(for: id.section, given: values).map { !state.said.contains($0) } ?? false
        }
        let apart = unsaid.filter { $0.section == pack.lexicon.contrastSection }
        return (unsaid.prefix(1) + apart).uniqued
    }

    /// "Tell me more", behind a part of a section that has no more than a line to add: what is known of the one thing that was spoken of and
    /// was not said.
    func moreOfThing(in state: DialogueState, behind quoted: DialogueState.Quoted) -> DialogueAct? {
        guard quoted.passages.count == 1, let last = quoted.passages.first.flatMap(pack.passage), !last.id.part.isEmpty,
            last.more.paragraphs.count <= 1, let thing = state.focusEntity.flatMap(pack.entity), pack.isSingle(thing)
        else { return nil }
        let unsaid = factsUnsaid(of: thing, in: state)
        guard !unsaid.isEmpty else { return nil }
        return .answer(DialogueAct.Answer(passages: unsaid, entities: [thing.id], depth: .short))
    }

    /// What was offered under a number.
    func pickedChoice(_ situation: Situation) -> Decision? {
        if let both = pickedTogether(situation) { return both }
        guard let number = situation.interpretation.choice, situation.state.offered.indices.contains(number) else {
            return pickedOfSeries(situation)
        }
        let passage: Passage.ID?
        switch situation.state.offered[number] {
        case .passage(let id):
            passage = id
        case .topic(let topic):
            // "Does the first one make your hair fall out": the choice is the topic, the rest is the question.
            let asked = situation.interpretation.passages.first { $0.id.topic == topic }?.id
            let general = pack.generalPassage(of: topic)?.id
            let asksOfIt = situation.words > 4 && situation.interpretation.asksQuestion && !asksForAll(situation)
            passage = asksOfIt ? asked : general ?? asked
        }
        guard let passage else { return nil }
        let fitting = pack.passage(inPlaceOf: passage, given: situation.state.slots.values)
        let answer = DialogueAct.Answer(passages: [fitting], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.95)
    }

    /// "Tell me more about the first one" asks for all of it.
    private func asksForAll(_ situation: Situation) -> Bool {
        let interpretation = situation.interpretation
        return interpretation.meaningfulWords <= 1 && interpretation.mentions.isEmpty
            && situation.topIntent?.act != .declineAdvice
            && (interpretation.aspects.first?.probability ?? 0) < Threshold.surelyAsks
    }

    /// "Is the second better than the fifth": both that were offered, side by side.
    private func pickedTogether(_ situation: Situation) -> Decision? {
        let (state, picks) = (situation.state, situation.interpretation.choices)
        guard picks.count > 1, situation.interpretation.asksBetween, !state.picksFromNamed,
            picks.allSatisfy(state.offered.indices.contains)
        else { return nil }
        let passages = picks.compactMap { pick -> Passage.ID? in
            switch state.offered[pick] {
            case .passage(let id): id
            case .topic(let topic): pack.generalPassage(of: topic)?.id
            }
        }
        let fitting = passages.map { pack.passage(inPlaceOf: $0, given: state.slots.values) }
        let answer = DialogueAct.Answer(passages: fitting.uniqued, entities: [], depth: .short)
        var decision = Decision(
            act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.9)
        // Which of them is the better one is not for a program to say, and that is said.
        if let choosing = situation.intent(.declineAdvice), choosing.probability >= Threshold.leftOver {
            decision.alsoDeclines = choosing.id
        }
        return decision
    }
}
