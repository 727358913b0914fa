// SPDX-License-Identifier: GPL-3.0-or-later

/// A line that begins with `=`, `~` or `!`: what a field of the reply should be.
package struct Check: Hashable, Sendable {
    package enum Mark: String, Hashable, Sendable {
        /// The whole value is this.
        case equals = "="
        /// The value has this.
        case includes = "~"
        /// The value is not this, or does not have it.
        case excludes = "!"
    }

    /// What of a reply can be checked, in the order in which checks are written.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case act, intent, topics, sections, slots, asks, confidence, text
        /// Years of school that the reply asks of its reader.
        case grade
        /// How many words, and how many questions it has.
        case words, questions
    }

    package enum Value: Hashable, Sendable {
        /// One of these names; `none` for nothing.
        case names([String])
        /// These names in order, for each the alternatives; empty for none.
        case list([[String]])
        case slots([Transcript.SlotEntry])
        case range(NumberRange)
        /// Words, folded.
        case words(String)
        case expression(pattern: String, ignoresCase: Bool)
    }

    /// The word for nothing.
    package static let none = "none"

    package var mark: Mark
    package var field: Field
    package var value: Value
    package var comments: [String] = []
    package var line = 0
}

/// A number or a range of them, as it was written: `5`, `0.6..1`, `..8`.
package struct NumberRange: Hashable, Sendable {
    /// Empty where there is no bound.
    var lower: String
    var upper: String
    var isExact: Bool { lower == upper }

    init(lower: String, upper: String) {
        self.lower = lower
        self.upper = upper
    }

    /// Nil where the text is no such thing.
    init?(_ text: String) {
        let bounds: [Substring]
        if let dots = text.firstRange(of: "..") {
            bounds = [text[..<dots.lowerBound], text[dots.upperBound...]]
        } else {
            bounds = [Substring(text), Substring(text)]
        }
        func isNumber(_ text: Substring) -> Bool {
            text.utf8.count <= 9 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
                && text.utf8.first != 0x2E && Double(text) != nil
        }
        guard bounds.allSatisfy({ $0.isEmpty || isNumber($0) }), bounds.contains(where: { !$0.isEmpty }) else {
            return nil
        }
        if let lower = Double(bounds[0]), let upper = Double(bounds[1]), lower > upper { return nil }
        self.init(lower: String(bounds[0]), upper: String(bounds[1]))
    }

    func contains(_ number: Double) -> Bool {
        (Double(lower).map { number >= $0 } ?? true) && (Double(upper).map { number <= $0 } ?? true)
    }

    var text: String { isExact ? lower : "\(lower)..\(upper)" }
}

extension Check {
    /// The line as it is written.
    package var text: String { "\(mark.rawValue) \(field.rawValue) \(value.text)" }
}

extension Check.Value {
    /// The value as it is written.
    package var text: String {
        switch self {
        case .names(let names): names.joined(separator: "|")
        case .list(let entries):
            entries.isEmpty ? Check.none : entries.map { $0.joined(separator: "|") }.joined(separator: ", ")
        case .slots(let entries): entries.isEmpty ? Check.none : entries.map(\.text).joined(separator: " ")
        case .range(let range): range.text
        case .words(let words): "\"\(words)\""
        case .expression(let pattern, let ignoresCase): "/\(pattern)/\(ignoresCase ? "i" : "")"
        }
    }
}

extension Transcript.SlotEntry {
    var text: String { values.isEmpty ? slot : "\(slot)=\(values.joined(separator: "|"))" }
}
