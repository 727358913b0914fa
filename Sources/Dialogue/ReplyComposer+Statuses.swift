// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Replies about what the user told of their illness.
extension ReplyComposer {
    /// How many meanings of statuses are said at once.
    private static let mostMeanings = 2

    /// What was noted, changed and can't be known, each named.
    func acknowledgement(of changes: StateTracker.Changes, in state: DialogueState) -> [String] {
        var lines: [String] = []
        var noted: [String] = []
        for change in changes.changed {
            guard let slot = pack.slot(change.slot) else { continue }
            if change.to == Slot.unknown, change.from == nil {
                // "I don't know" is one thing, a result that is open or unclear another.
                let name = change.isUnknownToUser ? "status-unknown" : "status-open"
                lines.append(
                    wording(name, state, ["slot": slot.title, "where": slot.whereToFind, "whose": whose(state)]))
            } else if let from = change.from, change.to == Slot.unknown, !change.isUnknownToUser {
                let values = ["slot": slot.title, "from": label(slot.id, from)]
                lines.append(wording("status-now-open", state, values))
            } else if let from = change.from, from != Slot.unknown {
                lines.append(
                    wording(
                        "status-changed", state,
                        ["slot": slot.title, "from": label(slot.id, from), "to": label(slot.id, change.to)]))
            } else {
                noted.append(labelOfNew(change, in: state))
            }
        }
        func labels(_ slots: [String]) -> [String] {
            slots.compactMap { id in state.slots.values[id].map { label(id, $0) } }
        }
        noted += labels(changes.toldBack)
        if noted.isEmpty, lines.isEmpty, !changes.confirmed.isEmpty {
            return [wording("statuses-have", state, ["statuses": list(labels(changes.confirmed + changes.toldAgain))])]
        }
        noted += labels(changes.confirmed)
        if !noted.isEmpty { noted += labels(changes.toldAgain) }
        let mayChange = wording("statuses-may-change", state)
        if changes.changed.contains(where: \.isEarlier), !state.said.contains(mayChange) { lines.append(mayChange) }
        if !noted.isEmpty { lines.insert(self.noted(noted, in: state), at: 0) }
        return lines
    }

    /// What a new value is called, with the number that it was read from: whoever wrote one wants to know what it counts as.
    private func labelOfNew(_ change: StateTracker.Changes.Change, in state: DialogueState) -> String {
        let label = label(change.slot, change.to)
        guard let note = state.note(of: change.slot), note.rule == "number" else { return label }
        return wording("noted-number", state, ["status": label, "quote": note.quote])
    }

    /// That these were noted, and of whom where it is a relative.
    private func noted(_ statuses: [String], in state: DialogueState) -> String {
        let values = ["statuses": list(statuses)]
        return switch state.patient {
        case .relative(let relative)?:
            wording("statuses-noted-relative", state, values.merging(["relative": relative]) { $1 })
        case .client(let client)?: wording("statuses-noted-client", state, values.merging(["client": client]) { $1 })
        case .user?, nil: wording("statuses-noted", state, values)
        }
    }

    /// Whether the conversation begins with somebody's own results, which deserve a kind word first.
    private func opensWithStatuses(_ state: DialogueState) -> Bool {
        if case .client? = state.patient { return false }
        return state.turn == 0
    }

    /// - Parameter mayAsk: whether something more is asked for; not behind a feeling, nor where somebody had to say it again.
    func slotUpdate(changes: StateTracker.Changes, mayAsk: Bool, in state: DialogueState) -> Draft {
        var draft = Draft(act: .slotUpdate)
        draft.paragraphs = acknowledgement(of: changes, in: state)
        if draft.paragraphs.isEmpty, !changes.toldAgain.isEmpty {
            let labels = changes.toldAgain.compactMap { id in state.slots.values[id].map { label(id, $0) } }
            draft.add(wording("statuses-have", state, ["statuses": list(labels)]))
        }
        addMeanings(of: changes, to: &draft, in: state)
        if opensWithStatuses(state), mayAsk { draft.paragraphs.insert(wording("statuses-first", state), at: 0) }
        if mayAsk, let next = followUp.slot(in: state) {
            ask(next, in: &draft)
        } else {
            draft.add(wording("what-next", state))
        }
        return draft
    }

