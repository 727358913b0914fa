// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Text to tokens in their plain form: cut, spelt as the pack spells, abbreviations written out, stemmed.
package struct Analyzer: Sendable {
    /// Other spellings and short forms, each with the words that it stands for.
    private let expansions: Expansions
    private let corrector: SpellingCorrector?
    /// What is taken for strange words before the likeliest.
    private let preferred: Preference?
    /// Words that need no looking at.
    private let forms: WordForms?

    /// Words that are rather meant than others.
    package struct Preference: Sendable {
        let words: HashDirectory
        let choice: Int

        /// - Parameters:
        ///   - words: the hashes of the words.
        ///   - choice: which of several words near a mistyped one is taken, from 0 for the likeliest.
        package init(_ words: HashDirectory, choice: Int) {
            self.words = words
            self.choice = choice
        }
    }

    /// - Parameters:
    ///   - expansions: what is written out.
    ///   - corrector: mends words that are in no list; nil reads them as they stand.
    ///   - preferred: words that are taken for what is near them, though another may be likelier.
    ///   - forms: words that are in no list of `expansions` and that the corrector knows; the settled ones of them are those that
    ///     nothing is preferred to.
    package init(
        expansions: Expansions = Expansions([:]), corrector: SpellingCorrector? = nil, preferred: Preference? = nil,
        forms: WordForms? = nil
    ) {
        self.expansions = expansions
        self.corrector = corrector
        self.preferred = preferred
        self.forms = forms
    }

    /// The tokens of a text.
    ///
    /// Each of the words that an abbreviation stands for, or that were typed as one, has the span of what was typed.
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
            if let known = forms?.stemmed(token.normal, span: token.span, settledOnly: preferred != nil) {
                result.append(known)
            } else if let words = expansions[token.normal] {
                for word in words { result.append(stemmed(word, like: token)) }
            } else if let meant = words(meantBy: token.normal) {
                for word in meant.flatMap({ expansions[$0] ?? [$0] }) { result.append(stemmed(word, like: token)) }
            } else {
                result.append(stemmed(token.normal, like: token))
            }
        }
        return result
    }

    /// How many readings of a text there are: of words that nothing is mended to, the most that one may be taken for.
    ///
    /// - Complexity: that of mending each such word.
    package func choices(in text: String) -> Int {
        Tokenizer.tokens(of: text).reduce(0) { most, token in
            token.kind == .word && !(forms?.isSettled(token.normal) ?? false) && expansions[token.normal] == nil
                ? max(most, preferredWords(for: token.normal).count) : most
        }
    }

    private func preferredWords(for word: String) -> [String] {
        guard let corrector, let preferred else { return [] }
        return corrector.words(near: word, among: preferred.words)
    }

    private func words(meantBy word: String) -> [String]? {
        let words = preferredWords(for: word)
        if let preferred, !words.isEmpty { return [words[min(preferred.choice, words.count - 1)]] }
        return corrector?.words(meantBy: word)
    }

    private func stemmed(_ word: String, like token: Token) -> Token {
        Token(kind: .word, normal: word, stem: EnglishStemmer.stem(word), span: token.span)
    }
}
