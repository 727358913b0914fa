// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes the postings of one term after another as blocks with their summaries.
struct PostingEncoder {
    /// The length byte of each document.
    let lengths: [UInt8]
    /// The ranking whose best postings the summaries name.
    let table: RankingTable

    private var steps = [UInt32](repeating: 0, count: BlockCodec.count)
    private var frequencies = [UInt32](repeating: 0, count: BlockCodec.count)
    private var pending = 0
    private var block = Extremes()
    private var whole = Extremes()
    private var tenBest = TenBest()
    private var count = 0
    private var last: UInt32 = .max
    private var packed = [UInt8](repeating: 0, count: 2 * BlockCodec.size(digits: BlockCodec.mostDigits))

    /// The postings of the term at hand, and its summaries.
    private(set) var bytes: [UInt8] = []
    private(set) var summaries: [UInt8] = []

    /// What is most and least among postings.
    private struct Extremes {
        var worth = -1.0
        var frequencyLessOne: UInt32 = 0
        var length: UInt8 = 0
        var leastLength: UInt8 = .max
        var mostFrequencyLessOne: UInt32 = 0

        @inline(__always)
        mutating func note(_ frequencyLessOne: UInt32, _ length: UInt8, worth: Double) {
            if worth > self.worth {
                self.worth = worth
                self.frequencyLessOne = frequencyLessOne
                self.length = length
            }
            leastLength = min(leastLength, length)
            mostFrequencyLessOne = max(mostFrequencyLessOne, frequencyLessOne)
        }

        mutating func note(_ other: Extremes) {
            if other.worth > worth {
                worth = other.worth
                frequencyLessOne = other.frequencyLessOne
                length = other.length
            }
            leastLength = min(leastLength, other.leastLength)
            mostFrequencyLessOne = max(mostFrequencyLessOne, other.mostFrequencyLessOne)
        }

        var frequencyByte: UInt8 {
            UInt8(clamping: frequencyLessOne < 254 ? frequencyLessOne + 1 : UInt32(BlockSummary.frequencyUnknown))
        }
        var frequencyDigits: Int { UInt32.bitWidth - mostFrequencyLessOne.leadingZeroBitCount }
    }

    /// The postings that are worth most.
    private struct TenBest {
        private var postings: [(worth: Double, frequencyLessOne: UInt32, length: UInt8)] = []
        /// Only a posting worth more than this can be among them.
        private(set) var least = -1.0

        mutating func note(_ frequencyLessOne: UInt32, _ length: UInt8, worth: Double) {
            if postings.count == TermEntry.tenth { postings.removeLast() }
            let place = postings.firstIndex { $0.worth < worth } ?? postings.count
            postings.insert((worth, frequencyLessOne, length), at: place)
            if let last = postings.last, postings.count == TermEntry.tenth { least = last.worth }
        }

        var tenth: (frequency: UInt8, length: UInt8) {
            guard let last = postings.last, postings.count == TermEntry.tenth, last.frequencyLessOne < 254 else {
                return (0, 0)
            }
            return (UInt8(last.frequencyLessOne + 1), last.length)
        }
    }

    init(lengths: [UInt8], table: RankingTable) {
        self.lengths = lengths
        self.table = table
    }

    mutating func begin() {
        pending = 0
        block = Extremes()
        whole = Extremes()
        tenBest = TenBest()
        count = 0
        last = .max
        bytes.removeAll(keepingCapacity: true)
        summaries.removeAll(keepingCapacity: true)
    }

    /// Adds a posting; documents come in ascending order.
    @inline(__always)
    mutating func add(_ document: UInt32, _ frequency: UInt32) {
        let lessOne = frequency &- 1
        steps[pending] = document &- last &- 1
        frequencies[pending] = lessOne
        last = document
        let length = lengths[Int(document)]
        let worth = table.worth(lessOne, length)
        block.note(lessOne, length, worth: worth)
        if worth > tenBest.least { tenBest.note(lessOne, length, worth: worth) }
        pending += 1
        if pending == BlockCodec.count { writeBlock() }
    }

    private mutating func writeBlock() {
        let documentDigits = steps.withUnsafeBufferPointer { $0.baseAddress.map(BlockCodec.digits) ?? 0 }
        let frequencyDigits = block.frequencyDigits
        let size = BlockCodec.size(digits: documentDigits)
        append(summary: documentDigits)
        packed.withUnsafeMutableBytes { target in
            guard let target = target.baseAddress else { return }
            steps.withUnsafeBufferPointer { steps in
                frequencies.withUnsafeBufferPointer { frequencies in
                    guard let steps = steps.baseAddress, let frequencies = frequencies.baseAddress else { return }
                    BlockCodec.pack(steps, digits: documentDigits, into: target)
                    BlockCodec.pack(frequencies, digits: frequencyDigits, into: target + size)
                }
            }
        }
        bytes += packed[..<(size + BlockCodec.size(digits: frequencyDigits))]
        endBlock()
    }

    private mutating func append(summary documentDigits: Int) {
        BlockSummary(
            last: last, offset: UInt32(bytes.count / 16), documentDigits: documentDigits,
            frequencyDigits: block.frequencyDigits, bestFrequency: block.frequencyByte, bestLength: block.length,
            leastLength: block.leastLength
        ).append(to: &summaries)
    }

    private mutating func endBlock() {
        count += pending
        pending = 0
        whole.note(block)
        block = Extremes()
    }

    /// Ends the term; its entry, for postings and summaries that begin at these places.
    mutating func end(postings: Int, blocks: Int) -> TermEntry {
        if pending > 0 {
            if count > 0 { append(summary: BlockSummary.variableLength) }
            for index in 0..<pending {
                let isMore = frequencies[index] > 0
                VariableLength.append(UInt64(steps[index]) << 1 | (isMore ? 1 : 0), to: &bytes)
                if isMore { VariableLength.append(UInt64(frequencies[index]) - 1, to: &bytes) }
            }
            endBlock()
        }
        let tenth = tenBest.tenth
        return TermEntry(
            documentFrequency: count, postings: postings..<(postings + bytes.count),
            blocks: blocks..<(blocks + summaries.count / BlockSummary.size), bestFrequency: whole.frequencyByte,
            bestLength: whole.length, tenthFrequency: tenth.frequency, tenthLength: tenth.length,
            frequencyDigits: whole.frequencyDigits, leastLength: whole.leastLength)
    }
}
