// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks the postings of one term, block by block, and decodes a block only when it is asked for its documents.
///
/// Everything that is read from the file is checked before it is used as an address: a document that a cursor stands at
/// is one of the file, and a block is within the postings of its term. What does not check out ends the list and is
/// remembered in `isDamaged`.
struct PostingCursor {
    /// No document has this number.
    static let end = UInt32.max
    /// Wider steps could run over 32 digits in a sum, and are summed with more.
    private static let widestPlainDigits = 24
    private static let room = BlockCodec.count + 4

    /// What the term's postings add to a score.
    let scorer: PostingScorer
    /// No posting adds more to a score.
    let bound: Double
    let documentFrequency: Int
    /// Whether the best postings of the summaries are the best by this ranking too.
    private let isStandard: Bool
    private let postings: UnsafeRawBufferPointer
    private let summaries: UnsafeRawPointer?
    private let blockCount: Int
    private let documentCount: UInt32

    /// The documents of the loaded block and the frequencies less one; behind the last document stands `end`.
    let documents: UnsafeMutablePointer<UInt32>
    let frequencies: UnsafeMutablePointer<UInt32>
    /// The block where the cursor stands; `blockCount` at the end.
    private var block = 0
    /// The last document of that block, `end` at the end.
    private(set) var blockLast: UInt32 = 0
    /// No posting of that block adds more to a score.
    private(set) var blockBound: Double
    private var loaded = -1
    private var hasFrequencies = false
    private var summary = BlockSummary(
        last: 0, offset: 0, documentDigits: 0, frequencyDigits: 0, bestFrequency: 0, bestLength: 0, leastLength: 0)
    /// Where the cursor stands in the loaded block.
    var position = 0
    private(set) var isDamaged = false

    init(
        _ entry: TermEntry, of file: IndexFile, weight: Double, table: RankingTable, quantum: ScoreQuantum,
        isStandard: Bool
    ) {
        scorer = PostingScorer(
            weight: weight, quantum: quantum, table: table, lengths: file.lengths(for: table.ranking))
        self.isStandard = isStandard
        documentFrequency = entry.documentFrequency
        documentCount = UInt32(file.documentCount)
        postings = UnsafeRawBufferPointer(rebasing: file.part(.postings)[entry.postings])
        let all = file.part(.blocks)
        summaries = all.baseAddress.map { $0 + entry.blocks.lowerBound * BlockSummary.size }
        blockCount = max(1, entry.blocks.count)
        documents = .allocate(capacity: Self.room)
        frequencies = .allocate(capacity: Self.room)
        bound = scorer.bound(
            isStandard: isStandard, best: entry.bestFrequency, entry.bestLength, digits: entry.frequencyDigits,
            least: entry.leastLength)
        blockBound = bound
        if entry.blocks.isEmpty {
            loadVariableLength(from: 0, after: nil, count: documentFrequency)
            blockLast = isDamaged ? Self.end : documents[documentFrequency - 1]
        } else {
            enter(block: 0, after: nil)
        }
    }

    /// Gives the memory back; the cursor is not to be used any more.
    func deallocate() {
        documents.deallocate()
        frequencies.deallocate()
    }

    private func bound(_ summary: BlockSummary) -> Double {
        scorer.bound(
            isStandard: isStandard, best: summary.bestFrequency, summary.bestLength, digits: summary.frequencyDigits,
            least: summary.leastLength)
    }

    @inline(__always)
    var isAtEnd: Bool { blockLast == Self.end }

    private mutating func finish(damaged: Bool) {
        if damaged { isDamaged = true }
        block = blockCount
        blockLast = Self.end
        blockBound = 0
        loaded = block
        position = 0
        documents[0] = Self.end
    }

    // MARK: Blocks

    @inline(__always)
    private func last(of block: Int) -> UInt32 {
        guard let summaries else { return Self.end }
        return UInt32(littleEndian: (summaries + block &* BlockSummary.size).loadUnaligned(as: UInt32.self))
    }

