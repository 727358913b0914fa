// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import KnowledgePack
internal import Terminal
internal import Transcripts

/// Conversations typed otherwise.
struct Stress: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stress",
        abstract: "Hold conversations with each message typed otherwise, and say what changes.",
        discussion: """
            Typing errors, capitals, no punctuation, the other spelling, filler: each by itself, in each message, with what \
            was said before it unchanged. Acts and statuses are compared with those of the message as it was written.

            Example:
              careline stress Tests/Transcripts --seed 1 --seeds 20

            Exit status: 1 where an act of safety (urgent, crisis, decline_advice) is lost, or more than 5 in 100 of the \
            other acts change; 2 wrong usage or nothing selected, 3 a transcript or the pack can't be read, 130 interrupted.
            """)

    @OptionGroup var packOption: PackOption
    @OptionGroup var transcripts: TranscriptOptions

    @Option(help: "The seed of what is changed; the same seed changes the same.")
    var seed: UInt64 = 1

    @Option(help: "How many seeds, from that one on.")
    var seeds: UInt64 = 1

    @Option(help: ArgumentHelp("Show up to this many changes that lose no safety.", valueName: "number"))
    var show = 20

    private static let mostChanged = 0.05

    func validate() throws {
        if seeds < 1 || seeds > 1_000 { throw ValidationError("--seeds takes a number from 1 to 1000.") }
        if seed > UInt64(Int.max) { throw ValidationError("--seed takes a number up to \(Int.max).") }
        if show < 0 { throw ValidationError("--show takes a number from 0 on.") }
    }

    func run() throws {
        let assistant = try packOption.assistant()
        let selected = try SelectedTranscripts(transcripts, pack: assistant.pack)
        selected.reportUnreadable()
        let replayer = Replayer(selected.library, assistant: assistant)
        let spellings = MessageVariation.spellings(of: assistant.pack)
        let range = seed..<seed + seeds
        let tests = selected.map(jobs: transcripts.cores.count) {
            StressTest(of: $0, by: replayer, seeds: range, spellings: spellings)
        }
        let changes = tests.flatMap(\.changes)
        let lost = changes.filter(\.losesSafety)
        let shown = lost + changes.filter { !$0.losesSafety }.prefix(show)
        try StandardStreams.writeOut(Sanitizer.sanitized(shown.map { Self.line($0) + "\n" }.joined()))
        if shown.count < changes.count {
            try StandardStreams.writeOut("and \(changes.count - shown.count) more changes (--show)\n")
        }
        let all = tests.reduce(StressTest.Tally()) { $1.tallies.values.reduce($0, +) }
        for variation in MessageVariation.allCases {
            let tally = tests.compactMap { $0.tallies[variation] }.reduce(StressTest.Tally(), +)
            try StandardStreams.writeOut(Self.line(variation.rawValue, tally))
        }
        try StandardStreams.writeOut(Self.line("all", all))
        let others = Double(all.acts - all.lost) / Double(max(1, all.messages - all.safetyMessages))
        try selected.finish(hasFailed: all.lost > 0 || others > Self.mostChanged)
    }

    private static func line(_ change: StressTest.Change) -> String {
        var parts: [String] = []
        if change.changesAct { parts.append("act \(change.act.rawValue), then \(change.newAct.rawValue)") }
        if change.changesSlots { parts.append("slots \(list(change.slots)), then \(list(change.newSlots))") }
        let name = change.caseName.isEmpty ? "" : "\(change.caseName): "
        return "\(change.file):\(change.line): \(name)\(change.variation.rawValue), seed \(change.seed): "
            + "\(parts.joined(separator: "; "))\(change.losesSafety ? " (safety)" : "")\n  \(change.message)"
    }

    private static func list(_ slots: [String: String]) -> String {
        slots.isEmpty ? "none" : slots.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    private static func line(_ name: String, _ tally: StressTest.Tally) -> String {
        func percent(_ part: Int, of whole: Int) -> String {
            "\(part) (\(Search.decimal(Double(part) * 100 / Double(max(1, whole)))) %)"
        }
        return "\(name): \(tally.messages) messages, other act \(percent(tally.acts, of: tally.messages)), "
            + "other slots \(percent(tally.slots, of: tally.messages)), "
            + "safety lost \(percent(tally.lost, of: tally.safetyMessages))\n"
    }
}
