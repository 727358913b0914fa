// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal
internal import Transcripts

/// Conversations in files, held again and compared.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Hold the conversations of transcripts again, and compare.",
        discussion: """
            A transcript holds messages, what their replies should be, and checks such as "= act answer".

            Examples:
              careline replay Tests/Transcripts
              careline replay talk.chat --diff                what an update would change
              careline replay talk.chat --update              write down what is said now
              careline replay Tests --format tap13 --output results.tap && prove -e cat results.tap
              careline replay Tests --format junit --output results.xml

            --update changes only what failed, and nothing where an act of safety (urgent, crisis, decline_advice) is \
            expected or came, nor a case marked @safety: those are listed for a person. It refuses where CI is set.

            Exit status: 0 all passed, 1 something failed, 2 wrong usage or nothing selected, 3 a transcript or the pack \
            can't be read, 130 interrupted.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, tap, tap13, junit, json
    }

    @OptionGroup var packOption: PackOption
    @OptionGroup var transcripts: TranscriptOptions

    @Flag(help: "Write into the files what is said now, where that is not about safety.")
    var update = false

    @Flag(help: "Step through the failures: accept, skip, edit or quit.")
    var review = false

    @Flag(help: "Print what --update would change.")
    var diff = false

    @Flag(help: "Print the conversations with all words filled in, to be read.")
    var expand = false

    @Flag(help: "Fail where a case passes that is marked @todo.")
    var strict = false

    @Option(
        help: ArgumentHelp("How to report: human, tap, tap13 (for Perl's prove), junit or json.", valueName: "format"))
    var format: Format = .human

    @Option(help: ArgumentHelp("Write the report to this file.", valueName: "file"))
    var output: String?

    func validate() throws {
        if [update, review, diff, expand].count(where: { $0 }) > 1 {
            throw ValidationError("Use one of --update, --review, --diff and --expand.")
        }
        if update || review, !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty {
            throw ValidationError(
                "expectations are not changed where CI is set: update at your desk, and review the difference.")
        }
        if review, !StandardStreams.isTerminal(0) || !StandardStreams.isTerminal(1) {
            throw ValidationError("--review asks at a terminal; use --diff to see what would change.")
        }
        if update || review || diff || expand, format != .human {
            throw ValidationError("--format goes with a plain run.")
        }
    }

    func run() throws {
        let assistant = try packOption.assistant()
        let selected = try SelectedTranscripts(transcripts, pack: assistant.pack)
        let replayer = Replayer(selected.library, assistant: assistant)
        let start = Date.now
        let results = selected.map(jobs: transcripts.cores.count) { address in
            let before = ContinuousClock.now
            var result = replayer.result(of: address)
            let duration = (ContinuousClock.now - before).components
            result?.seconds = Double(duration.seconds) + Double(duration.attoseconds) / 1e18
            return result
        }
        let report = TestReport(results: results, unreadable: selected.unreadable, isStrict: strict)
        if update || review || diff {
            selected.reportUnreadable()
            let updating = ReplayUpdating(results: results, yardstick: replayer.yardstick)
            let isSettled =
                if Interruption.isWished { false } else if diff { try updating.printDifference() } else if review {
                    try updating.review()
                } else { try updating.update() }
            return try selected.finish(hasFailed: !isSettled)
        }
        if expand {
            selected.reportUnreadable()
            try write(results.map(\.expanded).joined(separator: "\n"))
            return try selected.finish(hasFailed: false)
        }
        switch format {
        case .human:
            selected.reportUnreadable()
            try write(ReplaySummary(report: report).text)
        case .tap: try write(report.tap(version: 14))
        case .tap13: try write(report.tap(version: 13))
        // The schema has no place for a time zone: it is that of Greenwich.
        case .junit: try write(report.junit(start: String(start.ISO8601Format().dropLast())))
        case .json: try write(ReplayJSON(report: report).text)
        }
        try selected.finish(hasFailed: report.failures > 0)
    }

    private func write(_ text: String) throws {
        guard let output else { return try StandardStreams.writeOut(Sanitizer.sanitized(text)) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw ValidationError("\(output) can't be written. Choose another name or folder.")
        }
    }
}
