// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Two medicines that somebody asks to be compared.
extension Policy {
    /// "Which works better, … or …": what is known of each by itself, behind a word that nothing checked compares them; nil where a
    /// passage does, it is not two single things that are asked between, or what to do is asked.
    func sideBySide(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        let named = thingsNamed(in: interpretation).uniqued
        guard named.count == 2, named.allSatisfy(pack.isSingle), interpretation.asksBetween, !interpretation.asksAdvice
        else { return nil }
        let things = named.map(\.id)
        let ranked = focused(situation)
        // What a passage compares is answered as any other question.
        guard !ranked.prefix(Self.mostAlternatives).contains(where: { speaks(of: things, $0.id) }) else { return nil }
        var answer = DialogueAct.Answer(passages: [], entities: things, depth: .short)
        answer.isUncompared = true
        for thing in named {
            // A passage on just that thing says it all; of a section its own fact is told.
            let figures = figures(on: thing, among: ranked, situation)
            guard let id = figures ?? section(on: thing, situation) else { return nil }
            answer.passages = (answer.passages + [id]).uniqued
            answer.entitiesOfPassage[id, default: []] += figures == nil ? [thing.id] : []
        }
        return Decision(
            act: .answer(answer), intent: situation.intent(.answer)?.id ?? firstIntent(.answer), confidence: 0.8)
    }

    /// Whether a passage calls each of some things by name.
    private func speaks(of things: [String], _ id: Passage.ID) -> Bool {
        // A whole section names all that there are, and compares none.
        guard !id.part.isEmpty, let passage = pack.passage(id) else { return false }
        return pack.areNamed(
            things, in: [passage.title, passage.body, passage.more].joined(separator: " ").lowercased())
    }

    /// The passage that is headed by one thing and holds a number, where that is asked for; nil for none.
    private func figures(on thing: Entity, among ranked: RankedPassages, _ situation: Situation) -> Passage.ID? {
        guard situation.interpretation.asksFigure else { return nil }
        return ranked.first { candidate in
            guard candidate.id.topic == thing.topic, let passage = pack.passage(candidate.id) else { return false }
            let title = passage.title.lowercased()
            let isOfOthers = names.things(of: thing.topic).contains { other in
                other.isNamed && !other.entity.isKin(of: thing) && other.names.contains(where: title.holdsWords)
            }
            return thing.isNamed(in: title) && !isOfOthers && pack.lexicon.holdsFigure(passage.body)
        }?.id
    }

    /// The section of a thing's topic that is asked about, or else the first of which it has a fact.
    private func section(on thing: Entity, _ situation: Situation) -> Passage.ID? {
        let values = situation.state.slots.values
        let asked = situation.interpretation.aspects.first?.label ?? pack.lexicon.generalSection
        let told = ([asked] + pack.lexicon.statusSections).first { thing.fact(for: $0, given: values) != nil }
        return pack.nearestPassage(
            to: Passage.ID(topic: thing.topic, section: told ?? pack.lexicon.generalSection))?.id
    }
}
