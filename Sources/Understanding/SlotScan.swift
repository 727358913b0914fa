// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// The work on one utterance.
struct SlotScan {
    struct Name {
        var words: Range<Int>
        var attributes: [Int]
        var isBound = false
    }

    struct Cue {
        var words: Range<Int>
        /// The value for each attribute that knows this cue; nil for "don't know", which fits all.
        var values: [Int: String]?
        var isNumber = false
        var isPending = false
    }

    let utterance: AnalyzedUtterance
    let lexicon: SlotLexicon
    let scope: ScopeReading
    let matcher: PatternMatcher
    let candidates: PatternCandidates
    let context: TurnContext
    var consumed: Set<Int> = []
    /// Words that gave a reading by their name or in its context.
    var bound: Set<Int> = []
    var names: [Name] = []
    var cues: [Cue] = []
    var readings: [SlotReading] = []

    init(
        utterance: AnalyzedUtterance, lexicon: SlotLexicon, scope: ScopeReading, matcher: PatternMatcher,
        candidates: PatternCandidates, context: TurnContext
    ) {
        self.candidates = candidates
        self.utterance = utterance
        self.lexicon = lexicon
        self.scope = scope
        self.matcher = matcher
        self.context = context
    }

    var words: [Token] { utterance.words }

    mutating func add(_ attribute: Int, _ value: String, _ range: Range<Int>, rule: String) {
        let target = lexicon.attributes[attribute]
        readings.append(
            SlotReading(
                slot: target.slot, component: target.component, value: value, words: range,
                quote: utterance.quote(range), rule: rule))
    }

    /// The rule of a reading that was told of the past.
    static let earlierRule = "earlier"

    // MARK: Phrases

    /// Phrases that say a status by themselves; of those that overlap, the longest.
    mutating func readPhrases() {
        var found: [(range: Range<Int>, rule: SlotLexicon.PhraseRule)] = []
        for candidate in candidates[.slotPhrases] where lexicon.phrases.indices.contains(candidate.number) {
            let rule = lexicon.phrases[candidate.number]
            for range in matcher.allMatches(candidate.pattern, withinClause: true) { found.append((range, rule)) }
        }
        found.sort { ($1.range.count, $0.range.lowerBound) < ($0.range.count, $1.range.lowerBound) }
        for (range, rule) in found {
            guard consumed.isDisjoint(with: range) else { continue }
            consumed.formUnion(range)
            for assignment in rule.assignments {
                guard let attribute = lexicon.attributesOfSlot[assignment.slot]?.first else { continue }
                if isInDoubt(range) {
                    add(attribute, Slot.unknown, range, rule: "unknown")
                    continue
                }
                guard let value = value(assignment.value, of: attribute, in: range, cue: range) else { continue }
                add(attribute, value, range, rule: rule.rule)
            }
        }
    }

    /// Whether "I don't know" stands just before a phrase.
    private func isInDoubt(_ range: Range<Int>) -> Bool {
        scope.inSentence(of: range.lowerBound, .unknown).contains {
            $0.lowerBound <= range.lowerBound && range.lowerBound - $0.upperBound <= 4
                && utterance.clauses[$0.lowerBound] == utterance.clauses[range.lowerBound]
        }
    }

    /// The value, or the other one of two where it is denied; nil where a denial leaves it open.
    ///
    /// - Parameters:
    ///   - range: the words that say it, name and value.
    ///   - cue: the words of the value alone.
    func value(_ value: String, of attribute: Int, in range: Range<Int>, cue: Range<Int>) -> String? {
        guard value != Slot.unknown else { return value }
        let target = lexicon.attributes[attribute]
        let denials = [scope.denial(of: range), scope.denial(of: cue)]
        // A plain "no" takes back a finding, such as a positive test; before anything else it only opens an answer.
        let isDenied =
            denials.contains(.full) || denials.contains(.plainNo) && value == target.values.first
        guard isDenied else { return value }
        if let denied = target.denied[value] { return denied }
        let others = target.values.filter { $0 != value }
        return others.count == 1 ? others.first : nil
    }

    // MARK: Names and cues

    mutating func readNames() {
        var position = 0
        while position < words.count {
            let entries = lexicon.names[words[position].stem]?.filter { matches($0.stems, at: position) } ?? []
            guard let longest = entries.first, consumed.isDisjoint(with: position..<(position + longest.stems.count))
            else {
                position += 1
                continue
            }
            let range = position..<(position + longest.stems.count)
            let attributes = entries.filter { $0.stems.count == longest.stems.count }.map(\.attribute)
            names.append(Name(words: range, attributes: attributes))
            consumed.formUnion(range)
            position = range.upperBound
        }
    }

    func matches(_ stems: [String], at position: Int) -> Bool {
        guard position + stems.count <= words.count else { return false }
        return zip(stems, words[position...]).allSatisfy { $0 == $1.stem }
    }

