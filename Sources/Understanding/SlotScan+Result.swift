// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// What remains of the readings: told or only spoken of, now or before, agreeing or not.
extension SlotScan {
    func result() -> SlotFiller.Result {
        var result = SlotFiller.Result()
        result.named = names.map { lexicon.attributes[$0.attributes[0]].slot } + readings.map(\.slot)
        var over: [SlotReading] = []
        for reading in readings.sorted(by: { $0.words.lowerBound < $1.words.lowerBound }) {
            let flags = scope.statusFlags(of: reading.words)
            let isAnswer =
                ["answer", "unknown", "pending"].contains(reading.rule) && reading.slot == context.askedSlot
            // That a result is not there is no supposition: "it may be …, but the test isn't back".
            let isOpen = ["unknown", "pending"].contains(reading.rule)
            let isAsked =
                flags.isAsked && !isAnswer && !scope.adopts || isAskedOfItself(reading) || isLeftOpen(reading)
                || isOfGroup(reading)
            if flags.isHypothetical && !isOpen || flags.isPast || flags.isSomebodyElses || isAsked
                || isOwnBesidePatient(reading)
            {
                result.mentioned.append(reading)
            } else if flags.isEarlier || isOutdated(reading) {
                over.append(reading)
            } else {
                result.told.append(reading)
            }
        }
        takeBackRestated(in: &result)
        // An earlier result stands for as long as no later one is told.
        for reading in over {
            if result.told.contains(where: { $0.rule != Self.earlierRule && supersedes($0, reading) }) {
                result.mentioned.append(reading)
            } else {
                var reading = reading
                reading.rule = Self.earlierRule
                result.told.append(reading)
            }
        }
        resolveConflicts(in: &result)
        return result
    }

    /// "I told you it was positive, it's negative": what was told here before gives way to what is told behind it.
    private func takeBackRestated(in result: inout SlotFiller.Result) {
        guard scope.has(.restated) else { return }
        let corrected = result.told.filter { reading in
            let first = reading.words.lowerBound
            let isRestated = scope.inSentence(of: first, .restated).contains { $0.upperBound <= first }
            return isRestated
                && result.told.contains { supersedes($0, reading) && $0.words.upperBound > reading.words.upperBound }
        }
        result.told.removeAll { corrected.contains($0) }
        result.mentioned += corrected
    }

    /// "Mine was positive, but that was early": what somebody who asks for a relative says right behind that it was theirs.
    private func isOwnBesidePatient(_ reading: SlotReading) -> Bool {
        guard context.patient != nil else { return false }
        let first = reading.words.lowerBound
        return scope.inSentence(of: first, .firstPerson).contains { own in
            own.upperBound <= first
                && scope.inSentence(of: first, .pastTense).contains { past in
                    past.upperBound == first && past.lowerBound >= own.lowerBound && past.lowerBound <= own.upperBound
                }
        }
    }

    /// "They say positive people get it": a result that is said of people in general.
    private func isOfGroup(_ reading: SlotReading) -> Bool {
        let first = reading.words.lowerBound
        return scope.triggers[.group]?.contains { $0.lowerBound == reading.words.upperBound } ?? false
            && scope.inSentence(of: first, .firstPerson).isEmpty && scope.relatives.isEmpty
            && scope.inSentence(of: first, .claim).isEmpty
    }

    /// "Negative or not": a status that is asked about, and not told.
    private func isLeftOpen(_ reading: SlotReading) -> Bool {
        let end = reading.words.upperBound
        let isAlternative = scope.triggers[.alternative]?.contains { $0.lowerBound == end } ?? false
        return isAlternative && end + 2 == words.count
            && scope.triggers[.negation]?.contains { $0.lowerBound == end + 1 } ?? false
    }

