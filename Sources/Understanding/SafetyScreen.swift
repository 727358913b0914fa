// SPDX-License-Identifier: GPL-3.0-or-later
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
}

/// Listens for danger before anything else, on every turn.
///
/// Two witnesses, either of which is enough: the patterns of the pack's rules, read with scope; and a classifier trained on the
/// rules' examples against everything ordinary that people type.
struct SafetyScreen: Sendable {
    static let noneLabel = "-"
    private static let fewestOwnWords = 2
    /// From which probability on likeness alone is enough, by level.
    private static let likenessThreshold: [SafetyRule.Level: Double] = [
        .crisis: 0.3, .emergency: 0.6, .callToday: 0.6, .ask: 0.5,
    ]

    /// From which probability on the likeness of one clause to a crisis is enough.
    private static let clauseThreshold = 0.4
    /// From which probability on words hint at a crisis.
    private static let hintThreshold = 0.02

    private let rules: [SafetyRule]
    /// The rule of each safety pattern, and of each exception, by the pattern's number.
    private let ruleOfPattern: [Int]
    private let ruleOfException: [Int]
    /// The rule of each class of danger; nil for none.
    private let ruleOfDanger: [Int?]

    init(pack: Pack, dangers: [String]) {
        rules = pack.safetyRules
        ruleOfPattern = rules.enumerated().flatMap { number, rule in Array(repeating: number, count: rule.patternCount)
        }
        ruleOfException = rules.enumerated().flatMap { number, rule in
            Array(repeating: number, count: rule.exceptionCount)
        }
        let numbers = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
        ruleOfDanger = dangers.map { numbers[$0] }
    }

    /// - Parameters:
    ///   - likeness: the probability of each class of danger by the rules' examples; empty where there are too few words to be like
    ///     anything in particular.
    ///   - clauseLikeness: the same for each clause.
    ///   - ownWords: how many words carry meaning beside the names in it.
    ///   - ordinary: the probability of the likeliest ordinary intent.
    func findings(
        in utterance: AnalyzedUtterance, scope: ScopeReading, matcher: PatternMatcher, candidates: PatternCandidates,
        likeness: [Double], clauseLikeness: [[Double]], ordinary: Double, ownWords: Int
    ) -> SafetyFinding? {
        let switchedOff = exceptions(candidates, matcher)
        let byPattern = patternFinding(
            in: utterance, scope: scope, matcher: matcher, candidates: candidates[.safety], except: switchedOff)
        let byLikeness = likenessFinding(
            in: utterance, scope: scope, likeness: likeness, ordinary: ordinary, ownWords: ownWords, except: switchedOff
        )
        let byClause = crisisFinding(
            in: utterance, clauses: clauseLikeness, ordinary: ordinary, except: switchedOff)
        let found = [byPattern, byLikeness, byClause].compactMap { $0 }
        return found.first { finding in found.allSatisfy { $0.level <= finding.level } }
    }

    /// The rules that words with another meaning switch off.
    private func exceptions(_ candidates: PatternCandidates, _ matcher: PatternMatcher) -> Set<Int> {
        Set(candidates[.exceptions].filter { matcher.match($0.pattern) != nil }.map { ruleOfException[$0.number] })
    }

    /// Whether the rule of a finding is switched off.
    func isExcepted(_ finding: SafetyFinding, candidates: PatternCandidates, matcher: PatternMatcher) -> Bool {
        exceptions(candidates, matcher).contains { rules[$0].id == finding.rule }
    }

    /// Whether the probabilities of the classes of danger leave a crisis possible.
    func hintsAtCrisis(_ likeness: [Double]) -> Bool {
        crises(in: likeness).reduce(0) { $0 + $1.probability } >= Self.hintThreshold
    }

    /// The rules of crisis with the probability of each.
    private func crises(in likeness: [Double]) -> [(rule: Int, probability: Double)] {
        zip(ruleOfDanger, likeness).compactMap { rule, probability in
            guard let rule, rules[rule].level == .crisis else { return nil }
            return (rule, probability)
        }
    }

