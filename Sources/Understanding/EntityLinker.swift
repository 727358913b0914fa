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
    private struct Name: Sendable {
        var stems: [String]
        var entity: Int
    }

    private let entities: [Entity]
    private let groups: [Set<String>]
    /// Names by their first stem, longest first.
    private var names: [String: [Name]] = [:]

    init(pack: Pack, analyzer: Analyzer) {
        entities = pack.entities
        groups = entities.map { Set($0.groups + [$0.kind]) }
        for (index, entity) in entities.enumerated() {
            for name in entity.names + entity.misspellings {
                let stems = analyzer.tokens(of: name).filter(\.isContent).map(\.stem)
                guard let first = stems.first else { continue }
                names[first, default: []].append(Name(stems: stems, entity: index))
            }
        }
        for key in names.keys {
            names[key]?.sort { ($1.stems.count, $0.entity) < ($0.stems.count, $1.entity) }
        }
    }

    /// The mentions in an utterance, in order, none overlapping.
    ///
    /// - Complexity: O(*n* · *k*) for *n* words and *k* names that begin alike.
    func mentions(in utterance: AnalyzedUtterance) -> [EntityMention] {
        var found: [EntityMention] = []
        var position = 0
        let words = utterance.words
        while position < words.count {
            let match = names[words[position].stem]?.first { name in
                position + name.stems.count <= words.count
                    && utterance.sentences[position] == utterance.sentences[position + name.stems.count - 1]
                    && zip(name.stems, words[position...]).allSatisfy { $0 == $1.stem }
            }
            guard let match else {
                position += 1
                continue
            }
            let range = position..<(position + match.stems.count)
            found.append(
                EntityMention(
                    entity: entities[match.entity], index: match.entity, words: range, groups: groups[match.entity]))
            position = range.upperBound
        }
        return found
    }
}
