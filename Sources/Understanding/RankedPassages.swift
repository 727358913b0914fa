// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// A passage and how well it answers, with what each kind of evidence gave.
package struct RankedPassage: Hashable, Sendable {
    package var id: Passage.ID
    /// The sum of the parts, each from 0 to about 1 before its weight.
    package var score: Double
    /// The cosine to the nearest of the questions that ask for it.
    package var question: Double
    /// The BM25 score as a share of the best passage's.
    package var words: Double
    /// The probability of its topic.
    package var topic: Double
    /// The probability of its section.
    package var aspect: Double
    /// The probability of the passage itself.
    package var learnt: Double
    /// What named things speak for it.
    package var entity: Double
}

/// The passages of a pack by falling score; each is put together when it is looked at.
package struct RankedPassages: RandomAccessCollection, Sendable {
    /// What each kind of evidence gave for a passage.
    struct Parts: Sendable {
        var question = 0.0
        var words = 0.0
        var topic = 0.0
        var aspect = 0.0
        var learnt = 0.0
        var entity = 0.0
    }

    private let ids: [Passage.ID]
    private let parts: [Parts]
    private let scores: [Double]
    /// Passages by falling score; equal scores in the order of the corpus.
    private let order: [Int]

    init(ids: [Passage.ID], parts: [Parts], scores: [Double]) {
        self.ids = ids
        self.parts = parts
        self.scores = scores
        order = Self.order(scores)
    }

    /// The places of scores from 0 on, by falling score; equal scores, to one part in a billion, in their order.
    ///
    /// Scores from 0 on and the bits that hold them have the same order, and numbers are compared faster than pairs. The lowest bits
    /// make room for the place.
    private static func order(_ scores: [Double]) -> [Int] {
        let placeBits = UInt64.bitWidth - scores.count.leadingZeroBitCount
        let mask: UInt64 = 1 << UInt64(placeBits) - 1
        var keys = scores.enumerated().map { place, score in score.bitPattern & ~mask | mask - UInt64(place) }
        keys.sort(by: >)
        return keys.map { Int(mask - $0 & mask) }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { order.count }

    package subscript(place: Int) -> RankedPassage {
        let index = order[place]
        let part = parts[index]
        return RankedPassage(
            id: ids[index], score: scores[index], question: part.question, words: part.words, topic: part.topic,
            aspect: part.aspect, learnt: part.learnt, entity: part.entity)
    }

    /// The best cosine to a question, among all passages or those of a topic.
    package func bestQuestion(ofTopic topic: String? = nil) -> Double {
        var best = 0.0
        for (id, part) in zip(ids, parts) where topic == nil || id.topic == topic {
            best = Swift.max(best, part.question)
        }
        return best
    }

    /// The same passages, where some score less.
    package func lowering(_ lowered: Set<Passage.ID>, by penalty: Double) -> RankedPassages {
        guard !lowered.isEmpty else { return self }
        return RankedPassages(
            ids: ids, parts: parts,
            scores: zip(ids, scores).map { lowered.contains($0) ? Swift.max(0, $1 - penalty) : $1 })
    }

    /// The same passages, where those of a topic score more.
    package func boosting(topic: String, by boost: Double) -> RankedPassages {
        RankedPassages(ids: ids, parts: parts, scores: zip(ids, scores).map { $0.topic == topic ? $1 + boost : $1 })
    }
}
