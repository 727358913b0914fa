// SPDX-License-Identifier: GPL-3.0-or-later

/// The best of the documents that were offered, which come by ascending number.
///
/// A heap whose first is the worst that is kept. Of equal scores the document offered first stays.
struct BestHits {
    private let limit: Int
    private var heap: [Hit] = []
    /// Only a score above this can get in.
    private(set) var threshold: Double

    /// - Parameter threshold: no score up to this is wanted.
    init(limit: Int, above threshold: Double = 0) {
        self.limit = limit
        self.threshold = threshold
        heap.reserveCapacity(min(limit, 1024))
    }

    private static func isWorse(_ one: Hit, _ other: Hit) -> Bool {
        (one.score, other.document) < (other.score, one.document)
    }

    /// Keeps a document if it is among the best so far.
    mutating func offer(_ document: DocumentID, _ score: Double) {
        guard score > threshold else { return }
        let hit = Hit(document: document, score: score)
        if heap.count < limit {
            heap.append(hit)
            rise(from: heap.count - 1)
            if heap.count == limit { threshold = max(threshold, heap[0].score) }
        } else {
            heap[0] = hit
            sink(from: 0)
            threshold = max(threshold, heap[0].score)
        }
    }

    private mutating func rise(from start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard Self.isWorse(heap[index], heap[parent]) else { return }
            heap.swapAt(index, parent)
            index = parent
        }
    }

    private mutating func sink(from start: Int) {
        var index = start
        while true {
            var worst = index
            for child in (2 * index + 1)...(2 * index + 2)
            where child < heap.count && Self.isWorse(heap[child], heap[worst]) { worst = child }
            guard worst != index else { return }
            heap.swapAt(index, worst)
            index = worst
        }
    }

    /// What was kept, best first.
    var sorted: [Hit] { heap.sorted { Self.isWorse($1, $0) } }
}
