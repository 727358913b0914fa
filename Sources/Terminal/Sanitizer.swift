// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes text harmless to a terminal and to its reader.
package enum Sanitizer {
    /// The text with each character that could steer the terminal, or show letters in another order, as U+FFFD.
    ///
    /// Newline and tab stay, CR LF becomes a newline. Meant for text of others before it is styled and printed: an
    /// escape sequence loses its escape character, and what is left of it is seen. Sanitizing twice changes nothing.
    package static func sanitized(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }) { return text }
        var result = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if isAfterReturn, scalar != "\n" { result.append("\u{FFFD}") }
            isAfterReturn = scalar == "\r"
            if !isAfterReturn { result.append(isHarmful(scalar) ? "\u{FFFD}" : scalar) }
        }
        if isAfterReturn { result.append("\u{FFFD}") }
        return String(result)
    }

    /// The text without control characters; the tab stays, newlines if asked for.
    static func withoutControls(_ text: String, keepingNewlines: Bool = false) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        let kept = text.unicodeScalars.filter {
            !isControl($0) || $0 == "\t" || (keepingNewlines && $0 == "\n")
        }
        return String(String.UnicodeScalarView(kept))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        // Marks, embeddings, overrides and isolates of direction; the line and paragraph separators among them.
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        // Annotations and tags: text that is there and not seen.
        case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: isControl(scalar)
        }
    }
}
