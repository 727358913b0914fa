// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Breaks lines that are too long for the terminal.
package enum Wrapping {
    /// The text with each line broken to a width in columns.
    ///
    /// A line that fits stays as it is, blank lines too. What follows a break is indented as its line was, in a list
    /// (`- `, `* `, `• `, `1. `, `1) `) to where the item's text begins. A word is broken only if no line can hold it.
    /// There are no spaces at the end of a broken line. A width of zero or less breaks nothing.
    ///
    ///     Wrapping.wrap("- one two three", to: 9)  // "- one two\n  three"
    package static func wrap(_ text: String, to width: Int) -> String {
        guard width > 0 else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { wrapLine($0, to: width) }
            .joined(separator: "\n")
    }

    private static func wrapLine(_ line: Substring, to width: Int) -> String {
        if DisplayWidth.columns(of: line) <= width, !line.contains("\t") { return String(line) }
        let indent = line.prefix(while: isBlank)
        let words = line.dropFirst(indent.count).split(whereSeparator: isBlank)
        guard !words.isEmpty else { return "" }

        // However deep the indent, half the line is for text.
        let spaces = min(indent.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }, width / 2)
        var lines = Filling(width: width, indent: spaces)
        for (index, word) in words.enumerated() {
            lines.add(word)
            if index == 0, isMarker(word) {
                lines.hang = min(spaces + DisplayWidth.columns(of: word) + 1, width / 2)
            }
        }
        return lines.text
    }

    /// A no-break space is not blank: lines do not break at it.
    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private static func isMarker(_ word: Substring) -> Bool {
        if word == "-" || word == "*" || word == "•" { return true }
        guard let last = word.last, last == "." || last == ")" else { return false }
        let number = word.dropLast()
        return (1...3).contains(number.count) && number.allSatisfy { $0.isASCII && $0.isNumber }
    }
}

/// Lines that are being filled with words.
private struct Filling {
    let width: Int
    /// The indent of the lines after the first.
    var hang: Int
    private(set) var text: String
    /// The columns taken on the last line.
    private var column: Int
    private var isLineEmpty = true

    init(width: Int, indent: Int) {
        self.width = width
        hang = indent
        text = String(repeating: " ", count: indent)
        column = indent
    }

    mutating func add(_ word: Substring) {
        let columns = DisplayWidth.columns(of: word)
        let gap = isLineEmpty ? 0 : 1
        if column + gap + columns <= width {
            if gap == 1 { text.append(" ") }
            text.append(contentsOf: word)
            column += gap + columns
            isLineEmpty = false
            return
        }
        if !isLineEmpty { breakLine() }
        if column + columns <= width {
            add(word)
        } else {
            addInPieces(word)
        }
    }

    /// A word that no line can hold goes on over as many lines as it needs, at least a character on each.
    private mutating func addInPieces(_ word: Substring) {
        for character in word {
            let columns = DisplayWidth.columns(of: character)
            if column + columns > width, !isLineEmpty { breakLine() }
            text.append(character)
            column += columns
            isLineEmpty = false
        }
    }

    private mutating func breakLine() {
        text.append("\n")
        text.append(String(repeating: " ", count: hang))
        column = hang
        isLineEmpty = true
    }
}

/// The columns of the terminal that standard output is, or nil if it is none or does not say.
package func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
}
