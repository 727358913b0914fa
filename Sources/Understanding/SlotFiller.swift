// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// Finds the statuses that an utterance tells.
///
/// Three kinds of evidence, in this order: phrases that say a status by themselves; a name with a value, a number or a "don't know"
/// near it; and, after a question, an answer that makes sense only as one. What is asked, supposed, over or somebody else's is
/// found as well but kept apart.
struct SlotFiller: Sendable {
    private let lexicon: SlotLexicon

    init(lexicon: SlotLexicon) { self.lexicon = lexicon }

    /// What was found in one utterance.
    struct Result {
        /// Statuses told, in the order of the words.
        var told: [SlotReading] = []
        /// Statuses spoken of but not told as one's own.
        var mentioned: [SlotReading] = []
        /// Slots told two ways that don't go together.
        var conflicts: [String] = []
        /// Slots named, with or without a value.
        var named: [String] = []
    }

    func fill(
        _ utterance: AnalyzedUtterance, scope: ScopeReading, matcher: PatternMatcher, candidates: PatternCandidates,
        context: TurnContext
    ) -> Result {
        var scan = SlotScan(
            utterance: utterance, lexicon: lexicon, scope: scope, matcher: matcher, candidates: candidates,
            context: context)
        scan.readPhrases()
        scan.readNames()
        scan.readCues()
        scan.bind()
        scan.readBareNames()
        scan.readAnswer()
        return scan.result()
    }
}

