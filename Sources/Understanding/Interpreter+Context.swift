// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// What a message leaves out because it was just spoken of.
extension Interpreter {
    /// How much the message with the name counts, beside the message as it was typed.
    private static let shareOfNamed = 0.3

    /// The passages for a message that leans on what was spoken of, each scored as it was typed and with the name that it leaves out.
    ///
    /// "And that, does it hurt?" is also ranked as "… does it hurt radiation", as a search that is a conversation rewrites its queries
    /// (J. Dalton and others, *TREC CAsT 2019: the conversational assistance track overview*, https://arxiv.org/abs/2003.13624).
    ///
    /// - Complexity: as for the ranking of one more message.
    package func passages(
        for text: String, as interpretation: Interpretation, spokenOf name: String
    ) -> RankedPassages {
        let utterance = framing.removed(from: AnalyzedUtterance(text + " " + name, by: analyzer))
        let mentions = linker.mentions(in: utterance)
        let reading = classify(utterance, mentions: mentions)
        let named = retriever.retrieve(
            utterance,
            learnt: .init(topics: reading[.topic], sections: reading[.section], passages: reading[.passage]),
            aspects: aspects(of: reading[.intent]), mentions: mentions)
        return interpretation.passages.mixed(with: named.ranked, share: Self.shareOfNamed)
    }
}
