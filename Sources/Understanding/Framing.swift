// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// What people put around what they say, and leave out between: "um, quick question …", "… please", a question that begins without
/// a sign before it.
///
/// Taken off, or put in, before anything is read, so that the same words mean the same however they are framed.
struct Framing: Sendable {
    /// The stems of phrases that say nothing at the start of a message, and at its end, longest first.
    private let openings: [[String]]
    private let closings: [[String]]
    /// The stems of pairs of words that begin a question by turning verb and person round, by their first.
    private let inversions: [String: Set<String>]
    /// Words before such a pair with which it is no question of its own.
    private let leads: Set<String>

    /// Fewer words than these are read with their frame: it may be all that is meant.
    private static let fewestWords = 3
    /// How many words back something may stand that the question belongs to.
    private static let reach = 3
    /// How many words a question without a sign has at least, and what is before it.
    private static let shortestQuestion = 3

    init(pack: Pack, analyzer: Analyzer) {
        func phrases(_ trigger: ScopeTrigger) -> [[String]] {
            pack.scope[trigger.rawValue].map { analyzer.tokens(of: $0).filter(\.isContent).map(\.stem) }
                .filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        }
        openings = phrases(.opening)
        closings = phrases(.closing)
        inversions = Dictionary(grouping: phrases(.inversion).filter { $0.count == 2 }) { $0[0] }
            .mapValues { Set($0.map { $0[1] }) }
        leads = Set(phrases(.lead).joined())
    }

    /// The utterance without its frame, each of its questions a sentence.
    ///
    /// - Complexity: O(*n*) in its words.
    func removed(from utterance: AnalyzedUtterance) -> AnalyzedUtterance {
        let stems = utterance.words.map(\.stem)
        var range = stems.indices
        while let phrase = openings.first(where: { stems[range].starts(with: $0) }) {
            range = range.dropFirst(phrase.count)
        }
        while let phrase = closings.first(where: { stems[range].suffix($0.count).elementsEqual($0) }) {
            range = range.dropLast(phrase.count)
        }
        let kept = range.count < Self.fewestWords ? stems.indices : range
        let rest = kept == stems.indices ? utterance : utterance.without(Set(stems.indices).subtracting(kept))
        return rest.broken(before: unmarkedQuestions(in: rest))
    }

    /// Where a question begins in the middle of a sentence.
    private func unmarkedQuestions(in utterance: AnalyzedUtterance) -> [Int] {
        guard !inversions.isEmpty else { return [] }
        let words = utterance.words
        var found: [Int] = []
        var start = 0
        for place in words.indices {
            if utterance.startsSentence(place) { start = place }
            guard place - start >= Self.shortestQuestion, words.count - place >= Self.shortestQuestion,
                inversions[words[place].stem]?.contains(words[place + 1].stem) ?? false,
                utterance.sentences[place + 2] == utterance.sentences[place],
                !words[max(start, place - Self.reach)..<place].contains(where: { leads.contains($0.stem) })
            else { continue }
            found.append(place)
            start = place
        }
        return found
    }
}
