// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Evaluation
internal import Foundation
internal import PackSource
internal import Terminal
internal import Understanding

/// Everything wrong or weak in a pack.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong or weak in a pack.",
        discussion: """
            Reads a pack as the program does, then tries it: does every example lead back to its intent, does every \
            sign of danger raise its alarm, is every passage found, is every text easy to read, is anything out of date.

            Example:
              careline check --pack my-pack

            Exit status 0 without errors, 1 with errors, 3 where the pack can't be read.
            """)

    @OptionGroup var packOption: PackOption

    @Flag(help: "Also train without each fifth of the examples, and say how many of those are understood.")
    var leaveOut = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let model = try packOption.model()
        let review = PackReview(of: model, today: Self.today())
        let found = review.diagnostics.sorted { ($0.location, $0.problem) < ($1.location, $1.problem) }
        let errors = found.count { $0.severity == .error }
        if json {
            let rows = found.map { diagnostic in
                "{\"file\":\(JSON.string(diagnostic.location.file)),\"line\":\(diagnostic.location.line),"
                    + "\"severity\":\(JSON.string(diagnostic.severity.rawValue)),"
                    + "\"problem\":\(JSON.string(diagnostic.problem)),\"remedy\":\(JSON.string(diagnostic.remedy))}"
            }
            try StandardStreams.writeOut("[" + rows.joined(separator: ",") + "]\n")
        } else {
            for diagnostic in found { try StandardStreams.writeOut(Sanitizer.sanitized("\(diagnostic)") + "\n") }
            let counts = review.counts
            try StandardStreams.writeOut(
                """
                \(counts.examples) examples, \(counts.straying) led astray, \(counts.stolen) taken by another intent, \
                \(counts.alike) there twice; \(counts.passages) passages, \
                \(counts.unreachable) out of reach; \(counts.texts) texts, \(counts.hardTexts) over grade \
                \(Int(PackReview.highestGrade)). \(errors) errors, \(found.count - errors) warnings.

                """)
        }
        if leaveOut, !json { try StandardStreams.writeOut(Self.leftOut(of: model)) }
        if errors > 0 { throw ExitStatus.failure }
    }

    /// How well examples are understood that no model has seen, the worst intents first.
    private static func leftOut(of model: CompiledPack) throws -> String {
        let found = try model.crossValidation(parts: 5)
        let (right, total) = found.values.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.total) }
        func percent(_ right: Int, _ total: Int) -> String { "\(right * 100 / max(1, total)) %" }
        let worst = found.sorted {
            ($0.value.right * $1.value.total, $0.key) < ($1.value.right * $0.value.total, $1.key)
        }.prefix(10)
        return "left out, \(right) of \(total) examples are understood (\(percent(right, total))); least often:\n"
            + worst.map { "  \($0.key): \($0.value.right) of \($0.value.total)\n" }.joined()
    }

    /// The clock's day, as `YYYY-MM-DD`.
    static func today() -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        func padded(_ number: Int?, _ width: Int) -> String {
            let digits = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }
}
