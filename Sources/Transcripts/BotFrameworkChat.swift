// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

extension ImportedTranscript {
    /// Reads a mock conversation as the Bot Framework's tools write it down.
    ///
    /// `user=` and `bot=` name the two who speak; `user:` or `bot:`, or their names, begin a message that goes on to the next;
    /// what stands in square brackets is an event or an attachment, and `>` begins a comment.
    package init(botFramework text: String, file: String) {
        self.init(file: file, title: "")
        var speakers = ["user": "user", "bot": "bot"]
        var speaker: String?
        var message: [Substring] = []
        var start = 1
        var brackets = BracketReader()
        open("conversation", line: 1)

        func close(_ imported: inout Self) {
            let text = TextLines.normalized(message.joined(separator: "\n"))
            message = []
            guard let speaker, !text.isEmpty else { return }
            if speaker == "user" {
                imported.say(text, line: start)
            } else if !imported.reply(text) {
                imported.drop("what the bot says before any message", line: start)
            }
        }

        for (index, line) in TextLines.split(text).enumerated() {
            let number = index + 1
            let line = number == 1 && line.unicodeScalars.first == "\u{FEFF}" ? line.dropFirst() : line
            if line.hasPrefix(">") { continue }
            if !brackets.isOpen, speaker == nil || TextLines.isBlank(line) || message.allSatisfy(\.isEmpty) {
                let halves = line.split(separator: "=", maxSplits: 1).map { TextLines.trimmed($0) }
                if speaker == nil, halves.count == 2, ["user", "bot"].contains(halves[0].lowercased()) {
                    speakers[halves[1].lowercased()] = halves[0].lowercased()
                    continue
                }
            }
            var rest = line
            if !brackets.isOpen, let colon = line.firstIndex(of: ":") {
                let label = TextLines.trimmed(line[..<colon]).lowercased()
                if let found = speakers[label] {
                    close(&self)
                    speaker = found
                    start = number
                    rest = line[line.index(after: colon)...]
                }
            }
            let (words, dropped) = brackets.read(rest)
            for name in dropped { drop("[\(name)]", line: number) }
            if speaker == nil, !TextLines.isBlank(words) {
                drop("a line before anybody speaks", line: number)
            } else {
                message.append(words)
            }
        }
        close(&self)
        finish()
    }
}

/// Takes out what stands in square brackets, over several lines as well.
private struct BracketReader {
    private(set) var isOpen = false
    private var name = ""

    /// The rest of a line, and what was in the brackets that end on it.
    mutating func read(_ line: Substring) -> (words: Substring, dropped: [String]) {
        var words = ""
        var dropped: [String] = []
        var isEscaped = false
        for character in line {
            if isEscaped {
                if isOpen { name.append(character) } else { words.append(character) }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "[", !isOpen {
                isOpen = true
                name = ""
            } else if character == "]", isOpen {
                isOpen = false
                dropped.append(TextLines.folded(name))
            } else if isOpen {
                name.append(character)
            } else {
                words.append(character)
            }
        }
        if isOpen { name.append(" ") }
        return (TextLines.trimmedEnd(Substring(words)), dropped)
    }
}
