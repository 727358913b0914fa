// SPDX-License-Identifier: GPL-3.0-or-later

extension Transcript {
    /// The file as it is written; reading it gives the same transcript.
    package var text: String {
        var lines = head.flatMap(\.lines)
        for item in cases {
            if !lines.isEmpty { lines.append("") }
            lines += item.lines
        }
        if !closingComments.isEmpty { lines += [""] + closingComments }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Transcript.Directive {
    /// Names of up to eight letters stand in a column.
    private static let column = 9

    var lines: [String] {
        let kind = content.kind
        let value = content.text
        let gap = String(repeating: " ", count: max(1, Self.column - kind.count))
        return comments + [value.isEmpty ? "@\(kind)" : "@\(kind)\(gap)\(value)"]
    }
}

extension Transcript.Case {
    var lines: [String] {
        var lines = comments
        if !name.isEmpty { lines.append("@case \(name)") }
        lines += directives.flatMap(\.lines)
        for (index, turn) in turns.enumerated() {
            if index > 0 || name.isEmpty && !lines.isEmpty { lines.append("") }
            lines += turn.lines
        }
        return lines
    }
}

extension Transcript.Turn {
    /// The turn as it is written, without the blank line before it.
    package var lines: [String] {
        var lines = comments + Self.message(text, label: label)
        for wording in otherWordings {
            lines += wording.comments + Self.message(wording.text, label: Transcript.otherWording)
        }
        if let reply { lines += reply.comments + reply.written }
        for check in checks { lines += check.comments + [check.text] }
        return lines
    }

    private static func message(_ text: String, label: String) -> [String] {
        let lines = TextLines.split(text)
        let first = lines.first.map(String.init) ?? ""
        return [first.isEmpty ? "\(label):" : "\(label): \(first)"]
            + lines.dropFirst().map { $0.isEmpty ? "" : "  " + $0 }
    }
}

extension ReplyPattern {
    /// The reply as it is written, with its label.
    var written: [String] {
        if lines.count == 1, let line = lines.first { return ["\(Transcript.assistant): \(line)"] }
        return ["\(Transcript.assistant):"] + lines.map { $0.isEmpty ? "" : "  " + $0 }
    }
}
