// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// Which name each value belongs to.
extension SlotScan {
    /// Gives each cue to the names that it speaks of: those just before it, else those just after it.
    mutating func bind() {
        let given = distribute()
        for index in cues.indices where !given.contains(index) {
            let cue = cues[index]
            if isAnotherTests(cue) || isAssent(cue, at: index) || asksBehind(cue) { continue }
            let isAimedAhead = isAimedAhead(cue)
            let before = isAimedAhead ? [] : namesBefore(cue, at: index)
            if !before.isEmpty {
                take(cue, for: before)
            } else {
                if isGluedToLast(cue), takeByNameOfLast(cue) { continue }
                let after = namesAfter(cue, at: index, isAimed: isAimedAhead)
                if !after.isEmpty {
                    take(cue, for: after)
                } else if !takeByNameOfLast(cue) && !takeByHeading(cue) {
                    takeByContext(cue)
                }
            }
        }
    }

    /// "Nobody told me I'm on one": what isn't known of oneself is said behind the words.
    private func asksBehind(_ cue: Cue) -> Bool {
        guard cue.values == nil, !cue.isPending, let own = scope.triggers[.firstPerson] else { return false }
        let end = cue.words.upperBound
        return own.contains {
            (0...1).contains($0.lowerBound - end) && utterance.clauses[$0.lowerBound] == utterance.clauses[end - 1]
        } && !names.contains { (0...4).contains($0.words.lowerBound - end) }
    }

    /// Whether a "yes" right behind a value only says again that it is so.
    private func isAssent(_ cue: Cue, at index: Int) -> Bool {
        guard index > 0, isPlainAnswer(cue.words), cues[index - 1].values != nil else { return false }
        return cues[index - 1].words.upperBound == cue.words.lowerBound && !isPlainAnswer(cues[index - 1].words)
    }

    /// Whether a value behind a reading says again what was read, as "so positive" does of a mutation.
    private func repeatsReading(_ cue: Cue) -> Bool {
        let sentence = utterance.sentences[cue.words.lowerBound]
        guard let last = readings.last(where: { $0.words.upperBound <= cue.words.lowerBound }),
            utterance.sentences[last.words.lowerBound] + 1 == sentence
                || sameSentence(last.words.lowerBound, cue.words.lowerBound),
            !names.contains(where: { utterance.sentences[$0.words.lowerBound] == sentence })
        else { return false }
        let attributes = lexicon.attributesOfSlot[last.slot] ?? []
        return attributes.contains { cue.values?[$0] == last.value }
    }

    func sameSentence(_ left: Int, _ right: Int) -> Bool { utterance.sentences[left] == utterance.sentences[right] }

    /// The run of names, joined by no more than two words, that ends within reach before a cue.
    func namesBefore(_ cue: Cue, at position: Int) -> [Int] {
        var run: [Int] = []
        var edge = cue.words.lowerBound
        for index in names.indices.reversed() where names[index].words.upperBound <= edge {
            let name = names[index]
            guard sameSentence(name.words.lowerBound, cue.words.lowerBound) else { break }
            // A value between them is the name's own, unless it is none of its values.
            let hasOwn = cues[..<position].reversed().prefix { $0.words.lowerBound >= name.words.upperBound }
                .contains { value(of: $0, for: name) != nil }
            if hasOwn { break }
            // A name that has its value ends the list; "very low they call it" may stand before it.
            if !run.isEmpty, name.isBound || hasValueBefore(name) { break }
            // A "no" says it of what stands right before it; further on it denies something else.
            let reach = run.isEmpty ? (isNo(cue) ? 1 : isSign(cue) ? 2 : cue.isBare ? 4 : 7) : 2
            guard edge - name.words.upperBound <= reach else { break }
            guard value(of: cue, for: name) != nil else {
                // The name of a method parts no name from its value.
                guard run.isEmpty, name.isShared else { break }
                edge = name.words.lowerBound
                continue
            }
            edge = name.words.lowerBound
            // `x y 2%`, where y is a part of x: the value is the part's.
            if let part = run.first, slot(of: names[part]) == slot(of: name), isWhole(name), !isWhole(names[part]) {
                continue
            }
            run.append(index)
        }
        return run
    }

