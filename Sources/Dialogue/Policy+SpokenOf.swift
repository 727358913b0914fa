// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What is asked of the medicine that was spoken of, beside something that is told.
extension Policy {
    /// "I also have …, does that change anything?", behind one medicine: what is known of that one, in place of a passage on the medicines
    /// of another kind; nil where nothing is, or the message names what it is about.
    func passageOnSpokenOf(
        insteadOf best: RankedPassage, _ ranked: RankedPassages, _ situation: Situation
    ) -> DialogueAct.Answer? {
        guard !situation.namesSubject, situation.interpretation.hasPronoun, !situation.interpretation.complains,
            let thing = (situation.state.focusEntity ?? situation.state.ownEntity).flatMap(pack.entity),
            pack.isSingle(thing),
            thing.topic != best.id.topic, !best.id.part.isEmpty,
            pack.topic(best.id.topic)?.isTreatment == true, let body = pack.passage(best.id)?.body.lowercased(),
            names.callsThing(of: best.id.topic, in: body), !thing.isNamed(in: body),
            let own = ranked.first(where: { isOfSame($0.id, of: thing, as: best.id, situation) })
        else { return nil }
        return .init(passages: [own.id], entities: [thing.id], spokenOf: thing.id, depth: .normal)
    }

    /// Whether a passage, of which a thing has a fact of its own, is headed by a symptom of the message, as another one is.
    private func isOfSame(_ id: Passage.ID, of thing: Entity, as other: Passage.ID, _ situation: Situation) -> Bool {
        guard thing.factAlone(for: id, given: situation.state.slots.values) != nil else { return false }
        let titles = [id, other].map { pack.passage($0)?.title.lowercased() ?? "" }
        let words = pack.symptoms(in: situation.interpretation).flatMap(\.namesInSmallLetters)
            .flatMap { $0.split(separator: " ") }.filter { $0.count >= Self.shortestTellingWord }
        return words.contains { word in titles.allSatisfy { $0.holdsWords(String(word)) } }
    }

    /// From how many letters on a word in the name of a symptom tells which it is.
    private static let shortestTellingWord = 5
}
