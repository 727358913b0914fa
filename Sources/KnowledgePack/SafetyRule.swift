// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// A sign of danger, how people tell of it, and what is said first when they do.
package struct SafetyRule: Hashable, Sendable {
    /// What has to be done, the most pressing last.
    package enum Level: String, Sendable, CaseIterable, Comparable {
        /// Distress that may hide more: one kind question.
        case ask
        /// The care team has to know today.
        case callToday = "call-today"
        /// Help has to come now.
        case emergency
        /// Somebody may harm themself or be harmed.
        case crisis

        /// Whether it is about signs of an illness that cannot wait.
        package var isOfIllness: Bool { self == .emergency || self == .callToday }

        private var rank: Int {
            switch self {
            case .ask: 0
            case .callToday: 1
            case .emergency: 2
            case .crisis: 3
            }
        }

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    package var id: String
    package var level: Level
    /// Any one of these patterns is enough.
    @DeferredTexts package var patterns: [String]
    /// Patterns that switch the rule off.
    @DeferredTexts package var exceptions: [String]
    @DeferredText package var say: String
    @DeferredTexts package var sources: [String]
    @DeferredTexts package var examples: [String]
    /// Things that look alike and must not set it off.
    @DeferredTexts package var counterexamples: [String]
    @Deferred package var location: SourceLocation

    package init(
        id: String, level: Level, patterns: [String], exceptions: [String], say: String, sources: [String],
        examples: [String], counterexamples: [String], location: SourceLocation
    ) {
        self.id = id
        self.level = level
        self.patterns = patterns
        self.exceptions = exceptions
        self.say = say
        self.sources = sources
        self.examples = examples
        self.counterexamples = counterexamples
        self.location = location
    }
}

extension SafetyRule: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        guard let level = Level(rawValue: try reader.string()) else { throw .corrupt(offset: reader.offset) }
        self.level = level
        _patterns = try DeferredTexts(from: &reader)
        _exceptions = try DeferredTexts(from: &reader)
        _say = try DeferredText(from: &reader)
        _sources = try DeferredTexts(from: &reader)
        _examples = try DeferredTexts(from: &reader)
        _counterexamples = try DeferredTexts(from: &reader)
        _location = try Deferred(from: &reader, otherwise: .nowhere)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(level.rawValue)
        _patterns.write(to: &writer)
        _exceptions.write(to: &writer)
        _say.write(to: &writer)
        _sources.write(to: &writer)
        _examples.write(to: &writer)
        _counterexamples.write(to: &writer)
        _location.write(to: &writer)
    }
}
