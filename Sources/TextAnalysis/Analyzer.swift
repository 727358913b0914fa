// SPDX-License-Identifier: GPL-3.0-or-later

/// Text to tokens in their plain form: cut, spelt as the pack spells, abbreviations written out, stemmed.
package struct Analyzer: Sendable {
    /// Other spellings and short forms, each with the words that it stands for.
    private let expansions: [String: [String]]
    private let corrector: SpellingCorrector?

    /// - Parameters:
    ///   - expansions: a written form to the words it stands for: `oestrogen` to `estrogen`, `mets` to `metastases`.
    ///   - corrector: mends words that are in no list; nil reads them as they stand.
    package init(expansions: [String: [String]], corrector: SpellingCorrector? = nil) {
        self.expansions = expansions
        self.corrector = corrector
    }

    /// The tokens of a text.
    ///
    /// Each of the words that an abbreviation stands for has the abbreviation's span.
    ///
    /// - Complexity: O(*n*) in the text's length, apart from spelling correction of unknown words.
    package func tokens(of text: String) -> [Token] {
        var result: [Token] = []
        let raw = Tokenizer.tokens(of: text)
        result.reserveCapacity(raw.count + 4)
        for token in raw {
            guard token.kind == .word else {
                result.append(token)
                continue
            }
            if let words = expansions[token.normal] {
                for word in words { result.append(stemmed(word, like: token)) }
            } else if let corrected = corrector?.correction(of: token.normal) {
                for word in expansions[corrected] ?? [corrected] { result.append(stemmed(word, like: token)) }
            } else {
                result.append(stemmed(token.normal, like: token))
            }
        }
        return result
    }

    private func stemmed(_ word: String, like token: Token) -> Token {
        Token(kind: .word, normal: word, stem: EnglishStemmer.stem(word), span: token.span)
    }
}
