// SPDX-License-Identifier: GPL-3.0-or-later

/// Sentences on lines of their own.
package enum Sentences {
    /// The text with each sentence on a line of its own.
    ///
    /// A sentence ends in `.`, `!` or `?` before a space and a capital letter or a figure; the number of a list's item ends none.
    ///
    ///     Sentences.onLines("One. Two.")  // "One.\nTwo."
    package static func onLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var result = ""
            let words = line.split(separator: " ")
            for (index, word) in words.enumerated() {
                result += word
                guard index + 1 < words.count else { break }
                let isEnd = word.last.map { ".!?".contains($0) } ?? false
                let opens = words[index + 1].first.map { $0.isUppercase || $0.isNumber } ?? false
                let isMarker = index == 0 && !word.contains(where: \.isLetter)
                result += isEnd && opens && !isMarker ? "\n" : " "
            }
            return result
        }.joined(separator: "\n")
    }
}
