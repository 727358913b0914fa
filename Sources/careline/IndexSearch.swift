// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex
internal import Terminal
internal import TextAnalysis

/// Searching an index file by texts.
struct IndexSearch {
    /// A passage found.
    struct Found {
        var passage: StoredPassage
        var score: Double
        var explanation: ScoreExplanation
    }

    private let path: String
    private let file: IndexFile
    private let searcher: IndexSearcher
    private let analysis: PassageAnalysis

    /// Opens an index file.
    init(_ path: String, by ranking: IndexRanking) throws {
        try self.init(
            path, file: FileProblem.reading(path) { () throws(IndexFileError) in try IndexFile(path) }, by: ranking)
    }

    /// Searches an index file that is open.
    init(_ path: String, file: IndexFile, by ranking: IndexRanking) throws {
        self.path = path
        self.file = file
        guard let analysis = PassageAnalysis(rawValue: file.analysis) else {
            throw FileProblem(
                place: path, problem: "was made with the analysis \"\(file.analysis)\", which is not known here")
        }
        self.analysis = analysis
        searcher = IndexSearcher(file, by: ranking)
    }

    private func terms(of text: String) -> [WeightedTerm] { analysis.terms(of: text).map { WeightedTerm($0) } }

    /// The best passages for a text, best first.
    func passages(for text: String, top: Int) throws -> [Found] {
        let query = terms(of: text)
        return try FileProblem.reading(path) { () throws(IndexFileError) -> [Found] in
            var found: [Found] = []
            for hit in try searcher.search(query, top: top) {
                found.append(
                    Found(
                        passage: try file.passage(hit.document), score: hit.score,
                        explanation: try searcher.explain(hit.document, for: query)))
            }
            return found
        }
    }

    /// How much of a text's words a passage holds, each counted by its rarity, from 0 to 1.
    func coverage(of found: Found, for text: String) throws -> Double {
        let held = Set(found.explanation.parts.map(\.term))
        return try FileProblem.reading(path) { () throws(IndexFileError) -> Double in
            var all = 0.0
            var covered = 0.0
            for term in Set(analysis.terms(of: text)).sorted() {
                let weight = try searcher.weight(of: term)
                all += weight
                if held.contains(term) { covered += weight }
            }
            return all > 0 ? covered / all : 0
        }
    }

    /// The ids of the best passages, with their scores.
    private func names(for text: String, top: Int) throws(IndexFileError) -> [(name: String, score: Double)] {
        var names: [(name: String, score: Double)] = []
        for hit in try searcher.search(terms(of: text), top: top) {
            names.append((try file.name(of: hit.document), hit.score))
        }
        return names
    }

    /// The part of a passage that has most of a query's words: a sentence, or what comes first of it.
    func excerpt(of passage: StoredPassage, for text: String) -> String {
        let wanted = Set(analysis.terms(of: text))
        var best = ""
        var most = -1
        for line in Sentences.onLines(passage.text).split(whereSeparator: \.isNewline) {
            let count = Set(analysis.terms(of: String(line))).intersection(wanted).count
            if count > most { (best, most) = (String(line), count) }
        }
        guard best.count > Self.longestExcerpt else { return best }
        return best.prefix(Self.longestExcerpt).split(separator: " ").dropLast().joined(separator: " ") + " …"
    }

    private static let longestExcerpt = 300

    // MARK: Many queries

    /// Prints the best passages of each query as a TREC run.
    func printRun(_ queries: [IndexQueries.Query], top: Int) throws {
        for query in queries {
            let found = try FileProblem.reading(path) { () throws(IndexFileError) -> [(name: String, score: Double)] in
                try names(for: query.text, top: top)
            }
            let lines = found.enumerated().map { rank, found in
                "\(Self.field(query.id)) Q0 \(Self.field(found.name)) \(rank + 1) \(Self.millionths(found.score)) careline\n"
            }
            try StandardStreams.writeOut(lines.joined())
        }
    }

    /// A field of a run has no white space.
    private static func field(_ text: String) -> String {
        text.contains(where: \.isWhitespace) ? String(text.map { $0.isWhitespace ? "_" : $0 }) : text
    }

    /// A score to six places, the same everywhere.
    private static func millionths(_ value: Double) -> String {
        let number = Int((value * 1e6).rounded())
        let rest = String(number % 1_000_000)
        return "\(number / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
    }

    /// How long queries take, one after another, from their text to the ids of the best passages.
    struct Timing {
        var microseconds: [Double] = []

        /// The least time that so large a part of the queries does not take longer than.
        private func percentile(_ part: Double) -> Double {
            let sorted = microseconds.sorted()
            return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]
        }

        var json: String {
            let total = microseconds.reduce(0, +)
            let rate = total > 0 ? Double(microseconds.count) / total * 1e6 : 0
            let values = [
                ("p50_us", percentile(0.5)), ("p95_us", percentile(0.95)), ("p99_us", percentile(0.99)),
                ("per_second", rate),
            ]
            let fields = values.map { "\"\($0.0)\":\(Search.decimal($0.1))" }
            return "{\"queries\":\(microseconds.count),\(fields.joined(separator: ","))}"
        }
    }

    /// Times the queries on this thread, after one pass that counts for nothing.
    func timing(of queries: [IndexQueries.Query], top: Int) throws -> Timing {
        try FileProblem.reading(path) { () throws(IndexFileError) -> Timing in
            for query in queries { _ = try names(for: query.text, top: top) }
            var timing = Timing()
            timing.microseconds.reserveCapacity(queries.count)
            let clock = ContinuousClock()
            for query in queries {
                let start = clock.now
                _ = try names(for: query.text, top: top)
                let (seconds, attoseconds) = (clock.now - start).components
                timing.microseconds.append(Double(seconds) * 1e6 + Double(attoseconds) * 1e-12)
            }
            return timing
        }
    }
}
