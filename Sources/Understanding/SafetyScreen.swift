// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
package import KnowledgePack
internal import TextAnalysis

/// A sign of danger in an utterance.
package struct SafetyFinding: Hashable, Sendable {
    /// The id of the rule that speaks.
    package var rule: String
    package var level: SafetyRule.Level
    /// How it was found: by a pattern of the rule, or by likeness to its examples.
    package var witness: String
    /// The names of the two witnesses.
    package static let pattern = "pattern"
    package static let likeness = "likeness"
    /// The words that gave it away.
    package var quote: String
    /// Where they stand in the utterance.
    package var words: Range<Int>
    /// Whether they stand in sentences of their own, beside others that name what is asked about.
    package var standsApart = false
    /// The sentence that tells of it, where that is short; else the words that gave it away.
    package var told = ""

    package init(
        rule: String, level: SafetyRule.Level, witness: String, quote: String, words: Range<Int> = 0..<0
    ) {
        self.rule = rule
        self.level = level
        self.witness = witness
        self.quote = quote
        self.words = words
    }
}

/// Listens for danger before anything else, on every turn.
///
/// Two witnesses, either of which is enough: the patterns of the pack's rules, read with scope; and a classifier trained on the
/// rules' examples against everything ordinary that people type.
struct SafetyScreen: Sendable {
    private static let fewestOwnWords = 2
    /// From which probability on the likeness of one clause to a crisis is enough.
    private static let clauseThreshold = 0.4
    /// The same for one sentence of several, which is not held against the whole.
    private static let sentenceThreshold = 0.6
    /// The same within words that are like no crisis, and below which probability they are that.
    private static let loneThreshold = 0.75
    private static let unlike = 0.08
    /// The same for an illness that cannot wait.
    private static let clauseIllnessThreshold = 0.85
    /// From which probability on words ask for a decision.
    private static let surelyDecision = 0.4
    /// The same beside a pattern of an illness, or in words that ask for a decision.
    private static let likelierThanNot = 0.5
    /// From which probability on words hint at a crisis.
    private static let hintThreshold = 0.02
    /// From which likeness to an illness, and to a crisis, on there may be one, where that is not enough for an alarm.
    private static let illnessDoubt = 0.5
    private static let crisisDoubt = 0.25

    private let pack: Pack
    /// The place of each rule's level among all levels.
    private let ruleLevels: PackedArray<UInt8>
    private let levels = SafetyRule.Level.allCases
    private let crisisLevel = SafetyRule.Level.crisis.place

    init(pack: Pack, labels: ModelLabels) {
        self.pack = pack
        ruleLevels = labels.ruleLevels
    }

    private func level(ofRule rule: Int) -> SafetyRule.Level { levels[Int(ruleLevels[rule])] }

    /// A stretch of an utterance, the whole or one clause, with what it is like.
    struct Part: Sendable {
        /// The words of the utterance that it is.
        var words: Range<Int>
        /// The probability of each class of danger by the rules' examples; empty where there are too few words to be like anything
        /// in particular.
        var likeness: [Double]
        /// The probability of its likeliest ordinary intent.
        var ordinary: Double
        /// The probability that it asks for a decision about treatment, such as to skip a dose.
        var asksDecision = 0.0
        /// How many words carry meaning beside the names in it.
        var ownWords: Int
        /// Whether it is whole sentences, which stand by themselves.
        var isSentence = true
    }

    /// What an utterance tells of danger.
    struct Findings {
        /// The gravest sign of danger.
        var alarm: SafetyFinding?
        /// Where there is none: what may be one.
        var doubt: SafetyFinding?
    }

    /// The gravest sign of danger in an utterance, or what may be one.
    ///
    /// - Parameters:
    ///   - whole: the utterance as one.
    ///   - clauses: its clauses, each read by itself, so that a cry for help is heard beside a question.
    func findings(
        in utterance: AnalyzedUtterance, scope: ScopeReading, matcher: PatternMatcher, candidates: PatternCandidates,
        whole: Part, clauses: [Part]
    ) -> Findings {
        let switchedOff = exceptions(candidates, matcher)
        let byPattern = patternFinding(
            in: utterance, scope: scope, matcher: matcher, candidates: candidates[.safety], except: switchedOff)
        let byLikeness = likenessFinding(
            in: utterance, scope: scope, part: whole, beside: byPattern, except: switchedOff)
        // What a clause is like counts less within words that are like no crisis, and beside an illness.
        let isUnlike = !whole.likeness.isEmpty && crisis(in: whole.likeness) < Self.unlike
        let standsLone = isUnlike || byPattern?.level.isOfIllness == true
        let byClause = clauses.flatMap { clause in
            [
                crisisFinding(
                    in: utterance, clause: clause, ordinary: whole.ordinary, standsLone: standsLone,
                    except: switchedOff),
                illnessFinding(in: utterance, scope: scope, clause: clause, except: switchedOff),
            ]
        }
        let found = ([byPattern, byLikeness] + byClause).compactMap { $0 }
        let alarm = found.first { finding in found.allSatisfy { $0.level <= finding.level } }
        guard alarm == nil else { return Findings(alarm: alarm) }
        return Findings(
            doubt: possibleFinding(in: utterance, scope: scope, parts: [whole] + clauses, except: switchedOff))
    }

