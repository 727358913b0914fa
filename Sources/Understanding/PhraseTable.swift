// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import TextAnalysis

/// Runs of stems, each with a number, found by their first stem and compared by their keys; read in place from an archive.
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

    /// The hashes of first stems, and where the phrases of each begin; one more for the end.
    private let firsts: HashDirectory
    private let starts: PackedArray<UInt32>
    /// What each phrase stands for.
    private let numbers: PackedArray<UInt32>
    /// Where the keys of each phrase's stems begin; one more for the end.
    private let ends: PackedArray<UInt32>
    private let keys: PackedArray<UInt64>

    /// - Parameter phrases: in the order in which equally long ones win.
    init(_ phrases: [Phrase]) {
        let sorted = phrases.filter { !$0.stems.isEmpty }.enumerated()
            .sorted { ($1.element.stems.count, $0.offset) < ($0.element.stems.count, $1.offset) }.map(\.element)
        let keyed = sorted.map { (number: $0.number, keys: $0.stems.map { TextHash.of($0) }) }
        let groups = Dictionary(grouping: keyed) { $0.keys[0] }.sorted { $0.key < $1.key }
        firsts = HashDirectory(groups.map(\.key), bits: UInt64.bitWidth)
        var starts: [UInt32] = [0]
        var numbers: [UInt32] = []
        var ends: [UInt32] = [0]
        var keys: [UInt64] = []
        for (_, phrases) in groups {
            for phrase in phrases {
                numbers.append(UInt32(phrase.number))
                keys += phrase.keys
                ends.append(UInt32(keys.count))
            }
            starts.append(UInt32(numbers.count))
        }
        self.starts = PackedArray(starts)
        self.numbers = PackedArray(numbers)
        self.ends = PackedArray(ends)
        self.keys = PackedArray(keys)
    }

    /// Whether a phrase begins with a stem, by its key.
    func holdsPhrase(beginningWith key: UInt64) -> Bool { firsts.contains(key) }

    /// Calls `body` with the phrases that begin at a word, longest first, until it has had enough.
    ///
    /// - Parameters:
    ///   - acrossSentences: whether a phrase may go on in the next sentence.
    ///   - body: returns whether to go on.
    @inline(__always)
    func forEachMatch(
        in utterance: AnalyzedUtterance, at position: Int, acrossSentences: Bool = false, _ body: (Match) -> Bool
    ) {
        let words = utterance.words
        guard let first = firsts.place(of: words[position].key) else { return }
        let last = min(Int(starts[first + 1]), numbers.count)
        var phrase = Int(starts[first])
        while phrase < last {
            let (start, end) = (Int(ends[phrase]), Int(ends[phrase + 1]))
            let count = end - start
            if count > 0, end <= keys.count, position + count <= words.count,
                acrossSentences || utterance.sentences[position] == utterance.sentences[position + count - 1],
                (1..<count).allSatisfy({ words[position + $0].key == keys[start + $0] })
            {
                guard body(Match(number: Int(numbers[phrase]), end: position + count)) else { return }
            }
            phrase += 1
        }
    }

    /// The longest phrase that begins at a word.
    func longestMatch(in utterance: AnalyzedUtterance, at position: Int) -> Match? {
        var found: Match?
        forEachMatch(in: utterance, at: position) {
            found = $0
            return false
        }
        return found
    }
}

extension PhraseTable: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        firsts = try HashDirectory(from: &reader)
        starts = try reader.packed()
        numbers = try reader.packed()
        ends = try reader.packed()
        keys = try reader.packed()
        guard starts.count == firsts.count + 1, ends.count == numbers.count + 1 else {
            throw .corrupt(offset: reader.offset)
        }
    }

    func write(to writer: inout ArchiveWriter) {
        firsts.write(to: &writer)
        writer.write(starts)
        writer.write(numbers)
        writer.write(ends)
        writer.write(keys)
    }
}
