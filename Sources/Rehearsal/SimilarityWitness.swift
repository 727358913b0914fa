// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// The second witness: how alike a wording is to what stands around the place where it was looked for.
///
/// The cosine of the two, each word weighted by its rarity (G. Salton and C. Buckley, *Term-weighting approaches in automatic text
/// retrieval*, 1988, https://doi.org/10.1016/0306-4573(88)90021-0). Small words weigh nothing, so that fluent and broken English
/// are as like.
struct SimilarityWitness: Sendable {
    let statement: Statement
    let cues: MarkingCues
    let reader: StatementReader

    /// How many words on either side are read with those that were found.
    private static let margin = 3

    /// The likeness of a wording to the words from the first to the last that say it, from 0 to 1.
    func likeness(of wording: AcceptedWording, to found: [Int]) -> Double {
        guard let first = found.min(), let last = found.max() else { return 0 }
        let sentences = statement.utterance.sentences
        let around = max(0, first - Self.margin)..<min(statement.words.count, last + 1 + Self.margin)
        let words = around.filter { word in
            sentences[word] >= sentences[first] && sentences[word] <= sentences[last]
                && !cues.isSmall(statement.words[word])
        }
        var seen: Set<String> = []
        var answerLength = 0.0
        for word in words where seen.insert(statement.words[word].stem).inserted {
            answerLength += weight(of: statement.words[word]) * weight(of: statement.words[word])
        }
        // An idea weighs what the word weighs that says it, or would best have said it.
        var shared = 0.0
        var wordingLength = 0.0
        for idea in wording.ideas {
            let said = idea.alternatives.compactMap { alternative in weight(of: alternative, among: found) }.max()
            let wanted = said ?? idea.alternatives.map(weight).max() ?? 0
            wordingLength += wanted * wanted
            if let said { shared += said * said }
        }
        guard answerLength > 0, wordingLength > 0 else { return 0 }
        return min(1, shared / (answerLength.squareRoot() * wordingLength.squareRoot()))
    }

    private func weight(of word: Token) -> Double { reader.rarity(of: word.stem) }

    /// The weight of an alternative by the words that say it; nil where they don't.
    private func weight(of alternative: [Set<String>], among found: [Int]) -> Double? {
        var squares = 0.0
        for wanted in alternative {
            guard let word = found.first(where: { !statement.concepts[$0].isDisjoint(with: wanted) }) else {
                return nil
            }
            let weight = weight(of: statement.words[word])
            squares += weight * weight
        }
        return squares.squareRoot()
    }

    /// The weight that an alternative would have; a name weighs as much as its commonest word.
    private func weight(_ alternative: [Set<String>]) -> Double {
        alternative.reduce(0) { sum, forms in
            let weight = forms.filter { !$0.hasPrefix("@") }.map(reader.rarity).min() ?? 1
            return sum + weight * weight
        }.squareRoot()
    }
}
