// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What is known of a term before its postings are read.
struct TermEntry: Hashable {
    var documentFrequency: Int
    /// Where its postings stand in their part of the file.
    var postings: Range<Int>
    /// Its summaries, by number in their part of the file; none for fewer postings than fill a block.
    var blocks: Range<Int>
    /// The frequency and the length byte of the posting that is worth most; `BlockSummary` says how.
    var bestFrequency: UInt8
    var bestLength: UInt8
    /// How many digits the highest frequency less one has.
    var frequencyDigits: Int
    /// The smallest length byte.
    var leastLength: UInt8

    /// How many summaries the postings of a term have.
    static func blockCount(_ documentFrequency: Int) -> Int {
        documentFrequency < BlockCodec.count ? 0 : (documentFrequency + BlockCodec.count - 1) / BlockCodec.count
    }
}

/// Terms stand in groups of so many, each term as what differs from the one before it.
enum TermGroups {
    static let size = 16
}

/// The terms of a file in the order of their bytes, read in place.
struct TermDictionary {
    let terms: UnsafeRawBufferPointer
    let offsets: UnsafeRawBufferPointer
    let postingsSize: Int
    let blockCount: Int

    private var groupCount: Int { offsets.count / 8 }

    /// The entry of a term; nil where the file has none.
    ///
    /// - Complexity: O(log *t*) in the number of terms.
    func entry(of term: UnsafeRawBufferPointer) throws(IndexFileError) -> TermEntry? {
        var low = 0
        var high = groupCount
        while low < high {
            let middle = (low + high) / 2
            var reader = try GroupReader(self, group: middle)
            guard try reader.next() else { throw Self.damaged }
            if reader.compare(term) > 0 { high = middle } else { low = middle + 1 }
        }
        guard low > 0 else { return nil }
        var reader = try GroupReader(self, group: low - 1)
        while try reader.next() {
            let order = reader.compare(term)
            if order == 0 { return reader.entry }
            if order > 0 { return nil }
        }
        return nil
    }

    private static var damaged: IndexFileError { .damaged(part: IndexPart.terms.description) }

    /// Reads the terms of a group one after another.
    private struct GroupReader {
        private let dictionary: TermDictionary
        private let end: Int
        private var position: Int
        private var term: [UInt8] = []
        private var postingsEnd: Int
        private var blocksEnd: Int
        private(set) var entry = TermEntry(
            documentFrequency: 0, postings: 0..<0, blocks: 0..<0, bestFrequency: 0, bestLength: 0, frequencyDigits: 0,
            leastLength: 0)

        init(_ dictionary: TermDictionary, group: Int) throws(IndexFileError) {
            self.dictionary = dictionary
            let size = dictionary.terms.count
            func offset(_ group: Int) -> Int? {
                guard group < dictionary.groupCount else { return size }
                let value = UInt64(
                    littleEndian: dictionary.offsets.loadUnaligned(fromByteOffset: group * 8, as: UInt64.self))
                return value <= UInt64(size) ? Int(value) : nil
            }
            guard let start = offset(group), let end = offset(group + 1), start < end else {
                throw TermDictionary.damaged
            }
            self.end = end
            position = start
            guard
                let postings = VariableLength.read(dictionary.terms, &position, upTo: dictionary.postingsSize),
                let blocks = VariableLength.read(dictionary.terms, &position, upTo: dictionary.blockCount)
            else { throw TermDictionary.damaged }
            postingsEnd = postings
            blocksEnd = blocks
        }

        /// Goes to the next term; false at the end of the group.
        mutating func next() throws(IndexFileError) -> Bool {
            guard position < end else { return false }
            let bytes = dictionary.terms
            guard position + 2 <= end else { throw damaged }
            let shared = Int(bytes[position])
            let added = Int(bytes[position + 1])
            position += 2
            guard shared <= term.count, position + added <= end else { throw damaged }
            term.removeSubrange(shared...)
            term.append(contentsOf: bytes[position..<(position + added)])
            position += added
            guard let frequency = VariableLength.read(bytes, &position, upTo: IndexLimits.documents), frequency > 0,
                let size = VariableLength.read(bytes, &position, upTo: dictionary.postingsSize - postingsEnd),
                position + 4 <= end
            else { throw damaged }
            let blocks = TermEntry.blockCount(frequency)
            guard blocks <= dictionary.blockCount - blocksEnd else { throw damaged }
            entry = TermEntry(
                documentFrequency: frequency, postings: postingsEnd..<(postingsEnd + size),
                blocks: blocksEnd..<(blocksEnd + blocks), bestFrequency: bytes[position],
                bestLength: bytes[position + 1], frequencyDigits: Int(bytes[position + 2] & 31),
                leastLength: bytes[position + 3])
            position += 4
            postingsEnd += size
            blocksEnd += blocks
            return true
        }

        /// Below 0 where the term stands before another, 0 where it is the same.
        func compare(_ other: UnsafeRawBufferPointer) -> Int {
            term.withUnsafeBytes { byteOrder($0, other) }
        }

        private var damaged: IndexFileError { TermDictionary.damaged }
    }
}

/// The order of bytes: below 0, 0 or above 0 as the first stands before, with or behind the second.
func byteOrder(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int {
    let shared = min(first.count, second.count)
    if shared > 0, let one = first.baseAddress, let other = second.baseAddress {
        let order = memcmp(one, other, shared)
        if order != 0 { return Int(order) }
    }
    return first.count - second.count
}

/// Writes the terms of a file, which come in the order of their bytes.
struct TermDictionaryWriter {
    private(set) var offsets: [UInt8] = []
    private(set) var count = 0
    private var last: [UInt8] = []
    private var size: UInt64 = 0

    /// The bytes of one more term.
    mutating func bytes(of term: UnsafeRawBufferPointer, _ entry: TermEntry) -> [UInt8] {
        var bytes: [UInt8] = []
        if count % TermGroups.size == 0 {
            offsets.append(fixed: size)
            VariableLength.append(UInt64(entry.postings.lowerBound), to: &bytes)
            VariableLength.append(UInt64(entry.blocks.lowerBound), to: &bytes)
            last = []
        }
        let shared = zip(last, term).prefix { $0 == $1 }.count
        bytes.append(UInt8(shared))
        bytes.append(UInt8(term.count - shared))
        bytes.append(contentsOf: term[shared...])
        VariableLength.append(UInt64(entry.documentFrequency), to: &bytes)
        VariableLength.append(UInt64(entry.postings.count), to: &bytes)
        bytes += [entry.bestFrequency, entry.bestLength, UInt8(entry.frequencyDigits), entry.leastLength]
        last = Array(term)
        size += UInt64(bytes.count)
        count += 1
        return bytes
    }
}
