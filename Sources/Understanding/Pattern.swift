// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// A pattern of the pack over words: alternatives, gaps, word classes, number ranges.
///
/// Written `leg|calf ... swollen & @drug`: words next to each other in order, `|` between alternatives at one place, `...`
/// for up to four words of the same sentence, `@` for a word class or a kind of entity, `#38..43` for a number, `&` between pieces
/// that may stand anywhere in the message.
struct Pattern: Hashable, Sendable {
    enum Alternative: Hashable, Sendable {
        /// Stems next to each other.
        case words([String])
        case number(from: Double, through: Double)
        /// A mention of an entity of this kind or group.
        case entity(String)
        /// Any of the alternatives of a word class, by its number.
        case wordClass(Int)

        /// How many words it is written with, as far as that is known.
        var length: Int { if case .words(let stems) = self { stems.count } else { 1 } }
    }

    enum Element: Hashable, Sendable {
        case gap
        case oneOf([Alternative])
    }

    static let longestGap = 4

    var pieces: [[Element]]
    /// Pieces, written `& !…`, that must not be in the message.
    var absent: [[Element]] = []
    /// Sets of words of each of which one must be there, as `StemSet` holds them.
    var needs: [UInt64] = []

    /// Whether a word is one of the pattern's own.
    func names(_ stem: String) -> Bool {
        pieces.joined().contains { element in
            guard case .oneOf(let alternatives) = element else { return false }
            return alternatives.contains { alternative in
                if case .words(let stems) = alternative { stems.contains(stem) } else { false }
            }
        }
    }

    /// Sets of words of each of which one must be there for the pattern to match.
    ///
    /// - Parameter firstStems: the first stems of each word class, by its number.
    func requirements(_ firstStems: [[String]]) -> [[String]] {
        func words(_ alternatives: [Alternative]) -> [String]? {
            var found: [String] = []
            for alternative in alternatives {
                switch alternative {
                case .words(let stems): found += stems.prefix(1)
                case .wordClass(let number): found += firstStems[number]
                case .number, .entity: return nil
                }
            }
            return found
        }
        return pieces.flatMap { $0 }.compactMap { element -> [String]? in
            if case .oneOf(let alternatives) = element { words(alternatives) } else { nil }
        }
    }
}

/// Turns the text of patterns into patterns, when a pack is compiled.
struct PatternCompiler {
    private let analyzer: Analyzer
    private let classNumbers: [String: Int]
    /// How many sets of needed words a pattern keeps.
    private static let mostNeeds = 4
    /// The phrases of the word classes, each with its class's number.
    let classPhrases: [PhraseTable.Phrase]
    /// The first stems of each class, by its number.
    let firstStems: [[String]]
    /// What the classes of a caller's own stand for, by their names.
    private var ownClasses: [String: [Pattern.Alternative]] = [:]

    init(analyzer: Analyzer, pack: Pack) {
        self.analyzer = analyzer
        let names = pack.classes.names
        classNumbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        let phrases = names.enumerated().flatMap { number, name in
            pack.classes[name].map { phrase in
                PhraseTable.Phrase(
                    stems: analyzer.tokens(of: phrase).filter(\.isContent).map(\.stem), number: number)
            }
        }
        classPhrases = phrases
        firstStems = names.indices.map { number in
            Set(phrases.filter { $0.number == number }.compactMap(\.stems.first)).sorted()
        }
    }

    /// The same, for patterns that name further classes: their phrases become the pattern's own words.
    ///
    /// - Parameter classes: phrases, and names of kinds and classes with their `@`; those of the pack are not named twice.
    func adding(_ classes: NamedLists) -> PatternCompiler {
        var compiler = self
        for name in classes.names {
            compiler.ownClasses[name] = classes[name].flatMap { phrase in
                phrase.hasPrefix("@") ? alternatives(phrase[...]) : alternatives(phrase: phrase)
            }.sorted { $0.length > $1.length }
        }
        return compiler
    }

