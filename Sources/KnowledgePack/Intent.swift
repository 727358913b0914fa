// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// What the reply does, by the names that other tools know.
package enum ActKind: String, Hashable, Sendable, CaseIterable {
    case answer
    case options
    case slotUpdate = "slot_update"
    case urgent
    case crisis
    case declineAdvice = "decline_advice"
    case outOfScope = "out_of_scope"
    case social
    case clarify
}

/// What somebody wants who types such a thing.
package struct Intent: Hashable, Sendable {
    /// The moves about the conversation that a pack can give words to.
    package static let moves = [
        "more", "again", "simpler", "shorter", "why", "sources", "undo", "start-over", "list", "what-you-know",
        "not-what-i-asked", "skip", "star", "yes", "no", "dont-know", "whats-that", "leave",
    ]

    package var id: String
    package var act: ActKind
    /// The section that it asks about.
    package var aspect: String
    /// The move in the conversation that it is (`more`, `undo`, …); empty for the rest.
    package var move: String
    /// The topic and passage path that answer it, where it is about one.
    package var topic: String
    package var section: String
    /// What Careline says to it.
    @DeferredText package var say: String
    /// What it says to the same once more, in turn, so that nothing is said twice.
    @DeferredTexts package var then: [String]
    /// What it says instead, in turn, to who cares for somebody that is ill; empty for the same.
    @DeferredTexts package var ofRelative: [String]
    /// A good question to bring to the care team.
    @DeferredText package var ask: String
    @DeferredTexts package var sources: [String]
    /// Whether who types this shows feeling, which a reply meets first.
    package var showsFeeling: Bool
    /// Whether it speaks of people whom the user merely knows, as staff who ask for a caller never do.
    package var isOfOthers: Bool
    /// What is known of somebody who can't mean it; any of them is enough.
    package var unless: [OptionRule.Condition]
    /// Things that people type.
    @DeferredTexts package var examples: [String]
    @Deferred package var location: SourceLocation

    /// Whether who types this wants plainer words, or fewer.
    package var asksPlainer: Bool { move == "simpler" || move == "shorter" }

    package init(
        id: String, act: ActKind, aspect: String, move: String, topic: String, section: String, say: String,
        then: [String], ofRelative: [String] = [], ask: String, sources: [String], showsFeeling: Bool, isOfOthers: Bool,
        unless: [OptionRule.Condition] = [], examples: [String], location: SourceLocation
    ) {
        self.id = id
        self.act = act
        self.aspect = aspect
        self.move = move
        self.topic = topic
        self.section = section
        self.say = say
        self.then = then
        self.ofRelative = ofRelative
        self.ask = ask
        self.sources = sources
        self.showsFeeling = showsFeeling
        self.isOfOthers = isOfOthers
        self.unless = unless
        self.examples = examples
        self.location = location
    }
}

extension Intent: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        guard let act = ActKind(rawValue: try reader.string()) else { throw .corrupt(offset: reader.offset) }
        self.act = act
        aspect = try reader.string()
        move = try reader.string()
        topic = try reader.string()
        section = try reader.string()
        _say = try DeferredText(from: &reader)
        _then = try DeferredTexts(from: &reader)
        _ofRelative = try DeferredTexts(from: &reader)
        _ask = try DeferredText(from: &reader)
        _sources = try DeferredTexts(from: &reader)
        showsFeeling = try reader.bool()
        isOfOthers = try reader.bool()
        unless = try reader.array()
        _examples = try DeferredTexts(from: &reader)
        _location = try Deferred(from: &reader, otherwise: .nowhere)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(act.rawValue)
        writer.write(aspect)
        writer.write(move)
        writer.write(topic)
        writer.write(section)
        _say.write(to: &writer)
        _then.write(to: &writer)
        _ofRelative.write(to: &writer)
        _ask.write(to: &writer)
        _sources.write(to: &writer)
        writer.write(showsFeeling)
        writer.write(isOfOthers)
        writer.write(unless)
        _examples.write(to: &writer)
        _location.write(to: &writer)
    }
}
