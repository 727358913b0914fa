// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Merges sorted runs into postings, summaries and terms.
struct RunMerge {
    private var runs: [RunReader]
    /// The runs that have a term left, a heap by term and then by run.
    private var heap: [Int] = []
    private var encoder: PostingEncoder
    /// The sum of the squares of each document's vector.
    private var squares: [Float]
    private(set) var termCount = 0
    private(set) var postingCount = 0

    init(runs: [RunReader], lengths: [UInt8], meanLength: Double) {
        self.runs = runs
        squares = [Float](repeating: 0, count: lengths.count)
        encoder = PostingEncoder(
            lengths: lengths,
            table: RankingTable(.standard, documentCount: lengths.count, meanLength: meanLength))
    }

    /// The length of each document's vector, by `VectorLengthCode`.
    var vectorLengths: [UInt8] { squares.map { VectorLengthCode.encode(Double($0).squareRoot()) } }

    /// Merges everything; where the groups of terms begin.
    mutating func run(
        postings: OutputFile, blocks: SpillFile, terms: SpillFile, progress: (Int) -> Void
    ) throws(IndexFileError) -> [UInt8] {
        var dictionary = TermDictionaryWriter()
        for index in runs.indices where try runs[index].next() { push(index) }
        var postingsSize = 0
        var blockCount = 0
        var read = 0
        while let first = heap.first {
            let term = runs[first].term
            var holders: [Int] = []
            while let next = heap.first, runs[next].term == term {
                holders.append(next)
                pop()
            }
            let frequency = holders.reduce(0) { $0 + runs[$1].documentFrequency }
            try encode(holders, documentFrequency: frequency)
            let entry = encoder.end(postings: postingsSize, blocks: blockCount)
            try postings.write(encoder.bytes)
            try blocks.append(encoder.summaries)
            try terms.append(term.withUnsafeBytes { dictionary.bytes(of: $0, entry) })
            postingsSize = entry.postings.upperBound
            blockCount = entry.blocks.upperBound
            postingCount += frequency
            termCount += 1
            guard termCount <= IndexLimits.terms else { throw .tooMuch("\(IndexLimits.terms) terms") }
            for run in holders where try runs[run].next() { push(run) }
            read += encoder.bytes.count
            if termCount % 1024 == 0 { progress(read) }
        }
        return dictionary.offsets
    }

    /// Encodes the postings of the term that some runs stand at.
    private mutating func encode(_ holders: [Int], documentFrequency: Int) throws(IndexFileError) {
        let inverse = RankingTable.inverseFrequency(
            TermStatistics(documentFrequency: documentFrequency, documentCount: squares.count))
        let one = Float(inverse * inverse)
        encoder.begin()
        for run in holders {
            try runs[run].forEachPosting { document, frequency in
                encoder.add(document, frequency)
                if frequency == 1 {
                    squares[Int(document)] += one
                } else {
                    let weight = (1 + log(Double(frequency))) * inverse
                    squares[Int(document)] += Float(weight * weight)
                }
            }
        }
    }

    // MARK: The heap of runs

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        let order = runs[one].term.withUnsafeBytes { one in
            runs[other].term.withUnsafeBytes { byteOrder(one, $0) }
        }
        return order == 0 ? one < other : order < 0
    }

    private mutating func push(_ run: Int) {
        heap.append(run)
        var index = heap.count - 1
        while index > 0, isBefore(heap[index], heap[(index - 1) / 2]) {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func pop() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var index = 0
        while true {
            var first = index
            for child in (2 * index + 1)...(2 * index + 2)
            where child < heap.count && isBefore(heap[child], heap[first]) { first = child }
            guard first != index else { return }
            heap.swapAt(index, first)
            index = first
        }
    }
}
