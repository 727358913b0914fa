// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// How a stretch of an utterance is meant.
package struct ScopeFlags: Hashable, Sendable {
    package var isNegated = false
    package var isAsked = false
    package var isHypothetical = false
    package var isPast = false
    /// Whether it is told of an earlier time, and may hold still.
    package var isEarlier = false
    package var isSomebodyElses = false
}

/// Whose, when and whether: one mechanism for statuses and alarms.
///
/// Trigger words govern what follows them in their clause, as in W. Chapman and others, *A simple algorithm for identifying
/// negated findings and diseases in discharge summaries*, 2001, https://doi.org/10.1006/jbin.2001.1029, and H. Harkema and
/// others, *ConText*, 2009, https://doi.org/10.1016/j.jbi.2009.05.002. The words themselves are the pack's.
struct ScopeReader: Sendable {
    /// The number of the word class of relatives.
    private let relatives: Int?
    /// The number of the word class of people on whose behalf staff ask.
    private let clients: Int?

    /// The name of the word class of relatives.
    static let relativeClass = "relative"
    /// The name of the word class of people on whose behalf staff ask.
    static let clientClass = "client"

    init(pack: Pack) {
        relatives = pack.classes.place(of: Self.relativeClass)
        clients = pack.classes.place(of: Self.clientClass)
    }

    /// Reads all the triggers of an utterance once.
    func reading(
        of utterance: AnalyzedUtterance, candidates: [PatternTable.Candidate], matcher: PatternMatcher
    ) -> ScopeReading {
        var found = TriggerPlaces()
        for candidate in candidates {
            guard let trigger = candidate.owner.flatMap(ScopeTrigger.init(rawValue:)) else { continue }
            let ranges = matcher.allMatches(candidate.pattern)
            if !ranges.isEmpty { found.add(ranges, of: trigger) }
        }
        // The "no" of "no idea" denies nothing.
        if let unknown = found[.unknown] {
            found[.negation]?.removeAll { no in unknown.contains { $0.count > no.count && $0.contains(no) } }
        }
        found.sort()
        return ScopeReading(
            utterance: utterance, triggers: found, relatives: relatives.map(matcher.matches(ofClass:)) ?? [],
            clients: clients.map(matcher.matches(ofClass:)) ?? [])
    }
}

/// The triggers of one utterance, and what they make of its parts.
struct ScopeReading {
    let utterance: AnalyzedUtterance
    let triggers: TriggerPlaces
    let relatives: [Range<Int>]
    let clients: [Range<Int>]
    /// Whether a relative is known to be the patient, and no other one is named.
    var speaksOfPatient = false

    func has(_ trigger: ScopeTrigger) -> Bool { triggers.contains(trigger) }

    /// Whether a status just spoken of is taken as one's own, and not "no idea if I have it" or "could I have it".
    var adopts: Bool {
        let open = (triggers[.unknown] ?? []) + (triggers[.doubt] ?? [])
        return triggers[.adopt]?.contains { own in
            !open.contains {
                $0.upperBound <= own.lowerBound
                    && utterance.clauses[$0.lowerBound] == utterance.clauses[own.lowerBound]
            }
        } ?? false
    }

    /// The triggers of a kind in the same sentence as a word.
    func inSentence(of word: Int, _ trigger: ScopeTrigger) -> [Range<Int>] {
        guard utterance.sentences.indices.contains(word) else { return [] }
        return (triggers[trigger] ?? []).filter { utterance.sentences[$0.lowerBound] == utterance.sentences[word] }
    }

    /// Whether a trigger stands before a word in its clause, or less than `reach` words before it in its sentence.
    func precedes(_ trigger: ScopeTrigger, _ word: Int, reach: Int = 0) -> Range<Int>? {
        inSentence(of: word, trigger).last { range in
            range.upperBound <= word
                && (utterance.clauses[range.lowerBound] == utterance.clauses[word] || word - range.upperBound < reach)
        }
    }

    /// A question word at the start of the word's clause, small words aside.
    func questionStart(before word: Int) -> Range<Int>? {
        inSentence(of: word, .questionStart).last { range in
            guard range.upperBound <= word, utterance.clauses[range.lowerBound] == utterance.clauses[word] else {
                return false
            }
            return startsClause(range)
        }
    }

    /// Whether a question word is the first of its clause, small words aside, and no statement without its subject: "did not have …".
    private func startsQuestion(_ range: Range<Int>) -> Bool {
        let isDenied = triggers[.negation]?.contains { negation in
            negation.lowerBound == range.upperBound && triggers[.filler]?.contains(negation) != true
        }
        return isDenied != true && startsClause(range)
    }

