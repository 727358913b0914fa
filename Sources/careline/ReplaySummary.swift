// SPDX-License-Identifier: GPL-3.0-or-later
internal import Transcripts

/// What came of a run, for somebody who reads it.
struct ReplaySummary {
    let report: TestReport

    var text: String {
        var lines: [String] = []
        for result in report.results {
            switch result.outcome {
            case .failed:
                for record in result.failures {
                    lines += [result.headline(of: record)] + result.details(of: record) + [""]
                }
            case .fixed(let why):
                lines += ["\(place(of: result)): \(result.name): fixed: \(TestReport.fixedText(why))", ""]
            case .todo(let why):
                lines += ["\(place(of: result)): \(result.name): known failure: \(why)", ""]
            case .skipped(let why):
                lines += ["\(place(of: result)): \(result.name): skipped: \(why)", ""]
            case .passed: break
            }
        }
        return (lines + [counts]).joined(separator: "\n") + "\n"
    }

    private func place(of result: CaseResult) -> String { "\(result.address.file):\(result.item.line)" }

    private var counts: String {
        var passed = 0, todo = 0, fixed = 0, skipped = 0
        for result in report.results {
            switch result.outcome {
            case .passed: passed += 1
            case .todo: todo += 1
            case .fixed: fixed += 1
            case .skipped: skipped += 1
            case .failed: break
            }
        }
        let parts = [
            (passed, "passed"), (report.failures, "failed"), (report.isStrict ? 0 : fixed, "fixed"),
            (todo, "known to fail"),
            (skipped, "skipped"), (report.unreadable.count, "unreadable"),
        ]
        let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return
            "\(Self.count(report.results.count, "case")), \(Self.count(report.turnCount, "turn")): \(told.isEmpty ? "none" : told)"
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
