// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// Whether words make sentences, or are a pile of terms.
///
/// However broken, a sentence has small words between those that carry meaning, or is short; a pile has hardly any, and goes on.
struct ClauseStructure: Sendable {
    /// From how many words on a sentence can be a pile.
    private static let shortestPile = 7
    /// Up to which share of small words it is one.
    private static let fewestSmall = 0.15
    /// From how many clauses on, of so few words each, a sentence is a list of terms.
    private static let shortestList = 4
    private static let longestTerm = 2.5

    /// Whether each sentence of the answer is a pile.
    private let isPile: [Bool]
    private let sentences: [Int]

    init(_ statement: Statement, cues: MarkingCues) {
        let sentences = statement.utterance.sentences
        self.sentences = sentences
        let clauses = statement.utterance.clauses
        var piles: [Bool] = []
        for sentence in 0...(sentences.last ?? 0) {
            let words = sentences.indices.filter { sentences[$0] == sentence }
            let small = words.count { cues.isSmall(statement.words[$0]) }
            let share = words.isEmpty ? 1 : Double(small) / Double(words.count)
            let parts = Set(words.map { clauses[$0] }).count
            let isList =
                parts >= Self.shortestList && Double(words.count) / Double(parts) <= Self.longestTerm
                && share < 2 * Self.fewestSmall
            piles.append(words.count >= Self.shortestPile && share < Self.fewestSmall || isList)
        }
        // Terms that stand alone, one a line or sentence, are a pile as well.
        let lone = piles.indices.filter { sentence in sentences.count { $0 == sentence } <= 2 }
        if lone.count >= Self.shortestList, lone.count * 2 > piles.count {
            for sentence in lone { piles[sentence] = true }
        }
        isPile = piles
    }

    /// Whether these words stand in a pile.
    func isPiled(_ words: [Int]) -> Bool { words.contains { isPile[sentences[$0]] } }
}
