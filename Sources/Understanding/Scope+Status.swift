// SPDX-License-Identifier: GPL-3.0-or-later

/// How a status is told: asked or supposed, of now or before, of the patient or of somebody else.
extension ScopeReading {
    /// How a status told in these words is meant.
    func statusFlags(of range: Range<Int>) -> ScopeFlags {
        var flags = ScopeFlags()
        guard let first = range.first else { return flags }
        let claim = inSentence(of: first, .claim).last { $0.upperBound <= first }
        if let question = precedes(.question, first) ?? questionStart(before: first) {
            // "What helps the …ing in my …" takes it for granted; "is the … in my …" asks it.
            let granted = inSentence(of: first, .claim).contains {
                $0.contains(first)
                    && ($0.lowerBound > question.upperBound
                        || question.count > 1 && $0.lowerBound == question.upperBound)
            }
            flags.isAsked =
                !granted && (claim.map { $0.lowerBound < question.upperBound && first - $0.upperBound > 1 } ?? true)
        }
        if let hypothetical = precedes(.hypothetical, first, reach: 3), !isSmallTalk(hypothetical) {
            flags.isHypothetical = claim.map { $0.lowerBound < hypothetical.lowerBound } ?? true
            if let claim, claim.lowerBound == hypothetical.upperBound { flags.isHypothetical = true }
        }
        if isNoSpread(first) { flags.isHypothetical = true }
        if utterance.endsInQuestionMark[utterance.sentences[first]], claim == nil {
            if utterance.sentence(of: first).count <= range.count + 1 { flags.isAsked = true }
        }
        // "Does it work if it is low, like mine": what is said of oneself right behind it is so.
        if triggers[.adopt]?.contains(where: { (0...1).contains($0.lowerBound - range.upperBound) }) ?? false {
            (flags.isAsked, flags.isHypothetical) = (false, false)
        }
        flags.isPast = isOver(.past, first)
        flags.isEarlier = isOver(.earlier, first)
        flags.isSomebodyElses = isSomebodyElses(first) || isRelativesBesideOwn(first)
        return flags
    }

    /// Whether a word stands right behind what is no spread, or one word behind it that joins nothing: "osteoporosis in my spine".
    private func isNoSpread(_ word: Int) -> Bool {
        inSentence(of: word, .noSpread).contains { range in
            let gap = word - range.upperBound
            return gap == 0
                || gap == 1 && triggers[.conjunction]?.contains { $0.lowerBound == range.upperBound } != true
        }
    }

    /// Whether words only close what is said, as "if that matters" does, and suppose nothing.
    private func isSmallTalk(_ words: Range<Int>) -> Bool {
        triggers[.closing]?.contains { $0.lowerBound == words.lowerBound && $0.count > words.count } ?? false
    }

    /// Whether words of the past stand before a status, or after it in its clause, with nothing between that brings it back to now.
    private func isOver(_ trigger: ScopeTrigger, _ word: Int) -> Bool {
        let after = inSentence(of: word, trigger).first { past in
            utterance.clauses[past.lowerBound] == utterance.clauses[word]
                // "Negative now, but in 2014 it was …": what is now stands before them.
                && !inSentence(of: word, .now).contains { $0.lowerBound > word && $0.upperBound <= past.lowerBound }
        }
        // At the start of a line it heads all that the line tells.
        let heading = inSentence(of: word, trigger).first {
            $0.upperBound <= word && utterance.startsSentence($0.lowerBound)
        }
        guard let past = precedes(trigger, word, reach: 6) ?? after ?? heading else { return false }
        let isPastsClause = utterance.clauses[past.lowerBound] == utterance.clauses[word]
        return !inSentence(of: word, .now).contains { now in
            // "It was … then, … now": each has its time behind it.
            let isBehind =
                !isPastsClause && now.lowerBound > word && utterance.clauses[now.lowerBound] == utterance.clauses[word]
            return isBehind || now.lowerBound >= past.upperBound && now.upperBound <= word
        }
    }

    /// "My mum …", "mum's …", and not "her mum" or "my other sister".
    func isOwn(_ relative: Range<Int>) -> Bool {
        triggers[.ownRelative]?.contains { own in
            own.upperBound == relative.upperBound
                && (own.count > relative.count || utterance.startsClause(own.lowerBound))
        } ?? false
    }

    /// Whether a word is said of somebody who is not the patient.
    func isSomebodyElses(_ word: Int) -> Bool {
        if has(.onBehalf) { return false }
        let claims = inSentence(of: word, .claim)
        let third = triggers[.thirdPerson] ?? []
        // "A 62-year-old lady with …" is how a letter names the patient; "hers was …" is the patient's where she is spoken for.
        let others = inSentence(of: word, .other).filter { other in
            other.lowerBound < word && !(speaksOfPatient && (third + relatives).contains { $0.overlaps(other) })
                && !claims.contains {
                    $0.count > other.count && $0.lowerBound <= other.lowerBound && $0.contains(other.upperBound - 1)
                }
        }
        // "She is …" and "a friend of mine is …" claim nothing for oneself.
        let ownWords = claims.contains { claim in
            claim.upperBound <= word && !(others + third).contains { $0.overlaps(claim) }
        }
        if !others.isEmpty, !ownWords { return true }
        // "My wife's test was …", "mum is …, and her score was": the present, or whose test it is, says who the patient is.
        if inSentence(of: word, .spokenFor).contains(where: { $0.lowerBound <= word }) { return false }
        // A relative's illness in the past tense is family history; in the present it is the patient spoken for.
        return isSaidOfRelative(word) && !(inSentence(of: word, .past) + inSentence(of: word, .pastTense)).isEmpty
    }

    /// Whether a status is a relative's, and family history, since a test of one's own is spoken of besides: "my sister has it, I haven't
    /// been told mine".
    private func isRelativesBesideOwn(_ word: Int) -> Bool {
        let isBesideOwn = triggers[.ownTest]?.contains {
            utterance.clauses[$0.lowerBound] != utterance.clauses[word] || $0.lowerBound > word
        }
        return isBesideOwn == true && !has(.onBehalf) && isSaidOfRelative(word)
    }

    /// Whether a relative stands before a word in its sentence, and no words about oneself in between.
    private func isSaidOfRelative(_ word: Int) -> Bool {
        if speaksOfPatient { return false }
        let claims = inSentence(of: word, .claim)
        return relatives.contains { relative in
            utterance.sentences[relative.lowerBound] == utterance.sentences[word] && relative.upperBound <= word
                && !claims.contains { $0.lowerBound >= relative.upperBound && $0.upperBound <= word }
        }
    }
}
