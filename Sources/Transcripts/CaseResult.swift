// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Dialogue
package import KnowledgePack

/// A turn that was held, and what of it was not as expected.
package struct TurnRecord: Sendable {
    package struct Fault: Hashable, Sendable {
        package var field: String
        package var expected: String
        package var got: String
        package var line: Int
        /// The check that failed; nil for the words of the reply.
        package var check: Check?
    }

    /// Counted from 0.
    package var index: Int
    package var turn: Transcript.Turn
    /// What was said.
    package var wording: String
    /// The other wording that this run of the case was for.
    package var otherWording: Transcript.Wording?
    package var observed: Observation?
    package var faults: [Fault] = []
    /// How the message was read.
    package var why: [String] = []

    /// The acts of which no machine may change what is expected.
    package static let safetyActs: Set<ActKind> = [.urgent, .crisis, .declineAdvice]

    /// Whether the reply, or what it should be, is about safety.
    package var isAboutSafety: Bool {
        let acts = Self.safetyActs.map(\.rawValue)
        let expected = turn.checks.contains { check in
            guard check.field == .act, case .names(let names) = check.value else { return false }
            return names.contains(where: acts.contains)
        }
        return expected || observed.map { Self.safetyActs.contains($0.reply.act) } ?? false
    }
}

/// A case that was held.
package struct CaseResult: Sendable {
    package enum Outcome: Hashable, Sendable {
        case passed, failed
        case skipped(String)
        /// A failure that is known.
        case todo(String)
        /// A failure that was known, and is none any more.
        case fixed(String)
    }

    package var address: TranscriptLibrary.Address
    package var title: String
    package var item: Transcript.Case
    /// The turns with their main wordings.
    package var records: [TurnRecord] = []
    /// The turns of the runs with another wording.
    package var otherRecords: [TurnRecord] = []
    /// How long it took.
    package var seconds = 0.0

    /// The name by which reports call it.
    package var name: String { item.name.isEmpty ? (title.isEmpty ? address.file : title) : item.name }

    package var failures: [TurnRecord] { (records + otherRecords).filter { !$0.faults.isEmpty } }

    package var turnCount: Int { records.count + otherRecords.count }

    package var outcome: Outcome {
        if let why = item.skip { return .skipped(why) }
        if let why = item.todo { return failures.isEmpty ? .fixed(why) : .todo(why) }
        return failures.isEmpty ? .passed : .failed
    }
}

extension CaseResult {
    /// What went wrong in a turn: a line that names it, and lines that tell.
    package func headline(of record: TurnRecord) -> String {
        let line = record.faults.map(\.line).min() ?? record.turn.line
        let wording = record.otherWording.map { ", with the wording of line \($0.line)" } ?? ""
        return "\(address.file):\(line): \(name), turn \(record.index + 1) (\(record.turn.label))\(wording)"
    }

    package func details(of record: TurnRecord) -> [String] {
        let width = (record.faults.map(\.field.count) + [3]).max().map { $0 + 2 } ?? 0
        func padded(_ text: String) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
        var lines: [String] = []
        for fault in record.faults {
            lines.append("  \(padded(fault.field))expected  \(fault.expected)")
            lines.append("  \(padded(""))got       \(fault.got)")
        }
        for (index, why) in record.why.enumerated() { lines.append("  \(padded(index == 0 ? "why" : ""))\(why)") }
        return lines
    }
}
