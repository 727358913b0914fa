// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Which of two things is asked about, where a message does not name both.
extension Policy {
    /// Up to how many words a message asks between things that it does not name.
    private static let mostWordsBetween = 15
    /// For how many turns two things that were named together can be asked between.
    private static let turnsToAskBetween = 2

    /// The message with the names that it leaves out, to be read as if it had them: "which works better", behind two that were
    /// named together, "are they worse than …" or "is it a …", behind another thing; nil where it leaves none out.
    func naming(_ interpretation: Interpretation, of message: String, in state: DialogueState) -> String? {
        let asksOfAll = interpretation.asksBetween || interpretation.asksOfEach
        guard asksOfAll || interpretation.asksKind, interpretation.safety == nil,
            interpretation.choice == nil, interpretation.told.isEmpty,
            interpretation.utterance.words.count <= Self.mostWordsBetween
        else { return nil }
        let named = thingsNamed(in: interpretation)
        // "Which works better" asks for no choice right behind two that were named.
        let isOfJustNamed = named.isEmpty && state.namedTurn == state.turn && !interpretation.asksAdvice
        guard isOfJustNamed || interpretation.acts[.declineAdvice] < Threshold.likelyAdvice else { return nil }
        if let only = named.first {
            // "No, I meant that one" sets the other aside.
            guard Set(named.map(\.id)).count == 1, !interpretation.corrects,
                interpretation.hasPronoun || interpretation.utterance.words.count <= Self.wordsOfContinuation,
                interpretation.asksBetween || only.section == pack.lexicon.generalSection,
                let other = spokenOf(apartFrom: only, in: state)
            else { return nil }
            // The one that was spoken of comes first, and stays what is spoken of.
            return "\(other), \(message)"
        }
        let both = state.namedTogether.compactMap { pack.entity($0)?.names.first }
        guard asksOfAll, !namesSubject(interpretation), both.count > 1,
            state.turn - state.namedTurn < Self.turnsToAskBetween
        else { return nil }
        return "\(message) \(both.joined(separator: ", "))"
    }

    /// The things, such as medicines, that a message calls by name.
    func thingsNamed(in interpretation: Interpretation) -> [Entity] {
        interpretation.mentions.map(\.entity).filter { pack.lexicon.nameKinds.contains($0.kind) }
    }

    /// Whether a message names something that is a subject of its own, such as a treatment.
    func namesSubject(_ interpretation: Interpretation) -> Bool {
        !pack.subjects(in: interpretation).isEmpty
    }

    /// The name of the medicine, or else of the treatment, that was last spoken of, where it is not the one that is named now.
    private func spokenOf(apartFrom named: Entity, in state: DialogueState) -> String? {
        if let entity = state.focusEntity.flatMap(pack.entity), pack.lexicon.nameKinds.contains(entity.kind) {
            return entity.id == named.id ? nil : entity.names.first
        }
        guard let topic = state.focusTopic.flatMap(pack.topic), topic.isTreatment, topic.id != named.topic else {
            return nil
        }
        return topic.title
    }
}
