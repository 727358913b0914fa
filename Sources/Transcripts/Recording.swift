// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
internal import KnowledgePack
internal import TextAnalysis

/// A conversation being written down as a transcript.
package enum Recording {
    /// How a recording begins.
    package static var head: String {
        Transcript(file: "", head: [.init(content: .title("A recorded conversation"), line: 1)]).text
    }

    /// A turn as it is added, with a blank line before it.
    package static func turn(typed: String, reply: Reply) -> String {
        "\n" + transcriptTurn(typed: typed, reply: reply).lines.joined(separator: "\n") + "\n"
    }

    /// What was typed and what the reply was, as a turn that expects just that.
    package static func transcriptTurn(typed: String, reply: Reply) -> Transcript.Turn {
        let observed = Observation(reply)
        var turn = Transcript.Turn(label: Transcript.patient, text: Conversation.normalized(typed), line: 1)
        turn.reply = pattern(for: reply.text)
        let fields: [(Check.Field, Bool)] = [
            (.act, true), (.sections, !reply.passages.isEmpty), (.slots, !reply.slots.isEmpty),
            (.asks, reply.asks != nil),
        ]
        turn.checks = fields.filter(\.1).map { field, _ in
            Check(mark: .equals, field: field, value: observed.value(field))
        }
        return turn
    }

    /// A text as a pattern that means just this text: a sentence a line.
    static func pattern(for text: String) -> ReplyPattern {
        let lines = TextLines.split(text).flatMap { line in
            TextLines.isBlank(line) ? [""] : ReplyPattern.lines(for: String(line))
        }
        let pattern = ReplyPattern(lines: lines)
        return pattern.elements.isEmpty ? ReplyPattern(lines: ["..."]) : pattern
    }
}
