// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
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
    /// A name as stems, and the number of its entity.
    struct Name: Hashable, Sendable {
        var stems: [String]
        var entity: Int
    }

    private let entities: [Entity]
    private let groups: [Set<String>]
    /// Names by their first stem, longest first.
    private var names: [String: [Name]] = [:]

    init(pack: Pack, names list: [Name]) {
        entities = pack.entities
        groups = entities.map { Set($0.groups + [$0.kind]) }
        for name in list {
            if let first = name.stems.first { names[first, default: []].append(name) }
        }
    }

    /// The names of a pack's entities, the longest first.
    static func names(of pack: Pack, analyzer: Analyzer) -> [Name] {
        var names: [Name] = []
        for (index, entity) in pack.entities.enumerated() {
            for name in entity.names + entity.misspellings {
                let stems = analyzer.tokens(of: name).filter(\.isContent).map(\.stem)
                if !stems.isEmpty { names.append(Name(stems: stems, entity: index)) }
            }
        }
        return names.sorted { ($1.stems.count, $0.entity) < ($0.stems.count, $1.entity) }
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

extension EntityLinker.Name: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        stems = try reader.array()
        entity = try reader.int()
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(stems)
        writer.write(entity)
    }
}
