// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue

extension CaseResult {
    /// The case as it went, for somebody who reads it: who said what, with all words filled in.
    package var expanded: String {
        var lines = item.comments + ["@case \(name)"]
        for record in records {
            var turn = record.turn
            if let reply = record.observed?.reply { turn.reply = Recording.pattern(for: reply.text) }
            lines += [""] + turn.lines
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
