// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Replies to moves about the conversation itself.
extension ReplyComposer {
    func move(_ move: DialogueAct.Move, in state: DialogueState) -> Draft {
        func draft(_ act: ActKind, _ name: String, _ values: [String: String] = [:]) -> Draft {
            Draft(act: act, paragraphs: [wording(name, state, values)])
        }
        switch move {
        case .again:
            guard !state.lastText.isEmpty else { return draft(.clarify, "nothing-to-repeat") }
            var again = Draft(act: state.lastAct ?? .answer, paragraphs: [state.lastText])
            // Only an answer quotes: what was quoted before a word about danger is not said again with it.
            if state.lastAct == .answer, let quoted = state.quoted {
                again.passages = quoted.passages
                again.topics = quoted.passages.map(\.topic)
                again.entities = quoted.entities
            }
            again.asks = state.askedSlot
            again.offered = state.offered
            return again
        case .nothingToRepeat: return draft(.clarify, "nothing-to-repeat")
        case .noMore: return draft(.social, "no-more")
        case .restOfOptions: return restOfOptions(in: state)
        case .undo: return undone(in: state)
        case .startOver: return draft(.social, "started-over")
        case .skip: return skipped(in: state)
        case .yes: return answered("yes-without-question", in: state)
        case .no: return answered("no-without-question", in: state)
        case .list: return visitList(in: state)
        case .whatYouKnow: return notes(in: state)
        case .sources: return sources(in: state)
        case .why: return why(in: state)
        case .star: return starred(in: state)
        }
    }

    func undone(in state: DialogueState) -> Draft {
        guard let before = state.undoable.last else {
            return Draft(act: .social, paragraphs: [wording("nothing-to-undo", state)])
        }
        let labels = pack.slots.compactMap { slot in before.values[slot.id].map { label(slot.id, $0) } }
        guard !labels.isEmpty else { return Draft(act: .slotUpdate, paragraphs: [wording("undone-all", state)]) }
        let statuses = list(labels)
        return Draft(act: .slotUpdate, paragraphs: [wording("undone", state, ["statuses": statuses])])
    }

    func skipped(in state: DialogueState) -> Draft {
        var draft = Draft(act: .social, paragraphs: [wording("skipped", state)])
        if let slot = state.askedSlot.flatMap(pack.slot) { draft.visitQuestions.append(slot.visitQuestion) }
        return draft
    }

    /// A yes or no that no question explains.
    func answered(_ name: String, in state: DialogueState) -> Draft {
        guard case .passage(let id)? = state.offered.first, name == "yes-without-question" else {
            return Draft(act: .social, paragraphs: [wording(name, state)])
        }
        var draft = Draft(act: .answer)
        quote(.init(passages: [id], entities: [], depth: .normal), into: &draft, in: state)
        return draft
    }

    func notes(in state: DialogueState) -> Draft {
        let lines = notedLines(in: state)
        var draft = Draft(act: .social)
        if lines.isEmpty {
            draft.add(wording("nothing-noted", state))
        } else {
            draft.add(wording("noted-list", state))
            draft.add(lines.joined(separator: "\n"))
            draft.add(wording("noted-limits", state))
        }
        // What was just to be called about is not passed over for a list.
        if !state.openAlarm.isEmpty, state.openAlarmTurn == state.turn {
            draft.paragraphs.insert(wording("alarm-reminder", state), at: 0)
        }
        return draft
    }

    /// Each status with the words that said so and the message that they stood in, and the things that were told of.
    func notedLines(in state: DialogueState) -> [String] {
        let own = state.ownEntities.compactMap(pack.entity)
        // What kind of medicine it is goes without saying where it is named.
        func breadth(_ thing: Entity) -> Int { pack.lexicon.nameKinds.firstIndex(of: thing.kind) ?? 0 }
        let things = own.filter { thing in
            !own.contains { $0.isKin(of: thing) && breadth($0) < breadth(thing) }
        }.compactMap(\.names.first)
        let told = things.isEmpty ? [] : ["- " + wording("noted-things", state, ["things": list(things)])]
        return notedStatuses(in: state) + told
    }

    private func notedStatuses(in state: DialogueState) -> [String] {
        pack.slots.compactMap { slot -> String? in
            guard let value = state.slots.values[slot.id] else { return nil }
            // Where it was told first, since it is as it is; of numbers the last ones count.
            let told = state.notes.filter { $0.slot == slot.id }.reversed().prefix { $0.value == value }
            let isOfNumbers = told.first?.quote.split(separator: " ").contains { $0.first?.isNumber == true } ?? false
            let note = isOfNumbers ? told.first : told.last { !$0.quote.isEmpty } ?? told.last
            guard let note else { return "- \(label(slot.id, value).uppercasedFirst)" }
            // A result that says neither yes nor no is open, and not one that somebody does not know.
            let isOpen = value == Slot.unknown && note.isOfResult
            let status =
                isOpen
                ? wording("noted-open", state, ["slot": slot.title.uppercasedFirst])
                : label(slot.id, value).uppercasedFirst
            let values = ["status": status, "quote": note.quote, "turn": String(note.turn)]
            return "- " + wording(note.quote.isEmpty ? "noted-set-line" : "noted-line", state, values)
        }
    }

    func sources(in state: DialogueState) -> Draft {
        let lines = state.sources.uniqued.compactMap(pack.source).map { source in
            source.address.isEmpty ? "- \(source.title)" : "- \(source.title): \(source.address)"
        }
        guard !lines.isEmpty else { return Draft(act: .social, paragraphs: [wording("sources-none", state)]) }
        return Draft(act: .social, paragraphs: [wording("sources-open", state), lines.joined(separator: "\n")])
    }

    func why(in state: DialogueState) -> Draft {
        if !state.lastReading.safetyQuote.isEmpty {
            return Draft(
                act: .social, paragraphs: [wording("why-safety", state, ["quote": state.lastReading.safetyQuote])])
        }
        guard !state.lastReading.intent.isEmpty else {
            return Draft(act: .clarify, paragraphs: [wording("nothing-to-repeat", state)])
        }
        let passages = state.quoted?.passages.compactMap { pack.passage($0)?.title } ?? []
        let text = passages.isEmpty ? wording("why-open", state) : wording("why", state, ["passages": list(passages)])
        return Draft(act: .social, paragraphs: [text])
    }
}
