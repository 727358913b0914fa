// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// The questions of a message that asks several.
extension Interpreter {
    /// The questions of a message, each by itself as it was typed.
    struct Asked {
        /// Those of several; empty for fewer than two.
        var several: [TypedQuestion] = []
        /// The only one, where something is told besides.
        var besideTold: TypedQuestion?
    }

    /// A run of words between two places where a question may begin.
    private struct Part {
        var words: Range<Int>
        /// Whether a question of a few words was joined to what it is asked of.
        var endsInTag = false
    }

    /// What a message asks, question by question.
    ///
    /// A question ends with its sentence, or before a joining word with which another begins ("…, and how is it given").
    ///
    /// - Complexity: O(*n*) in the utterance's length.
    ///
    /// - Parameters:
    ///   - mentions: what is named, which may stand before the question that is asked of it.
    ///   - told: the words of statuses, which were noted and bear on nothing that is asked besides.
    func asked(
        in utterance: AnalyzedUtterance, mentions: [EntityMention], scope: ScopeReading, told: [Range<Int>]
    ) -> Asked {
        guard utterance.words.count >= Self.fewestWordsOfTwo else { return Asked() }
        let opening = [ScopeTrigger.questionStart, .inversion, .question, .continuation]
            .flatMap { scope.triggers[$0] ?? [] }
        let firm = opening.filter { !(scope.triggers[.continuation]?.contains($0) ?? false) }
        // "Is it safe, or is the other kinder" is one question.
        let alternatives = scope.triggers[.alternative] ?? []
        let conjunctions = (scope.triggers[.conjunction] ?? []).filter { !alternatives.contains($0) }
        let joints = conjunctions + (scope.triggers[.filler] ?? [])
        let starts = Set(opening.map(\.lowerBound))
        let firmStarts = Set(firm.map(\.lowerBound))
        let parts = joiningTags(
            of: parts(of: utterance, starts: starts, joints: joints), in: utterance, opening: firmStarts, scope: scope)
        let asking = parts.filter { part in
            guard part.words.count >= Self.fewestWordsOfOne, let first = part.words.first else { return false }
            // "Has it" asks, "she has it" doesn't.
            let opensBehindAWord =
                starts.contains(first + 1) && joints.contains { $0.contains(first) }
                || joints.contains { $0.lowerBound == first && starts.contains($0.upperBound) }
            return part.endsInTag || starts.contains(first) || opensBehindAWord
                || opensBehindName(part.words, mentions: mentions, opening: firmStarts)
                || endsInQuestionMark(part.words, in: utterance)
        }.map(\.words)
        let tells = parts.map(\.words).contains { part in
            part.count >= Self.fewestWordsOfOne && !asking.contains(part) && !told.contains { $0.overlaps(part) }
        }
        guard !asking.isEmpty, asking.count > 1 || tells else { return Asked() }
        // "And my daughter works" beside a question asks nothing.
        let opensFirmly = asking.map { part in
            firm.contains { part.prefix(2).contains($0.lowerBound) }
                || joints.contains { $0.lowerBound == part.lowerBound && firmStarts.contains($0.upperBound) }
                || opensBehindName(part, mentions: mentions, opening: firmStarts)
                || parts.contains { $0.words == part && $0.endsInTag }
        }
        let areFirm = zip(asking, opensFirmly).allSatisfy { $1 || endsInQuestionMark($0, in: utterance) }
        guard asking.count == 1 || areFirm || !tells else { return Asked() }
        let questions = zip(asking, opensFirmly).map { part, isFirm in
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
            // "I mean, do you …" begins with "do you".
            if let lead = joints.first(where: { $0.lowerBound == part.lowerBound && starts.contains($0.upperBound) }),
                part.upperBound - lead.upperBound >= Self.fewestWordsOfOne
            {
                part = lead.upperBound..<part.upperBound
            }
            return TypedQuestion(text: utterance.quote(part) + "?", opensFirmly: isFirm)
        }
        guard questions.count > 1 else { return Asked(besideTold: questions[0]) }
        return Asked(several: questions)
    }

    /// Whether a part is the end of a sentence that ends in a question mark.
    private func endsInQuestionMark(_ part: Range<Int>, in utterance: AnalyzedUtterance) -> Bool {
        let sentence = utterance.sentences[part.lowerBound]
        return utterance.endsInQuestionMark[sentence]
            && (part.upperBound == utterance.words.count || utterance.sentences[part.upperBound] != sentence)
    }

    /// An utterance, cut where a question may begin.
    private func parts(of utterance: AnalyzedUtterance, starts: Set<Int>, joints: [Range<Int>]) -> [Part] {
        var parts: [Part] = []
        var start = 0
        for word in utterance.words.indices.dropFirst() {
            // "… and how", "…, will it": the joining word goes with neither.
            let isJoined =
                starts.contains(word)
                && (joints.contains { $0.upperBound == word && $0.lowerBound > start }
                    || utterance.clauses[word] != utterance.clauses[word - 1]
                    || utterance.isJoinedBySign(before: word))
            guard utterance.startsSentence(word) || isJoined else { continue }
            parts.append(Part(words: start..<word))
            start = word
        }
        parts.append(Part(words: start..<utterance.words.count))
        return parts
    }

    /// "The first of them is it a tablet", "this one or that, which is better": whether a question begins behind the names of what it is asked of.
    private func opensBehindName(_ part: Range<Int>, mentions: [EntityMention], opening: Set<Int>) -> Bool {
        guard let start = part.first(where: opening.contains), start > part.lowerBound else { return false }
        let others = (part.lowerBound..<start).count { word in !mentions.contains { $0.words.contains(word) } }
        return others <= Self.mostBesideNames && others < start - part.lowerBound
    }

    /// "I have bad lungs, is it safe": a few words that ask of what was told right before them, in the same part.
    private func joiningTags(
        of parts: [Part], in utterance: AnalyzedUtterance, opening: Set<Int>, scope: ScopeReading
    ) -> [Part] {
        var joined: [Part] = []
        for part in parts {
            let leans =
                part.words.count <= Self.longestTag && opening.contains(part.words.lowerBound)
                && scope.triggers[.pronoun]?.contains { part.words.contains($0.lowerBound) } ?? false
            if leans, let last = joined.last, !last.words.contains(where: opening.contains),
                !utterance.endsInQuestionMark[utterance.sentences[last.words.lowerBound]]
            {
                joined[joined.count - 1] = Part(words: last.words.lowerBound..<part.words.upperBound, endsInTag: true)
            } else {
                joined.append(part)
            }
        }
        return joined
    }

    /// Up to how many words may stand beside the names in front of a question.
    private static let mostBesideNames = 2
    /// Up to how many words with a pronoun ask only of what is before them.
    private static let longestTag = 4
    /// From how many words on a message may ask two things, and a part of it one.
    private static let fewestWordsOfTwo = 6
    private static let fewestWordsOfOne = 3
}