    /// Whether a phrase within reach before a name told its value.
    private func hasValueBefore(_ name: Name) -> Bool {
        readings.contains { reading in
            reading.slot == slot(of: name) && (0...4).contains(name.words.lowerBound - reading.words.upperBound)
                && sameSentence(reading.words.lowerBound, name.words.lowerBound)
        }
    }

    /// The run of names, joined by no more than two words, that begins within reach behind a cue.
    func namesAfter(_ cue: Cue, at position: Int, isAimed: Bool) -> [Int] {
        var run: [Int] = []
        var edge = cue.words.upperBound
        for index in names.indices where names[index].words.lowerBound >= edge {
            let name = names[index]
            guard !name.isBound, sameSentence(name.words.lowerBound, cue.words.lowerBound) else { break }
            let isPlainNo = isNo(cue)
            guard name.words.lowerBound - edge <= (run.isEmpty ? (isPlainNo ? 0 : 4) : 2) else { break }
            if isPlainNo, utterance.clauses[name.words.lowerBound] != utterance.clauses[cue.words.lowerBound] { break }
            if asksBetween(cue, name) { break }
            guard value(of: cue, for: name) != nil else { break }
            let next = cues[(position + 1)...].first { value(of: $0, for: name) != nil }?.words.lowerBound
            if let next {
                // A name that has a value of its own right behind it, or before it, is not this cue's.
                if next < name.words.lowerBound { break }
                if !isAimed, next >= name.words.upperBound, next - name.words.upperBound <= 1, cue.values != nil,
                    !opensClause(next, behind: name)
                {
                    break
                }
            }
            run.append(index)
            edge = name.words.upperBound
        }
        return run
    }

    /// Whether a value opens the clause behind a name, as the second in "no this, no that", and so is of what follows.
    private func opensClause(_ value: Int, behind name: Name) -> Bool {
        scope.triggers[.negation]?.contains { $0.lowerBound == value } ?? false
            && utterance.clauses[value] != utterance.clauses[name.words.upperBound - 1]
    }

    /// "I don't know what … is" asks; "I don't know what my … is" tells that the result is not known.
    private func asksBetween(_ cue: Cue, _ name: Name) -> Bool {
        func stands(_ trigger: ScopeTrigger) -> Bool {
            scope.triggers[trigger]?.contains {
                $0.lowerBound >= cue.words.upperBound && $0.upperBound <= name.words.lowerBound
            } ?? false
        }
        return stands(.questionStart) && !(cue.values == nil && stands(.person))
    }

    /// Whether a cue is a "no" and nothing else.
    private func isNo(_ cue: Cue) -> Bool {
        cue.values != nil && cue.words.count == 1 && scope.triggers[.negation]?.contains(cue.words) == true
    }

    /// Whether a cue is a sign and nothing else; far from its name it is a dash.
    private func isSign(_ cue: Cue) -> Bool { cue.words.count == 1 && words[cue.words.lowerBound].kind == .sign }

    private func isWhole(_ name: Name) -> Bool {
        name.attributes.contains { lexicon.attributes[$0].component.isEmpty }
    }

    /// Whether a value says whose it is in the words behind it: "negative for …", ", no …".
    private func isAimedAhead(_ cue: Cue) -> Bool {
        let (start, end) = (cue.words.lowerBound, cue.words.upperBound)
        if isPlainAnswer(cue.words), start > 0, utterance.clauses[start - 1] != utterance.clauses[start],
            names.contains(where: {
                $0.words.lowerBound == end && utterance.clauses[$0.words.lowerBound] == utterance.clauses[start]
            })
        {
            return true
        }
        return scope.triggers[.towards]?.contains { towards in
            towards.lowerBound == cue.words.upperBound
                && names.contains { (0...1).contains($0.words.lowerBound - towards.upperBound) }
        } ?? false
    }

