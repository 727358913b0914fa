// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// The questions of a message that asks several.
extension Interpreter {
    /// The questions of a message, each by itself as it was typed.
    struct Asked {
        /// Those of several; empty for fewer than two.
        var several: [String] = []
        /// Whether something is told besides several, which may bear on each.
        var severalBesideTold = false
        /// The only one, where something is told besides.
        var besideTold: String?
    }

    /// What a message asks, question by question.
    ///
    /// A question ends with its sentence, or before a joining word with which another begins ("…, and how is it given").
    ///
    /// - Complexity: O(*n*) in the utterance's length.
    ///
    /// - Parameter told: the words of statuses, which were noted and bear on nothing that is asked besides.
    func asked(in utterance: AnalyzedUtterance, scope: ScopeReading, told: [Range<Int>]) -> Asked {
        guard utterance.words.count >= Self.fewestWordsOfTwo else { return Asked() }
        let opening = [ScopeTrigger.questionStart, .inversion, .question, .continuation]
            .flatMap { scope.triggers[$0] ?? [] }
        let firm = opening.filter { !(scope.triggers[.continuation]?.contains($0) ?? false) }
        let joints = (scope.triggers[.conjunction] ?? []) + (scope.triggers[.filler] ?? [])
        let starts = Set(opening.map(\.lowerBound))
        var parts: [Range<Int>] = []
        var start = 0
        for word in utterance.words.indices.dropFirst() {
            let isSentence = utterance.startsSentence(word)
            // "… and how", "…, will it": the joining word goes with neither.
            let isJoined =
                starts.contains(word)
                && (joints.contains { $0.upperBound == word && $0.lowerBound > start }
                    || utterance.clauses[word] != utterance.clauses[word - 1])
            guard isSentence || isJoined else { continue }
            parts.append(start..<word)
            start = word
        }
        parts.append(start..<utterance.words.count)
        parts = joiningTags(of: parts, in: utterance, opening: Set(firm.map(\.lowerBound)), scope: scope)
        let asking = parts.filter { part in
            guard part.count >= Self.fewestWordsOfOne, let first = part.first else { return false }
            // "Has it" asks, "she has it" doesn't.
            let opensBehindAWord = starts.contains(first + 1) && joints.contains { $0.contains(first) }
            return starts.contains(first) || opensBehindAWord
                || utterance.endsInQuestionMark[utterance.sentences[first]]
        }
        // What is told besides may bear on the questions, so that none of them stands by itself unless it is known as it is.
        let tells = parts.contains { part in
            part.count >= Self.fewestWordsOfOne && !asking.contains(part) && !told.contains { $0.overlaps(part) }
        }
        guard !asking.isEmpty, asking.count > 1 || tells else { return Asked() }
        // "And my daughter works" beside a question asks nothing.
        let areFirm = asking.allSatisfy { part in
            firm.contains { part.prefix(2).contains($0.lowerBound) }
                || utterance.endsInQuestionMark[utterance.sentences[part.lowerBound]]
        }
        guard asking.count == 1 || areFirm || !tells else { return Asked() }
        let questions = asking.map { part in
            var part = part
            // A joining word at the end belongs to the next.
            while part.count > 1, joints.contains(where: { $0.contains(part.upperBound - 1) }) {
                part = part.lowerBound..<(part.upperBound - 1)
            }
            // Nor does one at the start, where the question begins behind it.
            while part.count > Self.fewestWordsOfOne, starts.contains(part.lowerBound + 1),
                joints.contains(where: { $0.lowerBound == part.lowerBound && $0.count == 1 })
            {
                part = (part.lowerBound + 1)..<part.upperBound
            }
            return utterance.quote(part) + "?"
        }
        guard questions.count > 1 else { return Asked(besideTold: questions[0]) }
        return Asked(several: questions, severalBesideTold: tells)
    }

    /// "I have bad lungs, is it safe": a few words that ask of what was told right before them, in the same part.
    private func joiningTags(
        of parts: [Range<Int>], in utterance: AnalyzedUtterance, opening: Set<Int>, scope: ScopeReading
    ) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for part in parts {
            let leans =
                part.count <= Self.longestTag && opening.contains(part.lowerBound)
                && scope.triggers[.pronoun]?.contains { part.contains($0.lowerBound) } ?? false
            if leans, let last = joined.last, !last.contains(where: opening.contains),
                !utterance.endsInQuestionMark[utterance.sentences[last.lowerBound]]
            {
                joined[joined.count - 1] = last.lowerBound..<part.upperBound
            } else {
                joined.append(part)
            }
        }
        return joined
    }

    /// Up to how many words with a pronoun ask only of what is before them.
    private static let longestTag = 4
    /// From how many words on a message may ask two things, and a part of it one.
    private static let fewestWordsOfTwo = 6
    private static let fewestWordsOfOne = 3
}
