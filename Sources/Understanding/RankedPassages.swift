// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

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

    /// The logarithm of how many times likelier this passage is than another by what was learnt, as far as both are at all likely.
    package func learntLead(over other: RankedPassage) -> Double {
        log((learnt + Self.leastLearnt) / (other.learnt + Self.leastLearnt))
    }

    private static let leastLearnt = 0.01
}

/// The passages of a pack by falling score; each is put together, and its place found, when it is looked at.
package struct RankedPassages: RandomAccessCollection, Sendable {
    /// What each kind of evidence gave, by passage.
    struct Parts: Sendable {
        var questions: [Double] = []
        var words: [Double] = []
        /// By topic.
        var topics: [Double] = []
        var aspects: [Double] = []
        var learnt: [Double] = []
        var entities: [Double] = []
    }

    private let passages: PassageDirectory
    private let parts: Parts
    private let scores: [Double]
    private let order: FallingOrder

    init(_ passages: PassageDirectory, parts: Parts, scores: [Double]) {
        self.passages = passages
        self.parts = parts
        self.scores = scores
        order = FallingOrder(of: scores)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { scores.count }

    package subscript(place: Int) -> RankedPassage { passage(order[place]) }

    private func passage(_ index: Int) -> RankedPassage {
        let id = passages.id(at: index)
        return RankedPassage(
            id: id, score: scores[index], question: parts.questions[index], words: parts.words[index],
            topic: parts.topics[passages.topic(of: index)], aspect: parts.aspects[index],
            learnt: parts.learnt[index], entity: parts.entities[index])
    }

    /// A passage of the pack by its name, as it is ranked.
    package func ranked(_ id: Passage.ID) -> RankedPassage? { passages.place(of: id).map(passage) }

    /// The best passage of a topic.
    package func best(ofTopic topic: String) -> RankedPassage? {
        order.first(in: passages.range(ofTopic: topic)).map(passage)
    }

    /// The best passage of any other topic.
    package func best(apartFrom topic: String) -> RankedPassage? {
        first { $0.id.topic != topic }
    }

    /// The topics of the best passages, in their order, up to `limit`, without some.
    package func topics(_ limit: Int, apartFrom others: [String]) -> [String] {
        let found = passages.ranges.compactMap(order.first).sorted(by: order.precedes).lazy
            .map { passages.topic(ofPassage: $0) }.filter { !others.contains($0) }
        return Array(found.prefix(limit))
    }

    /// The best cosine to a question, among all passages or those of a topic.
    package func bestQuestion(ofTopic topic: String? = nil) -> Double {
        let range = topic.map(passages.range) ?? scores.indices
        return range.reduce(0) { Swift.max($0, parts.questions[$1]) }
    }

    /// The same passages, where some, each once, score less.
    package func lowering(_ lowered: [Passage.ID], by penalty: Double) -> RankedPassages {
        guard !lowered.isEmpty else { return self }
        var less = scores
        for index in lowered.compactMap(passages.place) { less[index] = Swift.max(0, less[index] - penalty) }
        return RankedPassages(passages, parts: parts, scores: less)
    }

    /// The same passages, with scores between theirs and those of another ranking of them.
    ///
    /// - Parameter share: how much the other ranking counts, from 0 to 1.
    func mixed(with other: RankedPassages, share: Double) -> RankedPassages {
        RankedPassages(passages, parts: parts, scores: scores.mixed(with: other.scores, share: share))
    }

    /// The same passages, where those of a topic score more, or less where `boost` is below 0.
    package func boosting(topic: String, by boost: Double) -> RankedPassages {
        var boosted = scores
        for index in passages.range(ofTopic: topic) { boosted[index] = Swift.max(0, boosted[index] + boost) }
        return RankedPassages(passages, parts: parts, scores: boosted)
    }
}
