// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// What a value without a name is said of: what was asked for, or what was just spoken of.
extension SlotScan {
    /// A cue without a name speaks of what was named before in a correction, of what was asked for, or of what was just spoken of.
    mutating func takeByContext(_ cue: Cue) {
        let position = cue.words.lowerBound
        // "… but now it is low", "… sorry, negative", "… and I tested negative": the name stands before the turn of the sentence.
        let turns = [ScopeTrigger.now, .correction, .claim].flatMap { scope.inSentence(of: position, $0) }
        let corrects = turns.contains { $0.upperBound <= position }
        // "What is …? Mine says 15": what was asked about is what it is said of.
        let opensSentence = turns.contains { utterance.startsSentence($0.lowerBound) }
        // "Hers was …, mine is still at the lab".
        let isMine = cue.isPending && turns.contains { (0...1).contains(position - $0.upperBound) }
        // "I told you it was positive. It's negative".
        let restates = scope.triggers[.restated]?.contains { $0.upperBound <= position } ?? false
        // "I'm positive, had that medicine, no other yet": the "no" is said of what is named behind it.
        let deniesAnother = isPlainAnswer(cue.words) && deniesNamed(cue.words)
        if !deniesAnother,
            let last = names.last(where: { name in
                let isBefore = utterance.sentences[name.words.lowerBound] + 1 == utterance.sentences[position]
                if restates, cue.values != nil, !cue.isBare, !isPlainAnswer(cue.words),
                    name.words.upperBound <= position,
                    isBefore || sameSentence(name.words.lowerBound, position)
                {
                    return true
                }
                if isBefore, isTakenUp(name), cue.values != nil || utterance.startsSentence(position) { return true }
                // "Her test came back. Negative": a value that is a sentence by itself.
                let isSentence = utterance.sentence(of: position) == cue.words
                if isBefore, isSentence, !name.isBound, cue.values != nil, !isPlainAnswer(cue.words) { return true }
                // "It is negative, I am 33": a bare number is no second result.
                return corrects && (cue.values != nil || isMine)
                    && name.words.upperBound <= position && !(name.isBound && cue.isBare)
                    && (sameSentence(name.words.lowerBound, position) || opensSentence && isBefore)
            }), read(cue, as: last, rule: cue.isPending ? cue.rule : "named")
        {
            takeForListBefore(last, cue)
            return
        }
        guard !scope.asksQuestion(inSentenceOf: position), !isTakenByCorrection(cue.words), !repeatsReading(cue) else {
            return
        }
        if isOfOtherBesideOwn(cue) || takeForQuestionBefore(cue) || takeBesideAnothers(cue) { return }
        if scope.triggers[.besideName]?.contains(cue.words) ?? false { return }
        // "It was negative in my old notes" is no answer to what was asked.
        if cue.values != nil, scope.statusFlags(of: cue.words).isEarlier { return }
        // A yes or no in a longer message answers nothing by the way; nor does a sign that stands between its words.
        let mends =
            [ScopeTrigger.correction, .now].contains { trigger in
                scope.inSentence(of: position, trigger).contains { $0.upperBound <= position }
            } || isBehindCorrection(position)
        if isPlainAnswer(cue.words) || isSign(cue), isByTheWay(cue.words) { return }
        let isOfFocusAlone = isOnlyOfFocus
        for slot in slotsMeant(by: cue, mends: mends, isOfFocusAlone: isOfFocusAlone) {
            guard let attributes = lexicon.attributesOfSlot[slot], let first = attributes.first else { continue }
            let isAsked = slot == context.askedSlot || isOfFocusAlone
            // "Yes, the other is positive", "sorry, not negative, the other is low": what is named is what it is said of.
            let namesAnother = names.contains { self.slot(of: $0) != slot }
            if namesAnother, mends || isPlainAnswer(cue.words) { continue }
            // "I have the gene as well": right behind another's name or result it is said of that.
            let isOfAnother =
                names.contains { self.slot(of: $0) != slot && $0.words.upperBound == position }
                || readings.contains { $0.slot != slot && $0.words.upperBound == position }
            if isOfAnother { continue }
            let longest = mends ? Self.longestCorrection : Self.longestRemark
            // "Mine is pending", "I don't know mine" says so; "don't know" says nothing of what wasn't asked.
            let saysLittle = cue.values == nil && !scope.has(.ownTest) && !(cue.isPending && pointsAtOpenFocus)
            if !isAsked, saysLittle && !mends || words.count > longest || !speaksOfFocus { continue }
            // A number in the middle of a longer message is about something else; so is a result that is on its way.
            let isOfAnswer = isAsked && (cue.words.count > 1 || isBelow(position))
            if cue.isNumber, words.count > 4, !mends, !isOfAnswer, !followsResult(position) { continue }
            if cue.isPending, !readings.isEmpty || !names.isEmpty || hasValue(inSentenceOf: cue) { continue }
            // "Nobody told me that I am on one, …": what isn't known is something else.
            if cue.values == nil, !cue.isPending, words.count > Self.shortAnswer, wordsBehind(cue) >= Self.ownWords {
                continue
            }
            // "The first was …, the new one is …": what is told anew is told beside the other.
            // "Not positive, low" comes to the finer of the two.
            if let before = readings.last(where: { $0.slot == slot }),
                !(cue.values ?? [:]).contains(where: { lexicon.attributes[$0].refines[$1] == before.value }),
                !turns.contains(where: {
                    $0.lowerBound >= before.words.upperBound && $0.upperBound <= cue.words.lowerBound
                })
            {
                continue
            }
            let rule = cue.values == nil ? cue.rule : isAsked ? "answer" : "named"
            if read(cue, as: Name(words: cue.words, attributes: [first]), rule: rule) { return }
        }
    }

