// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Transcripts

/// What came of a run as one JSON object.
struct ReplayJSON {
    let report: TestReport

    var text: String {
        let cases = report.results.map(entry)
        let unreadable = report.unreadable.map { item in
            "{\"file\":\(JSON.string(item.file)),\"problems\":\(JSON.array(item.diagnostics.map { "\($0)" }))}"
        }
        return
            "{\"cases\":[\(cases.joined(separator: ",\n"))],\n\"unreadable\":[\(unreadable.joined(separator: ",\n"))],"
            + "\n\"turns\":\(report.turnCount),\"failed\":\(report.failures)}\n"
    }

    private func entry(_ result: CaseResult) -> String {
        let (outcome, why): (String, String?) =
            switch result.outcome {
            case .passed: ("passed", nil)
            case .failed: ("failed", nil)
            case .skipped(let why): ("skipped", why)
            case .todo(let why): ("todo", why)
            case .fixed(let why): ("fixed", why)
            }
        var fields = [
            "\"file\":" + JSON.string(result.address.file), "\"line\":\(result.item.line)",
            "\"case\":" + JSON.string(result.name), "\"outcome\":" + JSON.string(outcome),
            "\"turns\":\(result.turnCount)",
        ]
        if let why { fields.append("\"why\":" + JSON.string(why)) }
        let failures = result.failures.flatMap { record in record.faults.map { failure($0, in: record) } }
        if !failures.isEmpty { fields.append("\"failures\":[" + failures.joined(separator: ",") + "]") }
        return "{" + fields.joined(separator: ",") + "}"
    }

    private func failure(_ fault: TurnRecord.Fault, in record: TurnRecord) -> String {
        var fields = [
            "\"line\":\(fault.line)", "\"turn\":\(record.index + 1)", "\"speaker\":" + JSON.string(record.turn.label),
            "\"said\":" + JSON.string(record.wording), "\"field\":" + JSON.string(fault.field),
            "\"expected\":" + JSON.string(fault.expected), "\"got\":" + JSON.string(fault.got),
        ]
        if !record.why.isEmpty { fields.append("\"why\":" + JSON.array(record.why)) }
        return "{" + fields.joined(separator: ",") + "}"
    }
}
