// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Everything that Careline knows and says: the folders `Corpus/` and `Intents/` as values.
///
/// It never changes.
package struct Pack: Sendable {
    package var topics: [Topic] {
        get { shared.lists.topics.all }
        set { (lists.topics, lists.topicPlaces) = (PackList(newValue), TextDirectory(newValue.map(\.id))) }
    }
    package var sources: [Source] {
        get { shared.lists.sources.all }
        set { (lists.sources, lists.sourcePlaces) = (PackList(newValue), TextDirectory(newValue.map(\.id))) }
    }
    package var intents: [Intent] {
        get { shared.lists.intents.all }
        set { (lists.intents, lists.intentPlaces) = (PackList(newValue), TextDirectory(newValue.map(\.id))) }
    }
    package var entities: [Entity] {
        get { shared.lists.entities.all }
        set { (lists.entities, lists.entityPlaces) = (PackList(newValue), TextDirectory(newValue.map(\.id))) }
    }
    package var slots: [Slot] {
        get { shared.lists.slots.all }
        set { (lists.slots, lists.slotPlaces) = (PackList(newValue), TextDirectory(newValue.map(\.id))) }
    }
    package var profiles: [Profile] {
        get { shared.lists.profiles.all }
        set { lists.profiles = PackList(newValue) }
    }
    /// Word classes that patterns can name.
    package var classes: NamedLists
    package var safetyRules: [SafetyRule] {
        get { shared.lists.rules.all }
        set { (lists.rules, lists.rulePlaces) = (PackList(newValue), TextDirectory(newValue.map(\.id))) }
    }
    /// Wrong ideas that are put right in passing.
    package var premises: [Premise] {
        get { shared.lists.premises.all }
        set { lists.premises = PackList(newValue) }
    }
    /// What statuses mean, the more particular first.
    package var meanings: [StatusMeaning] {
        get { shared.lists.meanings.all }
        set { lists.meanings = PackList(newValue) }
    }
    /// Trigger words of negation, question, hypothesis, the past and other people, by the names of `ScopeTriggers`.
    package var scope: NamedLists
    package var lexicon: Lexicon
    package var wording: Wording
    package var contacts: Contacts
    package var practice: Practice
    private var lists: Lists {
        get { shared.lists }
        set { shared = Shared(newValue) }
    }
    private var shared = Shared(Lists())

    /// The parts of each kind, and where each id stands in its list.
    fileprivate struct Lists: Sendable {
        var topics = PackList<Topic>()
        var sources = PackList<Source>()
        var intents = PackList<Intent>()
        var entities = PackList<Entity>()
        var slots = PackList<Slot>()
        var profiles = PackList<Profile>()
        var rules = PackList<SafetyRule>()
        var premises = PackList<Premise>()
        var meanings = PackList<StatusMeaning>()
        var topicPlaces = TextDirectory()
        var sourcePlaces = TextDirectory()
        var intentPlaces = TextDirectory()
        var entityPlaces = TextDirectory()
        var slotPlaces = TextDirectory()
        var rulePlaces = TextDirectory()
    }

    /// Lists that all copies of a pack share: a pack is handed on with every turn.
    private final class Shared: Sendable {
        let lists: Lists
        init(_ lists: Lists) { self.lists = lists }
    }

    package init(
        topics: [Topic], sources: [Source], intents: [Intent], entities: [Entity], slots: [Slot],
        profiles: [Profile], classes: NamedLists, safetyRules: [SafetyRule], premises: [Premise],
        meanings: [StatusMeaning] = [],
        scope: NamedLists, lexicon: Lexicon, wording: Wording, contacts: Contacts, practice: Practice = Practice()
    ) {
        self.classes = classes
        self.scope = scope
        self.lexicon = lexicon
        self.wording = wording
        self.contacts = contacts
        self.practice = practice
        self.topics = topics
        self.sources = sources
        self.intents = intents
        self.entities = entities
        self.slots = slots
        self.profiles = profiles
        self.safetyRules = safetyRules
        self.premises = premises
        self.meanings = meanings
    }

    package func topic(_ id: String) -> Topic? { shared.lists.topicPlaces.place(of: id).map(topic) }
    package func slot(_ id: String) -> Slot? { shared.lists.slotPlaces.place(of: id).map { shared.lists.slots[$0] } }
    package func source(_ id: String) -> Source? {
        shared.lists.sourcePlaces.place(of: id).map { shared.lists.sources[$0] }
    }
    package func intent(_ id: String) -> Intent? {
        shared.lists.intentPlaces.place(of: id).map { shared.lists.intents[$0] }
    }
    package func entity(_ id: String) -> Entity? { shared.lists.entityPlaces.place(of: id).map(entity) }
    package func safetyRule(_ id: String) -> SafetyRule? { shared.lists.rulePlaces.place(of: id).map(safetyRule) }

    /// A part by its place among all of its kind, without a look at the others.
    package func topic(at place: Int) -> Topic { shared.lists.topics[place] }
    package func entity(at place: Int) -> Entity { shared.lists.entities[place] }
    package func safetyRule(at place: Int) -> SafetyRule { shared.lists.rules[place] }
    package func premise(at place: Int) -> Premise { shared.lists.premises[place] }

    package var topicCount: Int { shared.lists.topics.count }
    package var entityCount: Int { shared.lists.entities.count }
    package var premiseCount: Int { shared.lists.premises.count }
    package var safetyRuleCount: Int { shared.lists.rules.count }

    /// The place of a topic among all; nil where there is none of this id.
    package func place(ofTopic id: String) -> Int? { shared.lists.topicPlaces.place(of: id) }

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

    /// The passage that tells what a topic is; nil where it has no general section.
    package func generalPassage(of topic: String) -> Passage? {
        nearestPassage(to: Passage.ID(topic: topic, section: lexicon.generalSection))
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

extension Pack: Hashable {
    package static func == (left: Pack, right: Pack) -> Bool {
        left.topics == right.topics && left.sources == right.sources && left.intents == right.intents
            && left.entities == right.entities && left.slots == right.slots && left.profiles == right.profiles
            && left.classes == right.classes && left.safetyRules == right.safetyRules
            && left.premises == right.premises && left.meanings == right.meanings && left.scope == right.scope
            && left.lexicon == right.lexicon
            && left.wording == right.wording && left.contacts == right.contacts && left.practice == right.practice
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(topics)
        hasher.combine(intents)
    }
}

extension Pack: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        shared = Shared(try Lists(from: &reader))
        classes = try NamedLists(from: &reader)
        scope = try NamedLists(from: &reader)
        lexicon = try Lexicon(from: &reader)
        wording = try Wording(from: &reader)
        contacts = try Contacts(from: &reader)
        practice = try Practice(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        lists.write(to: &writer)
        classes.write(to: &writer)
        scope.write(to: &writer)
        lexicon.write(to: &writer)
        wording.write(to: &writer)
        contacts.write(to: &writer)
        practice.write(to: &writer)
    }
}

extension Pack.Lists: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        topics = try PackList(from: &reader)
        sources = try PackList(from: &reader)
        intents = try PackList(from: &reader)
        entities = try PackList(from: &reader)
        slots = try PackList(from: &reader)
        profiles = try PackList(from: &reader)
        rules = try PackList(from: &reader)
        premises = try PackList(from: &reader)
        meanings = try PackList(from: &reader)
        topicPlaces = try TextDirectory(from: &reader)
        sourcePlaces = try TextDirectory(from: &reader)
        intentPlaces = try TextDirectory(from: &reader)
        entityPlaces = try TextDirectory(from: &reader)
        slotPlaces = try TextDirectory(from: &reader)
        rulePlaces = try TextDirectory(from: &reader)
        guard topicPlaces.count == topics.count, sourcePlaces.count == sources.count,
            intentPlaces.count == intents.count, entityPlaces.count == entities.count,
            slotPlaces.count == slots.count, rulePlaces.count == rules.count
        else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        topics.write(to: &writer)
        sources.write(to: &writer)
        intents.write(to: &writer)
        entities.write(to: &writer)
        slots.write(to: &writer)
        profiles.write(to: &writer)
        rules.write(to: &writer)
        premises.write(to: &writer)
        meanings.write(to: &writer)
        for places in [topicPlaces, sourcePlaces, intentPlaces, entityPlaces, slotPlaces, rulePlaces] {
            places.write(to: &writer)
        }
    }
}
