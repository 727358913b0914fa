// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal

/// Conversations as JSON Lines in, replies as JSON Lines out, in the same order.
struct Batch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Hold many conversations: JSON Lines in, JSON Lines out.",
        discussion: """
            Each line is one conversation: {"id": "a", "turns": ["what can I ask?"]}.

            Example:
              careline batch --jobs 2 < cases.jsonl > replies.jsonl

            Exit status 1 where a line could not be read; the other lines are answered all the same.
            """)

    @OptionGroup var packOption: PackOption

    @OptionGroup var libraryOption: LibraryOption

    @OptionGroup var cores: CoreOption

    /// How many lines are in work at once for each core; memory stays constant however long the stream is.
    private static let linesPerJob = 64

    func run() throws {
        var assistant = try packOption.assistant()
        assistant.library = try libraryOption.library()
        let engine = BatchEngine(assistant: assistant)
        let jobs = cores.count
        var input = InputLines()
        var number = 0
        var failures = 0
        while true {
            var lines: [(number: Int, line: InputLines.Line)] = []
            while lines.count < jobs * Self.linesPerJob, let line = input.next() {
                number += 1
                if !line.isBlank { lines.append((number, line)) }
            }
            if lines.isEmpty { break }
            let results = engine.results(for: lines, jobs: jobs)
            failures += results.count { $0.isError }
            try StandardStreams.writeOut(results.map { $0.json + "\n" }.joined())
        }
        if failures > 0 {
            ExitStatus.report("careline batch: \(failures) of \(number) lines could not be read")
            throw ExitStatus.failure
        }
    }
}

/// Answers lines, on one core or several, with the same bytes; a class, since an assistant is too large to be handed about.
final class BatchEngine: Sendable {
    struct Result: Sendable {
        var json: String
        var isError: Bool
    }

    let assistant: Assistant

    init(assistant: Assistant) { self.assistant = assistant }

    func results(for lines: [(number: Int, line: InputLines.Line)], jobs: Int) -> [Result] {
        parallelMap(lines, jobs: jobs) { self.result(for: $0.line, number: $0.number) }
    }

    private func result(for line: InputLines.Line, number: Int) -> Result {
        if let problem = line.problem { return failure(id: "", "line \(number): \(problem)") }
        switch BatchRequest.parse(line.text, pack: assistant.pack) {
        case .failure(let error):
            return failure(id: error.id, "line \(number): \(error.problem)")
        case .success(let request):
            var state = request.state
            var replies: [String] = []
            for turn in request.turns {
                let (reply, next) = assistant.reply(to: turn, in: state)
                replies.append(ReplyJSON(reply: reply).text)
                state = next
            }
            let json = "{\"id\":\(JSON.string(request.id)),\"replies\":[\(replies.joined(separator: ","))]}"
            return Result(json: json, isError: false)
        }
    }

    private func failure(id: String, _ problem: String) -> Result {
        Result(json: "{\"id\":\(JSON.string(id)),\"error\":\(JSON.string(problem))}", isError: true)
    }
}
