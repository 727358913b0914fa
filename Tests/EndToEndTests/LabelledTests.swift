// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Labelled conversations in other people's words: `Tests/Labelled`, by writers who had not seen the program.
///
/// What they hold was looked at when the pack was mended, so that they guard it and measure nothing new.
@Suite("Labelled conversations")
struct LabelledTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Labelled").path
    private static let files = ["questions", "slots", "safety", "scope", "dialogues"].map { "\(folder)/\($0).jsonl" }

    /// The share of each measure below which something was broken.
    private static let least = [
        "act": 0.96, "topic": 0.92, "slots exact": 0.97, "no false alarm": 0.994, "crisis recall": 0.99,
        "urgent recall": 0.99, "scope recall": 0.88, "whole dialogue": 0.83,
    ]

    @Test("other people's words are understood as well as they were")
    func measures() throws {
        let result = try CommandRunner(patience: 60).run(["eval", "--json"] + Self.files)
        #expect(result.ending == .exit(0))
        let report = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
        let measures = try #require(report?["measures"] as? [String: [Int]])
        for (measure, least) in Self.least {
            let tally = try #require(measures[measure], "\(measure) is not measured")
            let share = Double(tally[0]) / Double(tally[1])
            #expect(share >= least, "\(measure): \(tally[0]) of \(tally[1])")
        }
    }
}