    /// Stands before the first posting of a block.
    private mutating func enter(block: Int, after previous: UInt32?) {
        guard let summaries else { return finish(damaged: true) }
        summary = BlockSummary(summaries + block &* BlockSummary.size)
        guard summary.last < documentCount, previous.map({ $0 < summary.last }) ?? true else {
            return finish(damaged: true)
        }
        self.block = block
        blockLast = summary.last
        blockBound = bound(summary)
    }

    /// Goes to the block that could hold `document`, without decoding it.
    @inline(__always)
    mutating func skip(to document: UInt32) {
        if blockLast < document { skipBlocks(to: document) }
    }

    private mutating func skipBlocks(to document: UInt32) {
        // By doubled steps past it, then by halves back.
        var low = block + 1
        var step = 1
        while low + step < blockCount, last(of: low + step - 1) < document {
            low += step
            step *= 2
        }
        var high = min(low + step, blockCount)
        while low < high {
            let middle = (low + high) / 2
            if last(of: middle) < document { low = middle + 1 } else { high = middle }
        }
        guard low < blockCount else { return finish(damaged: false) }
        enter(block: low, after: last(of: low - 1))
    }

    /// The most that postings of the blocks from here to `last` can add, where those are few; `bound` otherwise.
    ///
    /// Changes nothing: a cursor is too large to be handed over by value.
    mutating func bound(to last: UInt32, blocks most: Int) -> Double {
        guard blockLast < last else { return blockBound }
        guard let summaries else { return blockBound }
        var result = blockBound
        var next = block + 1
        while next < blockCount {
            if next - block > most { return bound }
            let summary = BlockSummary(summaries + next &* BlockSummary.size)
            result = max(result, bound(summary))
            if summary.last >= last { break }
            next += 1
        }
        return result
    }

    // MARK: Postings

    /// Decodes the documents of the block where the cursor stands; its position is the first.
    @inline(__always)
    mutating func load() {
        if loaded != block { decode() }
    }

    private mutating func decode() {
        loaded = block
        position = 0
        let previous: UInt32? = block == 0 ? nil : last(of: block - 1)
        let start = Int(summary.offset) * 16
        if summary.documentDigits == BlockSummary.variableLength {
            return loadVariableLength(from: start, after: previous, count: documentFrequency % BlockCodec.count)
        }
        let size = BlockCodec.size(digits: summary.documentDigits)
        guard summary.documentDigits <= BlockCodec.mostDigits, let base = postings.baseAddress,
            start + size + BlockCodec.size(digits: summary.frequencyDigits) <= postings.count
        else { return finish(damaged: true) }
        hasFrequencies = false
        BlockCodec.unpack(base + start, digits: summary.documentDigits, into: documents)
        if summary.documentDigits > Self.widestPlainDigits {
            var total = previous.map(UInt64.init) ?? UInt64.max
            for index in 0..<BlockCodec.count { total &+= UInt64(documents[index]) + 1 }
            guard total == UInt64(summary.last) else { return finish(damaged: true) }
        }
        BlockCodec.sum(documents, after: previous ?? UInt32.max)
        guard documents[BlockCodec.count - 1] == summary.last else { return finish(damaged: true) }
        documents[BlockCodec.count] = Self.end
    }

    /// Reads postings of variable length: twice the step to the next document, one more where a frequency follows.
    private mutating func loadVariableLength(from start: Int, after previous: UInt32?, count: Int) {
        loaded = block
        hasFrequencies = true
        var place = start
        var next = previous.map { Int($0) + 1 } ?? 0
        let limit = Int(documentCount)
        guard count > 0, count < BlockCodec.count else { return finish(damaged: true) }
        for index in 0..<count {
            guard let head = VariableLength.read(postings, &place, upTo: limit * 2 + 1), next + head >> 1 < limit else {
                return finish(damaged: true)
            }
            let document = next + head >> 1
            var frequency = 0
            if head & 1 == 1 {
                guard let more = VariableLength.read(postings, &place, upTo: IndexLimits.mostFrequency) else {
                    return finish(damaged: true)
                }
                frequency = more + 1
            }
            documents[index] = UInt32(document)
            frequencies[index] = UInt32(frequency)
            next = document + 1
        }
        for index in count..<Self.room { documents[index] = Self.end }
        if blockCount > 1, documents[count - 1] != blockLast { finish(damaged: true) }
    }

