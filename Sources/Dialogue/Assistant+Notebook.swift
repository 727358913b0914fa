// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// The statuses as a notebook that its owner writes in.
extension Assistant {
    /// Sets a status, by the names of slot and value; a name that there is none of is answered with those there are.
    package func set(_ name: String, to value: String, in state: DialogueState) -> (reply: Reply, state: DialogueState)
    {
        guard let slot = slot(named: name) else { return say("set-unknown-slot", ["choices": slotNames], in: state) }
        let found = slot.values.first { [$0.id, $0.label.lowercased()].contains(value.lowercased()) }
        guard let found else {
            let choices = slot.values.map(\.id).joined(separator: ", ")
            return say("set-unknown-value", ["slot": slot.title, "choices": choices], in: state)
        }
        var next = state
        let from = state.slots.values[slot.id]
        next.slots.set(slot, to: found.id)
        if next.slots != state.slots { next.undoable.append(state.slots) }
        next.notes.append(.init(slot: slot.id, value: found.id, quote: "", turn: state.turn + 1, rule: "set"))
        if found.id == Slot.unknown { next.addVisitQuestion(slot.visitQuestion) }
        var changes = StateTracker.Changes()
        if from == found.id {
            changes.confirmed = [slot.id]
        } else {
            changes.changed = [.init(slot: slot.id, from: from, to: found.id, isUnknownToUser: true)]
        }
        return finish(
            Decision(act: .slotUpdate, intent: "", confidence: 1), changes: changes, state: next)
    }

    /// Lets go of one status.
    package func forget(_ name: String, in state: DialogueState) -> (reply: Reply, state: DialogueState) {
        guard let slot = slot(named: name) else { return say("set-unknown-slot", ["choices": slotNames], in: state) }
        return finish(
            Decision(act: .forget(slots: [slot.id]), intent: "", confidence: 1), changes: StateTracker.Changes(),
            state: state)
    }

    /// The page to take to the next visit, as Markdown; nil where there is nothing to put on it.
    package func visitSheet(in state: DialogueState) -> String? {
        let isEmpty = state.slots.values.isEmpty && state.visitQuestions.isEmpty
        return isEmpty && composer.questionsOfTalk(in: state).isEmpty ? nil : composer.visitSheet(in: state)
    }

    /// How to keep the list for the next visit, for somebody who leaves with one.
    package var leaveOffer: String { composer.fill(pack.wording.text("leave-offer")) }

    private var slotNames: String { pack.slots.map(\.id).joined(separator: ", ") }

    private func slot(named name: String) -> Slot? {
        let name = name.lowercased()
        return pack.slots.first { $0.id == name || $0.title.lowercased() == name || $0.names.contains(name) }
    }

    private func say(
        _ sentence: String, _ values: [String: String], in state: DialogueState
    ) -> (reply: Reply, state: DialogueState) {
        finish(
            Decision(act: .sentence(sentence, values: values), intent: "", confidence: 1),
            changes: StateTracker.Changes(), state: state)
    }
}
