// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// What staff rehearse with: key points, personas, and the words by which an answer is marked.
///
/// A conversation never looks at it: it stays in the archive, behind everything else, until it is asked for.
package struct Practice: Hashable, Sendable {
    /// Something that must not be said in answer to any question.
    package struct Caution: Hashable, Sendable {
        package var label: String
        /// Patterns as those of safety rules; any one is enough.
        package var patterns: [String]
        /// Patterns that count only where they are advised: as a command, or behind words such as "you can".
        package var advised: [String]
        /// Patterns that take it back wherever they are asserted in the same answer.
        package var unless: [String]
        /// Sentences that say it, and sentences that look alike and don't: what likeness is learnt from.
        package var unsafe: [String]
        package var safe: [String]

        package init(
            label: String, patterns: [String], advised: [String] = [], unless: [String] = [], unsafe: [String] = [],
            safe: [String] = []
        ) {
            self.label = label
            self.patterns = patterns
            self.advised = advised
            self.unless = unless
            self.unsafe = unsafe
            self.safe = safe
        }

        /// All that is listed under its label.
        fileprivate var lists: [[String]] { [patterns, advised, unless, unsafe, safe] }
    }

    /// The lists of words and patterns that marking an answer needs, by their names in a pack.
    package enum Cue: String, CaseIterable, Sendable {
        /// Words that carry no meaning of their own.
        case small
        /// What denies the words behind it.
        case negation
        /// What looks like a denial and is none.
        case pseudoNegation = "pseudo-negation"
        /// Where a denial ends.
        case boundary
        /// Verbs whose denial denies all that they introduce.
        case raising
        /// What makes the words behind it somebody else's, or only spoken of.
        case distancing
        /// What only supposes the words behind it, and what ends that.
        case supposing, resuming
        /// What takes back the words before it: at the head of a clause, and as all of one.
        case retracting, refusing
        /// What makes the words behind it advice, and what may stand before a command.
        case advising, opening
        /// Words that meet a feeling.
        case feeling
        /// Words of notes and staff, which no caller says: a question with one is not put.
        case shorthand
    }

    @DeferredTexts private var keyPointTexts: [String]
    @DeferredTexts private var personaTexts: [String]
    @DeferredTexts private var classTexts: [String]
    @DeferredTexts private var cautionTexts: [String]
    @DeferredTexts private var cueTexts: [String]

    package init(
        keyPoints: [KeyPoint] = [], personas: [Persona] = [], classes: NamedLists = NamedLists(),
        cautions: [Caution] = [], cues: [Cue: [String]] = [:]
    ) {
        keyPointTexts = keyPoints.map { Self.record([$0.owner, $0.line]) }
        personaTexts = personas.map { persona in
            Self.record(
                [persona.id, persona.name, persona.about, persona.isHard ? "hard" : "", persona.warm, persona.cold]
                    + persona.openings)
        }
        classTexts = classes.names.map { Self.record([$0] + classes[$0]) }
        cautionTexts = cautions.map { caution in
            Self.record([caution.label] + caution.lists.map(Self.list))
        }
        cueTexts = Cue.allCases.compactMap { cue in cues[cue].map { Self.record([cue.rawValue] + $0) } }
    }

    /// Whether there is anything to rehearse, without reading it.
    package var hasKeyPoints: Bool { _keyPointTexts.count > 0 }

    /// The key points, passage by passage and then rule by rule.
    ///
    /// - Complexity: O(*n*) in their length, each time that they are read.
    package var keyPoints: [KeyPoint] {
        keyPointTexts.compactMap { text in
            let fields = Self.fields(text)
            return fields.count == 2 ? try? KeyPoint(fields[1], of: fields[0]) : nil
        }
    }

    package var personas: [Persona] {
        personaTexts.compactMap { text in
            let fields = Self.fields(text)
            guard fields.count >= 6 else { return nil }
            return Persona(
                id: fields[0], name: fields[1], about: fields[2], isHard: !fields[3].isEmpty,
                openings: Array(fields[6...]), warm: fields[4], cold: fields[5])
        }
    }

    package var cautions: [Caution] {
        cautionTexts.map { text in
            let fields = Self.fields(text)
            let lists = fields.dropFirst().map(Self.items) + Array(repeating: [], count: max(0, 6 - fields.count))
            return Caution(
                label: fields[0], patterns: lists[0], advised: lists[1], unless: lists[2], unsafe: lists[3],
                safe: lists[4])
        }
    }

    /// The classes of words that the patterns of answers name, apart from those of the whole pack.
    package var classes: NamedLists {
        let lists = classTexts.map { text in
            let fields = Self.fields(text)
            return (fields[0], Array(fields.dropFirst()))
        }
        return NamedLists(Dictionary(lists) { first, _ in first })
    }

    /// The list of each cue; empty where the pack has none.
    package var cues: [Cue: [String]] {
        var lists: [Cue: [String]] = [:]
        for text in cueTexts {
            let fields = Self.fields(text)
            if let cue = Cue(rawValue: fields[0]) { lists[cue] = Array(fields.dropFirst()) }
        }
        return lists
    }

    /// Fields as one text; none of them holds a tab.
    private static func record(_ fields: [String]) -> String { fields.joined(separator: String(separator)) }

    private static func fields(_ text: String) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }

    /// A list as one field, its items by lines.
    private static func list(_ items: [String]) -> String {
        items.map { $0.split(separator: itemSeparator).joined(separator: " ") }.joined(separator: String(itemSeparator))
    }

    private static func items(_ field: String) -> [String] { field.split(separator: itemSeparator).map(String.init) }

    private static let separator: Character = "\t"
    private static let itemSeparator: Character = "\n"
}

extension Practice: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        _keyPointTexts = try DeferredTexts(from: &reader)
        _personaTexts = try DeferredTexts(from: &reader)
        _classTexts = try DeferredTexts(from: &reader)
        _cautionTexts = try DeferredTexts(from: &reader)
        _cueTexts = try DeferredTexts(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        _keyPointTexts.write(to: &writer)
        _personaTexts.write(to: &writer)
        _classTexts.write(to: &writer)
        _cautionTexts.write(to: &writer)
        _cueTexts.write(to: &writer)
    }
}