    /// Whether a trigger is the first word of its clause, small words aside.
    private func startsClause(_ range: Range<Int>) -> Bool {
        var start = utterance.clauses.firstIndex(of: utterance.clauses[range.lowerBound]) ?? range.lowerBound
        // "My mother (the patient) is …" goes on.
        if start == range.lowerBound, utterance.closesBracket(before: start) || isBehindAge(start) { return false }
        while start < range.lowerBound {
            guard let filler = triggers[.filler]?.first(where: { $0.lowerBound == start }) else { return false }
            start = filler.upperBound
        }
        return true
    }

    /// "My mother, 61 years, is …": whether an age stands between a relative and a word.
    private func isBehindAge(_ word: Int) -> Bool {
        triggers[.otherNumber]?.contains { age in
            age.upperBound == word && relatives.contains { $0.upperBound == age.lowerBound }
        } ?? false
    }

    /// Whether a word's clause begins as a question.
    private func startsQuestion(clauseOf word: Int) -> Bool {
        inSentence(of: word, .questionStart).contains { range in
            utterance.clauses[range.lowerBound] == utterance.clauses[word] && startsClause(range)
        }
    }

    /// Whether the sentence of a word asks something.
    func asksQuestion(inSentenceOf word: Int) -> Bool {
        !inSentence(of: word, .question).isEmpty || isPlainQuestion(sentenceOf: word)
    }

    /// Whether the clause of a word asks something.
    func asksQuestion(inClauseOf word: Int) -> Bool {
        startsQuestion(clauseOf: word)
            || inSentence(of: word, .question).contains { utterance.clauses[$0.lowerBound] == utterance.clauses[word] }
    }

    /// Whether a sentence ends in a question mark, or a clause of it begins with a question word.
    private func isPlainQuestion(sentenceOf word: Int) -> Bool {
        utterance.endsInQuestionMark[utterance.sentences[word]]
            || inSentence(of: word, .questionStart).contains(where: startsQuestion)
    }

    /// Whether a sentence or clause of the utterance asks something.
    var asksQuestion: Bool {
        if utterance.endsInQuestionMark.contains(true) || has(.question) { return true }
        return (triggers[.questionStart] ?? []).contains(where: startsQuestion)
    }

    /// Which of `count` offered choices is meant, from 0: by a bare number, or by its place in words.
    func choice(of count: Int, isJustNow: Bool) -> Int? {
        guard count > 0 else { return nil }
        let words = utterance.words
        if isJustNow, words.count == 1, words[0].kind == .number, let number = Int(words[0].normal),
            (1...count).contains(number)
        {
            return number - 1
        }
        if has(.lastChoice) { return count - 1 }
        return ScopeTrigger.choices.prefix(count).firstIndex(where: has)
    }

    /// The offered choices that are named by their places in words, from 0: two of them in "is the second better than the fifth".
    func choices(of count: Int) -> [Int] {
        let last = has(.lastChoice) && count > 0 ? [count - 1] : []
        return ScopeTrigger.choices.prefix(count).indices.filter { has(ScopeTrigger.choices[$0]) } + last
    }

    /// Whether a sign of danger in these words is told of here and now.
    func isAlarm(_ ranges: [Range<Int>], level: SafetyRule.Level) -> Bool {
        for range in ranges {
            guard let first = range.first else { continue }
            if isNegated(range) { return false }
            if isOver(level, sentence: utterance.sentences[first]) { return false }
            let isHadNow = isHadNow(inSentence: utterance.sentences[first])
            let isPresent = isHadNow || !inSentence(of: first, .present).isEmpty
            let general = inSentence(of: first, .general)
            if let start = general.first?.lowerBound, start <= first {
                let present = isHadNow || inSentence(of: first, .present).contains { $0.lowerBound > start }
                if !present { return false }
            }
            if inSentence(of: first, .ago).contains(where: { dates($0, first) }), !isPresent { return false }
            if !isPresent, startsQuestion(clauseOf: first), inSentence(of: first, .person).isEmpty { return false }
            // Somebody else's past is a story; somebody else's present, as a helpline hears it, is an alarm.
            if isSomebodyElses(first), !inSentence(of: first, .pastTense).isEmpty, !isPresent { return false }
            if precedes(.hypothetical, first) != nil, !isPresent { return false }
        }
        return true
    }

    /// "What is …? He is having one now": whether the sentence behind another says that what it asks about is there.
    private func isHadNow(inSentence sentence: Int) -> Bool {
        triggers[.hasItNow]?.contains { utterance.sentences[$0.lowerBound] == sentence + 1 } ?? false
    }

    /// Whether words such as "last month" date a sign of danger: in its clause, or in one that says little else.
    ///
    /// "My legs gave way, I had radiation to the spine last month" dates the radiation.
    private func dates(_ ago: Range<Int>, _ sign: Int) -> Bool {
        let clause = utterance.clauses[ago.lowerBound]
        return clause == utterance.clauses[sign]
            || utterance.clauses.count { $0 == clause } - ago.count <= Self.fewWordsBesideDate
    }

