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
        guard cue.values == nil, !cue.isPending, !scope.has(.ownTest), let own = scope.triggers[.firstPerson] else {
            return false
        }
        let end = cue.words.upperBound
        return own.contains {
            (0...1).contains($0.lowerBound - end) && utterance.clauses[$0.lowerBound] == utterance.clauses[end - 1]
        } && !names.contains { (0...4).contains($0.words.lowerBound - end) }
    }

    /// Whether a "yes" behind a value only says again that it is so, or opens what is said next: "negative, and yes I'm a man".
    private func isAssent(_ cue: Cue, at index: Int) -> Bool {
        guard index > 0, isPlainAnswer(cue.words), cues[index - 1].values != nil else { return false }
        let last = cues[index - 1].words
        guard !isPlainAnswer(last), sameSentence(last.lowerBound, cue.words.lowerBound) else { return false }
        let isYes = scope.triggers[.negation]?.contains(cue.words) != true
        let namesBetween = names.contains {
            $0.words.lowerBound >= last.upperBound && $0.words.upperBound <= cue.words.lowerBound
        }
        return last.upperBound == cue.words.lowerBound || isYes && !namesBetween && !isAimedAhead(cue)
    }

    /// Whether a value behind a reading says again what was read, as "so positive" does of a mutation.
    func repeatsReading(_ cue: Cue) -> Bool {
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
            if !run.isEmpty, name.isBound || hasValueBefore(name) || isHad(name, apartFrom: cue) { break }
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

    /// "I have …, and the other is negative": what somebody has, in a clause of its own, needs no value.
    private func isHad(_ name: Name, apartFrom cue: Cue) -> Bool {
        let start = name.words.lowerBound
        return utterance.clauses[start] != utterance.clauses[cue.words.lowerBound]
            && lexicon.bareValues[slot(of: name)] != nil
            && scope.triggers[.claim]?.contains { $0.upperBound == start } ?? false
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
            // "Nobody told me the result of this or the result of that": what isn't known is a longer list.
            let gap = cue.values == nil ? 3 : 2
            guard name.words.lowerBound - edge <= (run.isEmpty ? (isPlainNo ? 0 : 4) : gap) else { break }
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
        // "I can't remember if … is positive or negative" tells it too.
        let isOpen = cue.values == nil && (cue.isPending || stands(.person) || leavesOpen(name))
        return stands(.questionStart) && !isOpen
    }

    /// Whether the words behind a name in its sentence say that it is one thing or another.
    private func leavesOpen(_ name: Name) -> Bool {
        scope.inSentence(of: name.words.lowerBound, .alternative).contains { $0.lowerBound >= name.words.upperBound }
    }

    /// Whether a cue is a "no" and nothing else.
    func isNo(_ cue: Cue) -> Bool {
        cue.values != nil && cue.words.count == 1 && scope.triggers[.negation]?.contains(cue.words) == true
    }

    /// Whether a cue is a sign and nothing else; far from its name it is a dash.
    func isSign(_ cue: Cue) -> Bool { cue.words.count == 1 && words[cue.words.lowerBound].kind == .sign }

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
}