/// The work on one utterance.
private struct SlotScan {
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
                guard let value = value(assignment.value, of: attribute, unlessNegatedAt: range) else { continue }
                add(attribute, value, range, rule: rule.rule)
            }
        }
    }

    /// The value, or the other one of two where it is denied; nil where a denial leaves it open.
    func value(_ value: String, of attribute: Int, unlessNegatedAt range: Range<Int>) -> String? {
        guard scope.isNegated(range), value != Slot.unknown else { return value }
        let others = lexicon.attributes[attribute].values.filter { $0 != value }
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
                guard measure.unit.count >= longestUnit else { continue }
                guard let step = measure.steps.last(where: { $0.from <= words[position].value }) else { continue }
                if measure.unit.count > longestUnit { values = [:] }
                longestUnit = measure.unit.count
                if values[index] == nil { values[index] = step.value }
            }
        }
        guard !values.isEmpty else { return nil }
        if longestUnit == 0, position + 1 < words.count, isPartOfAnotherMeasure(position + 1) { return nil }
        return Cue(words: position..<(position + 1 + longestUnit), values: values, isNumber: true)
    }

    /// A bare number is no reading where a sign or a unit that no measure knows follows it.
    private func isPartOfAnotherMeasure(_ position: Int) -> Bool {
        words[position].kind == .sign && words[position].normal != "," && words[position].normal != "="
    }

    // MARK: Binding

    /// Gives each cue to the names that it speaks of: those just before it, else those just after it.
    mutating func bind() {
        for index in cues.indices {
            let cue = cues[index]
            let before = namesBefore(cue, after: index > 0 ? cues[index - 1].words.upperBound : 0)
            if !before.isEmpty {
                take(cue, for: before)
            } else {
                let after = namesAfter(
                    cue, before: index + 1 < cues.count ? cues[index + 1].words.lowerBound : words.count)
                if !after.isEmpty {
                    take(cue, for: after)
                } else {
                    takeByContext(cue)
                }
            }
        }
    }

    func sameSentence(_ left: Int, _ right: Int) -> Bool { utterance.sentences[left] == utterance.sentences[right] }

    /// The run of names, joined by no more than two words, that ends within reach before a cue.
    func namesBefore(_ cue: Cue, after limit: Int) -> [Int] {
        var run: [Int] = []
        var edge = cue.words.lowerBound
        for index in names.indices.reversed() where names[index].words.upperBound <= edge {
            let name = names[index]
            guard name.words.lowerBound >= limit, sameSentence(name.words.lowerBound, cue.words.lowerBound) else {
                break
            }
            let reach = run.isEmpty ? (cue.isNumber ? 4 : 7) : 2
            guard edge - name.words.upperBound <= reach else { break }
            guard value(of: cue, for: name) != nil else { break }
            run.append(index)
            edge = name.words.lowerBound
        }
        return run
    }

    func namesAfter(_ cue: Cue, before limit: Int) -> [Int] {
        var run: [Int] = []
        var edge = cue.words.upperBound
        for index in names.indices where names[index].words.lowerBound >= edge {
            let name = names[index]
            guard !name.isBound, sameSentence(name.words.lowerBound, cue.words.lowerBound) else { break }
            let isPlainNo =
                cue.values != nil && cue.words.count == 1 && scope.triggers[.negation]?.contains(cue.words) == true
            guard name.words.lowerBound - edge <= (run.isEmpty ? (isPlainNo ? 0 : 4) : 2) else { break }
            guard value(of: cue, for: name) != nil else { break }
            // A name that has a value of its own right behind it is not this cue's.
            if limit - name.words.upperBound <= 1, limit < words.count, cue.values != nil { break }
            if name.words.lowerBound >= limit { break }
            run.append(index)
            edge = name.words.upperBound
        }
        return run
    }

    /// What a cue says for a name: for the named attribute, else for another of the same slot.
    func value(of cue: Cue, for name: Name) -> (attribute: Int, value: String)? {
        guard let values = cue.values else {
            // "Don't know" is said of the slot, whichever part was named.
            let slot = lexicon.attributes[name.attributes[0]].slot
            guard let attribute = lexicon.attributesOfSlot[slot]?.first else { return nil }
            return (attribute, Slot.unknown)
        }
        for attribute in name.attributes {
            if let value = values[attribute] { return (attribute, value) }
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
        for index in indices {
            guard let (attribute, value) = value(of: cue, for: names[index]) else { continue }
            names[index].isBound = true
            let range =
                min(
                    names[index].words.lowerBound, cue.words.lowerBound)..<max(
                    names[index].words.upperBound, cue.words.upperBound)
            // A result that is on its way says nothing against a reading that is there.
            if cue.values == nil, !lexicon.attributes[names[index].attributes[0]].component.isEmpty,
                readings.contains(where: { $0.slot == lexicon.attributes[attribute].slot })
            {
                continue
            }
            bound.formUnion(cue.words)
            guard let final = self.value(value, of: attribute, unlessNegatedAt: cue.words) else { continue }
            add(
                attribute, final, range,
                rule: cue.values == nil ? (cue.isPending ? "pending" : "unknown") : cue.isNumber ? "number" : "named")
        }
    }

    /// A cue without a name speaks of what was named before in a correction, of what was asked for, or of what was just spoken of.
    mutating func takeByContext(_ cue: Cue) {
        let position = cue.words.lowerBound
        let corrects = (scope.inSentence(of: position, .now) + scope.inSentence(of: position, .correction))
            .contains { $0.upperBound <= position }
        if corrects, cue.values != nil,
            let last = names.last(where: {
                $0.words.upperBound <= position && sameSentence($0.words.lowerBound, position)
            }), let (attribute, value) = value(of: cue, for: last),
            let final = self.value(value, of: attribute, unlessNegatedAt: cue.words)
        {
            add(attribute, final, cue.words, rule: "named")
            return
        }
        guard !scope.asksQuestion, !isTakenByCorrection(cue.words) else { return }
        // "No" at the head of a longer message answers nothing.
        let isPlainNo = cue.words.count == 1 && scope.triggers[.negation]?.contains(cue.words) == true
        if isPlainNo, !readings.isEmpty || words.count > 6 { return }
        for slot in [context.askedSlot, context.focusSlot].compactMap({ $0 }) {
            guard let attributes = lexicon.attributesOfSlot[slot], let first = attributes.first else { continue }
            let isAsked = slot == context.askedSlot
            if !isAsked, cue.values == nil || words.count > 7 || !speaksOfFocus { continue }
            // A number in the middle of a longer message is about something else; so is a result that is on its way.
            if cue.isNumber, words.count > 4 { continue }
            if cue.isPending, !readings.isEmpty || !names.isEmpty { continue }
            guard let (attribute, value) = value(of: cue, for: Name(words: cue.words, attributes: [first])) else {
                continue
            }
            guard let final = self.value(value, of: attribute, unlessNegatedAt: cue.words) else { continue }
            if readings.contains(where: { $0.slot == slot }) { continue }
            bound.formUnion(cue.words)
            let rule = cue.values == nil ? (cue.isPending ? "pending" : "unknown") : isAsked ? "answer" : "named"
            add(attribute, final, cue.words, rule: rule)
            return
        }
    }

    /// Whether the words only say that something before was wrong: "no wait".
    private func isTakenByCorrection(_ range: Range<Int>) -> Bool {
        scope.triggers[.correction]?.contains { $0.overlaps(range) } ?? false
    }

    /// Whether the words point at what was just spoken of: "mine", "it was", "I'm".
    var speaksOfFocus: Bool { scope.has(.claim) || scope.has(.pronoun) || names.contains { !$0.isBound } }

    /// In a list of statuses, a slot that is merely named may say its value.
    mutating func readBareNames() {
        guard !readings.isEmpty, !scope.asksQuestion else { return }
        for name in names where !name.isBound {
            let attribute = lexicon.attributes[name.attributes[0]]
            guard attribute.component.isEmpty, let value = lexicon.bareValues[attribute.slot] else { continue }
            guard !readings.contains(where: { $0.slot == attribute.slot }) else { continue }
            guard let final = self.value(value, of: name.attributes[0], unlessNegatedAt: name.words) else { continue }
            add(name.attributes[0], final, name.words, rule: "named")
        }
    }

    /// After a question, the patterns of its slot's answers.
    mutating func readAnswer() {
        guard let slot = context.askedSlot, !readings.contains(where: { $0.slot == slot }), !scope.asksQuestion else {
            return
        }
        // A longer message that tells something else answers nothing by the way.
        if !readings.isEmpty, words.count > 4 { return }
        guard let attribute = lexicon.attributesOfSlot[slot]?.first else { return }
        var best: (value: String, range: Range<Int>)?
        for candidate in candidates[.slotAnswers] where lexicon.answers.indices.contains(candidate.number) {
            let answer = lexicon.answers[candidate.number]
            guard answer.slot == slot, let range = matcher.match(candidate.pattern)?.first,
                bound.isDisjoint(with: range), consumed.isDisjoint(with: range), !isTakenByCorrection(range)
            else { continue }
            if range.count > best?.range.count ?? 0 { best = (answer.value, range) }
        }
        if let best { add(attribute, best.value, best.range, rule: "answer") }
    }

    // MARK: What remains

    func result() -> SlotFiller.Result {
        var result = SlotFiller.Result()
        result.named = names.map { lexicon.attributes[$0.attributes[0]].slot } + readings.map(\.slot)
        for reading in readings.sorted(by: { $0.words.lowerBound < $1.words.lowerBound }) {
            let flags = scope.statusFlags(of: reading.words)
            let isAnswer = ["answer", "unknown", "pending"].contains(reading.rule) && reading.slot == context.askedSlot
            if flags.isHypothetical || flags.isPast || flags.isSomebodyElses || (flags.isAsked && !isAnswer) {
                result.mentioned.append(reading)
            } else {
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
            guard values.count > 1 else { continue }
            let corrects = [ScopeTrigger.now, .correction].contains { trigger in
                (scope.triggers[trigger] ?? []).contains { $0.lowerBound <= last.words.lowerBound }
            }
            if corrects {
                result.told.removeAll { $0.slot == slot && $0 != last && $0.component.isEmpty }
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