    /// What isn't known of somebody else, beside a result of one's own: "mine is …; hers we don't know".
    private func isOfOtherBesideOwn(_ cue: Cue) -> Bool {
        let position = cue.words.lowerBound
        guard cue.values == nil, context.patient == nil, scope.inSentence(of: position, .claim).isEmpty else {
            return false
        }
        let isOwnBefore = readings.contains { reading in
            reading.words.upperBound <= position
                && scope.inSentence(of: reading.words.lowerBound, .claim).contains {
                    $0.lowerBound <= reading.words.lowerBound
                }
        }
        return isOwnBefore && !scope.inSentence(of: position, .thirdPerson).isEmpty
    }

    /// "My sister has the gene, mine was clear": what is one's own is said of what was just told of a relative.
    ///
    /// - Returns: whether the value was read so.
    private mutating func takeBesideAnothers(_ cue: Cue) -> Bool {
        let position = cue.words.lowerBound
        guard !cue.isBare, !isPlainAnswer(cue.words), !cue.isPending, scope.has(.ownTest),
            let before = readings.last(where: { $0.words.upperBound <= position }),
            scope.statusFlags(of: before.words).isSomebodyElses,
            let first = lexicon.attributesOfSlot[before.slot]?.first
        else { return false }
        return read(
            cue, as: Name(words: cue.words, attributes: [first]), rule: cue.values == nil ? cue.rule : "named")
    }

    /// Reads a value as one of a name's.
    ///
    /// - Returns: whether it is.
    private mutating func read(_ cue: Cue, as name: Name, rule: String) -> Bool {
        guard let (attribute, value) = value(of: cue, for: name),
            let final = self.value(value, of: attribute, in: cue.words, cue: cue.words)
        else { return false }
        bound.formUnion(cue.words)
        add(attribute, final, cue.words, rule: rule)
        return true
    }

