// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// The work on one utterance.
struct SlotScan {
    struct Name {
        var words: Range<Int>
        var attributes: [Int]
        /// Whether other slots' results go by it too.
        var isShared = false
        var isBound = false
    }

    struct Cue {
        var words: Range<Int>
        /// The value for each attribute that knows this cue; nil for "don't know", which fits all.
        var values: [Int: String]?
        var isNumber = false
        var isPending = false
        /// Whether it is a number without a unit.
        var isBare: Bool { isNumber && words.count == 1 }

        /// How a reading from it says that it was read.
        var rule: String { values == nil ? (isPending ? "pending" : "unknown") : isNumber ? "number" : "named" }
    }

    let utterance: AnalyzedUtterance
    let lexicon: SlotLexicon
    let scope: ScopeReading
    let matcher: PatternMatcher
    let candidates: PatternCandidates
    let context: TurnContext
    let report: LaboratoryReport
    /// Names of other tests than those of the slots; a value next to them is theirs.
    var otherTests: [Range<Int>]
    var consumed: Set<Int> = []
    /// Those of them that only tell something aside, and may answer what was asked as well.
    var aside: Set<Int> = []
    /// Words that gave a reading by their name or in its context.
    var bound: Set<Int> = []
    var names: [Name] = []
    var cues: [Cue] = []
    var readings: [SlotReading] = []
    /// The names that took the last value, and where it ends.
    var lastTaken: (names: [Int], end: Int)?

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
        report = LaboratoryReport(utterance: utterance, scope: scope)
        otherTests = scope.triggers[.anotherTest] ?? []
        for range in report.guides { consumed.formUnion(range) }
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

    /// A phrase that was found, with what it says.
    private typealias FoundPhrase = (range: Range<Int>, rule: SlotLexicon.PhraseRule, pattern: Pattern)

    /// Phrases that say a status by themselves; of those that overlap, the longest.
    ///
    /// What is told aside takes no words from a result, nor one trait from another: "in bone and liver" tells both.
    mutating func readPhrases() {
        var results: [FoundPhrase] = []
        var asides: [String: [FoundPhrase]] = [:]
        for candidate in candidates[.slotPhrases] {
            guard let rule = lexicon.phraseRule(candidate.number) else { continue }
            for range in matcher.allMatches(candidate.pattern, withinClause: true) {
                let phrase = (range, rule, candidate.pattern)
                if rule.rule == SlotLexicon.aside, let trait = rule.assignments.first?.slot {
                    asides[trait, default: []].append(phrase)
                } else {
                    results.append(phrase)
                }
            }
        }
        consumed = readLongest(of: results, apartFrom: consumed).taken
        for trait in asides.keys.sorted() {
            // "I have … positive secondary breast cancer": what stands in a gap is not the trait's.
            aside.formUnion(readLongest(of: asides[trait] ?? [], apartFrom: []).named)
        }
        aside.subtract(consumed)
        consumed.formUnion(aside)
    }

    /// Reads of phrases that overlap the longest.
    ///
    /// - Parameter taken: the words that are spoken for.
    /// - Returns: those, and the words of the phrases that were read; and of these the ones that the patterns name.
    private mutating func readLongest(
        of phrases: [FoundPhrase], apartFrom taken: Set<Int>
    ) -> (taken: Set<Int>, named: Set<Int>) {
        var taken = taken
        var named: Set<Int> = []
        let found = phrases.sorted {
            ($1.range.count, $0.range.lowerBound) < ($0.range.count, $1.range.lowerBound)
        }
        for (range, rule, pattern) in found {
            guard taken.isDisjoint(with: range) else { continue }
            taken.formUnion(range)
            named.formUnion(range.filter { words[$0].kind == .number || pattern.names(words[$0]) })
            let isDenied = scope.isDenied(within: range, of: pattern) || isDeniedOnlyBehind(range)
            // That several things are not so together says nothing of each.
            if rule.assignments.count > 1, isDenied || scope.denial(of: range) != .none { continue }
            for assignment in rule.assignments {
                guard let attribute = lexicon.attributesOfSlot[assignment.slot]?.first else { continue }
                if isInDoubt(range, of: pattern) {
                    add(attribute, Slot.unknown, range, rule: "unknown")
                    continue
                }
                let said = isDenied ? opposite(of: assignment.value, of: attribute) : assignment.value
                guard let said, let value = value(said, of: attribute, in: range, cue: range) else { continue }
                add(attribute, value, range, rule: rule.rule)
            }
        }
        return (taken, named)
    }

    /// Whether a "no" right behind a phrase closes its clause, and nothing in it or before it denies it already: "… there no".
    private func isDeniedOnlyBehind(_ range: Range<Int>) -> Bool {
        let end = range.upperBound
        let isDeniedBefore =
            scope.denial(of: range) != .none || scope.triggers[.negation]?.contains { $0.overlaps(range) } ?? false
        return !isDeniedBefore
            && scope.triggers[.negation]?.contains { negation in
                negation.lowerBound == end && isPlainAnswer(negation)
                    && utterance.clauses[end] == utterance.clauses[end - 1]
                    && (negation.upperBound == words.count
                        || utterance.clauses[negation.upperBound] != utterance.clauses[end])
            } ?? false
    }

