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

    func visitList(in state: DialogueState) -> Draft {
        guard !state.visitQuestions.isEmpty else {
            return Draft(act: .social, paragraphs: [wording("visit-list-empty", state)])
        }
        return Draft(act: .social, paragraphs: [wording("visit-list", state), visitQuestions(in: state)])
    }

    /// The questions for the next visit, as a list.
    func visitQuestions(in state: DialogueState) -> String {
        state.visitQuestions.map { "- \($0)" }.joined(separator: "\n")
    }

    func notes(in state: DialogueState) -> Draft {
        let lines = notedLines(in: state)
        guard !lines.isEmpty else { return Draft(act: .social, paragraphs: [wording("nothing-noted", state)]) }
        return Draft(
            act: .social,
            paragraphs: [wording("noted-list", state), lines.joined(separator: "\n"), wording("noted-limits", state)])
    }

    /// Each status with the words that said so and the message that they stood in, and the things that were told of.
    func notedLines(in state: DialogueState) -> [String] {
        let things = state.ownEntities.compactMap { pack.entity($0)?.names.first }
        let told = things.isEmpty ? [] : ["- " + wording("noted-things", state, ["things": list(things)])]
        return notedStatuses(in: state) + told
    }

    private func notedStatuses(in state: DialogueState) -> [String] {
        pack.slots.compactMap { slot -> String? in
            guard let value = state.slots.values[slot.id] else { return nil }
            let note = state.notes.last { $0.slot == slot.id && $0.value == value }
            let status = label(slot.id, value).uppercasedFirst
            guard let note else { return "- \(status)" }
            let values = ["status": status, "quote": note.quote, "turn": String(note.turn)]
            return "- " + wording(note.quote.isEmpty ? "noted-set-line" : "noted-line", state, values)
        }
    }

    /// Puts a question about what was last explained on the list for the next visit.
    func starred(in state: DialogueState) -> Draft {
        let wasJustPutThere = state.listedTurn == state.turn && state.lastAct == .social
        guard !wasJustPutThere, let id = state.quoted?.passages.first, let passage = pack.passage(id) else {
            // "Yes, just that one": what was put there is there.
            let name = state.visitQuestions.isEmpty ? "nothing-to-star" : "starred-already"
            return Draft(act: .social, paragraphs: [wording(name, state)])
        }
        return onList(wording("star-question", state, ["title": passage.title]), in: state)
    }

    /// Puts a question in the user's own words on the list.
    func ownQuestion(_ request: ListRequest, in state: DialogueState) -> Draft {
        let words = request.words
        if !request.asks { return onList(wording("own-question-about", state, ["words": words]), in: state) }
        let isWhole = words.last?.isLetter != true && words.last?.isNumber != true
        return onList(words.uppercasedFirst + (isWhole ? "" : "?"), in: state)
    }

    private func onList(_ question: String, in state: DialogueState) -> Draft {
        guard !state.visitQuestions.contains(question) else {
            return Draft(act: .social, paragraphs: [wording("starred-already", state)])
        }
        var draft = Draft(act: .social, paragraphs: [wording("starred", state, ["question": question])])
        draft.visitQuestions = [question]
        return draft
    }

    /// The page to take along: what is known and where it was said, the questions, what to bring.
    func visitSheet(in state: DialogueState) -> String {
        var parts = ["# " + wording("sheet-title", state), wording("sheet-note", state)]
        let noted = notedLines(in: state)
        if !noted.isEmpty { parts += ["## " + wording("sheet-statuses", state), noted.joined(separator: "\n")] }
        if !state.visitQuestions.isEmpty {
            parts += ["## " + wording("visit-list", state), visitQuestions(in: state)]
        }
        parts.append(wording("sheet-bring", state))
        return parts.joined(separator: "\n\n") + "\n"
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