    /// What a cue says for a name: for the named attribute, else for another of the same slot.
    func value(of cue: Cue, for name: Name) -> (attribute: Int, value: String)? {
        guard let values = cue.values else {
            // A name that is also a word for a person is meant as that, unless a value says otherwise.
            guard scope.triggers[.person]?.contains(name.words) != true else { return nil }
            // "Don't know" is said of the slot, whichever part was named.
            let slot = lexicon.attributes[name.attributes[0]].slot
            guard let attribute = lexicon.attributesOfSlot[slot]?.first else { return nil }
            return (attribute, Slot.unknown)
        }
        for attribute in name.attributes {
            if let value = values[attribute] { return (attribute, value) }
        }
        // A word that no part knows is said of the whole.
        if let whole = lexicon.attributesOfSlot[slot(of: name)]?.first, !name.isShared, let value = values[whole] {
            return (whole, value)
        }
        for attribute in name.attributes where lexicon.attributes[attribute].component.isEmpty {
            let slot = lexicon.attributes[attribute].slot
            for sibling in lexicon.attributesOfSlot[slot] ?? [] {
                if let value = values[sibling] { return (sibling, value) }
            }
        }
        return nil
    }

    mutating func take(_ cue: Cue, for indices: [Int]) {
        if !indices.isEmpty, cue.values != nil || cue.isPending { lastTaken = (indices, cue.words.upperBound) }
        for index in indices {
            guard let (attribute, value) = value(of: cue, for: names[index]) else { continue }
            // A value of a part leaves nothing open of the whole that is named with it.
            for other in names.indices
            where other == index
                || slot(of: names[other]) == slot(of: names[index])
                    && sameSentence(names[other].words.lowerBound, names[index].words.lowerBound)
                    && isWhole(names[other])
            {
                names[other].isBound = true
            }
            let range = range(of: cue, for: names[index])
            // A result that is on its way says nothing against a reading that is there.
            if cue.values == nil, !lexicon.attributes[names[index].attributes[0]].component.isEmpty,
                readings.contains(where: { $0.slot == lexicon.attributes[attribute].slot })
            {
                continue
            }
            bound.formUnion(cue.words)
            guard let final = self.value(value, of: attribute, in: range, cue: cue.words) else { continue }
            add(attribute, final, range, rule: cue.rule)
        }
    }

