// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import SearchIndex
import Testing

@Suite("Every ranking function")
struct RankingTests {
    private static let seeds: Range<UInt64> = 0..<300

    @Test("a document with more of a term scores higher", arguments: Scheme.allCases)
    func frequency(scheme: Scheme) {
        let documents = (1...5).map { count in
            Array(repeating: "bell", count: count) + (count..<6).map { "filler\($0)" }
        }
        #expect(Shelf(scheme, documents).search("bell").map(\.document) == [4, 3, 2, 1, 0])
    }

    @Test("a document with the rarer of two terms scores higher", arguments: Scheme.allCases)
    func rarity(scheme: Scheme) throws {
        let shelf = Shelf(scheme, [["wheel", "red"], ["derailleur", "red"], ["wheel", "blue"], ["wheel", "green"]])
        let hits = shelf.search("wheel", "derailleur")
        #expect(hits.map(\.document).first == 1)
        #expect(hits.count == 4)
    }

    @Test(
        "an explanation's parts sum to the score, and name the query's terms that the document holds",
        arguments: Scheme.allCases)
    func explanation(scheme: Scheme) {
        for seed in Self.seeds {
            let (shelf, words) = Shelf.random(scheme, seed: seed)
            for hit in shelf.search(words) {
                let explanation = shelf.explain(hit.document, for: words)
                #expect(explanation.score == hit.score, "seed \(seed)")
                let held = shelf.query(words).map(\.term).filter(shelf.documents[hit.document].contains)
                #expect(explanation.parts.map(\.term) == held, "seed \(seed)")
                for part in explanation.parts {
                    #expect(part.documentFrequency == shelf.documents.count { $0.contains(part.term) }, "seed \(seed)")
                }
            }
        }
    }

    @Test("a document without the query's terms has an empty explanation", arguments: Scheme.allCases)
    func emptyExplanation(scheme: Scheme) {
        let explanation = Shelf(scheme, [["bell"], ["rim"]]).explain(1, for: ["bell"])
        #expect(explanation.parts.isEmpty)
        #expect(explanation.score == 0)
    }

    @Test("documents with equal scores come in the order of adding", arguments: Scheme.allCases)
    func ties(scheme: Scheme) {
        let same = ["bell", "chain"]
        let shelf = Shelf(scheme, [same, ["rim"], same, ["bell", "bell"], same, ["hub"], same])
        let hits = shelf.search("bell")
        #expect(hits.map(\.document) == [3, 0, 2, 4, 6])
        #expect(Set(hits.dropFirst().map(\.score)).count == 1)
    }

    @Test("the best k are the beginning of the full ranking, for every k", arguments: Scheme.allCases)
    func prefixes(scheme: Scheme) {
        for seed in Self.seeds {
            let (shelf, words) = Shelf.random(scheme, seed: seed)
            let all = shelf.search(words)
            for limit in 0...(shelf.documents.count + 1) {
                #expect(shelf.search(words, top: limit) == Array(all.prefix(limit)), "seed \(seed), top \(limit)")
            }
        }
    }

    @Test("scores are those of a naive scorer, and fall from hit to hit", arguments: Scheme.allCases)
    func oracle(scheme: Scheme) {
        for seed in Self.seeds {
            let (shelf, words) = Shelf.random(scheme, seed: seed)
            let hits = shelf.search(words)
            let found = Set(hits.map(\.document))
            #expect(found.count == hits.count, "a document twice, seed \(seed)")
            for document in shelf.documents.indices where !found.contains(document) {
                #expect(shelf.naiveScore(document, for: words) == 0, "document \(document) left out, seed \(seed)")
            }
            for hit in hits {
                let naive = shelf.naiveScore(hit.document, for: words)
                #expect(abs(hit.score - naive) < 1e-9, "document \(hit.document), seed \(seed)")
            }
            for (hit, next) in zip(hits, hits.dropFirst()) {
                let inOrder = hit.score > next.score || (hit.score == next.score && hit.document < next.document)
                #expect(inOrder, "\(hit) before \(next), seed \(seed)")
            }
        }
    }

