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
    /// The same of the posting that comes tenth by its worth; a frequency of 0 where there are fewer, or it is not known.
    ///
    /// Ten documents score no less for this term alone: a search for ten begins with that threshold.
    var tenthFrequency: UInt8
    var tenthLength: UInt8
    static let tenth = 10
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

    private enum Lookup {
        case found(TermEntry)
        case missing
        case damaged
    }

    private var groupCount: Int { offsets.count / 8 }

    /// The entry of a term of at most `IndexLimits.longestTerm` bytes; nil where the file has none.
    ///
    /// - Complexity: O(log *t*) in the number of terms.
    func entry(of term: UnsafeRawBufferPointer) throws(IndexFileError) -> TermEntry? {
        switch lookUp(term) {
        case .found(let entry): return entry
        case .missing: return nil
        case .damaged: throw .damaged(part: IndexPart.terms.description)
        }
    }

    private func lookUp(_ term: UnsafeRawBufferPointer) -> Lookup {
        var low = 0
        var high = groupCount
        while low < high {
            let middle = (low + high) / 2
            guard var group = Group(self, middle), let head = group.nextHead(), head.shared == 0 else {
                return .damaged
            }
            if byteOrder(head.added, term) > 0 { high = middle } else { low = middle + 1 }
        }
        guard low > 0 else { return .missing }
        guard var group = Group(self, low - 1) else { return .damaged }
        return withUnsafeTemporaryAllocation(byteCount: 2 * (IndexLimits.longestTerm + 1), alignment: 1) { buffer in
            var count = 0
            while !group.isAtEnd {
                guard let head = group.nextHead(), head.shared <= count, let entry = group.nextEntry() else {
                    return .damaged
                }
                count = head.shared + head.added.count
                UnsafeMutableRawBufferPointer(rebasing: buffer[head.shared..<count]).copyMemory(from: head.added)
                let order = byteOrder(UnsafeRawBufferPointer(rebasing: buffer[..<count]), term)
                if order == 0 { return .found(entry) }
                if order > 0 { return .missing }
            }
            return .missing
        }
    }

    /// A term's beginning: how much is as in the term before it, and what is not.
    private struct Head {
        var shared: Int
        var added: UnsafeRawBufferPointer
    }

    /// Reads the terms of a group one after another.
    private struct Group {
        private let dictionary: TermDictionary
        private let end: Int
        private var position: Int
        private var postingsEnd: Int
        private var blocksEnd: Int
        /// The bytes that an entry ends with.
        private static let fixedSize = 6

        /// The group of a number; nil where the file is damaged.
        init?(_ dictionary: TermDictionary, _ group: Int) {
            let size = dictionary.terms.count
            let start = Self.offset(dictionary, group)
            end = group + 1 < dictionary.groupCount ? Self.offset(dictionary, group + 1) : size
            guard start < end, end <= size else { return nil }
            self.dictionary = dictionary
            position = start
            guard
                let postings = VariableLength.read(dictionary.terms, &position, upTo: dictionary.postingsSize),
                let blocks = VariableLength.read(dictionary.terms, &position, upTo: dictionary.blockCount)
            else { return nil }
            postingsEnd = postings
            blocksEnd = blocks
        }

        private static func offset(_ dictionary: TermDictionary, _ group: Int) -> Int {
            Int(
                clamping: UInt64(
                    littleEndian: dictionary.offsets.loadUnaligned(fromByteOffset: group * 8, as: UInt64.self)))
        }

        var isAtEnd: Bool { position >= end }

        /// The next term's beginning; nil where the file is damaged.
        mutating func nextHead() -> Head? {
            guard position + 2 <= end else { return nil }
            let shared = Int(dictionary.terms[position])
            let added = Int(dictionary.terms[position + 1])
            position += 2
            guard position + added <= end else { return nil }
            defer { position += added }
            return Head(
                shared: shared, added: UnsafeRawBufferPointer(rebasing: dictionary.terms[position..<(position + added)])
            )
        }

        /// What comes behind a term's beginning; nil where the file is damaged.
        mutating func nextEntry() -> TermEntry? {
            let bytes = dictionary.terms
            guard let frequency = VariableLength.read(bytes, &position, upTo: IndexLimits.documents), frequency > 0,
                let size = VariableLength.read(bytes, &position, upTo: dictionary.postingsSize - postingsEnd),
                position + Self.fixedSize <= end
            else { return nil }
            let blocks = TermEntry.blockCount(frequency)
            guard blocks <= dictionary.blockCount - blocksEnd else { return nil }
            defer {
                position += Self.fixedSize
                postingsEnd += size
                blocksEnd += blocks
            }
            return TermEntry(
                documentFrequency: frequency, postings: postingsEnd..<(postingsEnd + size),
                blocks: blocksEnd..<(blocksEnd + blocks), bestFrequency: bytes[position],
                bestLength: bytes[position + 1], tenthFrequency: bytes[position + 2], tenthLength: bytes[position + 3],
                frequencyDigits: Int(bytes[position + 4] & 31), leastLength: bytes[position + 5])
        }
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
        bytes += [
            entry.bestFrequency, entry.bestLength, entry.tenthFrequency, entry.tenthLength,
            UInt8(entry.frequencyDigits), entry.leastLength,
        ]
        last = Array(term)
        size += UInt64(bytes.count)
        count += 1
        return bytes
    }
}
