// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Chooses the one status worth asking for: the one whose answer would change most of what is said.
struct FollowUp: Sendable {
    let pack: Pack
    private let rules: StatusRules

    init(pack: Pack) {
        self.pack = pack
        rules = StatusRules(pack: pack)
    }

    /// The slot to ask for next, or nil where no answer would change anything.
    ///
    /// - Parameters:
    ///   - topics: the topics that matter now; all of them where empty.
    ///   - state: slots that are known, unknown to the user, or asked for twice are never asked for.
    func slot(for topics: [String] = [], in state: DialogueState) -> Slot? {
        // A question that was passed over comes back once.
        if topics.isEmpty, let open = state.askedSlot, state.slots.values[open] == nil, !state.askedAgain.contains(open)
        {
            return pack.slot(open)
        }
        let candidates = topics.isEmpty ? Array(0..<pack.topicCount) : topics.uniqued.compactMap(pack.place(ofTopic:))
        let ofTopics = rules.rules(of: candidates)
        let known = rules.values(state.slots.values)
        var best: (slot: Int, influence: Int)?
        let slots = pack.slots
        for slot in slots.indices where isOpen(slots[slot], in: state) {
            let influence = ofTopics.reduce(0) { $0 + rules.influence(of: slot, on: $1, given: known) }
            if influence > best?.influence ?? 0 { best = (slot, influence) }
        }
        return best.map { slots[$0.slot] }
    }

    /// Whether a slot may be asked for: neither known nor asked for before, and with a question that fits the person.
    private func isOpen(_ slot: Slot, in state: DialogueState) -> Bool {
        !slot.question.isEmpty && state.slots.values[slot.id] == nil && !state.askedBefore.contains(slot.id)
            && slot.askedWhen.allMatch(state.slots.values)
    }
}
