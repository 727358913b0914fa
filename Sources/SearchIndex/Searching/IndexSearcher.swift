// SPDX-License-Identifier: GPL-3.0-or-later

/// Searches an index file by one ranking; one searcher for each thread.
///
/// The best documents are exact: the same documents with the same scores, to the last bit, as if every posting of the query's
/// terms had been read. What can't be among them is passed over by block-max MaxScore: terms that together can't lift a
/// document over the worst that is kept are only looked up for the documents of the others, and a stretch of documents is
/// passed over whole where the bounds of its blocks don't reach. H. Turtle and J. Flood, *Query evaluation: strategies and
/// optimizations*, 1995, https://doi.org/10.1016/0306-4573(95)00020-H; S. Ding and T. Suel, *Faster top-k document retrieval
/// using block-max indexes*, 2011, https://doi.org/10.1145/2009916.2010048.
package final class IndexSearcher {
    private let file: IndexFile
    let table: RankingTable
    /// Whether the bounds in the file were made for this ranking.
    private let isStandard: Bool
    private var scores: WindowScores

    /// - Complexity: O(1).
    package init(_ file: IndexFile, by ranking: IndexRanking = .standard) {
        self.file = file
        table = RankingTable(ranking, documentCount: file.documentCount, meanLength: file.meanLength)
        isStandard = ranking == .bm25(BM25(k1: file.header.k1, b: file.header.b))
        scores = WindowScores()
    }

    deinit { scores.deallocate() }

    /// The best `limit` documents for a query, best first; equal scores by ascending document.
    ///
    /// The weights of a term that is named twice are added; terms that are in no document, or whose weight is not above 0,
    /// count for nothing.
    package func search(_ query: [WeightedTerm], top limit: Int) throws(IndexFileError) -> [Hit] {
        guard limit > 0 else { return [] }
        let terms = try weightedTerms(query)
        let quantum = quantum(for: terms)
        var search = PrunedSearch(
            terms.map { cursor($0, quantum) }, limit: limit, above: threshold(terms, quantum, limit: limit),
            documentCount: file.documentCount)
        search.run(&scores)
        return try search.result()
    }

    /// The same by reading every posting.
    ///
    /// - Complexity: O(*p* + *d*) for *p* postings and *d* documents.
    package func exhaustiveSearch(_ query: [WeightedTerm], top limit: Int) throws(IndexFileError) -> [Hit] {
        guard limit > 0 else { return [] }
        var all = [Double](repeating: 0, count: file.documentCount)
        for var cursor in try cursors(for: query) {
            defer { cursor.deallocate() }
            while !cursor.isAtEnd {
                cursor.load()
                cursor.loadFrequencies()
                var index = 0
                while index < BlockCodec.count, cursor.documents[index] != PostingCursor.end {
                    all[Int(cursor.documents[index])] += cursor.addition(at: index)
                    index += 1
                }
                if cursor.isAtEnd { break }
                cursor.skip(to: cursor.blockLast + 1)
            }
            if cursor.isDamaged { throw .damaged(part: IndexPart.postings.description) }
        }
        var best = BestHits(limit: limit)
        for (document, score) in all.enumerated() { best.offer(document, score) }
        return best.sorted
    }

    /// How a document's score comes about: each term of the query that it holds, with its share.
    package func explain(
        _ document: DocumentID, for query: [WeightedTerm]
    ) throws(IndexFileError) -> ScoreExplanation {
        var parts: [ScoreExplanation.Part] = []
        let terms = try weightedTerms(query)
        let quantum = quantum(for: terms)
        for term in terms {
            var cursor = self.cursor(term, quantum)
            defer { cursor.deallocate() }
            if let score = cursor.addition(for: UInt32(document)) {
                parts.append(
                    .init(
                        term: term.term, frequency: Double(cursor.frequency(at: cursor.position)) + 1,
                        documentFrequency: cursor.documentFrequency, weight: term.queryWeight, score: score))
            }
            if cursor.isDamaged { throw .damaged(part: IndexPart.postings.description) }
        }
        return ScoreExplanation(parts: parts)
    }

    /// What a term is worth in a score, by its rarity alone; a term that no document holds is worth most.
    package func weight(of term: String) throws(IndexFileError) -> Double {
        table.weight(documentFrequency: try file.documentFrequency(of: term))
    }

    // MARK: The query's terms

    private struct Term {
        var term: String
        var entry: TermEntry
        var queryWeight: Double
        /// With the term's rarity, and the query's length where the ranking asks for it.
        var weight: Double
    }

    /// The terms of a query that the file has, each once, in the order of the query.
    private func weightedTerms(_ query: [WeightedTerm]) throws(IndexFileError) -> [Term] {
        var terms: [Term] = []
        for term in query where term.weight > 0 && term.weight.isFinite {
            if let known = terms.firstIndex(where: { $0.term == term.term }) {
                terms[known].queryWeight += term.weight
            } else if let entry = try file.entry(of: term.term) {
                terms.append(Term(term: term.term, entry: entry, queryWeight: term.weight, weight: 0))
            }
        }
        for index in terms.indices {
            let frequency = terms[index].entry.documentFrequency
            terms[index].weight = terms[index].queryWeight * table.weight(documentFrequency: frequency)
        }
        if table.ranking == .cosine {
            // A query's vector is weighted like a document's: its squares add up to this.
            let squares = terms.reduce(0) { $0 + $1.queryWeight * $1.weight }
            for index in terms.indices { terms[index].weight /= max(squares.squareRoot(), 1e-9) }
        }
        return terms
    }

    private func quantum(for terms: [Term]) -> ScoreQuantum {
        // The frequency and the length of a term's best posting are not known here; no worth is above these.
        let most = terms.reduce(0) { $0 + $1.weight } * table.mostWorth
        return ScoreQuantum(most: most)
    }

    /// A score that none of the best `limit` documents is below or at, as one of the terms alone gives so many more.
    private func threshold(_ terms: [Term], _ quantum: ScoreQuantum, limit: Int) -> Double {
        guard isStandard, limit <= TermEntry.tenth else { return 0 }
        return terms.reduce(0) { most, term in
            let frequency = term.entry.tenthFrequency
            guard frequency > 0 else { return most }
            let least = quantum.rounded(term.weight * table.worth(UInt32(frequency) - 1, term.entry.tenthLength))
            return max(most, least - quantum.value)
        }
    }

    private func cursor(_ term: Term, _ quantum: ScoreQuantum) -> PostingCursor {
        PostingCursor(
            term.entry, of: file, weight: term.weight, table: table, quantum: quantum, isStandard: isStandard)
    }

    private func cursors(for query: [WeightedTerm]) throws(IndexFileError) -> [PostingCursor] {
        let terms = try weightedTerms(query)
        let quantum = quantum(for: terms)
        return terms.map { cursor($0, quantum) }
    }
}

extension PostingCursor {
    /// What the term adds to the score of a document, not before one that was asked for already; nil where it is not in it.
    @inline(__always)
    mutating func addition(for document: UInt32) -> Double? {
        skip(to: document)
        guard !isAtEnd else { return nil }
        load()
        seek(document)
        guard documents[position] == document else { return nil }
        return scorer.addition(document, frequency(at: position))
    }
}
