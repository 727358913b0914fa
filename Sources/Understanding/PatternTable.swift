// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// The patterns of a pack by where they are used, found by a word that they need; read in place from an archive.
struct PatternTable: Sendable {
    /// Who uses patterns; each has a stretch of the table, in the order of the pack.
    enum Section: Int, CaseIterable, Sendable {
        case safety, exceptions, scope, slotPhrases, slotAnswers, premises, premiseExceptions

        /// The texts of a section's patterns, in order, each list with the number of what it belongs to: the place of a rule or a
        /// premise in the pack, or of a trigger among all; nil for what nothing asks after.
        func texts(of pack: Pack) -> [(owner: Int?, texts: [String])] {
            switch self {
            case .safety: pack.safetyRules.enumerated().map { ($0, $1.patterns) }
            case .exceptions: pack.safetyRules.enumerated().map { ($0, $1.exceptions) }
            case .scope: pack.scope.names.map { (ScopeTrigger(name: $0)?.rawValue, pack.scope[$0]) }
            case .slotPhrases:
                pack.slots.flatMap(\.values).map { (nil, $0.phrases) } + pack.profiles.map { (nil, $0.phrases) }
            case .slotAnswers: pack.slots.flatMap(\.values).map { (nil, $0.answers) }
            case .premises: pack.premises.enumerated().map { ($0, $1.phrases) }
            case .premiseExceptions: pack.premises.enumerated().map { ($0, $1.exceptions) }
            }
        }
    }

    private let sections: [Range<Int>]
    /// The keys of words that lead to patterns, and where the patterns of each begin; one more for the end.
    private let anchors: HashDirectory
    private let starts: PackedArray<UInt32>
    private let anchored: PackedArray<UInt32>
    /// Patterns without a word that can be looked up.
    private let unanchored: PackedArray<UInt32>
    /// The numbers that the patterns are, and where each begins among them.
    private let numbers: PackedArray<UInt48>
    private let offsets: PackedArray<UInt32>
    /// What each pattern belongs to; `noOwner` for nothing.
    private let owners: PackedArray<UInt16>
    private static let noOwner = UInt16.max

    init(pack: Pack, compiler: PatternCompiler) {
        var patterns: [ParsedPattern] = []
        var owners: [UInt16] = []
        sections = Section.allCases.map { section in
            let start = patterns.count
            for (owner, texts) in section.texts(of: pack) {
                patterns += texts.map(compiler.parsed)
                owners += texts.map { _ in owner.flatMap { UInt16(exactly: $0) } ?? Self.noOwner }
            }
            return start..<patterns.count
        }
        let frequencies = compiler.frequencies(of: pack)
        let words = patterns.map { pattern in
            // The rarest of the words that it needs leads to a pattern.
            Set(
                pattern.requirements(compiler.firstKeys).min {
                    $0.reduce(0) { $0 + frequencies[$1, default: 0] }
                        < $1.reduce(0) { $0 + frequencies[$1, default: 0] }
                } ?? [])
        }
        let byWord = Dictionary(
            words.enumerated().flatMap { number, own in own.map { ($0, [UInt32(number)]) } }, uniquingKeysWith: +
        ).sorted { $0.key < $1.key }
        anchors = HashDirectory(byWord.map(\.key), bits: UInt64.bitWidth)
        starts = PackedArray(byWord.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.value.count)) })
        anchored = PackedArray(byWord.flatMap(\.value))
        unanchored = PackedArray(words.indices.filter { words[$0].isEmpty }.map { UInt32($0) })
        var numbers: [UInt48] = []
        var offsets: [UInt32] = []
        for pattern in patterns {
            offsets.append(UInt32(numbers.count))
            numbers += Pattern.numbers(of: pattern)
        }
        self.numbers = PackedArray(numbers)
        self.offsets = PackedArray(offsets)
        self.owners = PackedArray(owners)
    }

    /// A pattern that may match an utterance, with its number within its section.
    struct Candidate {
        var number: Int
        /// What the pattern belongs to, where its section says so.
        var owner: Int?
        var pattern: Pattern
    }

    /// The patterns that an utterance may match, by section, each section's by ascending number.
    ///
    /// - Complexity: O(*w* log *t* + *c*) for *w* words, *t* anchor words and *c* candidates.
    func candidates(for utterance: AnalyzedUtterance) -> PatternCandidates {
        var found = unanchored.elements
        let keys = utterance.words.map(\.key)
        for key in keys {
            guard let anchor = anchors.place(of: key) else { continue }
            let end = min(Int(starts[anchor + 1]), anchored.count)
            for place in min(Int(starts[anchor]), end)..<end { found.append(anchored[place]) }
        }
        found.sort()
        let present = StemSet(keys)
        var bySection: [[Candidate]] = Array(repeating: [], count: sections.count)
        var section = 0
        var last = -1
        for number in found.lazy.map({ Int($0) }) where number != last && number < offsets.count {
            last = number
            let pattern = Pattern(numbers, at: Int(offsets[number]))
            guard pattern.mayMatch(present) else { continue }
            while section < sections.count, number >= sections[section].upperBound { section += 1 }
            guard section < sections.count else { break }
            let owner = owners[number]
            bySection[section].append(
                Candidate(
                    number: number - sections[section].lowerBound, owner: owner == Self.noOwner ? nil : Int(owner),
                    pattern: pattern))
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
        anchors = try HashDirectory(from: &reader)
        starts = try reader.packed()
        anchored = try reader.packed()
        unanchored = try reader.packed()
        numbers = try reader.packed()
        offsets = try reader.packed()
        owners = try reader.packed()
        guard sections.count == Section.allCases.count, offsets.count == sections.last?.upperBound,
            owners.count == offsets.count,
            starts.count == anchors.count + 1
        else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(sections.map(\.upperBound))
        anchors.write(to: &writer)
        writer.write(starts)
        writer.write(anchored)
        writer.write(unanchored)
        writer.write(numbers)
        writer.write(offsets)
        writer.write(owners)
    }
}