    /// Whether a status that nobody claims is taken up again by a question behind it, as in "negative, is negative good?".
    private func isAskedOfItself(_ reading: SlotReading) -> Bool {
        let first = reading.words.lowerBound
        guard scope.inSentence(of: first, .claim).isEmpty, scope.inSentence(of: first, .firstPerson).isEmpty,
            scope.relatives.isEmpty
        else { return false }
        // Who writes down several results has them.
        guard Set(readings.map(\.words)).count < Self.fewestOfReport else { return false }
        guard reading.rule == "profile" || reading.rule == "named" || reading.rule == "number" else { return false }
        if isLabelOfQuestion(reading) { return true }
        if isToldInASentence(reading) { return false }
        // Of a name and its value, only these count, and not the small words between them.
        let telling = names.map(\.words) + cues.map(\.words)
        let keys = Set(
            reading.words.filter { word in
                words[word].kind != .sign
                    && (reading.rule == "profile" || telling.contains { $0.contains(word) })
            }.map { words[$0].key })
        return words.indices.contains { word in
            word >= reading.words.upperBound && keys.contains(words[word].key)
                && scope.asksQuestion(inSentenceOf: word) && !readings.contains { $0.words.contains(word) }
        }
    }

    /// "…-low, what do they mean by that": a status that opens a message like a heading, and nothing is told of it.
    private func isLabelOfQuestion(_ reading: SlotReading) -> Bool {
        guard readings.count == 1, reading.words.lowerBound <= 1, reading.words.count <= Self.longestLabel,
            reading.slot != context.askedSlot
        else { return false }
        return scope.triggers[.meaning]?.contains {
            (0...1).contains($0.lowerBound - reading.words.upperBound)
        } ?? false
    }

    /// Whether more is said around a status, in a sentence that asks nothing.
    ///
    /// "They did a test, the score is 15. What does 15 mean": the 15 is told, though a question takes it up.
    private func isToldInASentence(_ reading: SlotReading) -> Bool {
        let first = reading.words.lowerBound
        let others = utterance.sentence(of: first).count { !reading.words.contains($0) }
        return others >= Self.fewestWordsAround && !scope.asksQuestion(inSentenceOf: first)
    }

    /// How many words around a status tell it.
    private static let fewestWordsAround = 4
    /// From how many results on a message reports them.
    private static let fewestOfReport = 3
    /// Up to how many words are no more than a name and its value.
    private static let longestLabel = 4

    /// Whether a reading says what an earlier one said, rather than another part of it.
    private func supersedes(_ reading: SlotReading, _ earlier: SlotReading) -> Bool {
        reading.slot == earlier.slot
            && (reading.component == earlier.component || reading.component.isEmpty || earlier.component.isEmpty)
    }

    /// Whether the same slot is told again under a later year.
    private func isOutdated(_ reading: SlotReading) -> Bool {
        guard report.hasSeveralYears, let year = report.year(of: reading.words.lowerBound) else { return false }
        return readings.contains { other in
            supersedes(other, reading)
                && report.year(of: other.words.lowerBound).map { $0 > year } ?? false
        }
    }

    /// Two values for one slot: the later corrects the earlier where the words say so, the more exact stands for the coarser; else
    /// neither is taken.
    private func resolveConflicts(in result: inout SlotFiller.Result) {
        for slot in Set(result.told.map(\.slot)).sorted() {
            dropCoarser(of: slot, in: &result.told)
            dropRelatives(of: slot, in: &result)
            let mine = result.told.filter { $0.slot == slot && $0.component.isEmpty && $0.value != Slot.unknown }
            let parts = result.told.filter { $0.slot == slot && !$0.component.isEmpty }
            guard let last = (mine + parts).max(by: { $0.words.lowerBound < $1.words.lowerBound }) else { continue }
            var values = Set(mine.map(\.value))
            if !mine.isEmpty, let partValue = combined(parts, of: slot) { values.insert(partValue) }
            // The same part read twice: the later reading has to say that it corrects the earlier.
            for part in parts where parts.contains(where: { $0.component == part.component && $0.value != part.value })
            {
                values.formUnion(parts.filter { $0.component == part.component }.map { "\($0.component) \($0.value)" })
            }
            guard values.count > 1 else { continue }
            let corrects = [ScopeTrigger.now, .correction].contains { trigger in
                (scope.triggers[trigger] ?? []).contains { $0.lowerBound <= last.words.lowerBound }
            }
            if corrects {
                result.told.removeAll {
                    $0.slot == slot && $0 != last && ($0.component.isEmpty || $0.component == last.component)
                }
            } else {
                // What a phrase says of several slots is taken whole or not at all.
                let doubtful = Set(result.told.filter { $0.slot == slot && $0.rule == "profile" }.map(\.words))
                result.told.removeAll { $0.slot == slot || doubtful.contains($0.words) }
                result.conflicts.append(slot)
            }
        }
    }

