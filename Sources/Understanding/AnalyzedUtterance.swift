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
    /// The line of each word, from 0.
    package let lines: [Int]
    /// Whether each sentence ends in a question mark.
    package private(set) var endsInQuestionMark: [Bool]

    package init(_ text: String, by analyzer: Analyzer) {
        self.text = text
        var words: [Token] = []
        var sentences: [Int] = []
        var clauses: [Int] = []
        var lines: [Int] = []
        var endsInQuestionMark = [false]
        var clause = 0
        var line = 0
        for token in analyzer.tokens(of: text) {
            switch token.kind {
            case .word, .number, .sign:
                words.append(token)
                sentences.append(endsInQuestionMark.count - 1)
                clauses.append(clause)
                lines.append(line)
            case .clauseBreak:
                clause += 1
            case .sentenceBreak:
                if token.normal == "\n" { line += 1 }
                if token.normal == "?" { endsInQuestionMark[endsInQuestionMark.count - 1] = true }
                if sentences.last == endsInQuestionMark.count - 1 { endsInQuestionMark.append(false) }
                clause += 1
            }
        }
        self.words = words
        self.sentences = sentences
        self.clauses = clauses
        self.lines = lines
        self.endsInQuestionMark = endsInQuestionMark
    }

    private init(_ whole: AnalyzedUtterance, keeping indices: [Int]) {
        text = whole.text
        words = indices.map { whole.words[$0] }
        sentences = indices.map { whole.sentences[$0] }
        clauses = indices.map { whole.clauses[$0] }
        lines = indices.map { whole.lines[$0] }
        endsInQuestionMark = whole.endsInQuestionMark
    }

    /// Some of its words as an utterance, with the question marks of their own sentences.
    ///
    /// - Parameter indices: in ascending order.
    func keeping(_ indices: [Int]) -> AnalyzedUtterance {
        AnalyzedUtterance(self, keeping: indices, marks: Set(indices.map { sentences[$0] }))
    }

    private init(_ whole: AnalyzedUtterance, keeping indices: [Int], marks: Set<Int>) {
        self.init(whole, keeping: indices)
        endsInQuestionMark = whole.endsInQuestionMark.enumerated().map { marks.contains($0.offset) && $0.element }
    }

    /// Whether a hyphen and nothing else stands between two words.
    func joins(_ left: Token, _ right: Token) -> Bool {
        right.span.lowerBound == left.span.upperBound + 1 && byte(at: left.span.upperBound) == UInt8(ascii: "-")
    }

    /// Whether nothing but a closing bracket stands between a word and the one before it.
    func closesBracket(before word: Int) -> Bool {
        guard word > 0 else { return false }
        let end = words[word - 1].span.upperBound
        return byte(at: end) == UInt8(ascii: ")") && byte(at: end + 1) == UInt8(ascii: " ")
    }

    /// Whether the sign "&" stands by itself before a word.
    func isJoinedBySign(before word: Int) -> Bool {
        guard word > 0 else { return false }
        let end = words[word - 1].span.upperBound
        return words[word].span.lowerBound == end + 3 && byte(at: end + 1) == UInt8(ascii: "&")
    }

    /// A byte of the text; nil behind its end.
    private func byte(at offset: Int) -> UInt8? {
        let utf8 = text.utf8
        return offset < utf8.count ? utf8[utf8.index(utf8.startIndex, offsetBy: offset)] : nil
    }

    /// The words of the sentence in which a word stands.
    func sentence(of word: Int) -> Range<Int> {
        let start = sentences[..<word].lastIndex { $0 != sentences[word] }.map { $0 + 1 } ?? 0
        let end = sentences[word...].firstIndex { $0 != sentences[word] } ?? sentences.count
        return start..<end
    }

    /// Whether a word is the first of its sentence.
    func startsSentence(_ word: Int) -> Bool { word == 0 || sentences[word - 1] != sentences[word] }

    /// Whether a clause begins with a word; a sentence begins one too.
    func startsClause(_ word: Int) -> Bool { word == 0 || clauses[word - 1] != clauses[word] }

    /// The utterance without these words.
    func without(_ removed: Set<Int>) -> AnalyzedUtterance {
        AnalyzedUtterance(self, keeping: words.indices.filter { !removed.contains($0) })
    }

    /// The utterance with a new sentence at each of these words, given in ascending order.
    func broken(before starts: [Int]) -> AnalyzedUtterance {
        starts.isEmpty ? self : AnalyzedUtterance(self, brokenBefore: starts)
    }

    private init(_ whole: AnalyzedUtterance, brokenBefore starts: [Int]) {
        func breaks(upTo word: Int) -> Int { starts.count { $0 <= word } }
        text = whole.text
        words = whole.words
        lines = whole.lines
        sentences = words.indices.map { whole.sentences[$0] + breaks(upTo: $0) }
        clauses = words.indices.map { whole.clauses[$0] + breaks(upTo: $0) }
        var marks: [Bool] = []
        for (sentence, mark) in whole.endsInQuestionMark.enumerated() {
            // What is before a question is none.
            marks += Array(repeating: false, count: starts.count { whole.sentences[$0] == sentence }) + [mark]
        }
        endsInQuestionMark = marks
    }

    /// Its sentences, each as an utterance.
    var sentenceUtterances: [AnalyzedUtterance] {
        var groups: [[Int]] = []
        for index in words.indices {
            if let last = groups.last?.last, sentences[last] == sentences[index] {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups.map(keeping)
    }

    /// The last of several sentences, as it was typed; nil where there is only one.
    package var lastOfSeveralSentences: String? {
        guard let last = sentences.last, let start = sentences.firstIndex(of: last), start > 0 else { return nil }
        return quote(start..<words.count) + (endsInQuestionMark[last] ? "?" : "")
    }

    /// Its clauses, each as an utterance; a clause of one or two words goes with the one before it.
    var clauseUtterances: [AnalyzedUtterance] {
        var groups: [[Int]] = []
        for index in words.indices {
            if let last = groups.last?.last, clauses[last] == clauses[index] || groups[groups.count - 1].count < 3 {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups.count > 1 ? groups.map { AnalyzedUtterance(self, keeping: $0) } : []
    }

    /// What stands between words that join, each as an utterance; a part of one word goes with the one before it.
    func parts(between joints: [Range<Int>]) -> [AnalyzedUtterance] {
        let isJoint = Set(joints.joined())
        var groups: [[Int]] = [[]]
        for index in words.indices {
            if isJoint.contains(index) {
                groups.append([])
            } else if index > 0, clauses[index] != clauses[index - 1], groups[groups.count - 1].count > 1 {
                groups.append([index])
            } else {
                groups[groups.count - 1].append(index)
            }
        }
        return groups.filter { $0.count > 1 }.map { AnalyzedUtterance(self, keeping: $0) }
    }

    /// What stands between the first pair of double quotation marks; nil where there is none, or nothing in it.
    var quotation: String? {
        let marks: Set<Character> = ["\"", "\u{201C}", "\u{201D}"]
        guard let open = text.firstIndex(where: marks.contains) else { return nil }
        let start = text.index(after: open)
        guard let close = text[start...].firstIndex(where: marks.contains),
            text[start..<close].contains(where: \.isLetter)
        else { return nil }
        return String(text[start..<close])
    }

    /// What the user typed from the first to the last of these words.
    package func quote(_ range: Range<Int>) -> String {
        guard let first = words[range].first, let last = words[range].last else { return "" }
        let utf8 = Array(text.utf8)
        guard first.span.lowerBound <= last.span.upperBound, last.span.upperBound <= utf8.count else { return "" }
        return String(decoding: utf8[first.span.lowerBound..<last.span.upperBound], as: UTF8.self)
    }
}
