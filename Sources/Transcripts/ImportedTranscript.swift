// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics

/// A conversation of another program as a transcript, with what could not be carried over.
package struct ImportedTranscript: Sendable {
    package var transcript: Transcript
    package var notCarriedOver: [Diagnostic] = []

    /// Why a case that says nothing of its replies is skipped until somebody fills it in.
    private static let nothingExpected = "imported: write down what the replies should be, then remove this line"

    init(file: String, title: String) {
        transcript = Transcript(file: file, head: [.init(content: .title(title.isEmpty ? "Imported" : title), line: 1)])
    }

    mutating func drop(_ what: String, line: Int) {
        notCarriedOver.append(
            Diagnostic(.warning, at: SourceLocation(file: transcript.file, line: line), "not carried over: \(what)"))
    }

    /// Begins a case, with a name of its own.
    mutating func open(_ name: String, line: Int) {
        let folded = TextLines.folded(name)
        var unique = folded.isEmpty ? "conversation" : folded
        var number = 1
        while transcript.cases.contains(where: { $0.name == unique }) {
            number += 1
            unique = "\(folded) (\(number))"
        }
        transcript.cases.append(Transcript.Case(name: unique, line: line))
    }

    /// Adds a message.
    mutating func say(_ text: String, comments: [String] = [], line: Int) {
        guard !transcript.cases.isEmpty else { return }
        var message = TextLines.normalized(text)
        if message.hasPrefix("/") { message = "/" + message }
        transcript.cases[transcript.cases.count - 1].turns.append(
            Transcript.Turn(label: Transcript.patient, text: message, comments: comments, line: line))
    }

    /// Changes the last turn; false where there is none.
    mutating func changeLastTurn(_ change: (inout Transcript.Turn) -> Void) -> Bool {
        let last = transcript.cases.count - 1
        guard last >= 0, !transcript.cases[last].turns.isEmpty else { return false }
        change(&transcript.cases[last].turns[transcript.cases[last].turns.count - 1])
        return true
    }

    /// Adds a paragraph to the reply of the last message; false where there is no message.
    mutating func reply(_ text: String) -> Bool {
        let paragraph = Recording.pattern(for: TextLines.normalized(text))
        return changeLastTurn { turn in
            let before = turn.reply?.lines ?? []
            turn.reply = ReplyPattern(lines: before.isEmpty ? paragraph.lines : before + [""] + paragraph.lines)
        }
    }

    /// Gives each turn an expectation, and takes out what holds none.
    mutating func finish() {
        for index in transcript.cases.indices.reversed() {
            if transcript.cases[index].turns.isEmpty {
                drop("\"\(transcript.cases[index].name)\" has no message in words", line: transcript.cases[index].line)
                transcript.cases.remove(at: index)
                continue
            }
            for turn in transcript.cases[index].turns.indices
            where transcript.cases[index].turns[turn].reply == nil && transcript.cases[index].turns[turn].checks.isEmpty
            {
                transcript.cases[index].turns[turn].reply = ReplyPattern(lines: ["..."])
            }
            if transcript.cases[index].turns.allSatisfy({ $0.checks.isEmpty && $0.reply?.isAnything != false }) {
                transcript.cases[index].directives.append(.init(content: .skip(Self.nothingExpected), line: 0))
            }
        }
        notCarriedOver.sort { $0.location < $1.location }
    }
}