    /// "My sister is …, I'm …": beside what somebody says of themself, what they say of a relative is the relative's.
    private func dropRelatives(of slot: String, in result: inout SlotFiller.Result) {
        let told = result.told.filter { $0.slot == slot }
        guard told.count > 1, !scope.relatives.isEmpty, let turns = scope.triggers[.firstPerson] else { return }
        func last(_ places: [Range<Int>], before reading: SlotReading) -> Int {
            places.last { $0.upperBound <= reading.words.lowerBound }?.lowerBound ?? -1
        }
        // Who was named last before it is who it is said of.
        func isOwn(_ reading: SlotReading) -> Bool {
            last(turns, before: reading) > last(scope.relatives, before: reading)
        }
        func isRelatives(_ reading: SlotReading) -> Bool {
            last(scope.relatives, before: reading) > last(turns, before: reading)
        }
        guard told.contains(where: isOwn) else { return }
        let words = Set(told.filter(isRelatives).map(\.words))
        result.mentioned += result.told.filter { words.contains($0.words) }
        result.told.removeAll { words.contains($0.words) }
    }

    /// Leaves out the readings of a slot that others say more exactly, and an open one beside one that is there.
    private func dropCoarser(of slot: String, in told: inout [SlotReading]) {
        let mine = told.filter { $0.slot == slot }
        guard mine.count > 1, let whole = lexicon.attributesOfSlot[slot]?.first else { return }
        let parts = mine.filter { !$0.component.isEmpty }
        let known = Set(mine.filter { $0.component.isEmpty }.map(\.value))
        let partValue = combined(parts, of: slot)
        let values = partValue.map { known.union([$0]) } ?? known
        let refined = Set(values.compactMap { lexicon.attributes[whole].refines[$0] })
        told.removeAll { $0.slot == slot && $0.component.isEmpty && refined.contains($0.value) }
        if let partValue, refined.contains(partValue) { told.removeAll { $0.slot == slot && !$0.component.isEmpty } }
        // Within a part as well.
        for attribute in lexicon.attributesOfSlot[slot] ?? [] where !lexicon.attributes[attribute].component.isEmpty {
            let component = lexicon.attributes[attribute].component
            let values = parts.filter { $0.component == component }.map(\.value)
            let coarser = Set(values.compactMap { lexicon.attributes[attribute].refines[$0] })
            told.removeAll { $0.slot == slot && $0.component == component && coarser.contains($0.value) }
        }
        let isTold = told.contains { $0.slot == slot && $0.component.isEmpty && $0.value != Slot.unknown }
        if isTold, partValue == Slot.unknown, lexicon.attributes[whole].refines[Slot.unknown] == nil {
            told.removeAll { $0.slot == slot && !$0.component.isEmpty }
        }
        // A result on its way takes nothing from the readings that are there.
        if !parts.isEmpty {
            told.removeAll { $0.slot == slot && $0.component.isEmpty && $0.rule == "pending" }
        }
    }

    private func combined(_ parts: [SlotReading], of slot: String) -> String? {
        guard !parts.isEmpty, let definition = context.slots.first(where: { $0.id == slot }) else { return nil }
        var values = SlotValues()
        for part in parts { values.apply(part, slots: [definition]) }
        return values.values[slot]
    }
}
