// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// How an utterance is laid out where it is, or holds, a report that was pasted: lines, headings, dates, notes on how to read it.
///
/// It knows no laboratory and no test, only layout. What heads a result (`Result:`) and what explains a scale (`Positive if`) are
/// words of the pack.
struct LaboratoryReport {
    /// The words of each sentence that has any; a line is one sentence or more.
    let sentences: [Range<Int>]
    /// Whether it has more than one line.
    let hasLines: Bool
    /// Words that say how results are read in general, and no result.
    let guides: [Range<Int>]
    /// The sentences, by the number of their first word, that begin with a word for a result.
    private let labelled: Set<Int>
    /// Where years stand, in the order of the words.
    private let years: [(word: Int, year: Int)]
    private let utterance: AnalyzedUtterance

    init(utterance: AnalyzedUtterance, scope: ScopeReading) {
        self.utterance = utterance
        var sentences: [Range<Int>] = []
        for word in utterance.words.indices {
            if utterance.startsSentence(word) {
                sentences.append(word..<(word + 1))
            } else {
                sentences[sentences.count - 1] = sentences[sentences.count - 1].lowerBound..<(word + 1)
            }
        }
        self.sentences = sentences
        hasLines = utterance.lines.first != utterance.lines.last
        labelled = Set((scope.triggers[.result] ?? []).map(\.lowerBound).filter(utterance.startsSentence))
        guides = (scope.triggers[.guide] ?? []).compactMap { Self.reach(of: $0, in: utterance, sentences: sentences) }
        years = utterance.words.indices.compactMap { word in
            let token = utterance.words[word]
            guard token.kind == .number else { return nil }
            if token.span.count == 4, Self.years.contains(token.value) { return (word, Int(token.value)) }
            guard token.span.count == 2, Self.endsDate(word, of: utterance) else { return nil }
            return (word, Int(token.value) + Self.century)
        }
    }

    /// What a year in two digits is counted from.
    private static let century = 2000

    /// Whether a number is the year of a date as in `3/3/21`: two numbers stand before it, a stroke behind each.
    private static func endsDate(_ word: Int, of utterance: AnalyzedUtterance) -> Bool {
        let words = utterance.words
        guard word >= 4, words[word - 1].normal == "/", words[word - 3].normal == "/" else { return false }
        return words[word - 2].kind == .number && words[word - 4].kind == .number
            && words[word - 4].span.upperBound == words[word - 3].span.lowerBound
    }

    /// The years in which somebody who is treated now can have been tested.
    private static let years = 1980.0...2099.0

    /// How far a note on reading results reaches: its whole line where it begins it, else its clause.
    private static func reach(
        of trigger: Range<Int>, in utterance: AnalyzedUtterance, sentences: [Range<Int>]
    ) -> Range<Int>? {
        guard let sentence = sentences.first(where: { $0.contains(trigger.lowerBound) }) else { return nil }
        if sentence.lowerBound == trigger.lowerBound { return sentence }
        let clause = utterance.clauses[trigger.upperBound - 1]
        let end = sentence.last { utterance.clauses[$0] == clause } ?? sentence.upperBound - 1
        return trigger.lowerBound..<(end + 1)
    }

    /// The number of the sentence of a word.
    func sentence(of word: Int) -> Int? { sentences.firstIndex { $0.contains(word) } }

    /// Whether a value speaks of what a line before it names: it follows a word for a result, or the line begins with it.
    func isHeaded(_ words: Range<Int>) -> Heading? {
        guard let number = sentence(of: words.lowerBound) else { return nil }
        let start = sentences[number].lowerBound
        if labelled.contains(start) { return .label }
        return hasLines && number > 0 && start == words.lowerBound ? .value : nil
    }

    /// What a line that names no test begins with.
    enum Heading { case label, value }

    /// The year that a word is dated with: one in its clause, or alone right behind it, else the last before it; nil where there is
    /// none.
    func year(of word: Int) -> Int? {
        let clauses = utterance.clauses
        if let near = years.last(where: { clauses[$0.word] == clauses[word] }) { return near.year }
        if let next = clauses[word...].firstIndex(where: { $0 != clauses[word] }),
            utterance.sentences[next] == utterance.sentences[word],
            next + 1 == clauses.count || clauses[next + 1] != clauses[next],
            let behind = years.first(where: { $0.word == next })
        {
            return behind.year
        }
        return years.last { $0.word < word }?.year
    }

    /// Whether there are several years to tell apart.
    var hasSeveralYears: Bool { Set(years.map(\.year)).count > 1 }
}
