// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import SearchIndex
internal import TextAnalysis

/// The patterns of a pack by where they are used, found by a word that they need; decoded only when an utterance has it.
struct PatternTable: Sendable {
    /// Who uses patterns; each has a stretch of the table, in the order of the pack.
    enum Section: Int, CaseIterable, Sendable {
        case safety, exceptions, scope, slotPhrases, slotAnswers

        /// The texts of a section's patterns, in order.
        func texts(of pack: Pack) -> [String] {
            switch self {
            case .safety: pack.safetyRules.flatMap(\.patterns)
            case .exceptions: pack.safetyRules.flatMap(\.exceptions)
            case .scope: pack.scope.names.flatMap { pack.scope[$0] }
            case .slotPhrases: pack.slots.flatMap(\.values).flatMap(\.phrases) + pack.profiles.flatMap(\.phrases)
            case .slotAnswers: pack.slots.flatMap(\.values).flatMap(\.answers)
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

    init(pack: Pack, compiler: PatternCompiler) {
        var patterns: [Pattern] = []
        sections = Section.allCases.map { section in
            let start = patterns.count
            patterns += section.texts(of: pack).map(compiler.pattern)
            return start..<patterns.count
        }
        let words = patterns.map { Set($0.anchors(compiler.firstStems)) }
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
        var found = Set(unanchored)
        for stem in Set(utterance.words.map(\.stem)) {
            for posting in anchors.postings(of: stem) { found.insert(posting.document) }
        }
        var bySection: [[Candidate]] = Array(repeating: [], count: sections.count)
        for number in found.sorted() {
            guard let section = sections.firstIndex(where: { $0.contains(number) }) else { continue }
            var reader = ArchiveReader(bytes, at: offsets[number])
            guard let pattern = try? Pattern(from: &reader) else { continue }
            bySection[section].append(Candidate(number: number - sections[section].lowerBound, pattern: pattern))
        }
        return PatternCandidates(bySection: bySection)
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
