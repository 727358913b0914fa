// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// Which words of an answer are denied, and by what.
///
/// A denial governs what follows it in its clause, up to a boundary, as in W. Chapman and others, *A simple algorithm for
/// identifying negated findings and diseases in discharge summaries*, 2001, https://doi.org/10.1006/jbin.2001.1029. Two denials
/// cancel each other.
struct Polarity: Sendable {
    /// How many words a denial reaches.
    private static let reach = 5

    private let denials: [(trigger: Range<Int>, scope: Range<Int>)]

    init(_ statement: Statement, cues: MarkingCues) {
        let pseudo = statement.ranges(of: cues.pseudoNegation)
        let boundaries = statement.ranges(of: cues.boundary)
        let raising = statement.ranges(of: cues.raising)
        let clauses = statement.utterance.clauses
        // Two spellings in the pack that are read alike are one denial.
        denials = Set(statement.ranges(of: cues.negation))
            .filter { trigger in !pseudo.contains { $0.overlaps(trigger) } }
            .map { trigger in
                let start = trigger.upperBound
                let clauseEnd = clauses[trigger.lowerBound...].firstIndex { $0 != clauses[trigger.lowerBound] }
                var end = clauseEnd ?? clauses.count
                // "I don't think that it helps" denies all that follows; else a new subject ends the denial.
                if !raising.contains(where: { $0.lowerBound == start }) {
                    let boundary = boundaries.first { $0.lowerBound >= start }?.lowerBound ?? end
                    end = min(end, boundary, start + Self.reach)
                }
                return (trigger, start..<max(start, end))
            }
    }

    /// Whether a word is a denial itself.
    func isTrigger(_ word: Int) -> Bool { denials.contains { $0.trigger.contains(word) } }

    /// Whether one of the words is denied, apart from denials that are among the words themselves.
    func isDenied(_ words: [Int]) -> Bool {
        let governing = denials.filter { denial in !words.contains { denial.trigger.contains($0) } }
        return words.contains { word in governing.count { $0.scope.contains(word) } % 2 == 1 }
    }
}