    /// "This? That? Nobody ever told me": what isn't known is said of each name that is a question by itself.
    private mutating func takeForListBefore(_ last: Name, _ cue: Cue) {
        guard cue.values == nil else { return }
        var sentence = utterance.sentences[last.words.lowerBound]
        for name in names.reversed() where name.words.upperBound <= last.words.lowerBound {
            guard utterance.sentences[name.words.lowerBound] == sentence - 1, isTakenUp(name) else { return }
            sentence -= 1
            _ = read(cue, as: name, rule: cue.rule)
        }
    }

    /// "…? That was negative": a name that is a sentence by itself is what the next one is about.
    private func isTakenUp(_ name: Name) -> Bool {
        let first = name.words.lowerBound
        return !name.isBound && utterance.endsInQuestionMark[utterance.sentences[first]]
            && utterance.sentence(of: first) == name.words
    }

    /// "Is it in the …? They don't know": what isn't known is what the sentence before asks.
    ///
    /// - Returns: whether it was read so.
    private mutating func takeForQuestionBefore(_ cue: Cue) -> Bool {
        let start = utterance.sentence(of: cue.words.lowerBound).lowerBound
        guard cue.values == nil, start > 0, let asked = readings.last(where: { $0.words.upperBound <= start }),
            let first = lexicon.attributesOfSlot[asked.slot]?.first
        else { return false }
        let before = utterance.sentence(of: start - 1)
        guard before.contains(asked.words.lowerBound), utterance.endsInQuestionMark[utterance.sentences[start - 1]],
            scope.triggers[.inversion]?.contains(where: { $0.lowerBound == before.lowerBound }) ?? false
        else { return false }
        return read(cue, as: Name(words: cue.words, attributes: [first]), rule: cue.rule)
    }

    /// Whether the sentence before a word is no more than a correction, as in "sorry, typo" and then the value.
    private func isBehindCorrection(_ word: Int) -> Bool {
        let sentence = utterance.sentence(of: word)
        guard sentence.lowerBound == word, word > 0 else { return false }
        let before = utterance.sentence(of: word - 1)
        return scope.triggers[.correction]?.contains { $0 == before } ?? false
    }

    /// Whether a value stands in the sentence of words that leave a result open.
    private func hasValue(inSentenceOf open: Cue) -> Bool {
        cues.contains { $0.values != nil && sameSentence($0.words.lowerBound, open.words.lowerBound) }
    }

    /// The slots that a bare value may be said of, the likeliest first.
    ///
    /// A correction, or a new result, that is not what is known of the slot last spoken of takes that back; else the question comes first.
    private func slotsMeant(by cue: Cue, mends: Bool, isOfFocusAlone: Bool) -> [String] {
        let slots = [context.askedSlot, context.focusSlot].compactMap { $0 }
        // "What is …?", and then "mine was zero".
        // "If it were …, would they …?", and then "but it was negative"; "it came back unclear", and then "they repeat it".
        let opensAgainst = scope.triggers[.contrast]?.contains { $0.lowerBound == 0 } ?? false
        let isOfFocus =
            scope.has(.ownTest) || opensAgainst && scope.has(.pronoun) || cue.values == nil && pointsAtOpenFocus
        if context.focusIsFresh, isOfFocus, context.focusSlot != context.askedSlot { return slots.reversed() }
        if isOfFocusAlone { return [context.focusSlot].compactMap { $0 } }
        guard mends, let focus = context.focusSlot, let known = context.focusValue,
            let attribute = lexicon.attributesOfSlot[focus]?.first,
            let (bound, value) = value(of: cue, for: Name(words: cue.words, attributes: [attribute])),
            let final = self.value(value, of: bound, in: cue.words, cue: cue.words), final != known
        else { return slots }
        return slots.reversed()
    }

    /// "Not positive, low": whether one of the values is known of the slot last spoken of, and not of the one that was asked for, so that
    /// all of them are said of the former.
    private var isOnlyOfFocus: Bool {
        guard let focus = context.focusSlot, let asked = context.askedSlot, focus != asked, names.isEmpty else {
            return false
        }
        func attributes(_ slot: String) -> [Int] { lexicon.attributesOfSlot[slot] ?? [] }
        return cues.contains { cue in
            guard let values = cue.values, !cue.isNumber else { return false }
            return attributes(focus).contains { values[$0] != nil } && !attributes(asked).contains { values[$0] != nil }
        }
    }

