// SPDX-License-Identifier: GPL-3.0-or-later

/// How the words of a passage, and of a query for passages, become the terms that are looked up.
package enum PassageAnalysis: String, CaseIterable, Sendable {
    /// Stems of English words, without the most frequent little words.
    case english
    /// Words as they stand, in lower case.
    case plain

    /// The words that say too little of a passage to look it up by: articles, conjunctions, the commonest prepositions.
    static let stopWords: Set<String> = [
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not",
        "of",
        "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will",
        "with",
    ]

    /// Whether an apostrophe between letters belongs to the word.
    var keepsApostrophes: Bool { self == .english }

    /// The term of a word as `WordCutter` cuts it; nil for a word that is not looked up.
    func term(of word: String) -> String? {
        guard self == .english else { return word }
        var letters = word
        // The genitive says nothing that the word does not.
        if letters.hasSuffix("'s") { letters.removeLast(2) }
        letters.removeAll { $0 == "'" }
        if letters.isEmpty || Self.stopWords.contains(letters) { return nil }
        return EnglishStemmer.stem(letters)
    }

    /// The terms of a text, in their order.
    ///
    /// - Complexity: O(*n*) in the text's length.
    package func terms(of text: String) -> [String] {
        var terms: [String] = []
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { bytes in
            var cutter = WordCutter(bytes, keepsApostrophes: keepsApostrophes)
            while let word = cutter.next() {
                let letters = cutter.withBytes(of: word) { String(decoding: $0, as: UTF8.self) }
                if let term = term(of: letters) { terms.append(term) }
            }
        }
        return terms
    }
}
