// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// A pattern of the pack as it is written.
///
/// Written `leg|calf ... swollen & @drug`: words next to each other in order, `|` between alternatives at one place, `...`
/// for up to four words of the same sentence, `@` for a word class or a kind of entity, `#38..43` for a number, `&` between pieces
/// that may stand anywhere in the message.
struct ParsedPattern {
    enum Alternative {
        /// Stems next to each other, by their keys.
        case words([UInt64])
        case number(from: Double, through: Double)
        /// A mention of an entity of this kind or group.
        case entity(String)
        /// Any of the alternatives of a word class, by its number.
        case wordClass(Int)

        /// How many words it is written with, as far as that is known.
        var length: Int { if case .words(let keys) = self { keys.count } else { 1 } }
    }

    enum Element {
        case gap
        case oneOf([Alternative])
    }

    var pieces: [[Element]]
    /// Pieces, written `& !…`, that must not be in the message.
    var absent: [[Element]] = []
    /// Sets of words of each of which one must be there, as `StemSet` holds them.
    var needs: [StemSet] = []

    /// Sets of words, by their keys, of each of which one must be there for the pattern to match.
    ///
    /// - Parameter firstKeys: the keys of the first stems of each word class, by its number.
    func requirements(_ firstKeys: [[UInt64]]) -> [[UInt64]] {
        func words(_ alternatives: [Alternative]) -> [UInt64]? {
            var found: [UInt64] = []
            for alternative in alternatives {
                switch alternative {
                case .words(let keys): found += keys.prefix(1)
                case .wordClass(let number): found += firstKeys[number]
                case .number, .entity: return nil
                }
            }
            return found
        }
        return pieces.flatMap { $0 }.compactMap { element -> [UInt64]? in
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
    /// The keys of the first stems of each class, by its number.
    let firstKeys: [[UInt64]]
    /// What the classes of a caller's own stand for, by their names.
    private var ownClasses: [String: [ParsedPattern.Alternative]] = [:]

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
        firstKeys = names.indices.map { number in
            Set(phrases.filter { $0.number == number }.compactMap(\.stems.first)).sorted().map { TextHash.of($0) }
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

    /// In how many sentences of a pack each stem stands, by its key.
    func frequencies(of pack: Pack) -> [UInt64: Int] {
        var frequencies: [UInt64: Int] = [:]
        let sentences =
            pack.intents.flatMap(\.examples) + pack.passages.flatMap(\.questions)
            + pack.safetyRules.flatMap { $0.examples + $0.counterexamples }
        for sentence in sentences {
            for key in Set(analyzer.tokens(of: sentence).map(\.key)) { frequencies[key, default: 0] += 1 }
        }
        return frequencies
    }

    func parsed(_ text: String) -> ParsedPattern {
        var pattern = ParsedPattern(pieces: [])
        for part in text.split(separator: "&") {
            let words = part.drop { $0 == " " }
            let piece = piece(words.first == "!" ? words.dropFirst() : words)
            if piece.isEmpty { continue }
            if words.first == "!" { pattern.absent.append(piece) } else { pattern.pieces.append(piece) }
        }
        let sets = pattern.requirements(firstKeys).map(StemSet.init)
        pattern.needs = Array(sets.sorted { $0.count < $1.count }.prefix(Self.mostNeeds))
        return pattern
    }

    private func piece(_ text: Substring) -> [ParsedPattern.Element] {
        text.split(separator: " ").flatMap { part -> [ParsedPattern.Element] in
            if part == "..." { return [.gap] }
            let alternatives = part.split(separator: "|").flatMap(alternatives)
            return alternatives.isEmpty ? [] : [.oneOf(alternatives)]
        }
    }

    private func alternatives(_ text: Substring) -> [ParsedPattern.Alternative] {
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

    private func alternatives(phrase: String) -> [ParsedPattern.Alternative] {
        let keys = analyzer.tokens(of: phrase).filter(\.isContent).map(\.key)
        return keys.isEmpty ? [] : [.words(keys)]
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
