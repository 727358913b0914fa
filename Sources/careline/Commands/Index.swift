// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import SearchIndex
internal import Terminal
internal import TextAnalysis

/// Index files of large collections: made, and looked into.
struct Index: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an index file of many passages, or look into one.",
        discussion: """
            Examples:
              careline index build passages.jsonl --output library.index
              careline index info library.index
            """,
        subcommands: [IndexBuildCommand.self, IndexInfoCommand.self])
}

/// Passages to an index file.
struct IndexBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Make an index file of passages.",
        discussion: """
            Passages are lines of JSON: {"id": "a", "text": "…"}, with "title" and "source" where there are any. A folder is \
            searched for Markdown and text, a passage for each section.

            The file takes its place when it is whole; a build that is broken off changes nothing and is begun again by the \
            same command. It is the same bytes for any --jobs and --memory.

            Examples:
              careline index build passages.jsonl --output library.index
              careline index build leaflets/ --output leaflets.index --analysis plain

            Exit status 1 where a line or a file could not be used; it is named, the others are in the index.
            """)

    @Argument(help: "Files of JSON Lines, or folders.")
    var inputs: [String]

    @Option(help: ArgumentHelp("The file to make.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("How much memory to use, about.", valueName: "mib"))
    var memory = 256

    @OptionGroup var cores: CoreOption

    @Option(help: "How words are looked up: english (their stems, without little words) or plain (as they stand).")
    var analysis = PassageAnalysis.english

    @Option(help: ArgumentHelp("How often a word of a title counts.", valueName: "times"))
    var titleWeight = 1

    private static let leastMemory = 16

    func validate() throws {
        if inputs.isEmpty { throw ValidationError("Name a file or a folder to index.") }
        if memory < Self.leastMemory || memory > 1 << 20 {
            throw ValidationError("--memory takes MiB, from \(Self.leastMemory) on.")
        }
        if titleWeight < 1 || titleWeight > 100 {
            throw ValidationError("--title-weight takes a number from 1 to 100.")
        }
    }

    func run() throws {
        var progress = Progress()
        let settings = IndexBuild.Settings(
            inputs: inputs, output: output, analysis: analysis, titleWeight: titleWeight, memory: memory << 20,
            jobs: cores.count)
        let outcome: IndexBuild.Outcome
        do {
            outcome = try IndexBuild(settings) { event in
                switch event {
                case .problem(let problem):
                    progress.end()
                    ExitStatus.report("careline index: \(problem)")
                case .read(let bytes, let total): progress.note(bytes: bytes, of: total, "read")
                case .merged(let bytes, let total): progress.note(bytes: bytes, of: total, "merged")
                }
            }.run()
        } catch let error as IndexFileError {
            progress.end()
            throw FileProblem(place: output, problem: "\(error)", status: .failure)
        } catch let problem as InputProblem {
            progress.end()
            throw FileProblem(place: problem.place, problem: problem.problem, status: .unreadable)
        }
        progress.end()
        try StandardStreams.writeOut("\(outcome.documents) passages in \(output)\n")
        if outcome.problems > 0 {
            ExitStatus.report("careline index: \(outcome.problems) lines or files could not be used")
            throw ExitStatus.failure
        }
    }
}

extension PassageAnalysis: ExpressibleByArgument {}

/// What is in an index file.
struct IndexInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show what is in an index file.",
        discussion: """
            Example:
              careline index info library.index --verify

            Exit status 3 where the file can't be read or is damaged.
            """)

    @Argument(help: "The index file.")
    var file: String

    @Flag(help: "Read all of it and compare its checksums.")
    var verify = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let index = try FileProblem.reading(file) { () throws(IndexFileError) -> IndexFile in
            let index = try IndexFile(file)
            if verify { try index.verify() }
            return index
        }
        let stored = IndexPart.allCases.filter(\.isStoredText).reduce(0) { $0 + index.size(of: $1) }
        let numbers: [(name: String, label: String, value: String)] = [
            ("passages", "passages", "\(index.documentCount)"),
            ("terms", "terms", "\(index.termCount)"),
            ("postings", "postings", "\(index.postingCount)"),
            ("mean_length", "mean length", Search.decimal(index.meanLength)),
            ("title_weight", "title weight", "\(index.titleWeight)"),
            ("bytes", "bytes", "\(index.size)"),
            ("text_bytes", "of them text", "\(stored)"),
            ("index_bytes", "of them index", "\(index.size - stored)"),
        ]
        if json {
            let fields = numbers.map { "\(JSON.string($0.name)):\($0.value)" }
            let parts = IndexPart.allCases.map { "\(JSON.string($0.description)):\(index.size(of: $0))" }
            try StandardStreams.writeOut(
                "{\"analysis\":\(JSON.string(index.analysis)),\(fields.joined(separator: ",")),"
                    + "\"parts\":{\(parts.joined(separator: ","))}\(verify ? ",\"verified\":true" : "")}\n")
        } else {
            let rows = [("analysis", index.analysis)] + numbers.map { ($0.label, $0.value) }
            let parts = IndexPart.allCases.map { ("  " + $0.description, "\(index.size(of: $0))") }
            let width = (rows + parts).map(\.0.count).max() ?? 0
            let lines = (rows + parts).map { label, value in
                label + String(repeating: " ", count: width - label.count + 2) + value + "\n"
            }
            try StandardStreams.writeOut(lines.joined() + (verify ? "all checksums are right\n" : ""))
        }
    }
}
