// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// The words of a reply, with places where any words will do.
package struct ReplyPattern: Hashable, Sendable {
    /// A part of the pattern, from paragraph to paragraph.
    package enum Element: Hashable, Sendable {
        /// `...`: any text, paragraphs included.
        case anything
        /// `{topic#section}`: the text of a passage, by its id.
        case passage(String)
        case paragraph(Paragraph)
    }

    /// Words that have to be there, folded; between two pieces anything may stand.
    package struct Paragraph: Hashable, Sendable {
        package var pieces: [String]
        /// Whether `...` stands right before or behind it, so that the paragraph may begin or go on with other words.
        var opensBefore = false
        var opensBehind = false
    }

    /// The lines as they were written, without their indent.
    package private(set) var lines: [String]
    package private(set) var elements: [Element] = []
    /// Which of the lines make up each element.
    private(set) var ranges: [Range<Int>] = []
    package var comments: [String] = []
    /// The first and the last line of the file that it takes up.
    package var line: Int
    var lastLine: Int

    private static let anything = "..."
    private static let anyWords = "[..]"

    /// - Parameter lines: without their indent; blank lines at the ends are dropped.
    package init(lines: [String], line: Int = 0, lastLine: Int = 0) {
        self.lines = TextLines.kept(lines.map { Substring(TextLines.trimmed(Substring($0))) }).map(String.init)
        self.line = line
        self.lastLine = max(line, lastLine)
        var open: Range<Int>?
        func close(_ pattern: inout Self) {
            guard let range = open else { return }
            open = nil
            pattern.elements.append(.paragraph(Paragraph(pieces: Self.pieces(of: pattern.lines[range]))))
            pattern.ranges.append(range)
        }
        for (index, line) in self.lines.enumerated() {
            if let special = Self.special(line) {
                close(&self)
                elements.append(special)
                ranges.append(index..<index + 1)
            } else if line.isEmpty {
                close(&self)
            } else {
                open = (open?.lowerBound ?? index)..<index + 1
            }
        }
        close(&self)
        openParagraphs()
    }

    /// A paragraph with `...` on the next line, without a blank line between, may go on with other words.
    private mutating func openParagraphs() {
        for index in elements.indices {
            guard case .paragraph(var paragraph) = elements[index] else { continue }
            if index > 0, elements[index - 1] == .anything {
                paragraph.opensBefore = ranges[index - 1].upperBound == ranges[index].lowerBound
            }
            if index + 1 < elements.count, elements[index + 1] == .anything {
                paragraph.opensBehind = ranges[index].upperBound == ranges[index + 1].lowerBound
            }
            elements[index] = .paragraph(paragraph)
        }
    }

    /// Whether any words will do.
    package var isAnything: Bool { elements == [.anything] }

    /// The passages that it names.
    package var passages: [String] {
        elements.compactMap { if case .passage(let id) = $0 { id } else { nil } }
    }

    private static func special(_ line: String) -> Element? {
        if line == anything { return .anything }
        guard line.first == "{", line.last == "}" else { return nil }
        let id = line.dropFirst().dropLast()
        let isID = id.contains("#") && !id.contains { $0.isWhitespace || $0 == "{" || $0 == "}" }
        return isID ? .passage(String(id)) : nil
    }

    /// The words between the places where any words will do.
    private static func pieces(of lines: ArraySlice<String>) -> [String] {
        var pieces = [""]
        for (number, line) in lines.enumerated() {
            if number > 0 { pieces[pieces.count - 1] += "\n" }
            var rest = Substring(line)
            if rest.first == "\\", special(String(rest.drop { $0 == "\\" })) != nil { rest.removeFirst() }
            while let range = rest.firstRange(of: anyWords) {
                let before = rest[..<range.lowerBound]
                rest = rest[range.upperBound...]
                if before.last == "\\" {
                    pieces[pieces.count - 1] += before.dropLast() + anyWords
                } else {
                    pieces[pieces.count - 1] += before
                    pieces.append("")
                }
            }
            pieces[pieces.count - 1] += rest
        }
        // A blank next to a gap may be there or not.
        return pieces.map { TextLines.folded($0) }
    }

    /// A paragraph as lines of a pattern that mean just these words: a sentence a line.
    static func lines(for paragraph: String) -> [String] { lines(for: [paragraph]) }

    /// The same for words with gaps between them.
    static func lines(for pieces: [String]) -> [String] {
        let gap = pieces.count > 1 ? anyWords : ""
        let words = pieces.map { $0.replacing(anyWords, with: "\\" + anyWords) }.joined(separator: gap)
        return Sentences.onLines(words).split(separator: "\n").map { line in
            special(String(line.drop { $0 == "\\" })) == nil ? String(line) : "\\" + line
        }
    }
}
