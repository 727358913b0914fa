// SPDX-License-Identifier: GPL-3.0-or-later
package import TextAnalysis

/// What somebody typed, cut into words that know their sentence and clause.
package struct AnalyzedUtterance: Sendable {
    package let text: String
    /// Words, numbers and signs in order, without punctuation.
    package let words: [Token]
    /// The sentence of each word, from 0.
    package let sentences: [Int]
    /// The clause of each word, from 0; clauses don't cross sentences.
    package let clauses: [Int]
    /// Whether each sentence ends in a question mark.
    package let endsInQuestionMark: [Bool]

    package init(_ text: String, by analyzer: Analyzer) {
        self.text = text
        var words: [Token] = []
        var sentences: [Int] = []
        var clauses: [Int] = []
        var endsInQuestionMark = [false]
        var clause = 0
        for token in analyzer.tokens(of: text) {
            switch token.kind {
            case .word, .number, .sign:
                words.append(token)
                sentences.append(endsInQuestionMark.count - 1)
                clauses.append(clause)
            case .clauseBreak:
                clause += 1
            case .sentenceBreak:
                if token.normal == "?" { endsInQuestionMark[endsInQuestionMark.count - 1] = true }
                if sentences.last == endsInQuestionMark.count - 1 { endsInQuestionMark.append(false) }
                clause += 1
            }
        }
        self.words = words
        self.sentences = sentences
        self.clauses = clauses
        self.endsInQuestionMark = endsInQuestionMark
    }

    /// What the user typed from the first to the last of these words.
    package func quote(_ range: Range<Int>) -> String {
        guard let first = words[range].first, let last = words[range].last else { return "" }
        let utf8 = Array(text.utf8)
        guard first.span.lowerBound <= last.span.upperBound, last.span.upperBound <= utf8.count else { return "" }
        return String(decoding: utf8[first.span.lowerBound..<last.span.upperBound], as: UTF8.self)
    }
}