    /// Decodes the frequencies of the loaded block.
    @inline(__always)
    mutating func loadFrequencies() {
        if hasFrequencies { return }
        hasFrequencies = true
        guard let base = postings.baseAddress, block < blockCount else { return }
        let start = Int(summary.offset) * 16 + BlockCodec.size(digits: summary.documentDigits)
        BlockCodec.unpack(base + start, digits: summary.frequencyDigits, into: frequencies)
    }

    /// The frequency less one of a posting of the loaded block, without decoding the others.
    @inline(__always)
    func frequency(at place: Int) -> UInt32 {
        if hasFrequencies { return frequencies[place] }
        guard let base = postings.baseAddress else { return 0 }
        let start = Int(summary.offset) &* 16 &+ BlockCodec.size(digits: summary.documentDigits)
        return BlockCodec.value(base + start, digits: summary.frequencyDigits, at: place)
    }

    /// Goes to the first posting of the loaded block that is not before `document`.
    @inline(__always)
    mutating func seek(_ document: UInt32) {
        if documents[position] >= document { return }
        // By halves without a branch, since where the document is can't be foreseen. Behind the last posting of a block that
        // is not full stands `end` to its 128th; the 128th is never before the document.
        var low = 0
        var step = BlockCodec.count / 2
        while step > 0 {
            low &+= documents[low &+ step &- 1] < document ? step : 0
            step &>>= 1
        }
        position = low
    }

    /// What a posting of the loaded block adds to a score, by its place in the block.
    @inline(__always)
    func addition(at index: Int) -> Double { scorer.addition(documents[index], frequencies[index]) }
}

/// What postings of one term add to a score, apart from its cursor: a value that a loop keeps in registers.
struct PostingScorer {
    let weight: Double
    let quantum: ScoreQuantum
    /// Kept by the searcher for as long as a search lasts; not counted, since this is copied for each stretch.
    unowned(unsafe) let table: RankingTable
    private let worths: UnsafePointer<Double>
    private let lengths: UnsafePointer<UInt8>

    init(weight: Double, quantum: ScoreQuantum, table: RankingTable, lengths: UnsafePointer<UInt8>) {
        self.weight = weight
        self.quantum = quantum
        self.table = table
        worths = UnsafePointer(table.worths)
        self.lengths = lengths
    }

    /// What an occurrence is worth, without asking the table for what stands in it.
    @inline(__always)
    private func worth(_ frequencyLessOne: UInt32, _ length: UInt8) -> Double {
        frequencyLessOne < UInt32(RankingTable.rows)
            ? worths[Int(frequencyLessOne) &<< 8 | Int(length)] : table.worth(frequencyLessOne, length)
    }

    /// - Parameter frequency: the frequency less one.
    @inline(__always)
    func addition(_ document: UInt32, _ frequency: UInt32) -> Double {
        quantum.rounded(weight * worth(frequency, lengths[Int(document)]))
    }

    /// No posting adds more of which this is known: the best by the standard ranking, or else digits and the least length.
    func bound(
        isStandard: Bool, best frequency: UInt8, _ length: UInt8, digits: Int, least: UInt8
    ) -> Double {
        if isStandard, frequency > 0, frequency < BlockSummary.frequencyUnknown {
            return quantum.rounded(weight * worth(UInt32(frequency) - 1, length))
        }
        return quantum.rounded(weight * table.bound(frequencyDigits: digits, length: least)) + quantum.value
    }
}
