// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import SearchIndex
internal import Terminal
internal import Understanding

/// The passages that words find, best first.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find passages by their words.",
        discussion: """
            Without --index, those of the pack. With --queries, each line of a file is a query, an id and a tab before it or \
            not, and a TREC run is printed: query Q0 passage rank score careline.

            Examples:
              careline search --explain "sore mouth"
              careline search --index library.index "sore mouth"
              careline search --index library.index --queries queries.tsv --top 100 > run.txt

            Exit status 1 where nothing was found.
            """)

    @OptionGroup var packOption: PackOption

    @Option(help: ArgumentHelp("Search an index file instead of the pack.", valueName: "file"))
    var index: String?

    @Option(help: ArgumentHelp("With --index: search for each line of a file.", valueName: "file"))
    var queries: String?

    @Flag(help: "With --queries: say on standard error how long searching took.")
    var timing = false

    @Option(help: "With --index: how passages are ranked, bm25 or tfidf.")
    var ranking = Ranking.bm25

    @Option(help: "How soon more of the same word stops counting in BM25.")
    var k1: Double?

    @Option(help: "How far a passage's length is held against it in BM25, from 0 to 1.")
    var b: Double?

    @Option(help: "How many passages: 5, or 10 with --queries, where it is not said.")
    var top: Int?

    @Flag(help: "Show what each word gave.")
    var explain = false

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "The words.")
    var words: [String] = []

    enum Ranking: String, ExpressibleByArgument { case bm25, tfidf }

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top takes a number from 1 on.") }
        if words.isEmpty, queries == nil { throw ValidationError("Say what to search for.") }
        if !words.isEmpty, queries != nil { throw ValidationError("Use words or --queries, not both.") }
        if index == nil, queries != nil || timing || ranking != .bm25 || k1 != nil || b != nil {
            throw ValidationError("--queries, --timing, --ranking, --k1 and --b go with --index.")
        }
        if timing, queries == nil { throw ValidationError("--timing goes with --queries.") }
        if let k1, !(0...1000 ~= k1) { throw ValidationError("--k1 takes a number from 0 on.") }
        if let b, !(0...1 ~= b) { throw ValidationError("--b takes a number from 0 to 1.") }
    }

    func run() throws {
        if let index { return try searchIndex(index) }
        let top = top ?? 5
        let interpreter = Interpreter(try packOption.model())
        let found = interpreter.search(words.joined(separator: " "), top: top)
        if json {
            let rows = found.map { hit in
                "{\"passage\":\(JSON.string(hit.id.description)),\"score\":\(Self.decimal(hit.score))}"
            }
            try StandardStreams.writeOut("[" + rows.joined(separator: ",") + "]\n")
        } else {
            for (id, score, why) in found {
                let title = interpreter.pack.passage(id)?.title ?? ""
                try StandardStreams.writeOut("\(Self.decimal(score))  \(id.description)  \(title)\n")
                if explain { try StandardStreams.writeOut(why.parts.map(Self.line).joined()) }
            }
        }
        if found.isEmpty { throw ExitStatus.failure }
    }

    private func searchIndex(_ path: String) throws {
        let standard = BM25(k1: k1 ?? 1.2, b: b ?? 0.75)
        let search = try IndexSearch(path, by: ranking == .bm25 ? .bm25(standard) : .cosine)
        if let queries {
            let queries = try IndexQueries(queries).queries
            try search.printRun(queries, top: top ?? 10)
            if timing { try StandardStreams.writeError(try search.timing(of: queries, top: top ?? 10).json + "\n") }
            return
        }
        let text = words.joined(separator: " ")
        let found = try search.passages(for: text, top: top ?? 5)
        if json {
            let rows = found.map { FoundPassageJSON(found: $0, withParts: explain).text }
            try StandardStreams.writeOut("[" + rows.joined(separator: ",") + "]\n")
        } else {
            for (rank, hit) in found.enumerated() {
                let title = hit.passage.title.isEmpty ? hit.passage.name : hit.passage.title
                let source = hit.passage.source.isEmpty ? hit.passage.name : hit.passage.source
                let lines = [
                    "\(rank + 1). \(title)", "   " + search.excerpt(of: hit.passage, for: text),
                    "   \(source), score \(Self.decimal(hit.score))",
                ]
                let why = explain ? hit.explanation.parts.map(Self.line).joined() : ""
                try StandardStreams.writeOut(Sanitizer.sanitized(lines.joined(separator: "\n")) + "\n" + why)
            }
        }
        if found.isEmpty { throw ExitStatus.failure }
    }

    private static func line(_ part: ScoreExplanation.Part) -> String {
        let numbers =
            "frequency \(decimal(part.frequency)), in \(part.documentFrequency) passages, weight \(decimal(part.weight))"
        return "        \(decimal(part.score))  \(part.term)  (\(numbers))\n"
    }

    /// A number to three places, the same everywhere.
    static func decimal(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let rest = String(abs(thousandths) % 1000)
        let sign = thousandths < 0 ? "-" : ""
        return "\(sign)\(abs(thousandths) / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}

/// A passage of an index file as a JSON object.
private struct FoundPassageJSON {
    let found: IndexSearch.Found
    let withParts: Bool

    var text: String {
        var fields = [
            "\"id\":" + JSON.string(found.passage.name), "\"title\":" + JSON.string(found.passage.title),
            "\"source\":" + JSON.string(found.passage.source), "\"score\":" + Search.decimal(found.score),
            "\"text\":" + JSON.string(found.passage.text),
        ]
        if withParts {
            let parts = found.explanation.parts.map { part in
                "{\"term\":\(JSON.string(part.term)),\"frequency\":\(Int(part.frequency)),"
                    + "\"passages\":\(part.documentFrequency),\"score\":\(Search.decimal(part.score))}"
            }
            fields.append("\"terms\":[" + parts.joined(separator: ",") + "]")
        }
        return "{" + fields.joined(separator: ",") + "}"
    }
}
