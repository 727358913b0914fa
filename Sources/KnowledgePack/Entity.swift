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

    /// The kind of the entities that topics are.
    package static let topicKind = "topic"

    package var id: String
    package var kind: String
    /// Groups that patterns can name, beside the kind.
    package var groups: [String]
    /// The first is the name in replies.
    package var names: [String]
    @DeferredTexts package var misspellings: [String]
    package var topic: String
    /// The passage path that it leads to when nothing else is asked.
    package var section: String
    /// What it is, in a sentence or three; empty where the passage says it.
    package var about: String
    package var facts: [Fact]
    package var sources: [String]
    package var location: SourceLocation

    package init(
        id: String, kind: String, groups: [String], names: [String], misspellings: [String], topic: String,
        section: String, about: String, facts: [Fact], sources: [String], location: SourceLocation
    ) {
        self.id = id
        self.kind = kind
        self.groups = groups
        self.names = names
        self.misspellings = misspellings
        self.topic = topic
        self.section = section
        self.about = about
        self.facts = facts
        self.sources = sources
        self.location = location
    }

    package func fact(for aspect: String) -> String? { facts.first { $0.aspect == aspect }?.text }
}

extension Entity: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        kind = try reader.string()
        groups = try reader.array()
        names = try reader.array()
        _misspellings = try DeferredTexts(from: &reader)
        topic = try reader.string()
        section = try reader.string()
        about = try reader.string()
        facts = try reader.array()
        sources = try reader.array()
        location = try SourceLocation(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(kind)
        writer.write(groups)
        writer.write(names)
        _misspellings.write(to: &writer)
        writer.write(topic)
        writer.write(section)
        writer.write(about)
        writer.write(facts)
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
