// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Passages behind the pack, for what it has no answer to.
package protocol Library: Sendable {
    /// The passage that answers a question, where there is one that surely is about it.
    ///
    /// - Parameter words: the words of the question that carry meaning, in their order.
    func passage(for words: [String]) -> LibraryPassage?
}

/// A passage of a library, as a reply quotes it.
package struct LibraryPassage: Hashable, Sendable {
    package var title: String
    /// Where it comes from: what its source is called, or its id.
    package var source: String
    /// The part of it that is quoted, word for word.
    package var text: String
    /// How much of the question it is about, from 0 to 1.
    package var strength: Double

    package init(title: String, source: String, text: String, strength: Double) {
        self.title = title
        self.source = source
        self.text = text
        self.strength = strength
    }
}

extension Assistant {
    /// What a library has where the pack has no answer; nil where the decision stands.
    ///
    /// Danger, requests for advice, statuses and moves are never put aside for it.
    func libraryDecision(for message: String, insteadOf decision: Decision) -> Decision? {
        guard let library, decision.leavesUnanswered,
            let passage = library.passage(for: interpreter.meaningfulWords(of: message))
        else { return nil }
        return Decision(act: .library(passage), intent: decision.intent, confidence: passage.strength)
    }
}

extension Decision {
    /// Whether what was asked gets no answer of the pack's.
    fileprivate var leavesUnanswered: Bool {
        switch act {
        case .clarify, .outOfScope: true
        case .told(let choices): choices.isEmpty
        default: false
        }
    }
}

extension ReplyComposer {
    /// A passage of a library, marked as that, with its title and source.
    func library(_ passage: LibraryPassage, in state: DialogueState) -> Draft {
        let source = passage.title.isEmpty ? passage.source : "\(passage.title) (\(passage.source))"
        return Draft(
            act: .answer,
            paragraphs: [
                wording("library-open", state), "“\(passage.text)”",
                wording("library-source", state, ["source": source]),
            ])
    }
}
