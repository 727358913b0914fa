// SPDX-License-Identifier: GPL-3.0-or-later

/// The names that the text of a pattern refers to.
enum PatternNames {
    /// The word classes and kinds of entities that a pattern names, without their `@`.
    static func classes(in pattern: String) -> [String] {
        pattern.split(whereSeparator: { $0 == " " || $0 == "|" || $0 == "&" })
            .map { $0.drop { $0 == "!" } }.filter { $0.hasPrefix("@") }.map { String($0.dropFirst()) }
    }
}
