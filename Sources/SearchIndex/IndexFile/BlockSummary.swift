// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of a block of postings without decoding it: its last document, its place, the most it can be worth.
///
/// Twelve bytes. The worth is bounded in two ways. By the ranking that the file was built for, the posting that is worth
/// most stands here itself, so that the bound is met. By any other ranking that grows with the frequency and falls with the
/// length, no posting is worth more than the highest frequency that the block's digits can hold in the shortest document.
struct BlockSummary: Hashable {
    static let size = 12
    /// In the place of the digits: the postings are not packed but of variable length, the last ones of a term.
    static let variableLength = 63
    /// A frequency too high to be kept here.
    static let frequencyUnknown: UInt8 = 255

    var last: UInt32
    /// Where the block begins in the postings of its term, in vectors of 16 bytes; 26 digits.
    var offset: UInt32
    /// How many digits each step to the next document has, 0 to 32, or `variableLength`.
    var documentDigits: Int
    /// How many digits each frequency less one has, 0 to 31.
    var frequencyDigits: Int
    /// The frequency and the length byte of the posting that is worth most.
    var bestFrequency: UInt8
    var bestLength: UInt8
    /// The smallest length byte of the block.
    var leastLength: UInt8

    func append(to bytes: inout [UInt8]) {
        bytes.append(fixed: last)
        bytes.append(fixed: offset << 6 | UInt32(documentDigits))
        bytes.append(
            fixed: UInt32(frequencyDigits) << 24 | UInt32(bestFrequency) << 16 | UInt32(bestLength) << 8
                | UInt32(leastLength))
    }

    /// The summary at a place that has `size` bytes.
    @inline(__always)
    init(_ place: UnsafeRawPointer) {
        last = UInt32(littleEndian: place.loadUnaligned(as: UInt32.self))
        let middle = UInt32(littleEndian: place.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        offset = middle >> 6
        documentDigits = Int(middle & 63)
        let rest = UInt32(littleEndian: place.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        frequencyDigits = Int(rest >> 24 & 31)
        bestFrequency = UInt8(truncatingIfNeeded: rest >> 16)
        bestLength = UInt8(truncatingIfNeeded: rest >> 8)
        leastLength = UInt8(truncatingIfNeeded: rest)
    }

    init(
        last: UInt32, offset: UInt32, documentDigits: Int, frequencyDigits: Int, bestFrequency: UInt8,
        bestLength: UInt8,
        leastLength: UInt8
    ) {
        self.last = last
        self.offset = offset
        self.documentDigits = documentDigits
        self.frequencyDigits = frequencyDigits
        self.bestFrequency = bestFrequency
        self.bestLength = bestLength
        self.leastLength = leastLength
    }
}
