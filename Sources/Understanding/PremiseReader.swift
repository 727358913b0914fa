// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the wrong ideas that an utterance takes for granted.
struct PremiseReader: Sendable {
    /// How many premises the pack has.
    let count: Int

    /// The places, in the pack, of the premises that are stated and not denied; each once, in the pack's order.
    func premises(
        of candidates: PatternCandidates, scope: ScopeReading, matcher: PatternMatcher
    ) -> [Int] {
        guard !candidates[.premises].isEmpty else { return [] }
        let excepted = Set(
            candidates[.premiseExceptions].filter { matcher.match($0.pattern) != nil }.compactMap(\.owner))
        let stated = candidates[.premises].filter { candidate in
            guard let premise = candidate.owner, !excepted.contains(premise),
                let ranges = matcher.match(candidate.pattern)
            else { return false }
            return !ranges.contains(where: scope.isNegated)
        }
        return Set(stated.compactMap(\.owner)).filter { $0 < count }.sorted()
    }
}
