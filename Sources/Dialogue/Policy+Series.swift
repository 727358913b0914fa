// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a place in words picks of a series that a sentence of a reply named: "the second one you said".
extension Policy {
    /// In how many of the passages that were last explained such a sentence is looked for.
    private static let passagesLookedAt = 5
    /// From how many treatments on they are a series.
    private static let fewestOfSeries = 3

    /// The treatment at that place, explained; nil where no sentence that was said names so many.
    func pickedOfSeries(_ situation: Situation) -> Decision? {
        guard let place = situation.interpretation.placeInReply,
            let topic = series(for: situation).flatMap({ $0.indices.contains(place) ? $0[place] : nil }),
            let passage = pack.generalPassage(of: topic)
        else { return nil }
        let answer = DialogueAct.Answer(passages: [passage.id], entities: [], depth: .short)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.8)
    }

    /// The topics of the treatments that the latest such sentence names, in their order: one on what the message names, or any, where it says
    /// little else.
    private func series(for situation: Situation) -> [String]? {
        let topics = situation.subjects.map(\.topic)
        guard !topics.isEmpty || situation.interpretation.meaningfulWords <= Self.wordsOfPick else { return nil }
        let state = situation.state
        return state.explained.reversed().prefix(Self.passagesLookedAt).lazy
            .filter { topics.isEmpty || topics.contains($0.topic) }.compactMap(self.pack.passage)
            .flatMap { [$0.short] + $0.body.paragraphs }
            .filter(state.said.contains).flatMap(\.sentences)
            .map { self.treatments(namedIn: $0.lowercased()) }
            .first { $0.count >= Self.fewestOfSeries }
    }

    /// Up to how many words with meaning go with a place in words that picks.
    private static let wordsOfPick = 1

    /// The topics that a sentence in small letters calls by their own names, in their order.
    private func treatments(namedIn sentence: String) -> [String] {
        var places: [(place: String.Index, topic: String)] = []
        for topic in pack.topics {
            let own = pack.entities.lazy.filter {
                $0.topic == topic.id && $0.section == self.pack.lexicon.generalSection
            }
            let names = [topic.title.lowercased()] + own.flatMap(\.namesInSmallLetters)
            let found = names.map(\.singular).filter(sentence.holdsWords).compactMap { sentence.firstRange(of: $0) }
            if let first = found.map(\.lowerBound).min() { places.append((first, topic.id)) }
        }
        return places.sorted { $0.place < $1.place }.map(\.topic)
    }
}

extension String {
    /// A name without the ending of its plural.
    fileprivate var singular: String { hasSuffix("s") ? String(dropLast()) : self }
}
