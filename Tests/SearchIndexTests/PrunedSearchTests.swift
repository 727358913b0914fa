// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import Testing

@Suite("Searching an index file")
struct PrunedSearchTests {
    private static let rankings: [IndexRanking] = [
        .standard, .bm25(BM25(k1: 0.9, b: 0.4)), .bm25(BM25(k1: 3, b: 0)), .bm25(BM25(k1: 0, b: 1)), .cosine,
    ]

    /// Queries of up to eight words, some twice, some with weights of their own.
    private static func query(of words: Int, _ generator: inout SeededGenerator) -> [WeightedTerm] {
        (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            let weight = Int.random(in: 0..<4, using: &generator) == 0 ? Double.random(in: 0...3, using: &generator) : 1
            return WeightedTerm(SmallLibrary.word(of: words, &generator), weight: weight)
        }
    }

    @Test(
        "gives to the last bit what reading every posting gives",
        arguments: [
            (documents: 40, words: 20, lengths: 0...6), (documents: 900, words: 300, lengths: 1...80),
            (documents: 5000, words: 3000, lengths: 5...60), (documents: 9000, words: 60, lengths: 1...9),
        ])
    func exactness(documents: Int, words: Int, lengths: ClosedRange<Int>) throws {
        let library = SmallLibrary.random(documents, words: words, lengths: lengths, seed: UInt64(documents))
        var generator = SeededGenerator(seed: 21)
        try library.withFile { file in
            for ranking in Self.rankings {
                let searcher = IndexSearcher(file, by: ranking)
                for _ in 0..<300 {
                    let query = Self.query(of: words, &generator)
                    let top = [1, 3, 10, 100, 2000].randomElement(using: &generator) ?? 10
                    let pruned = try searcher.search(query, top: top)
                    let all = try searcher.exhaustiveSearch(query, top: top)
                    #expect(pruned == all, "\(query) top \(top)")
                }
            }
        }
    }

    @Test("stays exact where a few documents are very long, and a few hold a word hundreds of times")
    func outliers() throws {
        var library = SmallLibrary.random(3000, words: 500, lengths: 2...20, seed: 31)
        for number in [5, 700, 701, 2999] {
            library.documents[number].words += [String](repeating: "w\(number % 5 + 1)", count: 300 + number)
        }
        var generator = SeededGenerator(seed: 32)
        try library.withFile { file in
            for ranking in Self.rankings {
                let searcher = IndexSearcher(file, by: ranking)
                for _ in 0..<200 {
                    let query = Self.query(of: 12, &generator)
                    let pruned = try searcher.search(query, top: 7)
                    let all = try searcher.exhaustiveSearch(query, top: 7)
                    #expect(pruned == all)
                }
            }
        }
    }