    /// Whether a pronoun points at a slot that the user just spoke of, and of which no result is known.
    private var pointsAtOpenFocus: Bool {
        guard context.focusIsFresh, scope.has(.pronoun) else { return false }
        return context.focusValue == Slot.unknown || context.focusValue == nil && context.askedSlot == nil
    }

    /// Whether a word for a result stands right before a number, or before the word that is, as in "the score is 22"; or "mine is".
    private func followsResult(_ position: Int) -> Bool {
        scope.triggers[.result]?.contains { (0...1).contains(position - $0.upperBound) } ?? false
            || scope.triggers[.ownTest]?.contains { $0.upperBound == position } ?? false
    }

    /// Up to how many words a remark says something of what was just spoken of, and a correction of it.
    private static let longestRemark = 11
    private static let longestCorrection = 14
    /// Up to how many words are a short answer, and from how many behind it "I don't know" has an object of its own.
    private static let shortAnswer = 8
    private static let ownWords = 3
    /// Up to how many words say of one result no more than that it is like the one before.
    private static let fewWords = 5

    /// How many words of its clause follow a cue, apart from those that point back.
    private func wordsBehind(_ cue: Cue) -> Int {
        let clause = utterance.clauses[cue.words.lowerBound]
        let pointing = scope.triggers[.pronoun] ?? []
        return words.indices.count { word in
            word >= cue.words.upperBound && utterance.clauses[word] == clause
                && !pointing.contains { $0.contains(word) }
        }
    }

    /// Whether words are no more than a yes or a no.
    func isPlainAnswer(_ range: Range<Int>) -> Bool {
        range.count == 1
            && [ScopeTrigger.filler, .negation].contains { scope.triggers[$0]?.contains(range) ?? false }
    }

    /// Whether the words only say that something before was wrong: "no wait".
    func isTakenByCorrection(_ range: Range<Int>) -> Bool {
        scope.triggers[.correction]?.contains { $0.overlaps(range) } ?? false
    }

    /// Whether the words point at what was just spoken of: "mine", "it was", "I'm".
    var speaksOfFocus: Bool {
        scope.has(.claim) || scope.has(.correction) || scope.has(.now) || scope.has(.pronoun) || scope.has(.ownTest)
            || names.contains { !$0.isBound }
    }

    /// "… positive, and that one as well", "…, that one is not": a name without a value of its own has the one told last, or the opposite.
    mutating func readLikewise() {
        for name in names where !name.isBound && !name.isShared {
            let (start, end) = (name.words.lowerBound, name.words.upperBound)
            func follows(_ trigger: ScopeTrigger) -> Bool {
                scope.triggers[trigger]?.contains {
                    (0...1).contains($0.lowerBound - end)
                        && utterance.clauses[$0.lowerBound] == utterance.clauses[start]
                        && ($0.upperBound == words.count
                            || utterance.clauses[$0.upperBound] != utterance.clauses[start])
                } ?? false
            }
            let isUnlike = follows(.negation)
            guard isUnlike || follows(.likewise), !scope.asksQuestion(inSentenceOf: start),
                !scope.isSomebodyElses(start)
            else { continue }
            let told = readings.last { $0.words.upperBound <= start && $0.rule != SlotLexicon.aside }
            let before = !tellsResult && words.count <= Self.fewWords ? context.focusValue : nil
            guard let value = told?.value ?? before,
                let attribute = lexicon.attributesOfSlot[slot(of: name)]?.first,
                lexicon.attributes[attribute].values.contains(value),
                let said = isUnlike ? opposite(of: value, of: attribute) : value
            else { continue }
            add(attribute, said, name.words, rule: "named")
        }
    }