    /// The words that tell a value of a name: both, but the value alone where the sentence turns between them, since whose and when
    /// is then decided by the turn: "hers was …, but mine is negative".
    private func range(of cue: Cue, for name: Name) -> Range<Int> {
        let turns = [ScopeTrigger.now, .correction, .claim].contains { trigger in
            scope.triggers[trigger]?.contains {
                $0.lowerBound >= name.words.upperBound && $0.upperBound <= cue.words.lowerBound
            } ?? false
        }
        if turns { return cue.words }
        return min(name.words.lowerBound, cue.words.lowerBound)..<max(name.words.upperBound, cue.words.upperBound)
    }

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
        if corrects, cue.values != nil || isMine,
            let last = names.last(where: {
                // "It is negative, I am 33": a bare number is no second result.
                $0.words.upperBound <= position && !($0.isBound && cue.isBare)
                    && (sameSentence($0.words.lowerBound, position)
                        || opensSentence
                            && utterance.sentences[$0.words.lowerBound] + 1 == utterance.sentences[position])
            }), let (attribute, value) = value(of: cue, for: last),
            let final = self.value(value, of: attribute, in: cue.words, cue: cue.words)
        {
            add(attribute, final, cue.words, rule: cue.isPending ? cue.rule : "named")
            return
        }
        guard !scope.asksQuestion(inSentenceOf: position), !isTakenByCorrection(cue.words), !repeatsReading(cue) else {
            return
        }
        // A yes or no in a longer message answers nothing by the way; nor does a sign that stands between its words.
        let mends = [ScopeTrigger.correction, .now].contains { trigger in
            scope.inSentence(of: position, trigger).contains { $0.upperBound <= position }
        }
        if isPlainAnswer(cue.words) || isSign(cue), !readings.isEmpty || words.count > 4 { return }
        for slot in slotsMeant(by: cue, mends: mends) {
            guard let attributes = lexicon.attributesOfSlot[slot], let first = attributes.first else { continue }
            let isAsked = slot == context.askedSlot
            // "Yes, the other is positive", "sorry, not negative, the other is low": what is named is what it is said of.
            let namesAnother = names.contains { self.slot(of: $0) != slot }
            if namesAnother, mends || isPlainAnswer(cue.words) { continue }
            // "I have the gene as well": right behind another's name or result it is said of that.
            let isOfAnother =
                names.contains { self.slot(of: $0) != slot && $0.words.upperBound == position }
                || readings.contains { $0.slot != slot && $0.words.upperBound == position }
            if isOfAnother { continue }
            let longest = mends ? Self.longestCorrection : Self.longestRemark
            // "Mine is pending" says so; "don't know" says nothing of what wasn't asked.
            let saysLittle = cue.values == nil && !(cue.isPending && scope.has(.ownTest))
            if !isAsked, saysLittle || words.count > longest || !speaksOfFocus { continue }
            // A number in the middle of a longer message is about something else; so is a result that is on its way.
            if cue.isNumber, words.count > 4, !mends, !(isAsked && (cue.words.count > 1 || isBelow(position))) {
                continue
            }
            if cue.isPending, !readings.isEmpty || !names.isEmpty { continue }
            // "Nobody told me that I am on one, …": what isn't known is something else.
            if cue.values == nil, !cue.isPending, words.count > Self.shortAnswer, wordsBehind(cue) >= Self.ownWords {
                continue
            }
            guard let (attribute, value) = value(of: cue, for: Name(words: cue.words, attributes: [first])) else {
                continue
            }
            guard let final = self.value(value, of: attribute, in: cue.words, cue: cue.words) else { continue }
            // "The first was …, the new one is …": what is told anew is told beside the other.
            if let before = readings.last(where: { $0.slot == slot }),
                !turns.contains(where: {
                    $0.lowerBound >= before.words.upperBound && $0.upperBound <= cue.words.lowerBound
                })
            {
                continue
            }
            bound.formUnion(cue.words)
            let rule = cue.values == nil ? (cue.isPending ? "pending" : "unknown") : isAsked ? "answer" : "named"
            add(attribute, final, cue.words, rule: rule)
            return
        }
    }

    /// The slots that a bare value may be said of, the likeliest first.
    ///
    /// A correction, or a new result, that is not what is known of the slot last spoken of takes that back; else the question comes first.
    private func slotsMeant(by cue: Cue, mends: Bool) -> [String] {
        let slots = [context.askedSlot, context.focusSlot].compactMap { $0 }
        guard mends, let focus = context.focusSlot, let known = context.focusValue,
            let attribute = lexicon.attributesOfSlot[focus]?.first,
            let (bound, value) = value(of: cue, for: Name(words: cue.words, attributes: [attribute])),
            let final = self.value(value, of: bound, in: cue.words, cue: cue.words), final != known
        else { return slots }
        return slots.reversed()
    }

    /// Up to how many words a remark says something of what was just spoken of, and a correction of it.
    private static let longestRemark = 9
    private static let longestCorrection = 14
    /// Up to how many words are a short answer, and from how many behind it "I don't know" has an object of its own.
    private static let shortAnswer = 8
    private static let ownWords = 3

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
        scope.has(.claim) || scope.has(.correction) || scope.has(.now) || scope.has(.pronoun)
            || names.contains { !$0.isBound }
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

    /// After a question, the patterns of its slot's answers.
    mutating func readAnswer() {
        guard let slot = context.askedSlot, !readings.contains(where: { $0.slot == slot }) else { return }
        guard let attribute = lexicon.attributesOfSlot[slot]?.first else { return }
        var best: (value: String, range: Range<Int>)?
        for candidate in candidates[.slotAnswers] {
            guard let answer = lexicon.answer(candidate.number) else { continue }
            guard answer.slot == slot, let range = matcher.match(candidate.pattern)?.first,
                bound.isDisjoint(with: range), isFree(range), !isTakenByCorrection(range)
            else { continue }
            if scope.asksQuestion(inSentenceOf: range.lowerBound) { continue }
            // A longer message that tells something else answers nothing by the way, unless it opens with it: "no, elsewhere. And …".
            let opensWithIt = range.lowerBound == 0 && range.count > 1
            if !readings.isEmpty, words.count > 4, !opensWithIt { continue }
            if isPlainAnswer(range), words.count > 4 || !readings.isEmpty { continue }
            if range.count > best?.range.count ?? 0 { best = (answer.value, range) }
        }
        if let best { add(attribute, best.value, best.range, rule: "answer") }
    }

    /// Whether words gave no reading yet; a name without a value may be an answer by itself.
    private func isFree(_ range: Range<Int>) -> Bool {
        range.allSatisfy { word in
            !consumed.contains(word) || names.contains { !$0.isBound && $0.words.contains(word) }
        }
    }
}
