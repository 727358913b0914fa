// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex

/// The ways to rank, each of which has to pass the same tests.
enum Scheme: String, CaseIterable, CustomStringConvertible, Sendable {
    case bm25 = "BM25"
    case cosine = "TFIDFCosine"

    var description: String { rawValue }

    var ranking: any RankingFunction {
        switch self {
        case .bm25: BM25()
        case .cosine: TFIDFCosine()
        }
    }
}

/// Documents of words with their index, and a second scorer, slow and plain, that knows only the documents.
struct Shelf {
    let scheme: Scheme
    let documents: [[String]]
    var index: InvertedIndex

    init(_ scheme: Scheme, _ documents: [[String]]) {
        self.scheme = scheme
        self.documents = documents
        index = InvertedIndex(documents: documents.map { Self.terms($0, scheme, documents) })
    }

    /// Documents of a few words out of a few, and a query that may name words of none.
    static func random(_ scheme: Scheme, seed: UInt64) -> (shelf: Shelf, query: [String]) {
        var generator = SeededGenerator(seed: seed)
        let words = ["bell", "brake", "chain", "fork", "gear", "hub", "pedal", "rim", "saddle", "spoke"]
        let documents = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
            (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                words[min(Int.random(in: 0..<10, using: &generator), Int.random(in: 0..<10, using: &generator))]
            }
        }
        let query = (0..<Int.random(in: 0...4, using: &generator)).compactMap { _ in
            (words + ["anchor"]).randomElement(using: &generator)
        }
        return (Shelf(scheme, documents), query)
    }

    func query(_ words: [String]) -> [WeightedTerm] { Self.terms(words, scheme, documents) }

    func search(_ words: String..., top limit: Int = .max) -> [Hit] { search(words, top: limit) }

    func search(_ words: [String], top limit: Int = .max) -> [Hit] {
        index.search(query(words), top: limit, by: scheme.ranking)
    }

    func explain(_ document: DocumentID, for words: [String]) -> ScoreExplanation {
        index.explain(document, for: query(words), by: scheme.ranking)
    }

    private static func terms(_ words: [String], _ scheme: Scheme, _ documents: [[String]]) -> [WeightedTerm] {
        switch scheme {
        case .bm25: words.map { WeightedTerm($0) }
        case .cosine:
            TFIDFCosine.unitVector(of: words.map { WeightedTerm($0) }) { inverseFrequency($0.term, documents) }
        }
    }

    private static func inverseFrequency(_ word: String, _ documents: [[String]]) -> Double {
        log(1 + Double(documents.count) / (Double(documents.count { $0.contains(word) }) + 0.5))
    }

    /// A frequency as an index keeps it: to three decimal places.
    private static func kept(_ frequency: Double) -> Double { (frequency * 1000).rounded() / 1000 }

    /// The score by the formula in the papers, from the documents alone.
    func naiveScore(_ document: DocumentID, for query: [String]) -> Double {
        switch scheme {
        case .bm25: naiveBM25(documents[document], query)
        case .cosine: naiveCosine(documents[document], query)
        }
    }

    private func naiveBM25(_ document: [String], _ query: [String]) -> Double {
        let mean = Double(documents.reduce(0) { $0 + $1.count }) / Double(documents.count)
        return query.reduce(0) { sum, word in
            let frequency = Self.kept(Double(document.count { $0 == word }))
            guard frequency > 0 else { return sum }
            let holders = Double(documents.count { $0.contains(word) })
            let rarity = log(1 + (Double(documents.count) - holders + 0.5) / (holders + 0.5))
            let lengthPart = 1.2 * (0.5 + 0.5 * Double(document.count) / mean)
            return sum + rarity * frequency * 2.2 / (frequency + lengthPart)
        }
    }

    private func naiveCosine(_ document: [String], _ query: [String]) -> Double {
        func weight(_ word: String, _ words: [String]) -> Double {
            let count = words.count { $0 == word }
            return count == 0 ? 0 : (1 + log(Double(count))) * Self.inverseFrequency(word, documents)
        }
        let words = Set(document + query)
        func length(_ text: [String]) -> Double {
            words.reduce(0) { $0 + weight($1, text) * weight($1, text) }.squareRoot()
        }
        let (documentLength, queryLength) = (length(document), length(query))
        guard documentLength > 0, queryLength > 0 else { return 0 }
        return words.reduce(0) { sum, word in
            sum + Self.kept(weight(word, document) / documentLength) * weight(word, query) / queryLength
        }
    }
}