    /// What statuses that are new mean, each once; nothing to staff, who know.
    private func addMeanings(of changes: StateTracker.Changes, to draft: inout Draft, in state: DialogueState) {
        if case .client? = state.patient { return }
        // A result may be there, and say neither yes nor no.
        let new = Set(
            changes.changed.filter { $0.to != Slot.unknown || state.note(of: $0.slot)?.isOfResult == true }
                .map(\.slot))
        guard !new.isEmpty else { return }
        var explained: Set<String> = []
        var said = 0
        for meaning in pack.meanings where said < Self.mostMeanings {
            let slots = Set(meaning.conditions.map(\.slot))
            guard !slots.isDisjoint(with: new), !slots.isSubset(of: explained),
                meaning.conditions.allMatch(state.slots.values)
            else { continue }
            explained.formUnion(slots)
            let text = fill(meaning.say)
            if state.said.contains(text) { continue }
            draft.add(text)
            draft.sources += meaning.sources
            said += 1
        }
    }

    /// That statuses were let go of.
    func forgotten(_ slots: [String], in state: DialogueState) -> Draft {
        let titles = list(slots.compactMap { pack.slot($0)?.title })
        return Draft(act: .social, paragraphs: [wording("forgotten", state, ["slot": titles])])
    }

    func conflict(_ slots: [String], in state: DialogueState) -> Draft {
        var draft = Draft(act: .clarify)
        for slot in slots.compactMap(pack.slot) {
            draft.add(wording("status-conflict", state, ["slot": slot.title]))
            draft.visitQuestions.append(slot.visitQuestion)
            draft.asks = slot.id
        }
        return draft
    }

    /// - Parameter supposed: statuses that were only spoken of: the list is for them, but nothing is noted.
    func options(
        supposed: [String: String], changes: StateTracker.Changes, in state: DialogueState
    ) -> Draft {
        var draft = Draft(act: .options)
        draft.paragraphs = acknowledgement(of: changes, in: state)
        let slots = state.slots.values.merging(supposed) { $1 }
        if !supposed.isEmpty {
            let labels = pack.slots.compactMap { slot in supposed[slot.id].map { label(slot.id, $0) } }
            draft.add(wording("options-supposed", state, ["statuses": list(labels)]))
        }
        let list = OptionList(pack: pack, slots: slots)
        if list.isSpecific {
            draft.add(wording("options-open", state))
        } else {
            if !list.leaning.isEmpty {
                draft.add(wording("options-leaning", state))
                draft.add(numbered(list.leaning, in: &draft))
            }
            if let id = Passage.ID(pack.lexicon.overallPassage), pack.passage(id) != nil {
                quote(.init(passages: [id], entities: [], depth: .normal, isRepeat: true), into: &draft, in: state)
            }
            draft.add(wording("options-need-more", state))
        }
        draft.add(numbered(list.offered, in: &draft))
        if !list.special.isEmpty {
            draft.add(wording("options-special", state))
            draft.add(list.special.map { "- \(fill($0.rule.say))" }.joined(separator: "\n"))
        }
        func names(_ topics: [Topic]) -> String { self.list(topics.map(\.title.lowercasedFirst)) }
        if !list.always.isEmpty, list.isSpecific {
            draft.add(wording("options-everyone", state, ["topics": names(list.always)]))
        }
        if !list.notUsual.isEmpty { draft.add(wording("options-not-usual", state, ["topics": names(list.notUsual)])) }
        if !list.depends.isEmpty, list.isSpecific {
            draft.add(wording("options-depends", state, ["topics": names(list.depends.map(\.topic))]))
        }
        draft.add(wording("say-a-number", state), unlessIn: state.said)
        ask(followUp.slot(in: state), in: &draft)
        return draft
    }

    /// Treatments with what their rules say of them, numbered on from those already offered.
    private func numbered(_ matches: [(topic: Topic, rule: OptionRule)], in draft: inout Draft) -> String {
        var lines: [String] = []
        for (topic, rule) in matches {
            draft.offered.append(.topic(topic.id))
            draft.topics.append(topic.id)
            draft.sources += topic.sources.prefix(1)
            lines.append("\(draft.offered.count). \(fill(rule.say))")
        }
        return lines.joined(separator: "\n")
    }

    /// What the last list only named: what depends on a result that is not known, and on which.
    func restOfOptions(in state: DialogueState) -> Draft {
        let rest = OptionList(pack: pack, slots: state.listedFor).depends.map { "- \(fill($0.rule.say))" }
        var draft = Draft(act: .options, paragraphs: [wording("options-rest", state), rest.joined(separator: "\n")])
        // A number still picks from the list.
        draft.offered = state.offered
        return draft
    }
}
