// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// What a message leaves out because it was just spoken of.
extension Interpreter {
    /// How much the message with the name counts, beside the message as it was typed.
    private static let shareOfNamed = 0.3
    /// The same of a message that is a pronoun and one word at most.
    private static let shareOfPronoun = 0.45

    private static let shareOfNamedIntents = 0.3
    /// From which probability of a feeling on its intents are left as they were typed: a name would make a question of it.
    private static let feels = 0.3

    /// The reading of a message that leans on what was spoken of: its passages and intents are those of the message as it was typed and
    /// of the message with the name that it leaves out.
    ///
    /// "And that, does it hurt?" is also ranked as "… does it hurt radiation", as a search that is a conversation rewrites its queries
    /// (J. Dalton and others, *TREC CAsT 2019: the conversational assistance track overview*, https://arxiv.org/abs/2003.13624).
    ///
    /// - Complexity: as for the ranking of one more message.
    package func completed(_ interpretation: Interpretation, of text: String, spokenOf name: String) -> Interpretation {
        let utterance = framing.removed(from: AnalyzedUtterance(text + " " + name, by: analyzer))
        let mentions = linker.mentions(in: utterance)
        let reading = classify(utterance, mentions: mentions)
        let intents = reading[.intent]
        let named = retriever.retrieve(
            utterance,
            learnt: .init(topics: reading[.topic], sections: reading[.section], passages: reading[.passage]),
            aspects: aspects(of: intents), mentions: mentions)
        var completed = interpretation
        // "What causes it" says next to nothing without the name.
        let share =
            interpretation.hasPronoun && interpretation.meaningfulWords <= 1 ? Self.shareOfPronoun : Self.shareOfNamed
        completed.passages = interpretation.passages.mixed(with: named.ranked, share: share)
        guard interpretation.asksQuestion, interpretation.feeling < Self.feels else { return completed }
        let mixed = interpretation.intents.mixedProbabilities(with: intents, share: Self.shareOfNamedIntents)
        completed.intents = ranked(mixed, of: .intent)
        completed.acts = acts(of: mixed)
        completed.asksPlainer = asksPlainer(in: mixed)
        return completed
    }
}
