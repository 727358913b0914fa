// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// What an utterance asks, apart from what it tells and what it turns down.
extension Interpreter {
    /// From how many words on what is left of an utterance may ask something.
    private static let fewestAskingWords = 3
    /// Up to how many words with meaning beside its names a sentence says no more than who takes what.
    private static let fewestToTell = 1

    /// What is left of an utterance when the statuses that it tells, and what it dismisses, are taken out: what it asks.
    ///
    /// - Parameter leansOnTold: whether a pronoun may stand for what is told.
    func asking(
        _ utterance: AnalyzedUtterance, apartFrom told: [Range<Int>], dismissed: [Range<Int>], leansOnTold: Bool
    ) -> AnalyzedUtterance {
        guard !told.isEmpty || !dismissed.isEmpty else { return utterance }
        func kept(_ gone: [Range<Int>]) -> AnalyzedUtterance? {
            let rest = utterance.without(Set(gone.joined()))
            return rest.words.count >= Self.fewestAskingWords ? rest : nil
        }
        // "You don't listen either": where nothing is asked anew, the complaint is what is said.
        let anew = dismissed.isEmpty ? nil : kept(dismissed)
        let undismissed = anew.flatMap { saysSomethingAnew($0) ? $0 : nil } ?? utterance
        guard !told.isEmpty, let rest = kept(told + dismissed) else { return undismissed }
        // "It is 15, is that good?": what is told is what is asked about.
        let leansOnIt = leansOnTold && retriever.meaningfulWords(in: rest, apartFrom: []) <= Self.fewestOwnWords
        return leansOnIt ? undismissed : rest
    }

    /// An utterance that asks of the one status that it tells, with its usual name where it was told in other words.
    func naming(_ told: [SlotReading], in utterance: AnalyzedUtterance) -> AnalyzedUtterance {
        guard told.count == 1, let reading = told.first, let slot = pack.slot(reading.slot),
            let label = slot.value(reading.value)?.label, let name = slot.names.first,
            linker.mentions(in: utterance.keeping(Array(reading.words))).isEmpty
        else { return utterance }
        let sides = [0..<reading.words.lowerBound, reading.words.upperBound..<utterance.words.count].map(
            utterance.quote)
        let named = label.lowercased().contains(name) ? label : name + " " + label
        return AnalyzedUtterance([sides[0], named, sides[1]].joined(separator: " "), by: analyzer)
    }

    private func saysSomethingAnew(_ rest: AnalyzedUtterance) -> Bool {
        retriever.meaningfulWords(in: rest, apartFrom: []) >= Self.fewestOwnWords
            || !linker.mentions(in: rest).isEmpty
    }

    /// What stands around the one thing that an utterance says it asks, unless that leans on it.
    ///
    /// "…, I'm fine now. I was asking what that drug does."
    func surroundings(ofQuestionIn utterance: AnalyzedUtterance, scope: ScopeReading) -> [Range<Int>] {
        let opening = [ScopeTrigger.questionStart, .question, .inversion, .hypothetical]
            .flatMap { scope.triggers[$0] ?? [] }
        guard
            let lead = scope.triggers[.asksNow]?.last(where: { lead in
                opening.contains { (0...1).contains($0.lowerBound - lead.upperBound) }
            })
        else { return [] }
        let sentence = utterance.sentence(of: lead.lowerBound)
        let asked = lead.upperBound..<max(lead.upperBound, sentence.upperBound)
        let leans = scope.triggers[.pronoun]?.contains { $0.overlaps(asked) } ?? false
        if leans, linker.mentions(in: utterance.keeping(Array(asked))).isEmpty { return [] }
        return [0..<asked.lowerBound, asked.upperBound..<utterance.words.count].filter { !$0.isEmpty }
    }

    /// The sentences that only tell of several things by name, such as medicines, where a question takes up one of them by its name.
    func tellings(
        besideQuestionIn utterance: AnalyzedUtterance, mentions: [EntityMention], scope: ScopeReading
    ) -> [Range<Int>] {
        let named = mentions.filter { !$0.groups.isDisjoint(with: pack.lexicon.nameKinds) }
        let asking = named.filter { scope.asksQuestion(inSentenceOf: $0.words.lowerBound) }
        // "My joints ache on … and …, is that the first": the pronoun is for what is told.
        let leans = asking.contains { !scope.inSentence(of: $0.words.lowerBound, .pronoun).isEmpty }
        guard !asking.isEmpty, !leans else { return [] }
        let asked = Set(asking.map(\.entity.id))
        let sentences = Dictionary(grouping: named) { utterance.sentences[$0.words.lowerBound] }.values
        return sentences.compactMap { mentions in
            let sentence = utterance.sentence(of: mentions[0].words.lowerBound)
            let names = Set(mentions.map(\.entity.id))
            let others = sentence.count { place in
                let word = utterance.words[place]
                return word.kind == .word && !retriever.isStopWord(word)
                    && !mentions.contains { $0.words.contains(place) }
            }
            guard !scope.asksQuestion(inSentenceOf: sentence.lowerBound), others <= Self.fewestToTell, names.count > 1,
                names.intersection(asked).count == 1
            else { return nil }
            return sentence
        }
    }

    /// Where an utterance says what was not wanted, from the small words before it up to what is asked anew.
    func rejections(in utterance: AnalyzedUtterance, scope: ScopeReading) -> [Range<Int>] {
        let opening = (scope.triggers[.questionStart] ?? []) + (scope.triggers[.question] ?? [])
        func rejection(_ found: Range<Int>, upTo end: Int) -> Range<Int> {
            var start = found.lowerBound
            while start > 0, !utterance.startsSentence(start), retriever.isStopWord(utterance.words[start - 1]) {
                start -= 1
            }
            return start..<max(start, end)
        }
        let complaints = (scope.triggers[.complaint] ?? []).map { complaint in
            let anew = opening.first { complaint.contains($0.lowerBound) && $0.upperBound >= complaint.upperBound }
            return rejection(complaint, upTo: anew?.lowerBound ?? complaint.upperBound)
        }
        // "I wasn't asking about …": all that the clause goes on to say.
        let dismissals = (scope.triggers[.dismissal] ?? []).map { dismissal in
            let clause = utterance.clauses[dismissal.lowerBound]
            let end = utterance.clauses.lastIndex(of: clause).map { $0 + 1 } ?? dismissal.upperBound
            let anew = opening.map(\.lowerBound).filter { $0 >= dismissal.upperBound }.min() ?? end
            return rejection(dismissal, upTo: min(anew, end))
        }
        return complaints + dismissals
    }

    /// How likely a clause that asks and tells nothing is to ask which treatments there are: "…. What do they usually give?"
    ///
    /// In a message full of results such a question is drowned by what is told.
    func asksOptions(
        besideTold told: [Range<Int>], clauses: [AnalyzedUtterance], intents: [[Double]], scope: ScopeReading
    ) -> Double {
        guard !told.isEmpty else { return 0 }
        var most = 0.0
        for (words, intents) in zip(wordRanges(of: clauses), intents) {
            guard let first = words.first, !told.contains(where: { $0.overlaps(words) }),
                scope.asksQuestion(inSentenceOf: first)
            else { continue }
            most = max(most, acts(of: intents)[.options])
        }
        return most
    }

    /// Which words of the whole each of its clauses is, first to last.
    func wordRanges(of clauses: [AnalyzedUtterance]) -> [Range<Int>] {
        var start = 0
        return clauses.map { clause in
            defer { start += clause.words.count }
            return start..<(start + clause.words.count)
        }
    }
}
