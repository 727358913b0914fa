// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import Terminal
internal import TextAnalysis

/// Prints the assistant's side of the conversation on standard output, each reply as soon as it is there.
struct ReplyPrinter {
    private static let label = "careline:"
    private static let widestLine = 80

    let style: Style
    /// Whether a person reads: labels, indent and wrapping; else plain text.
    let isTerminal: Bool
    let isJSON: Bool
    /// Whether each sentence stands on a line of its own, for who hears or feels the text line by line.
    var isPlain = false

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
        if isJSON {
            try StandardStreams.writeOut("{\"act\":\"social\",\"text\":\(JSON.string(text))}\n")
            return
        }
        guard isTerminal, !isPlain else {
            let text = isPlain ? Sentences.onLines(harmless) : harmless
            try StandardStreams.writeOut((isTerminal ? Self.label + "\n" : "") + text + "\n\n")
            return
        }
        let width = min(terminalWidth() ?? Self.widestLine, Self.widestLine)
        // The label stands on a line of its own, what is said indented under it by two.
        let lines = harmless.split(separator: "\n", omittingEmptySubsequences: false)
        let indented = lines.map { $0.isEmpty ? "" : "  " + $0 }
        let wrapped = Wrapping.wrap(indented.joined(separator: "\n"), to: width)
        try StandardStreams.writeOut("\n" + style.styled(Self.label, .label) + "\n" + wrapped + "\n\n")
    }
}
