// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// A line that begins in column 1, with the indented lines that go on from it.
struct TranscriptBlock {
    var text: Substring
    /// The indented lines without their indent; a blank line between two of them is empty.
    var rest: [Substring] = []
    /// The comment lines before it.
    var comments: [String]
    var line: Int
    var lastLine: Int
}

/// A file cut into blocks by column 1 alone.
struct TranscriptBlocks {
    var blocks: [TranscriptBlock] = []
    var closingComments: [String] = []
    var faults: [Diagnostic] = []

    init(_ text: String, file: String) {
        var comments: [String] = []
        var isOpen = false
        var blanks = 0
        var isAfterFault = false
        for (index, line) in TextLines.split(text).enumerated() {
            let number = index + 1
            let line = number == 1 && line.unicodeScalars.first == "\u{FEFF}" ? line.dropFirst() : line
            if TextLines.isBlank(line) {
                blanks += 1
                continue
            }
            let isIndented = line.utf8.starts(with: "  ".utf8)
            if isIndented, isOpen {
                if blanks > 0 { blocks[blocks.count - 1].rest.append("") }
                blocks[blocks.count - 1].rest.append(TextLines.trimmedEnd(Substring(line.unicodeScalars.dropFirst(2))))
                blocks[blocks.count - 1].lastLine = number
            } else if let first = line.unicodeScalars.first, TextLines.isBlank(first) {
                // What goes on from a line that is not understood is not told about again.
                if !isAfterFault {
                    let fault =
                        isIndented
                        ? ("there is no message above that this line could go on from", "Write a label first: patient:")
                        : ("the line is neither indented nor at the margin", "Indent by two spaces, or not at all")
                    faults.append(
                        Diagnostic(.error, at: SourceLocation(file: file, line: number), fault.0, remedy: fault.1))
                }
                isAfterFault = true
            } else {
                isAfterFault = false
                if line.unicodeScalars.first == "#" {
                    comments.append(String(TextLines.trimmedEnd(line)))
                    isOpen = false
                } else {
                    blocks.append(TranscriptBlock(text: line, comments: comments, line: number, lastLine: number))
                    comments = []
                    isOpen = true
                }
            }
            blanks = 0
        }
        closingComments = comments
    }
}