    /// What may be a danger by its likeness, though not surely enough for an alarm: the likelier of an illness and a crisis.
    private func possibleFinding(
        in utterance: AnalyzedUtterance, scope: ScopeReading, parts: [Part], except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        let isElsewhere = [.general, .hypothetical, .ago, .absence].contains(where: scope.has) && !scope.has(.present)
        var best: (rule: Int, probability: Double, words: Range<Int>)?
        for part in parts {
            let sums = sums(of: part.likeness)
            func consider(_ levels: [SafetyRule.Level], from threshold: Double) {
                let found = levels.compactMap { sum($0, of: sums) }
                let total = found.reduce(0) { $0 + $1.total }
                guard total >= max(threshold, best?.probability ?? 0),
                    let main = found.max(by: { $0.probability < $1.probability }), !switchedOff.contains(main.best)
                else { return }
                best = (main.best, total, part.words)
            }
            consider([.crisis], from: Self.crisisDoubt)
            if !isElsewhere, part.ownWords >= Self.fewestOwnWords {
                consider([.emergency, .callToday], from: Self.illnessDoubt)
            }
        }
        return best.map { finding($0.rule, in: utterance, words: $0.words) }
    }

    /// The rules that words with another meaning switch off.
    private func exceptions(_ candidates: PatternCandidates, _ matcher: PatternMatcher) -> Set<Int> {
        Set(candidates[.exceptions].filter { matcher.match($0.pattern) != nil }.compactMap(\.owner))
    }

    /// Whether the rule of a finding is switched off.
    func isExcepted(_ finding: SafetyFinding, candidates: PatternCandidates, matcher: PatternMatcher) -> Bool {
        exceptions(candidates, matcher).contains { pack.safetyRule(at: $0).id == finding.rule }
    }

    /// Whether the probabilities of the classes of danger leave a crisis possible.
    func hintsAtCrisis(_ likeness: [Double]) -> Bool {
        crisis(in: likeness) >= Self.hintThreshold
    }

    /// The probability of all the rules of crisis together.
    private func crisis(in likeness: [Double]) -> Double {
        crises(in: likeness).reduce(0) { $0 + $1.probability }
    }

    /// The rules of crisis with the probability of each.
    private func crises(in likeness: [Double]) -> [(rule: Int, probability: Double)] {
        zip(ruleLevels.indices, likeness.dropFirst()).compactMap { rule, probability in
            Int(ruleLevels[rule]) == crisisLevel ? (rule, probability) : nil
        }
    }

    private func patternFinding(
        in utterance: AnalyzedUtterance, scope: ScopeReading, matcher: PatternMatcher,
        candidates: [PatternTable.Candidate], except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        var best: SafetyFinding?
        for candidate in candidates {
            guard let number = candidate.owner, ruleLevels.indices.contains(number) else { continue }
            let level = level(ofRule: number)
            if let best, best.level >= level { continue }
            guard !switchedOff.contains(number), let ranges = matcher.match(candidate.pattern) else { continue }
            let isIllness = level.isOfIllness
            if isIllness,
                !scope.isAlarm(ranges, level: level) || scope.has(.absence, within: ranges, of: candidate.pattern)
            {
                continue
            }
            if !isIllness, ranges.contains(where: scope.isNegated) { continue }
            let first = ranges.map(\.lowerBound).min() ?? 0
            let last = ranges.map(\.upperBound).max() ?? first
            best = SafetyFinding(
                rule: pack.safetyRule(at: number).id, level: level, witness: SafetyFinding.pattern,
                quote: utterance.quote(first..<last), words: first..<last)
        }
        return best
    }

    /// A crisis that one clause tells of, whatever is said around it.
    private func crisisFinding(
        in utterance: AnalyzedUtterance, clause: Part, ordinary: Double, standsLone: Bool,
        except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        // Within words that are surely something ordinary, a clause has to be surer still.
        let within = clause.isSentence ? max(Self.sentenceThreshold, clause.ordinary) : ordinary
        let threshold = max(standsLone ? Self.loneThreshold : Self.clauseThreshold, within)
        guard crisis(in: clause.likeness) >= threshold,
            let best = crises(in: clause.likeness).max(by: { $0.probability < $1.probability }),
            !switchedOff.contains(best.rule)
        else { return nil }
        return finding(best.rule, in: utterance, words: clause.words)
    }

