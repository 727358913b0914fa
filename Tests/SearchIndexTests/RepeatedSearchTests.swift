// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import SearchIndex
import Testing

@Suite("An index that is searched again and again")
struct RepeatedSearchTests {
    private static let words = ["bell", "rim", "hub", "chain", "spoke", "tire"]

    /// Documents of one to nine words, and a query of some words with weights.
    private func library(seed: UInt64) -> (index: InvertedIndex, documents: [[WeightedTerm]], query: [WeightedTerm]) {
        var numbers = SeededGenerator(seed: seed)
        func terms(_ count: Int) -> [WeightedTerm] {
            (0..<count).map { _ in
                let word = Self.words[Int.random(in: 0..<Self.words.count, using: &numbers)]
                return WeightedTerm(word, weight: Double(Int.random(in: 1...40, using: &numbers)) / 10)
            }
        }
        let documents = (0..<60).map { _ in terms(Int.random(in: 1...9, using: &numbers)) }
        return (InvertedIndex(documents: documents), documents, terms(3))
    }

    @Test("it gives the same scores each time", arguments: UInt64(0)..<20)
    func scores(seed: UInt64) {
        let (index, _, query) = library(seed: seed)
        let first = index.scoresByBM25(for: query)
        #expect(first == index.scores(for: query, by: BM25()))
        for _ in 0..<20 { #expect(index.scoresByBM25(for: query) == first) }
    }

    @Test("the greatest sum of a group is that of its best document, each time", arguments: UInt64(0)..<20)
    func greatestSums(seed: UInt64) {
        let (index, documents, query) = library(seed: seed)
        var numbers = SeededGenerator(seed: seed + 1_000)
        let groups = documents.map { _ in UInt32.random(in: 0..<7, using: &numbers) }
        var expected = [Double](repeating: 0, count: 7)
        for (document, group) in zip(documents, groups) {
            let sum = query.reduce(0) { sum, term in
                sum + term.weight * document.reduce(0) { $0 + ($1.term == term.term ? $1.weight : 0) }
            }
            expected[Int(group)] = max(expected[Int(group)], sum)
        }
        for _ in 0..<20 {
            let found = index.greatestSums(of: query, byGroup: PackedArray(groups), count: 7)
            let isNear = zip(found, expected).allSatisfy { abs($0 - $1) < 0.001 }
            #expect(isNear, "\(found) \(expected)")
        }
    }

    @Test("groups for other documents give nothing")
    func otherGroups() {
        let (index, _, query) = library(seed: 3)
        #expect(index.greatestSums(of: query, byGroup: PackedArray([0, 1]), count: 2) == [0, 0])
    }
}
