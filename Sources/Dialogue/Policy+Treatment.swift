// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Which treatment a message means that calls none by its name.
extension Policy {
    /// "Which tablets are for that?", of a result that was just told: the treatment that it speaks for most.
    func treatmentOfTold(_ situation: Situation) -> Decision? {
        let (state, interpretation) = (situation.state, situation.interpretation)
        let isOfNow = situation.changes.slots.count == 1 && interpretation.asksQuestion
        let isOfLast = situation.changes.isEmpty && state.lastAct == .slotUpdate
        guard isOfNow || isOfLast, let note = state.notes.last, note.turn == state.turn + (isOfNow ? 1 : 0),
            interpretation.hasPronoun || interpretation.pointsAtTreatment, !situation.namesSubject,
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

    /// "Which drug goes with that", of a marker that was explained, or that the message names: the passage on what is used against it;
    /// nil where none is asked for, or the best one speaks of the marker itself.
    func treatmentOfMarker(_ ranked: RankedPassages, _ situation: Situation) -> RankedPassage? {
        let interpretation = situation.interpretation
        guard let marker = markerAskedAbout(situation), let id = Passage.ID(marker.treatment),
            interpretation.severalTopics.count <= 1, interpretation.meaningfulWords > 0 || interpretation.hasPronoun,
            let aspect = interpretation.aspects.first, aspect.probability >= Threshold.asksForSection,
            let best = ranked.first, let passage = pack.passage(best.id)
        else { return nil }
        // "Are those tablets hard to take": a passage of the same name, on another aspect.
        let other = Passage.ID(topic: id.topic, section: aspect.label, part: id.part)
        if aspect.label != id.section { return id.part.isEmpty ? nil : ranked.ranked(other) }
        let text = [passage.title, passage.short, passage.body].joined(separator: "\n").lowercased()
        return best.id.topic == id.topic && marker.isNamed(in: text) ? nil : ranked.ranked(id)
    }

    /// The marker with a treatment of its own that a message names, or leans on; nil where it names anything else that answers could be about.
    private func markerAskedAbout(_ situation: Situation) -> Entity? {
        let interpretation = situation.interpretation
        let named = interpretation.mentions.map(\.entity).filter { !$0.treatment.isEmpty }.uniqued
        guard situation.subjects.allSatisfy(named.contains) else { return nil }
        if !named.isEmpty { return named.count == 1 ? named.first : nil }
        guard interpretation.hasPronoun || interpretation.pointsAtTreatment, situation.words <= Self.longestMove
        else { return nil }
        return situation.state.focusEntity.flatMap(pack.entity).flatMap { $0.treatment.isEmpty ? nil : $0 }
    }

    /// The treatment that was explained before what was last spoken of, where that is none and the message is short.
    func treatmentReturnedTo(_ situation: Situation) -> String? {
        situation.words <= Self.longestEllipsis
            ? treatmentLeft(behind: situation.interpretation, in: situation.state) : nil
    }

    /// The treatment that was explained before what was last spoken of, where that is none, and a message names neither a treatment nor a
    /// medicine.
    func treatmentLeft(behind interpretation: Interpretation, in state: DialogueState) -> String? {
        let isDigression = state.focusTopic.flatMap(pack.topic)?.isTreatment == false
        let namesTreatment = interpretation.mentions.contains { mention in
            pack.lexicon.nameKinds.contains(mention.entity.kind)
                || pack.topic(mention.entity.topic)?.isTreatment == true
        }
        return isDigression && !namesTreatment ? state.treatmentTopic : nil
    }
}
