// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// A thing with names, such as a medicine, a test or a symptom, and the passage that it leads to.
package struct Entity: Hashable, Sendable {
    /// What is known of the entity itself for one aspect.
    package struct Fact: Hashable, Sendable {
        package var aspect: String
        package var text: String

        package init(aspect: String, text: String) {
            self.aspect = aspect
            self.text = text
        }
    }

    /// What is known of it for some people in place of its other facts.
    package struct Variant: Hashable, Sendable {
        package var conditions: [OptionRule.Condition]
        package var facts: [Fact]

        package init(conditions: [OptionRule.Condition], facts: [Fact]) {
            self.conditions = conditions
            self.facts = facts
        }
    }

    /// The name under which a variant says what the entity is.
    package static let aboutAspect = "about"
    /// The kind of the entities that topics are.
    package static let topicKind = "topic"

    /// The kinds and groups of entities, and the kind of topics: what patterns may name.
    package static func groupNames(of entities: [Entity]) -> Set<String> {
        Set(entities.map(\.kind) + entities.flatMap(\.groups) + [topicKind])
    }

    package let id: String
    package let kind: String
    package let topic: String
    /// Groups that patterns can name, beside the kind.
    package let groups: [String]
    private let rest: Remembered<Rest>

    /// The first is the name in replies.
    package var names: [String] { rest.read { $0.names } }
    package var misspellings: [String] { rest.read { $0.misspellings } }
    /// The passage path that it leads to when nothing else is asked.
    package var section: String { rest.read { $0.section } }
    /// What it is, in a sentence or three; empty where the passage says it.
    package var about: String { rest.read { $0.about } }
    /// The passage on what is used against it, for a marker; empty where there is none.
    package var treatment: String { rest.read { $0.treatment } }
    package var facts: [Fact] { rest.read { $0.facts } }
    package var variants: [Variant] { rest.read { $0.variants } }
    /// With which results it is used at all; empty where none rules it out.
    package var conditions: [OptionRule.Condition] { rest.read { $0.conditions } }
    package var sources: [String] { rest.read { $0.sources } }
    package var location: SourceLocation { rest.read { $0.location } }

    package init(
        id: String, kind: String, groups: [String], names: [String], misspellings: [String], topic: String,
        section: String, about: String, treatment: String = "", facts: [Fact], variants: [Variant] = [],
        conditions: [OptionRule.Condition] = [], sources: [String], location: SourceLocation
    ) {
        self.id = id
        self.kind = kind
        self.topic = topic
        self.groups = groups
        rest = Remembered(
            Rest(
                names: names, misspellings: misspellings, section: section, about: about,
                treatment: treatment, facts: facts, variants: variants, conditions: conditions, sources: sources,
                location: location))
    }

    /// What is only read of the few entities that a conversation names.
    fileprivate struct Rest: Hashable, Sendable {
        var names: [String] = []
        @DeferredTexts var misspellings: [String] = []
        var section = ""
        var about = ""
        var treatment = ""
        var facts: [Fact] = []
        var variants: [Variant] = []
        var conditions: [OptionRule.Condition] = []
        var sources: [String] = []
        var location = SourceLocation.nowhere
    }

    /// What is known of it for what a passage is about: for that very passage, or else for its section.
    package func fact(for passage: Passage.ID, given slots: [String: String]) -> String? {
        factAlone(for: passage, given: slots) ?? fact(for: passage.section, given: slots)
    }

    /// What answers in place of a passage about a part of a section; nil where nothing does.
    package func factAlone(for passage: Passage.ID, given slots: [String: String]) -> String? {
        passage.part.isEmpty || passage.topic != topic ? nil : fact(for: passage.path, given: slots)
    }

    /// What is known of it for an aspect, to somebody with these statuses.
    package func fact(for aspect: String, given slots: [String: String] = [:]) -> String? {
        let own = variants.first { $0.conditions.allMatch(slots) }?.facts.first { $0.aspect == aspect }
        return (own ?? facts.first { $0.aspect == aspect })?.text
    }

    /// What it is, to somebody with these statuses; empty where the passage says it.
    package func about(given slots: [String: String]) -> String { fact(for: Self.aboutAspect, given: slots) ?? about }
}

extension Entity: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        kind = try reader.string()
        topic = try reader.string()
        groups = try reader.array()
        rest = try Remembered(from: &reader) { Rest() }
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(kind)
        writer.write(topic)
        writer.write(groups)
        rest.write(to: &writer)
    }
}

extension Entity.Rest: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        names = try reader.array()
        _misspellings = try DeferredTexts(from: &reader)
        section = try reader.string()
        about = try reader.string()
        treatment = try reader.string()
        facts = try reader.array()
        variants = try reader.array()
        conditions = try reader.array()
        sources = try reader.array()
        location = try SourceLocation(from: &reader)
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(names)
        _misspellings.write(to: &writer)
        writer.write(section)
        writer.write(about)
        writer.write(treatment)
        writer.write(facts)
        writer.write(variants)
        writer.write(conditions)
        writer.write(sources)
        location.write(to: &writer)
    }
}

extension Entity.Fact: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        aspect = try reader.string()
        text = try reader.string()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(aspect)
        writer.write(text)
    }
}

extension Entity.Variant: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        conditions = try reader.array()
        facts = try reader.array()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(conditions)
        writer.write(facts)
    }
}
