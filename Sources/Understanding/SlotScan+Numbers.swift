// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// Which numbers are results: by their unit, by the name of the score before them, and by what they are not a part of.
extension SlotScan {
    /// The number at a word as a value of the attributes that measure so; nil where it is about something else.
    func numberCue(at position: Int) -> Cue? {
        guard words[position].kind == .number else { return nil }
        var values: [Int: String] = [:]
        var longestUnit = 0
        for (index, attribute) in lexicon.attributes.enumerated() {
            var isLabelled = false
            for measure in attribute.measures where matches(measure.unit, at: position + 1) {
                guard words[position].value <= measure.maximum, measure.unit.count >= longestUnit else { continue }
                guard measure.after.isEmpty || measure.after.contains(where: { stands($0, before: position) }) else {
                    continue
                }
                // A number that goes by this name but has no meaning is no reading.
                if !measure.after.isEmpty, measure.steps.isEmpty {
                    values[index] = nil
                    isLabelled = true
                }
                let value = isBelow(position) ? words[position].value - 0.001 : words[position].value
                guard let step = measure.steps.last(where: { $0.from <= max(0, value) }) else { continue }
                if measure.unit.count > longestUnit {
                    values = [:]
                    isLabelled = false
                }
                longestUnit = measure.unit.count
                // The first measure that fits is taken, but one that goes by its name rather.
                if values[index] == nil ? !isLabelled : !isLabelled && !measure.after.isEmpty {
                    values[index] = step.value
                }
                isLabelled = isLabelled || !measure.after.isEmpty
            }
        }
        guard !values.isEmpty else { return nil }
        let end = position + 1 + longestUnit
        if longestUnit == 0 {
            if scope.triggers[.otherNumber]?.contains(where: { $0.contains(position) }) ?? false { return nil }
            // The number of a list item.
            if utterance.startsSentence(position), end < words.count, utterance.startsSentence(end),
                utterance.lines[position] == utterance.lines[end]
            {
                return nil
            }
            if isStartOfRange(position) { return Cue(words: position..<(end + 1), values: values, isNumber: true) }
            if end < words.count, isPartOfAnotherMeasure(end) { return nil }
            // The second half of `28-8`.
            if position > 0, words[position - 1].kind == .number, utterance.joins(words[position - 1], words[position])
            {
                return nil
            }
        }
        // `3/8/2024` is a date.
        if longestUnit > 0, end < words.count, words[end].normal == "/", words[end - 1].kind == .number { return nil }
        return Cue(words: position..<end, values: values, isNumber: true)
    }

    /// Whether a number is the lower end of a range, `10-20`, rather than a part of a name or a date.
    private func isStartOfRange(_ position: Int) -> Bool {
        guard position + 1 < words.count, words[position + 1].kind == .number,
            words[position].value < words[position + 1].value, utterance.joins(words[position], words[position + 1])
        else { return false }
        let isPart = position > 0 && utterance.joins(words[position - 1], words[position])
        let goesOn =
            position + 2 < words.count
            && (words[position + 2].kind == .sign || utterance.joins(words[position + 1], words[position + 2]))
        return !isPart && !goesOn
    }

    /// Whether these words stand right before a number, at most a sign between.
    private func stands(_ keys: [UInt64], before position: Int) -> Bool {
        var end = position
        while end > 0, ["=", "<", ">"].contains(words[end - 1].normal) { end -= 1 }
        return end >= keys.count && matches(keys, at: end - keys.count)
    }

    /// Whether a number is only the upper end of a reading: `<1`, "less than 1".
    func isBelow(_ position: Int) -> Bool {
        guard position > 0 else { return false }
        if words[position - 1].kind == .sign { return words[position - 1].normal == "<" }
        return scope.triggers[.below]?.contains { $0.upperBound == position } ?? false
    }

    /// A bare number is no reading where a sign or a unit that no measure knows follows it, nor where it is glued to what follows:
    /// the lower end of a range, part of a name (`22C3`).
    func isPartOfAnotherMeasure(_ position: Int) -> Bool {
        let (word, before) = (words[position], words[position - 1])
        switch word.kind {
        case .sign:
            // `3 + 2 = 5`: only the sum counts; `x 1 / y 2`: the slash parts.
            if word.normal == "/" { return position + 1 < words.count && words[position + 1].kind == .number }
            return word.normal != ">" && word.normal != "<"
        case .word: return word.span.lowerBound == before.span.upperBound
        case .number: return utterance.joins(before, word)
        default: return false
        }
    }
}
