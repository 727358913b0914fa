// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
package import KnowledgePack
internal import Synchronization
internal import TextAnalysis

/// A name in an utterance and the entity that it belongs to.
package struct EntityMention: Sendable {
    package let entity: Entity
    /// The entity's place in the pack.
    package let index: Int
    /// Which words of the utterance.
    package let words: Range<Int>
    /// Its kind and groups.
    package let groups: Set<String>
    /// The hash of its kind, of its topic, and of each of its groups.
    let kindKey: UInt64
    let topicKey: UInt64
    let groupKeys: [UInt64]

    fileprivate init(_ linked: LinkedEntity, index: Int, words: Range<Int>) {
        entity = linked.entity
        self.index = index
        self.words = words
        let keys = linked.known()
        groups = keys.groups
        kindKey = keys.kind
        topicKey = keys.topic
        groupKeys = keys.groupKeys
    }

    /// Whether its kind, or one of its groups, is that of a hash, as patterns keep it.
    func belongs(to group: UInt64) -> Bool {
        Pattern.key(kindKey) == group || groupKeys.contains { Pattern.key($0) == group }
    }
}

/// An entity with what is asked of it again and again, found out when it is first named.
private final class LinkedEntity: Sendable {
    let entity: Entity
    private let keys = Mutex<Keys?>(nil)

    struct Keys {
        let groups: Set<String>
        let kind: UInt64
        let topic: UInt64
        let groupKeys: [UInt64]
    }

    init(_ entity: Entity) { self.entity = entity }

    /// Its groups, and the hashes of all.
    func known() -> Keys {
        keys.withLock { keys in
            if let keys { return keys }
            let groups = entity.groups
            let found = Keys(
                groups: Set(groups + [entity.kind]), kind: TextHash.of(entity.kind), topic: TextHash.of(entity.topic),
                groupKeys: groups.map { TextHash.of($0) })
            keys = found
            return found
        }
    }
}

/// The entities of a pack and, after them, its topics, each put together when it is first named.
private final class LinkedEntities: Sendable {
    private let pack: Pack
    private let named: Mutex<[LinkedEntity?]>

    init(of pack: Pack) {
        self.pack = pack
        named = Mutex(Array(repeating: nil, count: pack.entityCount + pack.topicCount))
    }

    var indices: Range<Int> { 0..<(pack.entityCount + pack.topicCount) }

    subscript(number: Int) -> LinkedEntity {
        named.withLock { named in
            if let known = named[number] { return known }
            let count = pack.entityCount
            let linked = LinkedEntity(number < count ? pack.entity(at: number) : entity(ofTopic: number - count))
            named[number] = linked
            return linked
        }
    }

    /// A topic as an entity, since it has names as well; those are in the table of names.
    private func entity(ofTopic place: Int) -> Entity {
        let topic = pack.topic(at: place)
        return Entity(
            id: topic.id, kind: Entity.topicKind, groups: [], names: [], misspellings: [], topic: topic.id,
            section: pack.lexicon.generalSection, about: "", facts: [], sources: [], location: topic.location)
    }
}

/// Finds the names of entities: the longest at each place, from left to right.
struct EntityLinker: Sendable {
    private let entities: LinkedEntities
    private let names: PhraseTable
    /// The hashes of words that are no name by themselves.
    private let stopWords: HashDirectory

    init(pack: Pack, reading: ReadingTables) {
        entities = LinkedEntities(of: pack)
        names = reading.names
        stopWords = reading.stopWords
    }

    /// The names of a pack's entities and, after them, of its topics, each with its entity's number.
    static func names(of pack: Pack, analyzer: Analyzer) -> PhraseTable {
        let known = Set(pack.entities.flatMap(\.names).map { $0.lowercased() })
        let names =
            pack.entities.map { $0.names + $0.misspellings }
            + pack.topics.map { topic in
                ([topic.title] + topic.names).filter { !known.contains($0.lowercased()) }
            }
        return PhraseTable(
            names.enumerated().flatMap { number, names in
                names.map { name in
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
            guard let match = names.longestMatch(in: utterance, at: position), entities.indices.contains(match.number),
                match.end > position + 1 || !stopWords.contains(TextHash.of(utterance.words[position].normal))
            else {
                position += 1
                continue
            }
            found.append(
                EntityMention(entities[match.number], index: match.number, words: position..<match.end))
            position = match.end
        }
        return found
    }
}