    private func patternFinding(
        in utterance: AnalyzedUtterance, scope: ScopeReading, matcher: PatternMatcher,
        candidates: [PatternTable.Candidate], except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        var best: SafetyFinding?
        for candidate in candidates {
            let number = ruleOfPattern[candidate.number]
            let rule = rules[number]
            if let best, best.level >= rule.level { continue }
            guard !switchedOff.contains(number), let ranges = matcher.match(candidate.pattern) else { continue }
            let isIllness = rule.level == .callToday || rule.level == .emergency
            if isIllness,
                !scope.isAlarm(ranges, level: rule.level) || scope.has(.absence, within: ranges, of: candidate.pattern)
            {
                continue
            }
            if !isIllness, ranges.contains(where: scope.isNegated) { continue }
            let first = ranges.map(\.lowerBound).min() ?? 0
            let last = ranges.map(\.upperBound).max() ?? first
            best = SafetyFinding(
                rule: rule.id, level: rule.level, witness: SafetyFinding.pattern, quote: utterance.quote(first..<last))
        }
        return best
    }

    /// A crisis that one clause tells of, whatever is said around it.
    private func crisisFinding(
        in utterance: AnalyzedUtterance, clauses: [[Double]], ordinary: Double, except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        for clause in clauses {
            let crises = crises(in: clause)
            // Within words that are surely something ordinary, a clause has to be surer still.
            guard crises.reduce(0, { $0 + $1.probability }) >= max(Self.clauseThreshold, ordinary),
                let best = crises.max(by: { $0.probability < $1.probability }), !switchedOff.contains(best.rule)
            else { continue }
            return SafetyFinding(
                rule: rules[best.rule].id, level: .crisis, witness: SafetyFinding.likeness, quote: utterance.text)
        }
        return nil
    }

    private func likenessFinding(
        in utterance: AnalyzedUtterance, scope: ScopeReading, likeness: [Double], ordinary: Double, ownWords: Int,
        except switchedOff: Set<Int>
    ) -> SafetyFinding? {
        var byLevel: [SafetyRule.Level: (total: Double, best: Int, probability: Double)] = [:]
        for (index, probability) in zip(ruleOfDanger, likeness) {
            guard let index else { continue }
            let level = rules[index].level
            var sum = byLevel[level] ?? (0, index, 0)
            sum.total += probability
            if probability > sum.probability { sum = (sum.total, index, probability) }
            byLevel[level] = sum
        }
        let danger = (byLevel[.emergency]?.total ?? 0) + (byLevel[.callToday]?.total ?? 0)
        for level in [SafetyRule.Level.crisis, .emergency, .callToday, .ask] {
            guard let sum = byLevel[level], let threshold = Self.likenessThreshold[level] else { continue }
            let isIllness = level == .emergency || level == .callToday
            let total = isIllness ? danger : sum.total
            let isMain = level != .emergency || sum.total >= (byLevel[.callToday]?.total ?? 0)
            // Against words that are surely something ordinary, likeness has to be surer still.
            guard total >= (isIllness ? max(threshold, ordinary) : threshold), isMain,
                !switchedOff.contains(sum.best)
            else { continue }
            let isOneClause = Set(utterance.clauses).count == 1
            let isElsewhere =
                scope.has(.general) || scope.has(.hypothetical) || scope.has(.ago) && isOneClause
            let isAbsent = scope.has(.absence) && isOneClause
            if isIllness,
                isAbsent || scope.isOver(level) || isElsewhere && !scope.has(.present) || ownWords < Self.fewestOwnWords
            {
                continue
            }
            return SafetyFinding(
                rule: rules[sum.best].id, level: level, witness: SafetyFinding.likeness, quote: utterance.text)
        }
        return nil
    }
}
