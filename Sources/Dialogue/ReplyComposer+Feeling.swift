// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// What meets a feeling before an answer.
extension ReplyComposer {
    /// The word for just this feeling, where the pack has one that was not said; else one for any.
    func kindWord(for decision: Decision, in state: DialogueState) -> String {
        let own = decision.feltIntent.flatMap { pack.wording.texts.text(0, of: "meet-\($0)") }.map { fill($0) }
        if let own, !state.said.contains(own) { return own }
        return fill(pack.wording.text("meet-feeling", turn: state.feelingsMet))
    }
}