    /// In a list of statuses, or where somebody says "I have it", a slot that is merely named may say its value, or where it has parts, one of those.
    mutating func readBareNames() {
        guard !readings.isEmpty || scope.adopts else { return }
        for name in names where !name.isBound {
            let attribute = lexicon.attributes[name.attributes[0]]
            guard !scope.asksQuestion(inClauseOf: name.words.lowerBound),
                attribute.component.isEmpty != lexicon.hasParts(attribute.slot),
                let value = lexicon.bareValues[attribute.slot]
            else { continue }
            guard !readings.contains(where: { $0.slot == attribute.slot }) else { continue }
            guard let final = self.value(value, of: name.attributes[0], in: name.words, cue: name.words) else {
                continue
            }
            add(name.attributes[0], final, name.words, rule: "named")
        }
    }

    /// After a question, the patterns of its slot's answers; and of what the user just asked about, where their own is told: "mine has".
    mutating func readAnswers() {
        if let asked = context.askedSlot { readAnswer(for: asked) }
        guard scope.has(.ownTest), words.count <= Self.shortAnswer, context.focusIsFresh,
            let focus = context.focusSlot, focus != context.askedSlot, !tellsResult
        else { return }
        readAnswer(for: focus)
    }

    private mutating func readAnswer(for slot: String) {
        guard !readings.contains(where: { $0.slot == slot }),
            let attribute = lexicon.attributesOfSlot[slot]?.first
        else { return }
        var best: (value: String, range: Range<Int>)?
        for candidate in candidates[.slotAnswers] {
            guard let answer = lexicon.answer(candidate.number) else { continue }
            guard answer.slot == slot, let range = matcher.match(candidate.pattern)?.first,
                bound.isDisjoint(with: range), isFree(range), !isTakenByCorrection(range)
            else { continue }
            if scope.asksQuestion(inSentenceOf: range.lowerBound) { continue }
            // A longer message that tells something else answers nothing by the way, unless it opens with it: "no, elsewhere. And …".
            let opensWithIt = range.lowerBound == 0 && range.count > 1
            if tellsResult, words.count > 4, !opensWithIt { continue }
            if isPlainAnswer(range), slot != context.askedSlot || isByTheWay(range) { continue }
            if range.count == 1, assentsToNamed(range) { continue }
            // "Nah, not trials, I mean …" turns down what was said, and answers nothing.
            if scope.has(.correction), deniesNamed(range) { continue }
            if range.count > best?.range.count ?? 0 { best = (answer.value, range) }
        }
        if let best { add(attribute, best.value, best.range, rule: "answer") }
    }

    /// Whether words as short as a yes or a no say something of what else is told, rather than of what was asked.
    private func isByTheWay(_ range: Range<Int>) -> Bool {
        words.count > 4 || tellsResult || deniesNamed(range) || assentsToNamed(range)
    }

    /// Whether anything was read that is more than told aside.
    private var tellsResult: Bool { readings.contains { $0.rule != SlotLexicon.aside } }

    /// "So no … then": a denial of the thing that is named right behind it is no answer.
    private func deniesNamed(_ range: Range<Int>) -> Bool {
        range.upperBound < words.count && matcher.mentions.contains { $0.words.lowerBound == range.upperBound }
            && utterance.clauses[range.lowerBound] == utterance.clauses[range.upperBound]
    }

    /// "That medicine, aye": an assent behind the thing that it is said of is no answer.
    private func assentsToNamed(_ range: Range<Int>) -> Bool {
        matcher.mentions.contains { mention in
            mention.words.upperBound == range.lowerBound && !names.contains { $0.words.overlaps(mention.words) }
        }
    }

    /// Whether words gave no reading yet; a name without a value may be an answer by itself.
    private func isFree(_ range: Range<Int>) -> Bool {
        range.allSatisfy { word in
            !consumed.contains(word) || aside.contains(word)
                || names.contains { !$0.isBound && $0.words.contains(word) }
        }
    }
}