    /// In how many sentences of a pack each stem stands.
    func frequencies(of pack: Pack) -> [String: Int] {
        var frequencies: [String: Int] = [:]
        let sentences =
            pack.intents.flatMap(\.examples) + pack.passages.flatMap(\.questions)
            + pack.safetyRules.flatMap { $0.examples + $0.counterexamples }
        for sentence in sentences {
            for stem in Set(analyzer.tokens(of: sentence).map(\.stem)) { frequencies[stem, default: 0] += 1 }
        }
        return frequencies
    }

    func pattern(_ text: String) -> Pattern {
        var pattern = Pattern(pieces: [])
        for part in text.split(separator: "&") {
            let words = part.drop { $0 == " " }
            let piece = piece(words.first == "!" ? words.dropFirst() : words)
            if piece.isEmpty { continue }
            if words.first == "!" { pattern.absent.append(piece) } else { pattern.pieces.append(piece) }
        }
        let sets = pattern.requirements(firstStems).map(StemSet.init)
        pattern.needs = Array(
            sets.map(\.bits).sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }.prefix(Self.mostNeeds))
        return pattern
    }

    private func piece(_ text: Substring) -> [Pattern.Element] {
        text.split(separator: " ").flatMap { part -> [Pattern.Element] in
            if part == "..." { return [.gap] }
            let alternatives = part.split(separator: "|").flatMap(alternatives)
            return alternatives.isEmpty ? [] : [.oneOf(alternatives)]
        }
    }

    private func alternatives(_ text: Substring) -> [Pattern.Alternative] {
        if text.hasPrefix("@") {
            let name = String(text.dropFirst())
            if let own = ownClasses[name] { return own }
            return [classNumbers[name].map { .wordClass($0) } ?? .entity(name)]
        }
        if text.hasPrefix("#"), let range = Self.range(text.dropFirst()) {
            return [.number(from: range.0, through: range.1)]
        }
        return alternatives(phrase: String(text))
    }

    private func alternatives(phrase: String) -> [Pattern.Alternative] {
        let stems = analyzer.tokens(of: phrase).filter(\.isContent).map(\.stem)
        return stems.isEmpty ? [] : [.words(stems)]
    }

    private static func range(_ text: Substring) -> (Double, Double)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // `38..43`, `100.4..110`: the two dots part the ends.
        guard let gap = (1..<max(1, parts.count)).first(where: { parts[$0].isEmpty }) else { return nil }
        let from = parts[..<gap].joined(separator: ".")
        let through = parts[(gap + 1)...].joined(separator: ".")
        guard let low = Double(from), let high = Double(through) else { return nil }
        return (low, high)
    }
}

extension Pattern: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        pieces = []
        for _ in 0..<max(0, try reader.int()) { pieces.append(try reader.array()) }
        for _ in 0..<max(0, try reader.int()) { absent.append(try reader.array()) }
        needs = try reader.array().map { (bits: Int) in UInt64(bitPattern: Int64(bits)) }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(pieces.count)
        for piece in pieces { writer.write(piece) }
        writer.write(absent.count)
        for piece in absent { writer.write(piece) }
        writer.write(needs.map { Int(Int64(bitPattern: $0)) })
    }
}

extension Pattern.Element: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        self = try reader.bool() ? .oneOf(try reader.array()) : .gap
    }

    func write(to writer: inout ArchiveWriter) {
        switch self {
        case .gap: writer.write(false)
        case .oneOf(let alternatives):
            writer.write(true)
            writer.write(alternatives)
        }
    }
}

extension Pattern.Alternative: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        switch try reader.int() {
        case 0: self = .words(try reader.array())
        case 1: self = .number(from: try reader.double(), through: try reader.double())
        case 2: self = .entity(try reader.string())
        case 3: self = .wordClass(try reader.int())
        default: throw .corrupt(offset: reader.offset)
        }
    }

    func write(to writer: inout ArchiveWriter) {
        switch self {
        case .words(let stems):
            writer.write(0)
            writer.write(stems)
        case .number(let from, let through):
            writer.write(1)
            writer.write(from)
            writer.write(through)
        case .entity(let group):
            writer.write(2)
            writer.write(group)
        case .wordClass(let number):
            writer.write(3)
            writer.write(number)
        }
    }
}