    @Test("a query's weight counts in proportion", arguments: Scheme.allCases)
    func weights(scheme: Scheme) throws {
        let shelf = Shelf(scheme, [["bell", "rim"], ["hub"]])
        let single = try #require(shelf.index.search([WeightedTerm("bell")], top: 1, by: scheme.ranking).first)
        let triple = try #require(
            shelf.index.search([WeightedTerm("bell", weight: 3)], top: 1, by: scheme.ranking).first)
        #expect(abs(triple.score - 3 * single.score) < 1e-12)
    }

    @Test(
        "an empty index, an empty query and a term of no document find nothing", arguments: Scheme.allCases,
        [[], ["bell"]] as [[String]])
    func nothing(scheme: Scheme, words: [String]) {
        #expect(Shelf(scheme, []).search(words).isEmpty)
        #expect(Shelf(scheme, [[], []]).search(words).isEmpty)
        #expect(Shelf(scheme, [["rim"], []]).search(words).isEmpty)
    }

    /// Frequencies are as they were; an archive keeps lengths, which only BM25 looks at, to six decimal places.
    @Test("an index that was written and read back ranks the same", arguments: Scheme.allCases)
    func archived(scheme: Scheme) throws {
        let tolerance = scheme == .bm25 ? 1e-5 : 0
        for seed in Self.seeds {
            let (shelf, words) = Shelf.random(scheme, seed: seed)
            var writer = ArchiveWriter()
            shelf.index.write(to: &writer)
            var reader = ArchiveReader(ArchiveBytes(writer.bytes))
            var copy = shelf
            copy.index = try InvertedIndex(from: &reader)
            #expect(reader.offset == writer.bytes.count, "seed \(seed)")

            let before = shelf.search(words)
            let after = copy.search(words)
            #expect(before.map(\.document) == after.map(\.document), "seed \(seed)")
            for (hit, other) in zip(before, after) {
                #expect(abs(hit.score - other.score) <= tolerance, "\(hit) and \(other), seed \(seed)")
            }
            for word in Set(words) {
                #expect(copy.index.documentFrequency(of: word) == shelf.index.documentFrequency(of: word))
            }

            var again = ArchiveWriter()
            copy.index.write(to: &again)
            #expect(again.bytes == writer.bytes, "seed \(seed)")
        }
    }
}

@Suite("BM25")
struct BM25Tests {
    private func scores(_ documents: [[String]], _ word: String, by ranking: BM25) -> [DocumentID: Double] {
        let index = InvertedIndex(documents: documents.map { $0.map { WeightedTerm($0) } })
        let hits = index.search([WeightedTerm(word)], top: .max, by: ranking)
        return Dictionary(hits.map { ($0.document, $0.score) }) { first, _ in first }
    }

    @Test("a term in one of two documents of one word is worth the logarithm of two")
    func handCounted() throws {
        let score = try #require(scores([["bell"], ["rim"]], "bell", by: BM25())[0])
        #expect(abs(score - 0.693_147_180_56) < 1e-9)
    }

    @Test("a longer document scores lower, unless b is 0")
    func length() throws {
        let documents = [["bell", "rim"], ["bell", "rim", "rim", "hub", "hub"]]
        let usual = scores(documents, "bell", by: BM25())
        #expect(try #require(usual[0]) > #require(usual[1]))
        let flat = scores(documents, "bell", by: BM25(b: 0))
        #expect(flat[0] == flat[1])
    }

