// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import SearchIndex
internal import TextAnalysis

/// Runs of stems, each with a number, found by their first stem; decoded only when an utterance has it.
struct PhraseTable: Sendable {
    /// A phrase and what it stands for.
    struct Phrase: Hashable, Sendable {
        var stems: [String]
        var number: Int
    }

    /// The phrases at one place, longest first.
    struct Match: Hashable, Sendable {
        var number: Int
        var end: Int
    }

    private let index: InvertedIndex
    /// Where each phrase stands in the bytes.
    private let offsets: [Int]
    private let bytes: ArchiveBytes
    private let range: Range<Int>

    /// - Parameter phrases: in the order in which equally long ones win.
    init(_ phrases: [Phrase]) {
        let sorted = phrases.filter { !$0.stems.isEmpty }.enumerated()
            .sorted { ($1.element.stems.count, $0.offset) < ($0.element.stems.count, $1.offset) }.map(\.element)
        index = InvertedIndex(documents: sorted.map { $0.stems.prefix(1).map { WeightedTerm($0) } })
        var writer = ArchiveWriter()
        offsets = sorted.map { phrase in
            let offset = writer.bytes.count
            writer.write(phrase.number)
            writer.write(phrase.stems)
            return offset
        }
        bytes = ArchiveBytes(writer.bytes)
        range = 0..<writer.bytes.count
    }

    /// The phrases that begin at a word, longest first.
    func matches(in utterance: AnalyzedUtterance, at position: Int) -> [Match] {
        let words = utterance.words
        return index.postings(of: words[position].stem).compactMap { posting in
            var reader = ArchiveReader(bytes, at: offsets[posting.document])
            guard let number = try? reader.int(), let count = try? reader.int(), count > 0 else { return nil }
            guard position + count <= words.count,
                utterance.sentences[position] == utterance.sentences[position + count - 1]
            else { return nil }
            for offset in 0..<count {
                guard let stem = try? reader.string(), words[position + offset].stem == stem else { return nil }
            }
            return Match(number: number, end: position + count)
        }
    }
}

extension PhraseTable: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        index = try InvertedIndex(from: &reader)
        let relative: [Int] = try reader.array()
        let range = try reader.encodedRange()
        let length = range.count
        guard relative.allSatisfy({ $0 >= 0 && $0 < length }), relative.count == index.documentCount else {
            throw .corrupt(offset: reader.offset)
        }
        let start = range.lowerBound
        offsets = relative.map { $0 + start }
        bytes = reader.bytes
        self.range = range
    }

    func write(to writer: inout ArchiveWriter) {
        index.write(to: &writer)
        writer.write(offsets.map { $0 - range.lowerBound })
        bytes.withUnsafeBytes { writer.write(encoded: Array($0[range])) }
    }
}
