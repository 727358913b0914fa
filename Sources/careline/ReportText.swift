// SPDX-License-Identifier: GPL-3.0-or-later
internal import Rehearsal

/// The report for a trainer, as text and as JSON.
enum ReportText {
    /// How many rows of each kind a person reads.
    private static let mostRows = 15

    static func plain(_ report: TrainerReport) -> String {
        var lines = [
            "Answers: \(report.answers), to questions: \(report.exercises); marks disputed: \(report.disputes). No names are kept."
        ]
        func add(_ heading: String, _ rows: [TrainerReport.Row], none: String) {
            lines += ["", rows.isEmpty ? none : heading]
            lines += rows.prefix(mostRows).map { "  \($0.times) of \($0.answers)  \($0.exercise): \($0.label)" }
            if rows.count > mostRows { lines.append("  and \(rows.count - mostRows) more") }
        }
        add("Vital points most missed:", report.missed, none: "No vital point was missed.")
        add("Said and better not:", report.careful, none: "Nothing was said that must not be.")
        return lines.joined(separator: "\n")
    }

    static func json(_ report: TrainerReport) -> String {
        func rows(_ rows: [TrainerReport.Row]) -> String {
            "["
                + rows.map {
                    "{\"exercise\":\(JSON.string($0.exercise)),\"point\":\(JSON.string($0.label)),\"times\":\($0.times),\"answers\":\($0.answers)}"
                }.joined(separator: ",") + "]"
        }
        return "{\"answers\":\(report.answers),\"exercises\":\(report.exercises),\"disputes\":\(report.disputes),"
            + "\"missed\":\(rows(report.missed)),\"careful\":\(rows(report.careful))}"
    }
}