    @Test("each further occurrence adds less, and with k1 of 0 nothing")
    func saturation() throws {
        let documents = (1...4).map { Array(repeating: "bell", count: $0) + Array(repeating: "rim", count: 4 - $0) }
        let usual = scores(documents, "bell", by: BM25())
        let steps = try (1...3).map { try #require(usual[$0]) - #require(usual[$0 - 1]) }
        #expect(steps.allSatisfy { $0 > 0 })
        #expect(steps == steps.sorted(by: >))
        #expect(Set(scores(documents, "bell", by: BM25(k1: 0)).values).count == 1)
    }

    @Test("a term of every document still scores above zero")
    func everywhere() {
        let found = scores([["bell"], ["bell"], ["bell"]], "bell", by: BM25())
        #expect(found.count == 3)
        #expect(found.values.allSatisfy { $0 > 0 })
    }
}

@Suite("TFIDFCosine")
struct TFIDFCosineTests {
    /// The parts of a document's vector are kept to three decimal places, each off by half of the last one at most.
    @Test("a document that is the query scores one, and none scores more")
    func range() throws {
        for seed in UInt64(0)..<100 {
            let (shelf, _) = Shelf.random(.cosine, seed: seed)
            for (document, words) in shelf.documents.enumerated() where !words.isEmpty {
                let hits = shelf.search(words)
                let own = try #require(hits.first { $0.document == document })
                let tolerance = shelf.query(words).reduce(1e-9) { $0 + 0.0005 * $1.weight }
                #expect(abs(own.score - 1) <= tolerance, "seed \(seed)")
                #expect(hits.allSatisfy { $0.score > 0 && $0.score <= 1 + tolerance }, "seed \(seed)")
            }
        }
    }

    @Test("a unit vector has length one, each term once, in order")
    func unitVector() {
        let terms = ["rim", "bell", "rim", "hub"].map { WeightedTerm($0) }
        let vector = TFIDFCosine.unitVector(of: terms) { $0.term == "hub" ? 3 : 1 }
        #expect(vector.map(\.term) == ["bell", "hub", "rim"])
        #expect(abs(vector.reduce(0) { $0 + $1.weight * $1.weight } - 1) < 1e-12)
    }

    @Test("no terms, or terms of no worth, are the empty vector")
    func emptyVector() {
        #expect(TFIDFCosine.unitVector(of: []) { _ in 1 }.isEmpty)
        #expect(TFIDFCosine.unitVector(of: [WeightedTerm("rim")]) { _ in 0 }.isEmpty)
    }
}

@Suite("InvertedIndex")
struct InvertedIndexTests {
    @Test("a term's occurrences add up by their weights")
    func frequencies() {
        let index = InvertedIndex(documents: [
            [WeightedTerm("bell", weight: 3), WeightedTerm("bell"), WeightedTerm("rim")], [], [WeightedTerm("bell")],
        ])
        #expect(index.postings(of: "bell").map(\.document) == [0, 2])
        #expect(index.postings(of: "bell").map(\.frequency) == [4, 1])
        #expect(index.postings(of: "hub").isEmpty)
        #expect(index.documentFrequency(of: "bell") == 2)
        #expect(index.documentFrequency(of: "hub") == 0)
        #expect(index.documentCount == 3)
        #expect(index.lengths.elements == [5, 0, 1])
        #expect(index.meanLength == 2)
        #expect(index.termCount == 2)
    }

    @Test("a frequency is kept to three decimal places, in memory as in an archive")
    func decimals() throws {
        let index = InvertedIndex(documents: [
            [WeightedTerm("bell", weight: 0.123_456), WeightedTerm("rim", weight: 2)]
        ])
        #expect(index.postings(of: "bell").map(\.frequency) == [0.123])
        var writer = ArchiveWriter()
        writer.write("what stands before")
        index.write(to: &writer)
        writer.write("what stands after")
        var reader = ArchiveReader(ArchiveBytes(writer.bytes))
        _ = try reader.string()
        let copy = try InvertedIndex(from: &reader)
        #expect(try reader.string() == "what stands after")
        for term in ["bell", "rim", "hub"] { #expect(copy.postings(of: term) == index.postings(of: term)) }
    }

    @Test("every term of many is found with its own postings")
    func manyTerms() {
        let words = (0..<500).map { "word\($0)" }
        let index = InvertedIndex(
            documents: words.indices.map { [WeightedTerm(words[$0]), WeightedTerm(words[$0 / 2])] })
        #expect(index.termCount == 500)
        for (number, word) in words.enumerated() {
            let holders = words.indices.filter { $0 == number || $0 / 2 == number }
            #expect(index.postings(of: word).map(\.document) == holders)
            #expect(index.documentFrequency(of: word) == holders.count)
        }
    }
}
