// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import SearchIndex
internal import Synchronization
internal import TextAnalysis

/// The patterns of a pack by where they are used, found by a word that they need; decoded only when an utterance has it.
struct PatternTable: Sendable {
    /// Who uses patterns; each has a stretch of the table, in the order of the pack.
    enum Section: Int, CaseIterable, Sendable {
        case safety, exceptions, scope, slotPhrases, slotAnswers, premises, premiseExceptions

        /// The texts of a section's patterns, in order.
        func texts(of pack: Pack) -> [String] {
            switch self {
            case .safety: pack.safetyRules.flatMap(\.patterns)
            case .exceptions: pack.safetyRules.flatMap(\.exceptions)
            case .scope: pack.scope.names.flatMap { pack.scope[$0] }
            case .slotPhrases: pack.slots.flatMap(\.values).flatMap(\.phrases) + pack.profiles.flatMap(\.phrases)
            case .slotAnswers: pack.slots.flatMap(\.values).flatMap(\.answers)
            case .premises: pack.premises.flatMap(\.phrases)
            case .premiseExceptions: pack.premises.flatMap(\.exceptions)
            }
        }
    }

    private let sections: [Range<Int>]
    private let anchors: InvertedIndex
    /// Patterns without a word that can be looked up.
    private let unanchored: [Int]
    private let offsets: [Int]
    private let bytes: ArchiveBytes
    private let range: Range<Int>
    private let decoded = Decoded()

    init(pack: Pack, compiler: PatternCompiler) {
        var patterns: [Pattern] = []
        sections = Section.allCases.map { section in
            let start = patterns.count
            patterns += section.texts(of: pack).map(compiler.pattern)
            return start..<patterns.count
        }
        let frequencies = compiler.frequencies(of: pack)
        let words = patterns.map { pattern in
            // The rarest of the words that it needs leads to a pattern.
            Set(
                pattern.requirements(compiler.firstStems).min {
                    $0.reduce(0) { $0 + frequencies[$1, default: 0] }
                        < $1.reduce(0) { $0 + frequencies[$1, default: 0] }
                } ?? [])
        }
        anchors = InvertedIndex(documents: words.map { $0.sorted().map { WeightedTerm($0) } })
        unanchored = words.indices.filter { words[$0].isEmpty }
        var writer = ArchiveWriter()
        offsets = patterns.map { pattern in
            let offset = writer.bytes.count
            pattern.write(to: &writer)
            return offset
        }
        bytes = ArchiveBytes(writer.bytes)
        range = 0..<writer.bytes.count
    }

    /// A pattern that may match an utterance, with its number within its section.
    struct Candidate {
        var number: Int
        var pattern: Pattern
    }

    /// The patterns that an utterance may match, by section, each section's by ascending number.
    ///
    /// - Complexity: O(*w* log *t* + *c*) for *w* words, *t* anchor words and *c* candidates.
    func candidates(for utterance: AnalyzedUtterance) -> PatternCandidates {
        var found = unanchored
        let stems = Set(utterance.words.map(\.stem))
        for stem in stems { anchors.forEachPosting(of: stem) { number, _ in found.append(number) } }
        found.sort()
        let present = StemSet(stems).bits
        var bySection: [[Candidate]] = Array(repeating: [], count: sections.count)
        var section = 0
        var last = -1
        decoded.patterns.withLock { patterns in
            for number in found where number != last {
                last = number
                guard let pattern = pattern(number, in: &patterns) else { continue }
                guard pattern.needs.allSatisfy({ $0 & present != 0 }) else { continue }
                while section < sections.count, number >= sections[section].upperBound { section += 1 }
                guard section < sections.count else { break }
                bySection[section].append(Candidate(number: number - sections[section].lowerBound, pattern: pattern))
            }
        }
        return PatternCandidates(bySection: bySection)
    }

    /// A pattern, which is decoded when it is first needed.
    private func pattern(_ number: Int, in patterns: inout [Pattern?]) -> Pattern? {
        if patterns.isEmpty { patterns = Array(repeating: nil, count: offsets.count) }
        if let pattern = patterns[number] { return pattern }
        var reader = ArchiveReader(bytes, at: offsets[number])
        let pattern = try? Pattern(from: &reader)
        patterns[number] = pattern
        return pattern
    }

    /// Patterns that were decoded; what is remembered changes no reading.
    private final class Decoded: Sendable {
        let patterns = Mutex<[Pattern?]>([])
    }
}

/// The patterns of each section that one utterance may match.
struct PatternCandidates {
    fileprivate let bySection: [[PatternTable.Candidate]]

    subscript(section: PatternTable.Section) -> [PatternTable.Candidate] { bySection[section.rawValue] }
}

extension PatternTable: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let ends: [Int] = try reader.array()
        var sections: [Range<Int>] = []
        for end in ends {
            let start = sections.last?.upperBound ?? 0
            guard end >= start else { throw .corrupt(offset: reader.offset) }
            sections.append(start..<end)
        }
        self.sections = sections
        anchors = try InvertedIndex(from: &reader)
        unanchored = try reader.array()
        let relative: [Int] = try reader.array()
        let range = try reader.encodedRange()
        let (start, length) = (range.lowerBound, range.count)
        guard sections.count == Section.allCases.count, relative.count == sections.last?.upperBound,
            relative.count == anchors.documentCount, relative.allSatisfy({ $0 >= 0 && $0 <= length }),
            unanchored.allSatisfy(relative.indices.contains)
        else { throw .corrupt(offset: reader.offset) }
        offsets = relative.map { $0 + start }
        bytes = reader.bytes
        self.range = range
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(sections.map(\.upperBound))
        anchors.write(to: &writer)
        writer.write(unanchored)
        writer.write(offsets.map { $0 - range.lowerBound })
        bytes.withUnsafeBytes { writer.write(encoded: Array($0[range])) }
    }
}
