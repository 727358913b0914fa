// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// Which words of an answer are advised: a command, or behind words such as "you can" and "I would".
///
/// "Stop it" and "you could leave it off" advise; "some stop it" and "stopping it may do harm" tell of it.
struct Advice: Sendable {
    /// How many words may stand between what advises and what it advises.
    private static let reach = 3

    private let statement: Statement
    private let advising: [Range<Int>]
    private let opening: [Range<Int>]
    private let supposing: [Range<Int>]
    private let resuming: [Range<Int>]

    init(_ statement: Statement, cues: MarkingCues) {
        self.statement = statement
        advising = statement.ranges(of: cues.advising)
        opening = statement.ranges(of: cues.opening)
        supposing = statement.ranges(of: cues.supposing)
        resuming = statement.ranges(of: cues.resuming)
    }

    /// Whether what begins with this word is advised.
    func advises(_ word: Int) -> Bool {
        let clauses = statement.utterance.clauses
        let isBehindAdvice = advising.contains { range in
            clauses[range.lowerBound] == clauses[word] && range.upperBound <= word
                && word - range.upperBound <= Self.reach
        }
        return isBehindAdvice || isCommand(word)
    }

    /// Whether a verb in its plain form begins its clause, or what follows a condition in it, apart from words that may stand before a
    /// command.
    private func isCommand(_ word: Int) -> Bool {
        guard isPlain(statement.words[word]) else { return false }
        let clauses = statement.utterance.clauses
        var start = word
        while start > 0, clauses[start - 1] == clauses[word] {
            guard let before = opening.first(where: { $0.upperBound == start }) else {
                return supposing.contains { clauses[$0.lowerBound] == clauses[word] && $0.upperBound <= start }
                    && resuming.contains { $0.lowerBound >= start && $0.upperBound <= word }
            }
            start = before.lowerBound
        }
        return true
    }

    /// Whether a word has no ending that its stem lacks.
    private func isPlain(_ word: Token) -> Bool {
        ["ing", "ed", "s"].allSatisfy { !word.normal.hasSuffix($0) || word.stem.hasSuffix($0) }
    }
}
