// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// Which words of an answer are the trainee's own assertion: not quoted, not asked, not put in somebody else's mouth, not taken back.
struct OwnVoice: Sendable {
    /// How many words may stand between what distances and what it distances.
    private static let reach = 5

    private let statement: Statement
    private let distancing: [Range<Int>]
    private let supposing: [Range<Int>]
    private let resuming: [Range<Int>]
    /// Words that the next clause or sentence takes back.
    private let retracted: Set<Int>
    /// The stretches between quotation marks, in UTF-8 offsets.
    private let quotations: [Range<Int>]

    init(_ statement: Statement, cues: MarkingCues) {
        self.statement = statement
        distancing = statement.ranges(of: cues.distancing)
        supposing = statement.ranges(of: cues.supposing)
        resuming = statement.ranges(of: cues.resuming)
        retracted = Self.retracted(statement, cues: cues)
        quotations = Self.quotations(in: statement.utterance.text)
    }

    /// Whether the words are asserted.
    func asserts(_ words: [Int]) -> Bool {
        guard let first = words.first, let last = words.last else { return false }
        let utterance = statement.utterance
        let sentence = utterance.sentences[first]
        if utterance.endsInQuestionMark[sentence] || retracted.contains(first) { return false }
        if quotations.contains(where: { quote in
            quote.contains(utterance.words[first].span.lowerBound)
                && quote.contains(utterance.words[last].span.lowerBound)
        }) {
            return false
        }
        return !isGoverned(first, by: distancing)
            && !supposing.contains { range in
                isGoverned(first, by: [range])
                    && !resuming.contains { $0.lowerBound >= range.upperBound && $0.lowerBound <= first }
            }
    }

    /// Whether a word stands between quotation marks.
    func isQuoted(_ word: Int) -> Bool {
        quotations.contains { $0.contains(statement.utterance.words[word].span.lowerBound) }
    }

    /// Whether the next clause or sentence takes a word back.
    func isRetracted(_ word: Int) -> Bool { retracted.contains(word) }

    /// Whether one of the ranges stands not far before a word, or at it, in its clause.
    private func isGoverned(_ word: Int, by ranges: [Range<Int>]) -> Bool {
        let clauses = statement.utterance.clauses
        return ranges.contains { range in
            clauses[range.lowerBound] == clauses[word] && range.lowerBound <= word
                && word - range.upperBound <= Self.reach
        }
    }

    /// The words that "Please don't" or "That isn't so" takes back: those before it in its sentence, or else the sentence before.
    private static func retracted(_ statement: Statement, cues: MarkingCues) -> Set<Int> {
        let clauses = statement.utterance.clauses
        let sentences = statement.utterance.sentences
        let whole = statement.ranges(of: cues.refusing).filter { range in
            range.upperBound == clauses.count || clauses[range.upperBound] != clauses[range.lowerBound]
        }
        var words: Set<Int> = []
        for range in statement.ranges(of: cues.retracting) + whole {
            let start = range.lowerBound
            guard start > 0, clauses[start - 1] != clauses[start] else { continue }
            let sentence = sentences[start - 1]
            words.formUnion((0..<start).filter { sentences[$0] == sentence })
        }
        return words
    }

    /// What stands between quotation marks; single ones count where they can't be apostrophes.
    private static func quotations(in text: String) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: (mark: Character, offset: Int)?
        var offset = 0
        var previous: Character = " "
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if let begun = open, closes(begun.mark, character, before: next) {
                found.append(begun.offset..<offset)
                open = nil
            } else if open == nil, opens(character, after: previous, before: next) {
                open = (character, offset)
            }
            offset += character.utf8.count
            previous = character
        }
        return found
    }

    private static func opens(_ mark: Character, after previous: Character, before next: Character) -> Bool {
        switch mark {
        case "\"", "\u{201C}", "\u{00AB}": true
        case "'", "\u{2018}": !previous.isLetter && !previous.isNumber && !next.isWhitespace
        default: false
        }
    }

    private static func closes(_ mark: Character, _ character: Character, before next: Character) -> Bool {
        switch mark {
        case "\"": character == "\""
        case "\u{201C}": character == "\u{201D}" || character == "\""
        case "\u{00AB}": character == "\u{00BB}"
        default: (character == "'" || character == "\u{2019}") && !next.isLetter && !next.isNumber
        }
    }
}
