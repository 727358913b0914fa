// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// An inverted index: for each term, the documents that hold it.
///
/// The index takes terms, not text, and never changes.
///
/// It is read in place: a table of terms by hash leads to postings of fixed width. Opening an index costs nothing.
package struct InvertedIndex: Sendable {
    /// How many bits of a term's hash the table keeps.
    private static let hashBits = 36
    /// A posting's frequency is kept to this part of one.
    private static let frequencySteps = 1000.0

    /// The weighted length of each document.
    package let lengths: PackedArray<Double>
    /// The mean of `lengths`, 0 for an empty index.
    package let meanLength: Double
    private let terms: HashDirectory
    /// Where the postings of each term begin; one more for the end.
    private let starts: PackedArray<UInt32>
    /// The postings, each in one word: the document, by ascending number within a term, and above it the frequency there.
    private let postings: PackedArray<UInt48>
    private let board: SumBoard
    private let decoded = DecodedPostings()
    /// How many bits of a posting are its document's.
    private static let documentBits: UInt64 = 30
    private static let documentMask: UInt64 = 1 << documentBits - 1
    private static let largestFrequency = 262_143.0

    /// Builds the index of documents, each a list of terms with weights (field weights); terms may repeat.
    ///
    /// - Complexity: O(*n* log *n*) in the number of terms.
    package init(documents: [[WeightedTerm]]) {
        var byTerm: [String: [Posting]] = [:]
        var lengths: [Double] = []
        lengths.reserveCapacity(documents.count)
        for (document, terms) in documents.enumerated() {
            var frequencies: [String: Double] = [:]
            for term in terms { frequencies[term.term, default: 0] += term.weight }
            for (term, frequency) in frequencies {
                byTerm[term, default: []].append(Posting(document: document, frequency: frequency))
            }
            lengths.append(terms.reduce(0) { $0 + $1.weight })
        }
        meanLength = lengths.isEmpty ? 0 : lengths.reduce(0, +) / Double(lengths.count)
        self.lengths = PackedArray(lengths)
        // Terms whose hashes agree, which hardly happens, share an entry.
        var byHash: [UInt64: [Int: Double]] = [:]
        for (term, list) in byTerm {
            let hash = Self.folded(TextHash.of(term))
            for posting in list { byHash[hash, default: [:]][posting.document, default: 0] += posting.frequency }
        }
        let sorted = byHash.sorted { $0.key < $1.key }
        terms = HashDirectory(sorted.map(\.key), bits: Self.hashBits)
        var starts: [UInt32] = [0]
        var postings: [UInt48] = []
        for (_, list) in sorted {
            for (document, frequency) in list.sorted(by: { $0.key < $1.key }) {
                let steps = UInt64(min(Self.largestFrequency, (frequency * Self.frequencySteps).rounded()))
                postings.append(UInt48(UInt64(document) | steps << Self.documentBits))
            }
            starts.append(UInt32(postings.count))
        }
        self.starts = PackedArray(starts)
        self.postings = PackedArray(postings)
        board = SumBoard(count: lengths.count)
    }

    package var documentCount: Int { lengths.count }

    /// The number of postings of all terms.
    var postingCount: Int { postings.count }

    /// The number of different terms.
    package var termCount: Int { terms.count }

    // MARK: The table of terms

    /// The bits of a hash that the table keeps.
    private static func folded(_ hash: UInt64) -> UInt64 { (hash >> 28) ^ (hash & 0xf_ffff_ffff) }

    /// The places of the postings of a term, by its `TextHash`; empty where no document holds it.
    ///
    /// - Complexity: O(1) on average.
    package func places(ofHash hash: UInt64) -> Range<Int> {
        guard let term = terms.place(of: Self.folded(hash)) else { return 0..<0 }
        let start = Int(starts[term])
        let end = min(Int(starts[term + 1]), postings.count)
        return start < end ? start..<end : 0..<0
    }

    /// The postings of a term, by ascending document; empty where no document holds it.
    package func postings(of term: String) -> [Posting] {
        var found: [Posting] = []
        forEachPosting(of: term) { found.append(Posting(document: $0, frequency: $1)) }
        return found
    }

    /// Calls `body` with the document and the frequency of each posting of a term, by ascending document.
    package func forEachPosting(of term: String, _ body: (DocumentID, Double) -> Void) {
        forEachPosting(at: places(ofHash: TextHash.of(term)), body)
    }

    /// The greatest sum over the terms of weight times frequency, in single precision, among the documents of each group; 0 where none
    /// of them holds a term of the query.
    ///
    /// - Parameters:
    ///   - query: terms of weights from 0 on.
    ///   - groups: the group of each document, from 0 to below `count`.
    /// - Complexity: O(*p* + *g*) for *p* postings of the terms and *g* groups.
    package func greatestSums(of query: [WeightedTerm], byGroup groups: PackedArray<UInt32>, count: Int) -> [Double] {
        let places = query.map { self.places(ofHash: $0.hash) }
        let most = places.reduce(0) { $0 + $1.count }
        var greatest = [Double](repeating: 0, count: count)
        guard groups.count == documentCount else { return greatest }
        board.withSums { sums in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most + 1) { touched in
                var reached = 0
                func add(_ part: Float, to document: Int) {
                    let before = sums[document]
                    sums[document] = before + part
                    // Written down in any case, and kept where it is the document's first.
                    touched[reached] = UInt32(truncatingIfNeeded: document)
                    reached += before == 0 ? 1 : 0
                }
                let known = decoded.frequencies(of: self)
                for (term, places) in zip(query, places) {
                    let weight = Float(term.weight)
                    if let known {
                        known.forEach(at: places) { add(weight * $1, to: $0) }
                    } else {
                        forEachPosting(at: places) { add(weight * Float($1), to: $0) }
                    }
                }
                for place in 0..<reached {
                    let document = Int(touched[place])
                    let group = Int(groups[document])
                    let sum = Double(sums[document])
                    sums[document] = 0
                    if group < count, sum > greatest[group] { greatest[group] = sum }
                }
            }
        }
        return greatest
    }

    /// Calls `body` with the document and the frequency of the postings at places that `places(ofHash:)` gave.
    @inline(__always)
    func forEachPosting(at places: Range<Int>, _ body: (DocumentID, Double) -> Void) {
        let count = documentCount
        for place in places {
            let posting = postings[place].value
            let document = Int(posting & Self.documentMask)
            // Damaged bytes give fewer postings, never a document that isn't there.
            guard document < count else { break }
            body(document, Double(posting >> Self.documentBits) / Self.frequencySteps)
        }
    }

    /// In how many documents a term occurs.
    package func documentFrequency(of term: String) -> Int { documentFrequency(ofHash: TextHash.of(term)) }

    /// The same by a term's `TextHash`.
    package func documentFrequency(ofHash hash: UInt64) -> Int { places(ofHash: hash).count }

    // MARK: Search

    /// The score of every document for a query, by document; 0 where it holds no term of it.
    ///
    /// - Complexity: O(*p* + *d*) for *p* postings of the query's terms and *d* documents.
    package func scores(for query: [WeightedTerm], by ranking: some RankingFunction) -> [Double] {
        let lengths = lengths.elements
        return scores(for: query, by: ranking) { places, body in
            forEachPosting(at: places) { body($0, ranking.worth(of: $1, length: lengths[$0], meanLength: meanLength)) }
        }
    }

    /// The same by `BM25` as it is without being told otherwise, compiled for it.
    package func scoresByBM25(for query: [WeightedTerm]) -> [Double] {
        let ranking = BM25()
        guard let known = decoded.worths(of: self) else { return scores(for: query, by: ranking) }
        return scores(for: query, by: ranking) { places, body in known.forEach(at: places, body) }
    }

    /// - Parameter forEach: calls what it is given with the document and the worth of each posting at places.
    @inline(__always)
    private func scores(
        for query: [WeightedTerm], by ranking: some RankingFunction,
        _ forEach: (Range<Int>, (DocumentID, Double) -> Void) -> Void
    ) -> [Double] {
        var scores = [Double](repeating: 0, count: documentCount)
        scores.withUnsafeMutableBufferPointer { scores in
            for term in query {
                let places = places(ofHash: term.hash)
                guard !places.isEmpty else { continue }
                let statistics = TermStatistics(documentFrequency: places.count, documentCount: documentCount)
                let weight = term.weight * ranking.weight(of: statistics)
                forEach(places) { document, worth in scores[document] += weight * worth }
            }
        }
        return scores
    }

    /// The best `limit` documents for a query, best first; equal scores by ascending document.
    ///
    /// - Complexity: O(*p* + *d* log *d*) for *p* postings of the query's terms and *d* documents found.
    package func search(_ query: [WeightedTerm], top limit: Int, by ranking: some RankingFunction) -> [Hit] {
        let scores = scores(for: query, by: ranking)
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
            let score =
                term.weight * ranking.weight(of: statistics)
                * ranking.worth(of: posting.frequency, length: lengths[document], meanLength: meanLength)
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
        lengths = try reader.packed()
        meanLength = try reader.double()
        terms = try HashDirectory(from: &reader)
        starts = try reader.packed()
        postings = try reader.packed()
        board = SumBoard(count: lengths.count)
        guard starts.count == terms.count + 1 else { throw .corrupt(offset: reader.offset) }
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(packed: lengths.map { ($0 * 1_000_000).rounded() / 1_000_000 })
        writer.write(meanLength)
        terms.write(to: &writer)
        writer.write(starts)
        writer.write(postings)
    }
}
