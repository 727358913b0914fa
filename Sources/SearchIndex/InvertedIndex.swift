// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// An inverted index: for each term, the documents that hold it.
///
/// The index takes terms, not text, and never changes.
///
/// It is read in place: a table of terms by hash, fixed in width and sorted, leads to postings that are decoded only when a
/// query asks for them. Opening an index costs nothing but its document lengths.
package struct InvertedIndex: Sendable {
    /// How a term stands in the table: 36 bits of hash, 30 of offset, 18 of count, six bits a byte.
    private enum Entry {
        static let hashDigits = 6
        static let offsetDigits = 5
        static let countDigits = 3
        static let width = hashDigits + offsetDigits + countDigits
    }

    /// A posting's frequency is kept to this part of one.
    private static let frequencySteps = 1000.0

    /// The weighted length of each document.
    package private(set) var lengths: [Double]
    /// The mean of `lengths`, 0 for an empty index.
    package private(set) var meanLength: Double
    private let bytes: ArchiveBytes
    private let table: Range<Int>
    private let postings: Range<Int>

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
        meanLength = lengths.isEmpty ? 0 : lengths.reduce(0, +) / Double(lengths.count)
        // Terms whose hashes agree, which hardly happens, share an entry.
        var byHash: [UInt64: [Int: Double]] = [:]
        for (term, list) in byTerm {
            let hash = Self.hash(term)
            for posting in list { byHash[hash, default: [:]][posting.document, default: 0] += posting.frequency }
        }
        var tableWriter: [UInt8] = []
        var postingWriter = ArchiveWriter()
        for (hash, list) in byHash.sorted(by: { $0.key < $1.key }) {
            Self.append(hash, digits: Entry.hashDigits, to: &tableWriter)
            Self.append(UInt64(postingWriter.bytes.count), digits: Entry.offsetDigits, to: &tableWriter)
            Self.append(UInt64(list.count), digits: Entry.countDigits, to: &tableWriter)
            var last = -1
            for (document, frequency) in list.sorted(by: { $0.key < $1.key }) {
                postingWriter.write(document - last)
                postingWriter.write(Int((frequency * Self.frequencySteps).rounded()))
                last = document
            }
        }
        table = 0..<tableWriter.count
        postings = tableWriter.count..<(tableWriter.count + postingWriter.bytes.count)
        bytes = ArchiveBytes(tableWriter + postingWriter.bytes)
    }

    package var documentCount: Int { lengths.count }

    /// The number of different terms.
    package var termCount: Int { table.count / Entry.width }

    // MARK: The table of terms

    /// The hash of a term, 36 bits.
    ///
    /// FNV-1a, by G. Fowler, L. C. Noll and K.-P. Vo, 1991, folded.
    private static func hash(_ term: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in term.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (hash >> 28) ^ (hash & 0xf_ffff_ffff)
    }

    private static func append(_ value: UInt64, digits: Int, to bytes: inout [UInt8]) {
        for digit in stride(from: (digits - 1) * 6, through: 0, by: -6) {
            bytes.append(48 + UInt8(truncatingIfNeeded: (value >> UInt64(digit)) & 63))
        }
    }

    private static func number(_ buffer: UnsafeBufferPointer<UInt8>, at start: Int, digits: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in start..<(start + digits) { value = value << 6 | UInt64((buffer[index] &- 48) & 63) }
        return value
    }

    /// Where a term's postings begin, and how many there are.
    ///
    /// - Complexity: O(log *t*) in the number of terms.
    private func entry(of term: String) -> (offset: Int, count: Int)? {
        let hash = Self.hash(term)
        return bytes.withUnsafeBytes { buffer in
            var low = 0
            var high = termCount
            while low < high {
                let middle = (low + high) / 2
                let start = table.lowerBound + middle * Entry.width
                let found = Self.number(buffer, at: start, digits: Entry.hashDigits)
                if found == hash {
                    let offset = Self.number(buffer, at: start + Entry.hashDigits, digits: Entry.offsetDigits)
                    let count = Self.number(
                        buffer, at: start + Entry.hashDigits + Entry.offsetDigits, digits: Entry.countDigits)
                    return (postings.lowerBound + Int(offset), Int(count))
                }
                if found < hash { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    /// The postings of a term, by ascending document; empty where no document holds it.
    package func postings(of term: String) -> [Posting] {
        var found: [Posting] = []
        found.reserveCapacity(min(documentFrequency(of: term), documentCount))
        forEachPosting(of: term) { found.append(Posting(document: $0, frequency: $1)) }
        return found
    }

    /// Calls `body` with the document and the frequency of each posting of a term, by ascending document.
    @inline(__always)
    package func forEachPosting(of term: String, _ body: (DocumentID, Double) -> Void) {
        guard let entry = entry(of: term) else { return }
        let documents = lengths.count
        bytes.withUnsafeBytes { buffer in
            var position = entry.offset
            var document = -1
            for _ in 0..<entry.count {
                // Damaged bytes give fewer postings, never a document that isn't there.
                guard let step = Self.variable(buffer, &position), let frequency = Self.variable(buffer, &position),
                    step > 0, step <= documents
                else { break }
                document += step
                guard document < documents else { break }
                body(document, Double(frequency) / Self.frequencySteps)
            }
        }
    }

    /// A number of an archive, as `ArchiveReader.int()` reads it; nil where there is none.
    @inline(__always)
    private static func variable(_ buffer: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int? {
        var value: UInt = 0
        var shift: UInt = 0
        while position < buffer.count, shift < 65 {
            let digit = buffer[position] &- 48
            guard digit < 64 else { return nil }
            value |= UInt(digit & 31) << shift
            shift += 5
            position += 1
            if digit & 32 == 0 { return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1) }
        }
        return nil
    }

    /// In how many documents a term occurs.
    package func documentFrequency(of term: String) -> Int { entry(of: term)?.count ?? 0 }

    // MARK: Search

    /// The score of every document for a query, by document; 0 where it holds no term of it.
    ///
    /// - Complexity: O(*p* + *d*) for *p* postings of the query's terms and *d* documents.
    package func scores(for query: [WeightedTerm], by ranking: some RankingFunction) -> [Double] {
        var scores = [Double](repeating: 0, count: documentCount)
        for term in query {
            let frequency = documentFrequency(of: term.term)
            guard frequency > 0 else { continue }
            let statistics = TermStatistics(documentFrequency: frequency, documentCount: documentCount)
            let weight = term.weight * ranking.weight(of: statistics)
            forEachPosting(of: term.term) { document, frequency in
                scores[document] +=
                    weight * ranking.worth(of: frequency, length: lengths[document], meanLength: meanLength)
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
        lengths = try reader.array()
        meanLength = try reader.double()
        bytes = reader.bytes
        table = try reader.encodedRange()
        postings = try reader.encodedRange()
        guard table.count % Entry.width == 0 else { throw .corrupt(offset: reader.offset) }
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(lengths)
        writer.write(meanLength)
        bytes.withUnsafeBytes { buffer in
            writer.write(encoded: Array(buffer[table]))
            writer.write(encoded: Array(buffer[postings]))
        }
    }
}
