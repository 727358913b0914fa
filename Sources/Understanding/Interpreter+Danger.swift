// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// When a sign of danger is one: in words that were mistyped, denied, or meant otherwise.
extension Interpreter {
    /// A danger that the rules' patterns find where strange words are read as words of the rules; nil for none.
    ///
    /// - Complexity: that of reading an utterance a few times more where it has such words, and nothing else.
    func mistypedAlarm(in first: AnalyzedUtterance) -> SafetyFinding? {
        let choices = wakefulAnalyzers.first?.choices(in: first.text) ?? 0
        for analyzer in wakefulAnalyzers.prefix(choices) {
            let utterance = framing.removed(from: AnalyzedUtterance(first.text, by: analyzer))
            if utterance.words != first.words, let alarm = mistypedAlarm(reading: utterance) { return alarm }
        }
        return nil
    }

    private func mistypedAlarm(reading utterance: AnalyzedUtterance) -> SafetyFinding? {
        let mentions = linker.mentions(in: utterance)
        let matcher = PatternMatcher(utterance: utterance, mentions: mentions, classes: classes)
        let candidates = patterns.candidates(for: utterance)
        let scope = scopeReader.reading(of: utterance, candidates: candidates[.scope], matcher: matcher)
        func findings(_ whole: SafetyScreen.Part, _ clauses: [SafetyScreen.Part]) -> SafetyFinding? {
            safetyScreen.findings(
                in: utterance, scope: scope, matcher: matcher, candidates: candidates, whole: whole, clauses: clauses
            ).alarm
        }
        var whole = SafetyScreen.Part(
            words: utterance.words.indices, likeness: [], ordinary: 0,
            ownWords: retriever.meaningfulWords(in: utterance, apartFrom: mentions))
        guard findings(whole, []) != nil else { return nil }
        let reading = classify(utterance, mentions: mentions)
        whole.likeness = reading.danger
        whole.ordinary = reading[.intent].max() ?? 0
        whole.asksDecision = acts(of: reading[.intent])[.declineAdvice]
        let clauses = Array(utterance.clauseUtterances.prefix(Self.mostClauses))
        return findings(whole, safetyParts(clauses, readings: clauses.map(classify), of: utterance))
    }

    /// The clauses of an utterance, first to last, as the safety screen reads them.
    func safetyParts(
        _ clauses: [AnalyzedUtterance], readings: [UtteranceReading], of utterance: AnalyzedUtterance
    ) -> [SafetyScreen.Part] {
        var parts: [SafetyScreen.Part] = []
        for (words, (clause, reading)) in zip(wordRanges(of: clauses), zip(clauses, readings)) {
            guard saysSomething(clause) else { continue }
            let startsSentence = words.first.map(utterance.startsSentence) ?? false
            let endsSentence =
                words.upperBound >= utterance.words.count || utterance.startsSentence(words.upperBound)
            parts.append(
                SafetyScreen.Part(
                    words: words, likeness: reading.danger, ordinary: reading[.intent].max() ?? 0,
                    ownWords: retriever.meaningfulWords(in: clause, apartFrom: []),
                    isSentence: startsSentence && endsSentence))
        }
        return parts
    }

    /// Whether a sign of danger stands in sentences of its own, beside others that name what is asked about.
    func standsApart(_ finding: SafetyFinding, in utterance: AnalyzedUtterance, mentions: [EntityMention]) -> Bool {
        let own = Set(utterance.sentences[finding.words.clamped(to: utterance.words.indices)])
        let named = Set(mentions.flatMap { utterance.sentences[$0.words] })
        return !own.isEmpty && own.count < Set(utterance.sentences).count && own.isDisjoint(with: named)
    }

    /// What tells of a sign of danger: its sentence, where that is short, or else its own words.
    func told(of finding: SafetyFinding, in utterance: AnalyzedUtterance) -> String {
        guard finding.words.upperBound <= utterance.words.count, let first = finding.words.first else {
            return finding.quote
        }
        let sentence = utterance.sentence(of: first)
        return sentence.count <= Self.longestTold ? utterance.quote(sentence) : finding.quote
    }

    /// Up to how many words a sentence is told as it stands.
    private static let longestTold = 18

    /// Whether there is more in words than "he's 71", which is like anything.
    func saysSomething(_ utterance: AnalyzedUtterance) -> Bool {
        retriever.meaningfulWords(in: utterance, apartFrom: []) > 0
            || utterance.words.count { $0.kind == .word } >= Self.fewestSmallWords
    }

    /// Whether an alarm's rule has an exception in the words as they were typed: "I can't find the words to thank you".
    func isExcepted(_ finding: SafetyFinding, in asTyped: AnalyzedUtterance) -> Bool {
        let matcher = PatternMatcher(
            utterance: asTyped, mentions: linker.mentions(in: asTyped), classes: classes)
        return safetyScreen.isExcepted(finding, candidates: patterns.candidates(for: asTyped), matcher: matcher)
    }

    /// Whether a likeness to a crisis lies in nothing but a sentence that denies one, such as "I am not suicidal".
    func isDenied(_ finding: SafetyFinding, in utterance: AnalyzedUtterance, scope: ScopeReading) -> Bool {
        guard finding.level == .crisis, finding.witness == SafetyFinding.likeness,
            let denials = scope.triggers[.reassurance]
        else { return false }
        let denied = Set(denials.joined())
        let sentences = Set(denied.map { utterance.sentences[$0] })
        let words = utterance.words.indices
        let rest = utterance.without(Set(words.filter { sentences.contains(utterance.sentences[$0]) }))
        let beside = utterance.without(denied.union(words.filter { !sentences.contains(utterance.sentences[$0]) }))
        guard retriever.meaningfulWords(in: rest, apartFrom: []) >= Self.fewestOwnWords,
            retriever.meaningfulWords(in: beside, apartFrom: []) == 0
        else { return false }
        return !safetyScreen.hintsAtCrisis(classify(rest).danger)
    }
}