    mutating func readCues() {
        let open =
            (scope.triggers[.unknown] ?? []).map { ($0, false) } + (scope.triggers[.pending] ?? []).map { ($0, true) }
        var position = 0
        while position < words.count {
            guard !consumed.contains(position) else {
                position += 1
                continue
            }
            let unknown = open.filter { $0.0.lowerBound == position }.max { $0.0.count < $1.0.count }
            let entries = lexicon.cues[words[position].stem]?.filter { matches($0.stems, at: position) } ?? []
            let number = numberCue(at: position)
            let longest = entries.first?.stems.count ?? 0
            if let unknown, unknown.0.count >= longest, unknown.0.count >= number?.words.count ?? 0 {
                cues.append(Cue(words: unknown.0, values: nil, isPending: unknown.1))
                position = unknown.0.upperBound
            } else if let number, number.words.count > longest {
                cues.append(number)
                position = number.words.upperBound
            } else if longest > 0, consumed.isDisjoint(with: position..<(position + longest)) {
                let range = position..<(position + longest)
                var values: [Int: String] = [:]
                // A shorter cue serves the attributes that don't know the longer one.
                for entry in entries where values[entry.attribute] == nil && entry.stems.count == longest {
                    values[entry.attribute] = entry.value
                }
                cues.append(Cue(words: range, values: values))
                position = range.upperBound
            } else {
                position += 1
            }
        }
        dropDashesBeforeValues()
    }

    /// In `x - positive` the dash only joins.
    mutating func dropDashesBeforeValues() {
        cues = cues.enumerated().filter { index, cue in
            guard cue.words.count == 1, words[cue.words.lowerBound].kind == .sign, index + 1 < cues.count else {
                return true
            }
            return cues[index + 1].words.lowerBound != cue.words.upperBound || cues[index + 1].values == nil
        }.map(\.element)
    }

    func numberCue(at position: Int) -> Cue? {
        guard words[position].kind == .number else { return nil }
        var values: [Int: String] = [:]
        var longestUnit = 0
        for (index, attribute) in lexicon.attributes.enumerated() {
            for measure in attribute.measures where matches(measure.unit, at: position + 1) {
                guard words[position].value <= measure.maximum else { continue }
                let value = isBelow(position) ? words[position].value - 0.001 : words[position].value
                guard measure.unit.count >= longestUnit else { continue }
                guard let step = measure.steps.last(where: { $0.from <= max(0, value) }) else { continue }
                if measure.unit.count > longestUnit { values = [:] }
                longestUnit = measure.unit.count
                if values[index] == nil { values[index] = step.value }
            }
        }
        guard !values.isEmpty else { return nil }
        if longestUnit == 0, position + 1 < words.count, isPartOfAnotherMeasure(position + 1) { return nil }
        return Cue(words: position..<(position + 1 + longestUnit), values: values, isNumber: true)
    }

    /// Whether a number is only the upper end of a reading: `<1`, "less than 1".
    private func isBelow(_ position: Int) -> Bool {
        guard position > 0 else { return false }
        if words[position - 1].kind == .sign { return words[position - 1].normal == "<" }
        return scope.triggers[.below]?.contains { $0.upperBound == position } ?? false
    }

    /// A bare number is no reading where a sign or a unit that no measure knows follows it.
    func isPartOfAnotherMeasure(_ position: Int) -> Bool {
        words[position].kind == .sign && words[position].normal != "," && words[position].normal != "="
    }

    // MARK: What remains

    func result() -> SlotFiller.Result {
        var result = SlotFiller.Result()
        result.named = names.map { lexicon.attributes[$0.attributes[0]].slot } + readings.map(\.slot)
        var over: [SlotReading] = []
        for reading in readings.sorted(by: { $0.words.lowerBound < $1.words.lowerBound }) {
            let flags = scope.statusFlags(of: reading.words)
            let isAnswer =
                ["answer", "unknown", "pending"].contains(reading.rule) && reading.slot == context.askedSlot
            if flags.isHypothetical || flags.isPast || flags.isSomebodyElses || (flags.isAsked && !isAnswer) {
                result.mentioned.append(reading)
            } else if flags.isEarlier {
                over.append(reading)
            } else {
                result.told.append(reading)
            }
        }
        // An earlier result stands for as long as no later one is told.
        for reading in over {
            if result.told.contains(where: { $0.slot == reading.slot && $0.rule != Self.earlierRule }) {
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

    /// Two values for one slot: the later corrects the earlier where the words say so; else neither is taken.
    func resolveConflicts(in result: inout SlotFiller.Result) {
        for slot in Set(result.told.map(\.slot)).sorted() {
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

    func combined(_ parts: [SlotReading], of slot: String) -> String? {
        guard !parts.isEmpty, let definition = context.slots.first(where: { $0.id == slot }) else { return nil }
        var values = SlotValues()
        for part in parts { values.apply(part, slots: [definition]) }
        return values.values[slot]
    }
}
