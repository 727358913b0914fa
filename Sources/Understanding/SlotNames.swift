// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import TextAnalysis

/// Ways of naming slots, or of saying their values, looked up by word and read in place from an archive.
struct SlotNames: Sendable {
    /// A run of stems and what it stands for.
    struct Entry {
        var stems: [String]
        var attribute: Int
        /// The value of a cue; empty for a name.
        var value: String
        /// Whether it is a name that other slots' results go by too.
        var isShared = false
    }

    /// What begins at a word.
    struct Match {
        var attribute: Int
        var value: String
        var isShared: Bool
        /// How many words it has.
        var count: Int
    }

    private let phrases: PhraseTable
    private let attributes: PackedArray<UInt16>
    /// The value of each entry, as a place in `values`.
    private let valuePlaces: PackedArray<UInt16>
    private let shared: PackedArray<UInt8>
    private let values: [String]

    /// - Parameter entries: in the order in which equally long ones are found.
    init(_ entries: [Entry]) {
        let values = Set(entries.map(\.value)).sorted()
        self.values = values
        phrases = PhraseTable(entries.enumerated().map { .init(stems: $1.stems, number: $0) })
        attributes = PackedArray(entries.map { UInt16($0.attribute) })
        valuePlaces = PackedArray(entries.map { UInt16(values.firstIndex(of: $0.value) ?? 0) })
        shared = PackedArray(entries.map { $0.isShared ? 1 : 0 })
    }

    /// Whether all attributes are among so many.
    func isSound(attributes count: Int) -> Bool { attributes.allSatisfy { $0 < count } }

    /// Whether something begins with a word, whatever comes behind it.
    func holdsName(beginningWith word: Token) -> Bool { phrases.holdsPhrase(beginningWith: word.key) }

    /// What begins at a word, the longest first.
    func matches(in utterance: AnalyzedUtterance, at position: Int) -> [Match] {
        var found: [Match] = []
        phrases.forEachMatch(in: utterance, at: position, acrossSentences: true) { match in
            if match.number < attributes.count {
                let place = Int(valuePlaces[match.number])
                found.append(
                    Match(
                        attribute: Int(attributes[match.number]), value: place < values.count ? values[place] : "",
                        isShared: shared[match.number] != 0, count: match.end - position))
            }
            return true
        }
        return found
    }
}

extension SlotNames: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        phrases = try PhraseTable(from: &reader)
        attributes = try reader.packed()
        valuePlaces = try reader.packed()
        shared = try reader.packed()
        values = try reader.array()
        guard valuePlaces.count == attributes.count, shared.count == attributes.count else {
            throw .corrupt(offset: reader.offset)
        }
    }

    func write(to writer: inout ArchiveWriter) {
        phrases.write(to: &writer)
        writer.write(attributes)
        writer.write(valuePlaces)
        writer.write(shared)
        writer.write(values)
    }
}
