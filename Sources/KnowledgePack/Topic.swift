// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// A subject that the corpus explains: one file of `Corpus/`.
package struct Topic: Hashable, Sendable {
    package var id: String
    package var title: String
    /// Other names by which people call it.
    package var names: [String]
    /// One sentence that says what it is.
    package var summary: String
    /// The groups of entities that are of its kind.
    package var groups: [String]
    /// The topics whose things are never of its kind.
    package var isNot: [String]
    /// The day of the last review, `YYYY-MM-DD`.
    package var reviewed: String
    package var sources: [String]
    /// When the topic belongs among the options for somebody's statuses; the first rule that matches decides.
    package var options: [OptionRule]
    package var passages: [Passage]
    package var location: SourceLocation

    package init(
        id: String, title: String, names: [String], summary: String, groups: [String] = [], isNot: [String] = [],
        reviewed: String, sources: [String], options: [OptionRule], passages: [Passage], location: SourceLocation
    ) {
        self.groups = groups
        self.isNot = isNot
        self.id = id
        self.title = title
        self.names = names
        self.summary = summary
        self.reviewed = reviewed
        self.sources = sources
        self.options = options
        self.passages = passages
        self.location = location
    }

    /// Whether it is one of the treatments among which results decide, rather than something for everybody.
    package var isTreatment: Bool { options.contains { $0.weight != .always } }

    /// The rule for these statuses; nil where none speaks of them.
    package func optionRule(for slots: [String: String]) -> OptionRule? { options.first { $0.matches(slots) } }
}

/// How a topic stands to somebody with certain statuses.
package struct OptionRule: Hashable, Sendable {
    /// How often the topic is talked about for people with these statuses.
    package enum Weight: String, Sendable, CaseIterable {
        case early
        case later
        /// Along with the others, whichever they are.
        case alongside
        case special
        case notUsual = "not-usual"
        /// It can't be judged before a result is known.
        case depends
        /// Whatever the statuses.
        case always
    }

    /// A slot and the values that fit; `not-known` fits both a slot nobody spoke of and one that is unknown.
    package struct Condition: Hashable, Sendable {
        package static let notKnown = "not-known"
        package var slot: String
        package var values: [String]

        package init(slot: String, values: [String]) {
            self.slot = slot
            self.values = values
        }

        package func matches(_ slots: [String: String]) -> Bool { matches(value: slots[slot]) }

        /// Whether it holds where its slot has a value; nil for none.
        package func matches(value: String?) -> Bool {
            guard let value else { return values.contains(Self.notKnown) }
            return values.contains(value) || (value == Slot.unknown && values.contains(Self.notKnown))
        }
    }

    package var conditions: [Condition]
    package var weight: Weight
    /// The line in a list of options.
    @DeferredText package var say: String
    /// What the statuses make of the topic, said after an answer about it; empty for nothing.
    @DeferredText package var personal: String

    package init(conditions: [Condition], weight: Weight, say: String, personal: String) {
        self.conditions = conditions
        self.weight = weight
        self.say = say
        self.personal = personal
    }

    package func matches(_ slots: [String: String]) -> Bool { conditions.allMatch(slots) }
}

extension [OptionRule.Condition] {
    /// Whether each of them holds for these statuses.
    package func allMatch(_ slots: [String: String]) -> Bool { allSatisfy { $0.matches(slots) } }

    /// The slots whose known values rule one of them out.
    package func contradicted(by slots: [String: String]) -> [String] {
        filter { condition in
            guard let value = slots[condition.slot], value != Slot.unknown else { return false }
            return !condition.matches(slots)
        }.map(\.slot)
    }
}

extension Topic: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        title = try reader.string()
        names = try reader.array()
        summary = try reader.string()
        groups = try reader.array()
        isNot = try reader.array()
        reviewed = try reader.string()
        sources = try reader.array()
        options = try reader.array()
        passages = try reader.array()
        location = try SourceLocation(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(title)
        writer.write(names)
        writer.write(summary)
        writer.write(groups)
        writer.write(isNot)
        writer.write(reviewed)
        writer.write(sources)
        writer.write(options)
        writer.write(passages)
        location.write(to: &writer)
    }
}

extension OptionRule: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        conditions = try reader.array()
        guard let weight = Weight(rawValue: try reader.string()) else { throw .corrupt(offset: reader.offset) }
        self.weight = weight
        _say = try DeferredText(from: &reader)
        _personal = try DeferredText(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(conditions)
        writer.write(weight.rawValue)
        _say.write(to: &writer)
        _personal.write(to: &writer)
    }
}

extension OptionRule.Condition: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        slot = try reader.string()
        values = try reader.array()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(slot)
        writer.write(values)
    }
}

extension SourceLocation {
    /// Where a location can't be read.
    static let nowhere = SourceLocation(file: "")
}

extension SourceLocation: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        self.init(file: try reader.string(), line: try reader.int())
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(file)
        writer.write(line)
    }
}