    @Test("ranks by BM25 as its formula says")
    func formula() throws {
        // Lengths up to 40 are kept exactly.
        let library = SmallLibrary.random(500, words: 200, lengths: 1...40, seed: 41)
        let count = Double(library.documents.count)
        let mean = Double(library.documents.reduce(0) { $0 + $1.words.count }) / count
        var generator = SeededGenerator(seed: 42)
        try library.withFile { file in
            let searcher = IndexSearcher(file)
            for _ in 0..<100 {
                let query = Set((0..<4).map { _ in SmallLibrary.word(of: 200, &generator) })
                var expected = [Double](repeating: 0, count: library.documents.count)
                for word in query {
                    let holders = Double(library.documents.count { $0.words.contains(word) })
                    let rarity = log(1 + (count - holders + 0.5) / (holders + 0.5))
                    for (number, document) in library.documents.enumerated() {
                        let frequency = Double(document.words.count { $0 == word })
                        let norm = 1.2 * (1 - 0.75 + 0.75 * Double(document.words.count) / mean)
                        expected[number] += rarity * frequency * 2.2 / (frequency + norm)
                    }
                }
                let hits = try searcher.search(query.map { WeightedTerm($0) }, top: 500)
                #expect(hits.count == expected.count { $0 > 0 })
                for hit in hits { #expect(abs(hit.score - expected[hit.document]) < 1e-6) }
                #expect(zip(hits, hits.dropFirst()).allSatisfy { ($1.score, $0.document) < ($0.score, $1.document) })
            }
        }
    }

    @Test("ranks by the cosine as its formula says, but for the byte that keeps a vector's length")
    func cosine() throws {
        let library = SmallLibrary.random(300, words: 100, lengths: 1...30, seed: 51)
        let count = Double(library.documents.count)
        func rarity(_ word: String) -> Double {
            1 + log(count / Double(library.documents.count { $0.words.contains(word) }))
        }
        func vector(_ words: [String]) -> [String: Double] {
            let weights = Dictionary(grouping: words) { $0 }.mapValues { 1 + log(Double($0.count)) }
            return Dictionary(uniqueKeysWithValues: weights.map { ($0.key, $0.value * rarity($0.key)) })
        }
        func length(_ vector: [String: Double]) -> Double { vector.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        try library.withFile { file in
            let query = ["w1", "w5", "w30"]
            let hits = try IndexSearcher(file, by: .cosine).search(query.map { WeightedTerm($0) }, top: 300)
            #expect(!hits.isEmpty)
            let wanted = vector(query)
            for hit in hits {
                let document = vector(library.documents[hit.document].words)
                let product = wanted.reduce(0) { $0 + $1.value * (document[$1.key] ?? 0) }
                let cosine = product / length(wanted) / length(document)
                #expect(hit.score <= cosine + 1e-6)
                #expect(hit.score >= cosine * 0.93)
            }
        }
    }

    @Test("equal scores are in the order of the documents")
    func ties() throws {
        let library = SmallLibrary((0..<1000).map { $0 % 3 == 0 ? "red blue" : "green blue" })
        try library.withFile { file in
            let hits = try IndexSearcher(file).search([WeightedTerm("red"), WeightedTerm("blue")], top: 20)
            #expect(hits.map(\.document) == (0..<20).map { $0 * 3 })
            let all = try IndexSearcher(file).search([WeightedTerm("blue")], top: 20)
            #expect(all.map(\.document) == Array(0..<20))
        }
    }

    @Test("the parts of an explanation add up to the score, exactly")
    func explanations() throws {
        let library = SmallLibrary.random(2000, words: 400, lengths: 1...50, seed: 61)
        var generator = SeededGenerator(seed: 62)
        try library.withFile { file in
            for ranking in Self.rankings {
                let searcher = IndexSearcher(file, by: ranking)
                for _ in 0..<30 {
                    let query = Self.query(of: 400, &generator)
                    for hit in try searcher.search(query, top: 5) {
                        let explanation = try searcher.explain(hit.document, for: query)
                        #expect(explanation.score == hit.score)
                        let words = library.documents[hit.document].words
                        for part in explanation.parts {
                            #expect(part.frequency == Double(words.count { $0 == part.term }))
                        }
                    }
                }
            }
        }
    }

    @Test("nothing is found for no words, no weight, or no place")
    func nothing() throws {
        try SmallLibrary(["red blue"]).withFile { file in
            let searcher = IndexSearcher(file)
            let queries: [(query: [WeightedTerm], top: Int, count: Int)] = [
                ([], 5, 0), ([WeightedTerm("red")], 0, 0), ([WeightedTerm("red", weight: 0)], 5, 0),
                ([WeightedTerm("red", weight: -1)], 5, 0), ([WeightedTerm("red", weight: .nan)], 5, 0),
                ([WeightedTerm("red", weight: 1e300)], 5, 1), ([WeightedTerm("red")], .max, 1),
            ]
            for (query, top, count) in queries {
                let found = try searcher.search(query, top: top)
                #expect(found.count == count, "\(query)")
            }
        }
    }
}