    /// Whether "I don't know" or "not back yet" stands just before or behind a phrase, or within it.
    private func isInDoubt(_ range: Range<Int>, of pattern: Pattern) -> Bool {
        // "Aren't sure if it is in …": the pattern names the "aren't", and not that nobody is sure.
        let open = [ScopeTrigger.unknown, .pending]
        let within = open.flatMap { scope.inSentence(of: range.lowerBound, $0) }.contains {
            range.contains($0.lowerBound) && $0.count > 1 && words[$0].dropFirst().contains { !pattern.names($0) }
        }
        if within { return true }
        let before = open.flatMap { scope.inSentence(of: range.lowerBound, $0) }.contains {
            $0.upperBound <= range.lowerBound && range.lowerBound - $0.upperBound <= 4
                && utterance.clauses[$0.lowerBound] == utterance.clauses[range.lowerBound]
        }
        return before
            || open.contains { trigger in
                scope.inSentence(of: range.lowerBound, trigger).contains {
                    (0...2).contains($0.lowerBound - range.upperBound)
                        && utterance.clauses[$0.lowerBound] == utterance.clauses[range.upperBound - 1]
                }
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
        // A plain "no" takes back a finding, such as a positive test; before anything else, or before another denial, it only
        // opens an answer.
        let deniesItself = scope.triggers[.negation]?.contains { $0.lowerBound == range.lowerBound } ?? false
        let isDenied =
            denials.contains(.full)
            || denials.contains(.plainNo) && value == target.values.first && !deniesItself
        return isDenied ? opposite(of: value, of: attribute) : value
    }

    /// What a denied value leaves: what the pack says of it, else the other one of two; nil where it is open.
    func opposite(of value: String, of attribute: Int) -> String? {
        let target = lexicon.attributes[attribute]
        if let denied = target.denied[value] { return denied }
        let others = target.values.filter { $0 != value }
        return others.count == 1 ? others.first : nil
    }

    // MARK: Names and cues

    mutating func readNames() {
        var position = 0
        while position < words.count {
            let entries = lexicon.names.matches(in: utterance, at: position)
            guard let longest = entries.first, consumed.isDisjoint(with: position..<(position + longest.count))
            else {
                position += 1
                continue
            }
            let range = position..<(position + longest.count)
            guard !isPronoun(range) else {
                position = range.upperBound
                continue
            }
            // Of a name and another test's that begin alike, the longer is meant.
            if let other = otherTests.first(where: { $0.contains(position) && $0.upperBound > range.upperBound }) {
                position = other.upperBound
                continue
            }
            let attributes = entries.filter { $0.count == longest.count }.map(\.attribute)
            consumed.formUnion(range)
            position = range.upperBound
            // What is part of a name is no other test's.
            otherTests.removeAll { $0.overlaps(range) }
            let name = Name(words: range, attributes: attributes, isShared: longest.isShared)
            if !isAnothers(name) { names.append(name) }
        }
        for range in otherTests { consumed.formUnion(range) }
    }

    /// Whether a name that is also a word for a person ("her") is no more than that: no value ends behind it or behind the next word,
    /// or it is another form of the name ("hers").
    private func isPronoun(_ range: Range<Int>) -> Bool {
        guard scope.triggers[.thirdPerson]?.contains(range) ?? false else { return false }
        let word = words[range.lowerBound]
        return word.normal != word.stem || !(range.upperBound...(range.upperBound + 1)).contains(where: valueEnds)
    }

    /// Whether a value in words stands here, and nothing behind it in its clause but another name or a joining word.
    private func valueEnds(at start: Int) -> Bool {
        guard start < words.count, words[start].kind == .word,
            let cue = lexicon.cues.matches(in: utterance, at: start).first
        else { return false }
        let end = start + cue.count
        let goesOn = end < words.count && utterance.clauses[end] == utterance.clauses[start]
        return !goesOn || words[end].kind != .word || lexicon.names.holdsName(beginningWith: words[end])
            || [ScopeTrigger.conjunction, .questionStart, .question, .inversion].contains { trigger in
                scope.triggers[trigger]?.contains { $0.lowerBound == end } ?? false
            }
    }

    /// Whether a name that several slots share, such as a method's, stands behind the name of another slot or another test.
    private func isAnothers(_ name: Name) -> Bool {
        guard name.isShared else { return false }
        let start = name.words.lowerBound
        let before = names.last { sameSentence($0.words.lowerBound, start) }
        if let other = otherTest(before: start), other.lowerBound >= before?.words.lowerBound ?? 0 { return true }
        return before.map { slot(of: $0) != slot(of: name) } ?? false
    }

    /// The slot that a name stands for, itself or a component of it.
    func slot(of name: Name) -> String { lexicon.attributes[name.attributes[0]].slot }

    /// The last name of another test before a word in its sentence.
    func otherTest(before word: Int) -> Range<Int>? {
        otherTests.last { $0.upperBound <= word && sameSentence($0.lowerBound, word) }
    }

    /// Whether words with these keys stand at a place.
    func matches(_ keys: [UInt64], at position: Int) -> Bool {
        guard position + keys.count <= words.count else { return false }
        return zip(keys, words[position...]).allSatisfy { $0 == $1.key }
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
            let entries = lexicon.cues.matches(in: utterance, at: position).filter {
                $0.count > 1 || !isAdverb(words[position])
            }
            let number = numberCue(at: position)
            let longest = entries.first?.count ?? 0
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
                for entry in entries where values[entry.attribute] == nil && entry.count == longest {
                    values[entry.attribute] = entry.value
                }
                cues.append(Cue(words: range, values: values))
                position = range.upperBound
            } else {
                position += 1
            }
        }
        dropDashesBeforeValues()
        dropAlternatives()
        dropOpeningNo()
    }

    /// "No, they never looked": a "no" right before what leaves a result open only opens it, and denies nothing.
    private mutating func dropOpeningNo() {
        cues = cues.enumerated().filter { index, cue in
            guard isNo(cue), index + 1 < cues.count, cues[index + 1].values == nil else { return true }
            let open = cues[index + 1].words
            let isNext = (0...1).contains(open.lowerBound - cue.words.upperBound)
            // "X no, not sure about Y": what is left open is another's.
            return !isNext || names.contains { (0...3).contains($0.words.lowerBound - open.upperBound) }
        }.map(\.element)
    }

    /// Whether a sign stands apart between two words of a clause, and not behind the name of something measured.
    private func joinsWords(_ place: Int) -> Bool {
        guard place > 0, place + 1 < words.count, words[place - 1].kind == .word, words[place + 1].kind == .word,
            !utterance.startsSentence(place + 1), words[place - 1].span.upperBound < words[place].span.lowerBound,
            words[place].span.upperBound < words[place + 1].span.lowerBound
        else { return false }
        return !names.contains { $0.words.contains(place - 1) }
            && utterance.clauses[place - 1] == utterance.clauses[place + 1]
    }

    /// "High or low" asks which of two it is, and tells neither.
    private mutating func dropAlternatives() {
        let joints = scope.triggers[.alternative] ?? []
        guard !joints.isEmpty, scope.asksQuestion else { return }
        let pairs = zip(cues.indices, cues.indices.dropFirst()).filter { first, second in
            let between = cues[first].words.upperBound..<cues[second].words.lowerBound
            // "Positive or a negative".
            let areJoined = joints.contains {
                $0.lowerBound == between.lowerBound && (0...1).contains(between.upperBound - $0.upperBound)
            }
            return areJoined && cues[first].values != nil && cues[second].values != nil
        }
        let asked = Set(pairs.flatMap { [$0.0, $0.1] })
        cues = cues.indices.filter { !asked.contains($0) }.map { cues[$0] }
    }

    /// Whether a word is an adverb of a value, as "normally" is of "normal": it says how often, and no result.
    private func isAdverb(_ word: Token) -> Bool { word.normal.hasSuffix("ly") && word.normal.count > word.stem.count }

    /// In `x - positive` and `x - score 3` the dash only joins; in `1 + 2` the plus adds, and in `bones + liver` it joins.
    mutating func dropDashesBeforeValues() {
        cues = cues.enumerated().filter { index, cue in
            let start = cue.words.lowerBound
            guard cue.words.count == 1, words[start].kind == .sign else { return true }
            if start > 0, words[start - 1].kind == .number { return false }
            if joinsWords(start) { return false }
            guard index + 1 < cues.count else { return true }
            let next = cues[index + 1]
            // "X- as well": what follows is no value of what stands right before the sign.
            if let name = names.last(where: { $0.words.upperBound == start }), value(of: next, for: name) == nil {
                return true
            }
            let between = cue.words.upperBound..<max(cue.words.upperBound, next.words.lowerBound)
            // "A+ b- yes": where another name has its plus, the minus is a value, and the yes closes them.
            let isWritten = start > 0 && words[start - 1].span.upperBound == words[start].span.lowerBound
            let hasPlus = cues.contains { isSign($0) && words[$0.words.lowerBound].normal == "+" }
            if isWritten, hasPlus, index + 2 == cues.count, isPlainAnswer(next.words) { return true }
            let isApart = !between.isEmpty && scope.triggers[.result]?.contains(between) != true
            return isApart || next.values == nil
                || words[next.words.lowerBound].kind == .sign
                || utterance.clauses[next.words.lowerBound] != utterance.clauses[cue.words.lowerBound]
        }.map(\.element)
    }
}
