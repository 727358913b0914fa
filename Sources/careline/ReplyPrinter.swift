// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import Terminal

/// Prints the assistant's side of the conversation on standard output, each reply as soon as it is there.
struct ReplyPrinter {
    private static let label = "careline: "
    private static let widestLine = 80

    let style: Style
    /// Whether a person reads: labels, indent and wrapping; else plain text.
    let isTerminal: Bool
    let isJSON: Bool

    func print(_ reply: Reply) throws {
        if isJSON {
            try StandardStreams.writeOut(ReplyJSON(reply: reply).text + "\n")
        } else {
            try say(reply.text)
        }
    }

    /// Says something that is no reply, such as the first words.
    func say(_ text: String) throws {
        let harmless = Sanitizer.sanitized(text)
        guard isTerminal else {
            try StandardStreams.writeOut(harmless + "\n\n")
            return
        }
        let width = min(terminalWidth() ?? Self.widestLine, Self.widestLine)
        // The label stands before the first line; what follows is indented under it by two.
        let lines = (Self.label + harmless).split(separator: "\n", omittingEmptySubsequences: false)
        let indented = lines.enumerated().map { index, line in
            index == 0 || line.isEmpty ? String(line) : "  " + line
        }
        let wrapped = Wrapping.wrap(indented.joined(separator: "\n"), to: width)
        let styled = style.styled(String(Self.label.dropLast()), .label) + wrapped.dropFirst(Self.label.count - 1)
        try StandardStreams.writeOut("\n" + styled + "\n\n")
    }
}
