// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Chooses the one status worth asking for: the one whose answer would change most of what is said.
struct FollowUp: Sendable {
    let pack: Pack
    /// The slots that each topic's rules look at.
    private let slotsOfTopic: [String: Set<String>]

    init(pack: Pack) {
        self.pack = pack
        slotsOfTopic = Dictionary(
            pack.topics.map { ($0.id, Set($0.options.flatMap(\.conditions).map(\.slot))) }
        ) { first, _ in first }
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
        let candidates = topics.isEmpty ? pack.topics : pack.topics.filter { topics.contains($0.id) }
        var best: (slot: Slot, influence: Int)?
        for slot in pack.slots where isOpen(slot, in: state) {
            let influence = candidates.reduce(0) {
                guard slotsOfTopic[$1.id]?.contains(slot.id) ?? false else { return $0 }
                return $0 + self.influence(of: slot, on: $1, given: state.slots.values)
            }
            if influence > best?.influence ?? 0 { best = (slot, influence) }
        }
        return best?.slot
    }

    /// Whether a slot may be asked for: neither known nor asked for before, and with a question that fits the person.
    private func isOpen(_ slot: Slot, in state: DialogueState) -> Bool {
        !slot.question.isEmpty && state.slots.values[slot.id] == nil && !state.askedBefore.contains(slot.id)
            && slot.askedWhen.allMatch(state.slots.values)
    }

    /// How many different things a topic would say over the slot's values, less the one that it says anyway.
    private func influence(of slot: Slot, on topic: Topic, given slots: [String: String]) -> Int {
        var outcomes: Set<String> = []
        for value in slot.values where value.id != Slot.unknown {
            var supposed = slots
            supposed[slot.id] = value.id
            outcomes.insert(topic.optionRule(for: supposed)?.say ?? "")
        }
        return max(0, outcomes.count - 1)
    }
}
