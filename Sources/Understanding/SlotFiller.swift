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
        scan.readLikewise()
        scan.readBareNames()
        scan.readAnswers()
        return scan.result()
    }
}
