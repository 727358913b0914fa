// SPDX-License-Identifier: GPL-3.0-or-later
internal import Understanding

/// Where the words of a message stand, and what they have in common with a text.
extension Interpretation {
    /// From how many letters on a stem tells what is meant.
    static let shortestTellingStem = 4

    /// Whether a longer word of the message that has meaning stands in a text, in whatever form.
    func hasTellingWord(in text: String) -> Bool {
        meaningfulStems.contains { $0.count >= Self.shortestTellingStem && text.hasWord(beginningWith: $0) }
    }

    /// What the message names, in its last clause or before it; a long story comes to its question in the last.
    func mentions(inLastClause isLast: Bool) -> [EntityMention] {
        let clauses = utterance.clauses
        return mentions.filter {
            clauses.indices.contains($0.words.lowerBound) && (clauses[$0.words.lowerBound] == clauses.last) == isLast
        }
    }
}
