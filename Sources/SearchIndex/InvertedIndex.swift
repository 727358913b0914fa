// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// An inverted index: for each term, the documents that hold it. The index takes terms, not text, and never changes.
package struct InvertedIndex: Sendable {
    /// The postings of all terms, one after another, each term's by ascending document.
    private var postings: [Posting]
    /// Where each term's postings begin and end.
    private var ranges: [String: Range<Int>]
    /// The weighted length of each document.
    package private(set) var lengths: [Double]
    /// The mean of `lengths`, 0 for an empty index.
    package private(set) var meanLength: Double

    /// Builds the index of documents, each a list of terms with weights (field weights); terms may repeat.
    ///
    /// - Complexity: O(*n* log *n*) in the number of terms.
    package init(documents: [[WeightedTerm]]) {
        var byTerm: [String: [Posting]] = [:]
        lengths = []
        lengths.reserveCapacity(documents.count)
        for (document, terms) in documents.enumerated() {
            var frequencies: [String: Double] = [:]
            for term in terms { frequencies[term.term, default: 0] += term.weight }
            for (term, frequency) in frequencies {
                byTerm[term, default: []].append(Posting(document: document, frequency: frequency))
            }
            lengths.append(terms.reduce(0) { $0 + $1.weight })
        }
        postings = []
        ranges = [:]
        for (term, list) in byTerm.sorted(by: { $0.key < $1.key }) {
            ranges[term] = postings.count..<(postings.count + list.count)
            postings += list
        }
        meanLength = lengths.isEmpty ? 0 : lengths.reduce(0, +) / Double(lengths.count)
    }

    package var documentCount: Int { lengths.count }

    /// The postings of a term, by ascending document; empty where no document holds it.
    package func postings(of term: String) -> ArraySlice<Posting> { ranges[term].map { postings[$0] } ?? [] }

    /// In how many documents a term occurs.
    package func documentFrequency(of term: String) -> Int { ranges[term]?.count ?? 0 }

    /// The best `limit` documents for a query, best first; equal scores by ascending document.
    ///
    /// - Complexity: O(*p* + *d* log *d*) for *p* postings of the query's terms and *d* documents found.
    package func search(_ query: [WeightedTerm], top limit: Int, by ranking: some RankingFunction) -> [Hit] {
        var scores = [Double](repeating: 0, count: documentCount)
        for term in query {
            let found = postings(of: term.term)
            guard !found.isEmpty else { continue }
            let statistics = TermStatistics(documentFrequency: found.count, documentCount: documentCount)
            for posting in found {
                scores[posting.document] +=
                    term.weight * ranking.score(posting, of: statistics, length: lengths[posting.document], in: self)
            }
        }
        var hits = scores.indices.filter { scores[$0] > 0 }.map { Hit(document: $0, score: scores[$0]) }
        hits.sort { ($1.score, $0.document) < ($0.score, $1.document) }
        return Array(hits.prefix(limit))
    }

    /// How a document's score comes about: each term of the query that it holds, with its share.
    package func explain(
        _ document: DocumentID, for query: [WeightedTerm], by ranking: some RankingFunction
    ) -> ScoreExplanation {
        var parts: [ScoreExplanation.Part] = []
        for term in query {
            let found = postings(of: term.term)
            guard let posting = found.first(where: { $0.document == document }) else { continue }
            let statistics = TermStatistics(documentFrequency: found.count, documentCount: documentCount)
            let score = term.weight * ranking.score(posting, of: statistics, length: lengths[document], in: self)
            parts.append(
                .init(
                    term: term.term, frequency: posting.frequency, documentFrequency: found.count, weight: term.weight,
                    score: score))
        }
        return ScoreExplanation(parts: parts)
    }
}

extension InvertedIndex: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        lengths = try reader.array()
        meanLength = try reader.double()
        let termCount = try reader.int()
        postings = []
        ranges = [:]
        ranges.reserveCapacity(max(0, min(termCount, 1 << 20)))
        for _ in 0..<max(0, termCount) {
            let term = try reader.string()
            let start = postings.count
            var document = -1
            for _ in 0..<max(0, try reader.int()) {
                let (next, isTooFar) = document.addingReportingOverflow(try reader.int())
                guard !isTooFar, lengths.indices.contains(next) else { throw .corrupt(offset: reader.offset) }
                document = next
                postings.append(Posting(document: document, frequency: Double(try reader.int()) / 1000))
            }
            ranges[term] = start..<postings.count
        }
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(lengths)
        writer.write(meanLength)
        writer.write(ranges.count)
        for (term, range) in ranges.sorted(by: { $0.value.lowerBound < $1.value.lowerBound }) {
            writer.write(term)
            writer.write(range.count)
            var last = -1
            for posting in postings[range] {
                writer.write(posting.document - last)
                writer.write(Int((posting.frequency * 1000).rounded()))
                last = posting.document
            }
        }
    }
}
