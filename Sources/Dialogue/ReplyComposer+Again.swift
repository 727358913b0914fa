// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What is asked again though it was said.
extension ReplyComposer {
    /// How many sentences are left of a fact that is said a second time.
    private static let sentencesOfSecondTime = 2

    /// What was said before, as such; the third time by how it begins, and from then on that there is no more to it.
    func again(_ texts: [String], in state: DialogueState) -> String {
        let ways = [saidBefore(texts), filled("said-twice", texts.map { beginning(of: $0, sentences: 1) })]
        return ways.first { !state.said.contains($0) } ?? wording("said-often", state)
    }

    private func saidBefore(_ texts: [String]) -> String { filled("said-before", texts) }

    private func filled(_ name: String, _ texts: [String]) -> String {
        fill(pack.wording.text(name), ["short": texts.joined(separator: " ")])
    }

    /// Facts that were told, cut to what in them bears on the words of the question, as who asks on may mean a part of it: "does it grow
    /// back"; where none does, to what they say first, if the same is asked again or was told so before.
    func shortened(_ facts: [String], for answer: DialogueAct.Answer, in state: DialogueState) -> [String] {
        let beginnings = facts.map { beginning(of: $0, sentences: Self.sentencesOfSecondTime) }
        let isSame = answer.isRepeat || answer.asksAnew || state.said.contains(saidBefore(beginnings))
        return zip(facts, beginnings).map { part(of: $0, on: answer.stems) ?? (isSame ? $1 : $0) }
    }

    /// The sentences of a text that hold words which ask, and one beside where that is only one; nil where none does, or most do.
    private func part(of text: String, on stems: [String]) -> String? {
        let sentences = text.sentences
        let telling = stems.filter { $0.count >= Interpretation.shortestTellingStem }
        var kept = Set(sentences.indices.filter { telling.contains(where: sentences[$0].hasWord) })
        guard let first = kept.min() else { return nil }
        if kept.count == 1, sentences.count > 1 { kept.insert(first + 1 < sentences.count ? first + 1 : first - 1) }
        // What turns or points back at the sentence before it stays with it, and what turns one is never left out behind it.
        let leading = pack.lexicon.turningWords + pack.lexicon.pointingWords.map(\.uppercasedFirst)
        kept.formUnion(kept.filter { $0 > 0 && sentences[$0].opens(withAnyOf: leading) }.map { $0 - 1 })
        for place in sentences.indices.dropFirst() where kept.contains(place - 1) && turns(sentences[place]) {
            kept.insert(place)
        }
        let isMost = kept.count == sentences.count || kept.count > 2 && kept.count * 2 > sentences.count
        return isMost ? nil : kept.sorted().map { sentences[$0] }.joined(separator: " ")
    }

    /// The first sentences of a text, and what may not be parted from them: a bare "Yes." answers nothing, and a "But …" turns what stands
    /// before it.
    private func beginning(of text: String, sentences count: Int) -> String {
        let sentences = text.sentences
        var end = min(count, sentences.count)
        if end == 1, end < sentences.count, isBareAnswer(sentences[0]) { end += 1 }
        while end < sentences.count, turns(sentences[end]) { end += 1 }
        return sentences[..<end].joined(separator: " ")
    }

    private func turns(_ sentence: String) -> Bool { sentence.opens(withAnyOf: pack.lexicon.turningWords) }

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
