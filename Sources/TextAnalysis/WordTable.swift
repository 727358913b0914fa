// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// Known words with how often they were seen, read in place: by first letter and length, in alphabetical order.
struct WordTable: Sendable {
    /// Longer words are not kept.
    static let longestWord = 32
    /// The weight of names, above any count.
    static let nameWeight = 4095

    /// Words of one first letter and one length, one after another, and the weight of each in two six-bit digits.
    struct Bucket: Sendable {
        var words: Range<Int>
        var weights: Range<Int>
        var length: Int
        var count: Int { words.count / length }
    }

    private let bytes: ArchiveBytes
    /// Where the first bucket begins.
    private let start: Int
    /// Where each bucket ends, from there: by first letter, then by length from 1.
    private let ends: PackedArray<UInt32>
    private static let bucketCount = 26 * longestWord
    /// The bytes of a weight.
    private static let weightDigits = 2

    /// - Parameter weights: words of the letters a to z with their weights, 0 to `nameWeight`; other words are passed over.
    init(weights: [String: Int]) {
        var groups: [[String]] = Array(repeating: [], count: Self.bucketCount)
        for word in weights.keys {
            guard let group = Self.group(of: word.utf8.first, length: word.utf8.count),
                word.utf8.allSatisfy({ $0 >= 97 && $0 <= 122 })
            else { continue }
            groups[group].append(word)
        }
        var bytes: [UInt8] = []
        var ends: [UInt32] = []
        for group in groups {
            let words = group.sorted()
            for word in words { bytes += Array(word.utf8) }
            for word in words {
                let weight = min(Self.nameWeight, max(0, weights[word] ?? 0))
                bytes += [48 + UInt8(weight >> 6), 48 + UInt8(weight & 63)]
            }
            ends.append(UInt32(bytes.count))
        }
        self.bytes = ArchiveBytes(bytes)
        self.ends = PackedArray(ends)
        start = 0
    }

    private static func group(of first: UInt8?, length: Int) -> Int? {
        guard let first, first >= 97, first <= 122, length >= 1, length <= longestWord else { return nil }
        return Int(first - 97) * longestWord + length - 1
    }

    /// The words of a first letter and length; nil where no word can be of it.
    func bucket(of first: UInt8, length: Int) -> Bucket? { Self.group(of: first, length: length).map(bucket) }

    private func bucket(_ group: Int) -> Bucket {
        let length = group % Self.longestWord + 1
        // Whatever the archive holds, a bucket is within it.
        let all = Int(ends[Self.bucketCount - 1])
        let end = min(all, Int(ends[group]))
        let first = group == 0 ? 0 : min(end, Int(ends[group - 1]))
        let middle = first + (end - first) / (length + Self.weightDigits) * length
        return Bucket(
            words: (start + first)..<(start + middle), weights: (start + middle)..<(start + end), length: length)
    }

    /// Calls `body` for each word of a bucket with its letters and weight.
    func forEach(in bucket: Bucket, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
        bytes.withUnsafeBytes { buffer in
            for index in 0..<bucket.count {
                let start = bucket.words.lowerBound + index * bucket.length
                let digits = bucket.weights.lowerBound + index * 2
                let weight = Int(buffer[digits] &- 48) << 6 | Int(buffer[digits + 1] &- 48)
                body(UnsafeBufferPointer(rebasing: buffer[start..<(start + bucket.length)]), weight)
            }
        }
    }

    /// All words.
    var words: [String] {
        (0..<Self.bucketCount).flatMap { group in
            var words: [String] = []
            forEach(in: bucket(group)) { letters, _ in words.append(String(decoding: letters, as: UTF8.self)) }
            return words
        }
    }

    func contains(_ word: [UInt8]) -> Bool { weight(of: word) != nil }

    /// The weight of a word; nil where it is not there.
    ///
    /// - Complexity: O(log *n*) in the words of the same first letter and length.
    func weight(of word: [UInt8]) -> Int? {
        guard let first = word.first, let bucket = bucket(of: first, length: word.count) else { return nil }
        return bytes.withUnsafeBytes { buffer in
            var low = 0
            var high = bucket.count
            while low < high {
                let middle = (low + high) / 2
                let start = bucket.words.lowerBound + middle * bucket.length
                let found = buffer[start..<(start + bucket.length)]
                if found.elementsEqual(word) {
                    let digits = bucket.weights.lowerBound + middle * 2
                    return Int(buffer[digits] &- 48) << 6 | Int(buffer[digits + 1] &- 48)
                }
                if found.lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}

extension WordTable: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        ends = try reader.packed()
        let range = try reader.encodedRange()
        bytes = reader.bytes
        start = range.lowerBound
        guard ends.count == Self.bucketCount, Int(ends[Self.bucketCount - 1]) == range.count else {
            throw .corrupt(offset: reader.offset)
        }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(ends)
        bytes.withUnsafeBytes { buffer in
            writer.write(encoded: Array(buffer[start..<(start + Int(ends[Self.bucketCount - 1]))]))
        }
    }
}