    /// A sign of illness that one sentence tells of, whatever is said around it.
    private func illnessFinding(
        in utterance: AnalyzedUtterance, scope: ScopeReading, clause: Part, except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        let clauseNumbers = Set(utterance.clauses[clause.words])
        func stands(_ trigger: ScopeTrigger) -> Bool {
            scope.triggers[trigger]?.contains { clauseNumbers.contains(utterance.clauses[$0.lowerBound]) } ?? false
        }
        // "Is there blood in …": a question about nobody in particular.
        let asks = scope.triggers[.questionStart]?.contains { $0.lowerBound == clause.words.lowerBound } ?? false
        if asks, !stands(.person) { return nil }
        let isElsewhere = [.general, .hypothetical, .ago, .absence, .over].contains(where: stands)
        guard clause.isSentence, clause.ownWords > Self.fewestOwnWords, !isElsewhere || stands(.present) else {
            return nil
        }
        let sums = sums(of: clause.likeness)
        let illnesses = [SafetyRule.Level.emergency, .callToday].compactMap { level in
            sum(level, of: sums).map { (level: level, sum: $0) }
        }
        let total = illnesses.reduce(0) { $0 + $1.sum.total }
        guard total >= max(Self.clauseIllnessThreshold, clause.ordinary),
            let main = illnesses.max(by: { ($0.sum.total, $0.level) < ($1.sum.total, $1.level) }),
            !switchedOff.contains(main.sum.best)
        else { return nil }
        return finding(main.sum.best, in: utterance, words: clause.words)
    }

    private func finding(_ rule: Int, in utterance: AnalyzedUtterance, words: Range<Int>) -> SafetyFinding {
        SafetyFinding(
            rule: pack.safetyRule(at: rule).id, level: level(ofRule: rule), witness: SafetyFinding.likeness,
            quote: words.count == utterance.words.count ? utterance.text : utterance.quote(words), words: words)
    }

    /// What the classes of danger of one level come to.
    private struct Sum {
        var total = 0.0
        /// The likeliest rule, and its probability.
        var best: Int
        var probability = 0.0
    }

    /// The sum for each level that has a class, by the level's place.
    private func sums(of likeness: [Double]) -> [Sum?] {
        var sums: [Sum?] = levels.map { _ in nil }
        // The first class is no danger.
        for (rule, probability) in zip(ruleLevels.indices, likeness.dropFirst()) {
            let level = Int(ruleLevels[rule])
            var sum = sums[level] ?? Sum(best: rule)
            sum.total += probability
            if probability > sum.probability { (sum.best, sum.probability) = (rule, probability) }
            sums[level] = sum
        }
        return sums
    }

    /// The sum of a level.
    private func sum(_ level: SafetyRule.Level, of sums: [Sum?]) -> Sum? { level.place.flatMap { sums[$0] } }

    private func likenessFinding(
        in utterance: AnalyzedUtterance, scope: ScopeReading, part: Part, beside pattern: SafetyFinding?,
        except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        let sums = sums(of: part.likeness)
        func byLevel(_ level: SafetyRule.Level) -> Sum? { sum(level, of: sums) }
        let danger = (byLevel(.emergency)?.total ?? 0) + (byLevel(.callToday)?.total ?? 0)
        for level in [SafetyRule.Level.crisis, .emergency, .callToday, .ask] {
            guard let sum = byLevel(level) else { continue }
            // What words say of an illness sounds desperate too: then a crisis has to be likelier than not.
            // So does "I'm so tired of the tablets, can I stop for a month".
            let soundsDesperate = pattern?.level.isOfIllness == true || part.asksDecision >= Self.surelyDecision
            var threshold = level.likenessThreshold
            if level == .crisis {
                threshold = max(soundsDesperate ? Self.likelierThanNot : threshold, part.ordinary / 2)
            }
            let isIllness = level.isOfIllness
            let total = isIllness ? danger : sum.total
            let isMain = level != .emergency || sum.total >= (byLevel(.callToday)?.total ?? 0)
            // Against words that are surely something ordinary, likeness has to be surer still.
            guard total >= (isIllness ? max(threshold, part.ordinary) : threshold), isMain,
                !switchedOff.contains(sum.best)
            else { continue }
            let isOneClause = Set(utterance.clauses).count == 1
            let isElsewhere =
                scope.has(.general) || scope.has(.hypothetical) || scope.has(.ago) && isOneClause
            let isAbsent = scope.has(.absence) && isOneClause
            if isIllness,
                isAbsent || scope.isOver(level) || isElsewhere && !scope.has(.present)
                    || part.ownWords < Self.fewestOwnWords
            {
                continue
            }
            return finding(sum.best, in: utterance, words: part.words)
        }
        return nil
    }
}

extension SafetyRule.Level {
    /// Its place among all levels.
    fileprivate var place: Int? { Self.allCases.firstIndex(of: self) }

    /// From which probability on likeness alone is enough.
    fileprivate var likenessThreshold: Double {
        switch self {
        case .crisis: 0.4
        case .emergency, .callToday: 0.7
        case .ask: 0.5
        }
    }
}
