// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

extension ImportedTranscript {
    /// Reads Rasa's older end-to-end stories in Markdown: `## story`, `* intent: words`, `- action`.
    package init(rasaMarkdown text: String, file: String, intents: Set<String>) {
        self.init(file: file, title: "")
        for (index, line) in TextLines.split(text).enumerated() {
            let number = index + 1
            var content = Substring(TextLines.trimmed(line))
            if let comment = content.firstRange(of: "<!--") {
                content = TextLines.trimmedEnd(content[..<comment.lowerBound])
            }
            if content.hasPrefix("##") {
                open(TextLines.trimmed(content.drop { $0 == "#" }), line: number)
            } else if content.hasPrefix("*") {
                read(TextLines.trimmed(content.dropFirst()), intents: intents, line: number)
            } else if content.hasPrefix("-") {
                note("action \(TextLines.trimmed(content.dropFirst()))", line: number)
            } else if !content.isEmpty, content.first != "#" {
                drop("\"\(content)\"", line: number)
            }
        }
        finish()
    }

    private mutating func read(_ message: String, intents: Set<String>, line: Int) {
        guard let colon = message.firstRange(of: ": ") else {
            return drop("an intent without words (\(message))", line: line)
        }
        let intent = message[..<colon.lowerBound].prefix { $0 != "{" }
        if transcript.cases.isEmpty { open("", line: line) }
        sayAnnotated(
            String(message[colon.upperBound...]), intent: TextLines.trimmed(intent), intents: intents, line: line)
    }
}
