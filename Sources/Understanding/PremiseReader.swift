// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// Finds the wrong ideas that an utterance takes for granted.
struct PremiseReader: Sendable {
    /// The premise of each pattern, and of each exception, by the pattern's number.
    private let premiseOfPhrase: [Int]
    private let premiseOfException: [Int]

    init(pack: Pack) {
        func numbers(_ patterns: KeyPath<Premise, [String]>) -> [Int] {
            pack.premises.enumerated().flatMap { Array(repeating: $0, count: $1[keyPath: patterns].count) }
        }
        premiseOfPhrase = numbers(\.phrases)
        premiseOfException = numbers(\.exceptions)
    }

    /// The places, in the pack, of the premises that are stated and not denied; each once, in the pack's order.
    func premises(
        of candidates: PatternCandidates, scope: ScopeReading, matcher: PatternMatcher
    ) -> [Int] {
        guard !candidates[.premises].isEmpty else { return [] }
        let excepted = Set(
            candidates[.premiseExceptions].filter { matcher.match($0.pattern) != nil }
                .map { premiseOfException[$0.number] })
        let stated = candidates[.premises].filter { candidate in
            guard !excepted.contains(premiseOfPhrase[candidate.number]),
                let ranges = matcher.match(candidate.pattern)
            else { return false }
            return !ranges.contains(where: scope.isNegated)
        }
        return Set(stated.map { premiseOfPhrase[$0.number] }).sorted()
    }
}
