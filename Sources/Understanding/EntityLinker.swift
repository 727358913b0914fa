// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack
internal import TextAnalysis

/// A name in an utterance and the entity that it belongs to.
package struct EntityMention: Hashable, Sendable {
    package var entity: Entity
    /// The entity's place in the pack.
    package var index: Int
    /// Which words of the utterance.
    package var words: Range<Int>
    /// Its kind and groups.
    package var groups: Set<String>
}

/// Finds the names of entities: the longest at each place, from left to right.
struct EntityLinker: Sendable {
    private let entities: [Entity]
    private let groups: [Set<String>]
    private let names: PhraseTable
    private let stopWords: Set<String>

    init(pack: Pack, names: PhraseTable) {
        entities = Self.entities(of: pack)
        groups = entities.map { Set($0.groups + [$0.kind]) }
        self.names = names
        stopWords = Set(pack.lexicon.stopWords)
    }

    /// A pack's entities and, after them, its topics, which have names as well.
    private static func entities(of pack: Pack) -> [Entity] {
        let known = Set(pack.entities.flatMap(\.names).map { $0.lowercased() })
        return pack.entities
            + pack.topics.map { topic in
                Entity(
                    id: topic.id, kind: Entity.topicKind, groups: [],
                    names: ([topic.title] + topic.names).filter { !known.contains($0.lowercased()) }, misspellings: [],
                    topic: topic.id, section: pack.lexicon.generalSection, about: "", facts: [], sources: [],
                    location: topic.location)
            }
    }

    /// The names of a pack's entities, each with its entity's number.
    static func names(of pack: Pack, analyzer: Analyzer) -> PhraseTable {
        PhraseTable(
            entities(of: pack).enumerated().flatMap { number, entity in
                (entity.names + entity.misspellings).map { name in
                    PhraseTable.Phrase(stems: analyzer.tokens(of: name).filter(\.isContent).map(\.stem), number: number)
                }
            })
    }

    /// The mentions in an utterance, in order, none overlapping.
    ///
    /// - Complexity: O(*n* · *k*) for *n* words and *k* names that begin alike.
    func mentions(in utterance: AnalyzedUtterance) -> [EntityMention] {
        var found: [EntityMention] = []
        var position = 0
        while position < utterance.words.count {
            // A short form whose stem is an everyday word ("OFS", "of") is no name where that word stands.
            guard let match = names.matches(in: utterance, at: position).first, entities.indices.contains(match.number),
                match.end > position + 1 || !stopWords.contains(utterance.words[position].normal)
            else {
                position += 1
                continue
            }
            found.append(
                EntityMention(
                    entity: entities[match.number], index: match.number, words: position..<match.end,
                    groups: groups[match.number]))
            position = match.end
        }
        return found
    }
}
