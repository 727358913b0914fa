// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// What is asked again though it was said.
extension ReplyComposer {
    /// How many sentences are left of what is said a third time.
    private static let sentencesOfThirdTime = 2

    /// What was said before, as such; the third time its first sentences, and from then on that there is no more to it.
    func again(_ short: String, in state: DialogueState) -> String {
        let first = short.sentences.prefix(Self.sentencesOfThirdTime).joined(separator: " ")
        let ways = [("said-before", short), ("said-twice", first)].map { name, text in
            fill(pack.wording.text(name), ["short": text])
        }
        return ways.first { !state.said.contains($0) } ?? wording("said-often", state)
    }

    /// Adds what is known of each of several things that are asked between, behind a word that nobody can say ahead; where all of that was
    /// said, that nothing which was checked compares them.
    func addEach(
        _ facts: [String], of answer: DialogueAct.Answer, to draft: inout Draft, in state: DialogueState
    ) {
        let lead = wording("each-apart", state)
        if state.said.contains(lead), facts.allSatisfy(state.said.contains) {
            draft.add(uncompared(answer, state))
        } else {
            ([lead] + facts).forEach { draft.add($0) }
        }
    }
}
