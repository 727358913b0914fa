// SPDX-License-Identifier: GPL-3.0-or-later

/// The scores of the documents of a short stretch, while they are added up.
struct WindowScores {
    static let size = 4096
    let scores: UnsafeMutablePointer<Double>
    /// A bit for each document that has a score.
    let marks: UnsafeMutablePointer<UInt64>

    init() {
        scores = .allocate(capacity: Self.size)
        scores.initialize(repeating: 0, count: Self.size)
        marks = .allocate(capacity: Self.size / 64)
        marks.initialize(repeating: 0, count: Self.size / 64)
    }

    func deallocate() {
        scores.deallocate()
        marks.deallocate()
    }
}

/// One search by block-max MaxScore.
///
/// The terms stand by ascending bound. The first ones, up to `essential`, can't together lift a document over the threshold:
/// a document that holds none of the others is passed over.
struct PrunedSearch {
    private let cursors: UnsafeMutablePointer<PostingCursor>
    private let count: Int
    /// The sum of the bounds of the terms before each.
    private let bounds: UnsafeMutablePointer<Double>
    private var best: BestHits
    private let documentCount: UInt32
    private var essential = 0

    /// How many blocks of a term are looked at for the bound of a stretch.
    private static let blocksToLookAt = 8

    /// - Parameters:
    ///   - cursors: a cursor a term; they are given back at the end.
    ///   - threshold: none of the best documents scores as little.
    init(_ cursors: [PostingCursor], limit: Int, above threshold: Double, documentCount: Int) {
        let sorted = cursors.sorted { ($0.bound, $1.documentFrequency) < ($1.bound, $0.documentFrequency) }
        count = sorted.count
        self.cursors = .allocate(capacity: count)
        for (index, cursor) in sorted.enumerated() { (self.cursors + index).initialize(to: cursor) }
        bounds = .allocate(capacity: sorted.count + 1)
        bounds[0] = 0
        for (index, cursor) in sorted.enumerated() { bounds[index + 1] = bounds[index] + cursor.bound }
        best = BestHits(limit: limit, above: threshold)
        self.documentCount = UInt32(documentCount)
    }

    /// The best documents; the memory of the search is given back.
    mutating func result() throws(IndexFileError) -> [Hit] {
        var isDamaged = false
        for index in 0..<count {
            if cursors[index].isDamaged { isDamaged = true }
            cursors[index].deallocate()
        }
        cursors.deinitialize(count: count)
        cursors.deallocate()
        bounds.deallocate()
        if isDamaged { throw .damaged(part: IndexPart.postings.description) }
        return best.sorted
    }

    mutating func run(_ window: inout WindowScores) {
        var low: UInt32 = 0
        while low < documentCount {
            while essential < count, bounds[essential + 1] <= best.threshold { essential += 1 }
            // The stretch ends with the first block to end of the terms that lead.
            var end = documentCount - 1
            var bound = 0.0
            var leaders = 0
            var leader = 0
            for index in essential..<count {
                cursors[index].skip(to: low)
                if cursors[index].isAtEnd { continue }
                leaders += 1
                leader = index
                end = min(end, cursors[index].blockLast)
                bound += cursors[index].blockBound
            }
            if leaders == 0 { return }
            let rest = boundOfRest(from: low, to: end, leading: bound)
            if bound + rest <= best.threshold {
                low = end + 1
            } else if leaders == 1 {
                scan(leader, from: low, to: end, rest: rest)
                low = end + 1
            } else {
                low = addUp(&window, from: low, to: end, rest: rest) + 1
            }
        }
    }

    /// The most that the terms which don't lead can add to a document of a stretch.
    private mutating func boundOfRest(from low: UInt32, to end: UInt32, leading: Double) -> Double {
        var rest = bounds[essential]
        guard essential > 0, leading + rest > best.threshold else { return rest }
        var index = essential - 1
        var sum = 0.0
        while index >= 0 {
            cursors[index].skip(to: low)
            if !cursors[index].isAtEnd { sum += cursors[index].bound(to: end, blocks: Self.blocksToLookAt) }
            rest = sum + bounds[index]
            if leading + rest <= best.threshold { return rest }
            index -= 1
        }
        return rest
    }

    /// Goes through a stretch that one term leads.
    private mutating func scan(_ leader: Int, from low: UInt32, to end: UInt32, rest: Double) {
        cursors[leader].load()
        if cursors[leader].isAtEnd { return }
        cursors[leader].seek(low)
        cursors[leader].loadFrequencies()
        let documents = cursors[leader].documents
        let frequencies = cursors[leader].frequencies
        let scorer = cursors[leader].scorer
        var position = cursors[leader].position
        while documents[position] <= end {
            let score = scorer.addition(documents[position], frequencies[position])
            if score + rest > best.threshold { complete(documents[position], score) }
            position += 1
        }
        cursors[leader].position = min(position, BlockCodec.count - 1)
    }

    /// Adds up a stretch that several terms lead, and goes through it.
    ///
    /// - Returns: its last document, `end` or one before it.
    private mutating func addUp(_ window: inout WindowScores, from low: UInt32, to end: UInt32, rest: Double) -> UInt32
    {
        var start = PostingCursor.end
        for index in essential..<count where !cursors[index].isAtEnd {
            cursors[index].load()
            cursors[index].seek(low)
            start = min(start, cursors[index].documents[cursors[index].position])
        }
        guard start <= end else { return end }
        let last = min(end, start + UInt32(WindowScores.size - 1))
        let scores = window.scores
        let marks = window.marks
        for index in essential..<count where !cursors[index].isAtEnd {
            cursors[index].loadFrequencies()
            let documents = cursors[index].documents
            let frequencies = cursors[index].frequencies
            let scorer = cursors[index].scorer
            var position = cursors[index].position
            while documents[position] <= last {
                let document = documents[position]
                let place = Int(document &- start)
                scores[place] += scorer.addition(document, frequencies[position])
                marks[place &>> 6] |= 1 &<< UInt64(place & 63)
                position &+= 1
            }
            cursors[index].position = min(position, BlockCodec.count - 1)
        }
        for word in 0...(Int(last - start) >> 6) {
            var rests = marks[word]
            marks[word] = 0
            while rests != 0 {
                let place = word &<< 6 | rests.trailingZeroBitCount
                rests &= rests &- 1
                let score = scores[place]
                scores[place] = 0
                if score + rest > best.threshold { complete(start &+ UInt32(place), score) }
            }
        }
        return last
    }

    /// Adds what the terms that don't lead give, as long as it can matter.
    private mutating func complete(_ document: UInt32, _ leading: Double) {
        var score = leading
        var index = essential - 1
        while index >= 0 {
            if score + bounds[index + 1] <= best.threshold { return }
            cursors[index].skip(to: document)
            if !cursors[index].isAtEnd {
                if score + bounds[index] + cursors[index].blockBound <= best.threshold { return }
                if let more = cursors[index].addition(for: document) { score += more }
            }
            index -= 1
        }
        best.offer(Int(document), score)
    }
}
