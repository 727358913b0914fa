// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Dialogue
internal import Terminal
internal import Transcripts

/// What of a pack no conversation comes to.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Say what of a pack no transcript comes to.",
        discussion: """
            Acts, intents, topics, sections, slot values, repairs and signs of danger, each with its place in the pack.

            Example:
              careline coverage Tests/Transcripts

            Exit status: 2 wrong usage or nothing selected, 3 a transcript or the pack can't be read, 130 interrupted.
            """)

    @OptionGroup var packOption: PackOption
    @OptionGroup var transcripts: TranscriptOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let assistant = try packOption.assistant()
        let selected = try SelectedTranscripts(transcripts, pack: assistant.pack)
        selected.reportUnreadable()
        let replayer = Replayer(selected.library, assistant: assistant)
        let results = selected.map(jobs: transcripts.cores.count) { replayer.result(of: $0) }
        let alarms = Coverage.alarms(in: results, by: replayer)
        let coverage = Coverage(of: results, in: assistant.pack, alarms: alarms)
        try StandardStreams.writeOut(json ? Self.json(coverage) : Self.text(coverage))
        try selected.finish(hasFailed: false)
    }

    private static func text(_ coverage: Coverage) -> String {
        var lines = coverage.gaps.map { gap in
            "\(gap.location.map { "\($0): " } ?? "")\(gap.kind.rawValue): \(gap.name) is never come to"
        }
        lines += Coverage.Kind.allCases.compactMap { kind in
            coverage.counts[kind].map { "\(kind.rawValue): \($0.reached) of \($0.total)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func json(_ coverage: Coverage) -> String {
        let counts = Coverage.Kind.allCases.compactMap { kind in
            coverage.counts[kind].map { "\(JSON.string(kind.rawValue)):[\($0.reached),\($0.total)]" }
        }
        let gaps = coverage.gaps.map { gap in
            let place = gap.location.map { ",\"file\":\(JSON.string($0.file)),\"line\":\($0.line)" } ?? ""
            return "{\"kind\":\(JSON.string(gap.kind.rawValue)),\"name\":\(JSON.string(gap.name))\(place)}"
        }
        return "{\"counts\":{\(counts.joined(separator: ","))},\n\"gaps\":[\(gaps.joined(separator: ",\n"))]}\n"
    }
}
