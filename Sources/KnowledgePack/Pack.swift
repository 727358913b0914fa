// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Everything that Careline knows and says: the folders `Corpus/` and `Intents/` as values.
///
/// It never changes.
package struct Pack: Hashable, Sendable {
    package var topics: [Topic] { didSet { places.topics = Places.of(topics.map(\.id)) } }
    package var sources: [Source] { didSet { places.sources = Places.of(sources.map(\.id)) } }
    package var intents: [Intent] { didSet { places.intents = Places.of(intents.map(\.id)) } }
    package var entities: [Entity] { didSet { places.entities = Places.of(entities.map(\.id)) } }
    package var slots: [Slot] { didSet { places.slots = Places.of(slots.map(\.id)) } }
    package var profiles: [Profile]
    /// Word classes that patterns can name.
    package var classes: NamedLists
    package var safetyRules: [SafetyRule]
    /// Wrong ideas that are put right in passing.
    package var premises: [Premise]
    /// Trigger words of negation, question, hypothesis, the past and other people, by the names of `ScopeTriggers`.
    package var scope: NamedLists
    package var lexicon: Lexicon
    package var wording: Wording
    package var contacts: Contacts
    package var practice: Practice
    private var places = Places()

    /// Where each id stands in its list.
    private struct Places: Hashable, Sendable {
        var topics: [String: Int] = [:]
        var sources: [String: Int] = [:]
        var intents: [String: Int] = [:]
        var entities: [String: Int] = [:]
        var slots: [String: Int] = [:]

        static func of(_ ids: [String]) -> [String: Int] {
            Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
        }
    }

    /// Notes where everything stands.
    private mutating func notePlaces() {
        places = Places(
            topics: Places.of(topics.map(\.id)), sources: Places.of(sources.map(\.id)),
            intents: Places.of(intents.map(\.id)), entities: Places.of(entities.map(\.id)),
            slots: Places.of(slots.map(\.id)))
    }

    package init(
        topics: [Topic], sources: [Source], intents: [Intent], entities: [Entity], slots: [Slot],
        profiles: [Profile], classes: NamedLists, safetyRules: [SafetyRule], premises: [Premise], scope: NamedLists,
        lexicon: Lexicon, wording: Wording, contacts: Contacts, practice: Practice = Practice()
    ) {
        self.premises = premises
        self.topics = topics
        self.sources = sources
        self.intents = intents
        self.entities = entities
        self.slots = slots
        self.profiles = profiles
        self.classes = classes
        self.safetyRules = safetyRules
        self.scope = scope
        self.lexicon = lexicon
        self.wording = wording
        self.contacts = contacts
        self.practice = practice
        notePlaces()
    }

    package func topic(_ id: String) -> Topic? { places.topics[id].map { topics[$0] } }
    package func slot(_ id: String) -> Slot? { places.slots[id].map { slots[$0] } }
    package func source(_ id: String) -> Source? { places.sources[id].map { sources[$0] } }
    package func intent(_ id: String) -> Intent? { places.intents[id].map { intents[$0] } }
    package func entity(_ id: String) -> Entity? { places.entities[id].map { entities[$0] } }

    /// The passage of exactly this id.
    package func passage(_ id: Passage.ID) -> Passage? {
        topic(id.topic)?.passages.first { $0.id == id }
    }

    /// The passage of this id or, where there is none, the general one of its section, or the section's first.
    package func nearestPassage(to id: Passage.ID) -> Passage? {
        if let exact = passage(id) { return exact }
        let section = topic(id.topic)?.passages.filter { $0.id.section == id.section } ?? []
        return section.first { $0.id.part.isEmpty } ?? section.first
    }

    /// The passage that is quoted in place of another to somebody with these statuses; the same where there is none.
    package func passage(inPlaceOf id: Passage.ID, given slots: [String: String]) -> Passage.ID {
        let path = id.path
        let standIn = topic(id.topic)?.passages.first { passage in
            passage.standsInFor.contains(path) && passage.conditions.allMatch(slots)
        }
        return standIn?.id ?? id
    }

    /// All passages, topic by topic.
    package var passages: [Passage] { topics.flatMap(\.passages) }

    /// Lower-case words that a reading grade counts as known: those of names, which a reader must meet anyway, and the lexicon's.
    package var easyWords: Set<String> {
        let names = entities.flatMap { $0.names + $0.misspellings }
            .flatMap { $0.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init) }
        return Set(names + lexicon.knownWords.map { $0.lowercased() })
    }
}

extension Pack: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        topics = try reader.array()
        sources = try reader.array()
        intents = try reader.array()
        entities = try reader.array()
        slots = try reader.array()
        profiles = try reader.array()
        classes = try NamedLists(from: &reader)
        safetyRules = try reader.array()
        premises = try reader.array()
        scope = try NamedLists(from: &reader)
        lexicon = try Lexicon(from: &reader)
        wording = try Wording(from: &reader)
        contacts = try Contacts(from: &reader)
        practice = try Practice(from: &reader)
        notePlaces()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(topics)
        writer.write(sources)
        writer.write(intents)
        writer.write(entities)
        writer.write(slots)
        writer.write(profiles)
        classes.write(to: &writer)
        writer.write(safetyRules)
        writer.write(premises)
        scope.write(to: &writer)
        lexicon.write(to: &writer)
        wording.write(to: &writer)
        contacts.write(to: &writer)
        practice.write(to: &writer)
    }
}
