// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines, paragraphs and white space, by scalars: a combining mark behind a space must not hide the space.
enum TextLines {
    /// The lines of a text, whether they end in LF or in CR LF.
    static func split(_ text: String) -> [Substring] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Substring(line.last == "\r" ? line.dropLast() : line)
        }
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80
            ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    static func isBlank(_ line: Substring) -> Bool { line.unicodeScalars.allSatisfy(isBlank) }

    static func trimmedStart(_ line: Substring) -> Substring { Substring(line.unicodeScalars.drop(while: isBlank)) }

    static func trimmedEnd(_ line: Substring) -> Substring {
        var scalars = line.unicodeScalars
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return Substring(scalars)
    }

    static func trimmed(_ line: Substring) -> String { String(trimmedStart(trimmedEnd(line))) }

    /// The text with each run of white space as one space, and none at its ends.
    static func folded(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        var isAfterSpace = false
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                isAfterSpace = true
            } else {
                if isAfterSpace, !result.isEmpty { result.append(" ") }
                isAfterSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// A message as a transcript keeps it: no blanks at the ends of lines, one blank line at most between two others.
    static func normalized(_ text: String) -> String {
        let lines = kept(split(text).map(trimmedEnd))
        guard let first = lines.first else { return "" }
        return ([trimmedStart(first)] + lines.dropFirst()).joined(separator: "\n")
    }

    /// The lines without blank ones at the ends, and with one at most between two others.
    static func kept(_ lines: [Substring]) -> [Substring] {
        var result: [Substring] = []
        var isAfterBlank = false
        for line in lines {
            if line.isEmpty {
                isAfterBlank = true
            } else {
                if isAfterBlank, !result.isEmpty { result.append("") }
                isAfterBlank = false
                result.append(line)
            }
        }
        return result
    }

    /// The paragraphs of a text, folded.
    static func paragraphs(_ text: String) -> [String] { writtenParagraphs(text).map { folded($0) } }

    /// The paragraphs of a text, each with its lines as they are written.
    static func writtenParagraphs(_ text: String) -> [String] {
        var result: [String] = []
        var paragraph: [Substring] = []
        for line in split(text) + [""] {
            if !isBlank(line) {
                paragraph.append(line)
            } else if !paragraph.isEmpty {
                result.append(paragraph.joined(separator: "\n"))
                paragraph = []
            }
        }
        return result
    }
}