    /// How many words stand beside a date that is said of what was told before: "that was last month".
    private static let fewWordsBesideDate = 4

    /// Whether a sign of danger has passed, and not just now; an emergency that has passed is one unless it was long ago.
    ///
    /// - Parameter sentence: the sentence that has to say so; nil for any.
    func isOver(_ level: SafetyRule.Level, sentence: Int? = nil) -> Bool {
        func stands(_ trigger: ScopeTrigger) -> Bool {
            (triggers[trigger] ?? []).contains { sentence == nil || utterance.sentences[$0.lowerBound] == sentence }
        }
        return stands(.over) && !stands(.recent) && (level < .emergency || stands(.ago))
    }

    /// What denies a status told in these words.
    enum Denial {
        case none
        /// A "not" or its like before them.
        case full
        /// A "no" right before them, which may only open an answer.
        case plainNo
    }

    /// The denial that stands right before words in their clause.
    func denial(of range: Range<Int>) -> Denial {
        guard let first = range.first else { return .none }
        for negation in inSentence(of: first, .negation) {
            guard negation.upperBound <= first, utterance.clauses[negation.lowerBound] == utterance.clauses[first],
                !(triggers[.correction] ?? []).contains(where: { $0.overlaps(negation) })
            else { continue }
            let gap = first - negation.upperBound
            // "It's not this it's that": what begins anew is not denied by what was before.
            if gap > 0, (triggers[.pronoun] ?? []).contains(where: { $0.lowerBound == first }) { continue }
            // "Not this but that": the denial ends there.
            if triggers[.contrast]?.contains(where: { $0.lowerBound >= negation.upperBound && $0.upperBound <= first })
                ?? false
            {
                continue
            }
            if (triggers[.filler] ?? []).contains(negation) {
                if gap == 0 { return .plainNo }
            } else if gap <= 2 {
                return .full
            }
        }
        return .none
    }

    /// Whether a trigger, such as a "no" or "never", stands within the words that a pattern matched and is none of its own.
    func has(_ trigger: ScopeTrigger, within ranges: [Range<Int>], of pattern: Pattern) -> Bool {
        (triggers[trigger] ?? []).contains { found in
            guard let word = utterance.words[found].first, !pattern.names(word) else { return false }
            return ranges.contains { $0.contains(found.lowerBound) }
        }
    }

    /// How many words before the last one a denial stands at most.
    private static let denialReach = 2

    /// Whether the words that a pattern matched are denied from within: "in my lungs, not my …", but not "not there but in my …".
    func isDenied(within range: Range<Int>, of pattern: Pattern) -> Bool {
        let nearEnd = max(range.lowerBound, range.upperBound - 1 - Self.denialReach)..<range.upperBound
        // "I have not …", "she has never had …": a denial of the verb that begins them.
        let verbs = range.lowerBound..<min(range.lowerBound + 2, range.upperBound)
        let isOneClause = utterance.clauses[range.lowerBound] == utterance.clauses[range.upperBound - 1]
        let beginsWithNo = triggers[.negation]?.contains { $0.lowerBound == range.lowerBound } ?? false
        return has(.negation, within: isOneClause && !beginsWithNo ? [nearEnd, verbs] : [nearEnd], of: pattern)
            && !(triggers[.contrast] ?? []).contains { range.contains($0.lowerBound) }
    }

    /// Whether something that is named is not to be spoken of any more: "forget the …".
    func isDismissed(_ range: Range<Int>) -> Bool {
        (triggers[.dismissal] ?? []).contains { (0...1).contains(range.lowerBound - $0.upperBound) }
    }

    /// Whether something named is denied in a sentence that asks nothing, beside one that asks: "It isn't that. What is …?"
    func isSetAside(_ range: Range<Int>) -> Bool {
        guard let first = range.first, isNegated(range), !isPlainQuestion(sentenceOf: first),
            !isMended(before: first)
        else { return false }
        return utterance.words.indices.contains(where: isPlainQuestion)
    }

    /// Whether words of correction stand behind a negation and before a word, as in "no, I meant that one": what the no is for came before.
    private func isMended(before word: Int) -> Bool {
        let negations = inSentence(of: word, .negation)
        return inSentence(of: word, .correction).contains { correction in
            correction.upperBound <= word && negations.contains { $0.lowerBound <= correction.lowerBound }
        }
    }

    /// Whether the last words, one more at most, say that somebody leaves.
    var endsInFarewell: Bool {
        (triggers[.farewell] ?? []).contains { $0.upperBound + 1 >= utterance.words.count }
    }

    /// Whether a negation stands just before these words in their clause.
    func isNegated(_ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        return inSentence(of: first, .negation).contains { negation in
            negation.upperBound <= first && first - negation.upperBound <= 3
                && utterance.clauses[negation.lowerBound] == utterance.clauses[first]
        }
    }
}
