// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// The first witness: whether all ideas of a wording are there, near each other and with the right polarity.
struct ConceptWitness: Sendable {
    /// What it found of one wording.
    struct Finding: Sendable {
        /// The words that say it, in order; of the best part where not all ideas are there.
        var words: [Int]
        /// The share of the ideas that are there, from 0 to 1.
        var coverage: Double
        /// Whether all ideas are there, but the answer denies what the wording says, or the other way round.
        var isContradicted = false

        var isComplete: Bool { coverage == 1 && !isContradicted }
    }

    /// How many words may stand between the first and the last idea.
    private static let widest = 16
    /// How many words may stand between the words of one alternative.
    private static let widestRun = 4

    /// How near a small word or a denial that serves as an idea has to stand to one that carries meaning.
    private static let nearest = 3

    let statement: Statement
    let polarity: Polarity
    let cues: MarkingCues

    /// Looks for a wording.
    ///
    /// - Parameter span: how far apart its ideas may stand; where it is nil, as far as in two neighbouring sentences.
    /// - Complexity: O(*i* · *p*²) for *i* ideas that stand at *p* places each.
    func find(_ wording: AcceptedWording, within span: Int? = nil) -> Finding {
        let places = wording.ideas.map(places)
        let present = places.indices.filter { !places[$0].isEmpty }
        var best = Finding(words: [], coverage: 0)
        guard let anchor = present.min(by: { places[$0].count < places[$1].count }) else { return best }
        for start in places[anchor] {
            var words = start
            var found = 1
            for idea in present where idea != anchor {
                let near = places[idea].filter { isNear($0, words, within: span ?? Self.widest, isClose: span != nil) }
                    .min { distance($0, start) < distance($1, start) }
                guard let near else { continue }
                words += near
                found += 1
            }
            if leansOnNothing(words) { continue }
            let share = Double(found) / Double(wording.ideas.count)
            let finding = Finding(
                words: words.sorted(), coverage: share,
                isContradicted: polarity.isDenied(words) != wording.isDenial)
            if finding.isComplete { return finding }
            if share > best.coverage { best = finding }
        }
        return best
    }

    /// Where an idea stands: the words of each place.
    private func places(of idea: AcceptedWording.Idea) -> [[Int]] {
        var found: [[Int]] = []
        for alternative in idea.alternatives {
            guard let first = alternative.first else { continue }
            for start in statement.concepts.indices where !statement.concepts[start].isDisjoint(with: first) {
                var words = [start]
                for wanted in alternative.dropFirst() {
                    let from = (words.last ?? start) + 1
                    let next = (from..<min(from + Self.widestRun, statement.concepts.count)).first {
                        !statement.concepts[$0].isDisjoint(with: wanted)
                    }
                    guard let next else { break }
                    words.append(next)
                }
                if words.count == alternative.count, !found.contains(words) { found.append(words) }
            }
        }
        return found
    }

    /// Whether a place may belong to the same statement, and takes no word that serves another idea.
    private func isNear(_ place: [Int], _ words: [Int], within span: Int, isClose: Bool) -> Bool {
        guard Set(place).isDisjoint(with: words) else { return false }
        let all = place + words
        guard let first = all.min(), let last = all.max(), last - first <= span else { return false }
        let sentences = statement.utterance.sentences
        return sentences[last] - sentences[first] <= (isClose ? 0 : 1)
    }

    /// Whether a small word or a denial serves as an idea, far from all that it could belong to.
    private func leansOnNothing(_ words: [Int]) -> Bool {
        let weak = words.filter { cues.isSmall(statement.words[$0]) || polarity.isTrigger($0) }
        let strong = words.filter { !weak.contains($0) }
        guard !weak.isEmpty, !strong.isEmpty else { return false }
        let clauses = statement.utterance.clauses
        return !weak.allSatisfy { word in
            strong.contains { abs($0 - word) <= Self.nearest && clauses[$0] == clauses[word] }
        }
    }

    private func distance(_ place: [Int], _ other: [Int]) -> Int {
        abs((place.first ?? 0) - (other.first ?? 0))
    }
}
