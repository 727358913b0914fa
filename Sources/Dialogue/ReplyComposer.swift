// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Puts an act into words: the only place where text is made, and only by joining what the pack says.
struct ReplyComposer: Sendable {
    let pack: Pack
    let followUp: FollowUp
    /// The region whose contacts are named; nil for the general wording.
    let region: String?

    func compose(_ decision: Decision, changes: StateTracker.Changes, in state: DialogueState) -> Draft {
        var draft: Draft
        switch decision.act {
        case .answer(let answer): draft = self.answer(answer, changes: changes, in: state)
        case .options(let supposed): draft = options(supposed: supposed, changes: changes, in: state)
        case .slotUpdate: draft = slotUpdate(changes: changes, in: state)
        case .urgent(let finding, let also): draft = urgent(finding, also: also, changes: changes, in: state)
        case .crisis(let finding): draft = danger(finding, act: .crisis)
        case .askKindly(let finding): draft = danger(finding, act: .clarify)
        case .decline(let intent): draft = decline(intent, changes: changes, in: state)
        case .outOfScope(let intent): draft = said(by: intent, otherwise: "out-of-scope", act: .outOfScope, in: state)
        case .social(let intent): draft = social(intent, in: state)
        case .clarify(let choices): draft = clarify(choices, in: state)
        case .conflict(let slots): draft = conflict(slots, in: state)
        case .move(let move): draft = self.move(move, in: state)
        case .empty: draft = Draft(act: .clarify, paragraphs: [wording("empty", state)])
        }
        addSources(to: &draft)
        return draft
    }

    // MARK: Wording

    private func wording(_ name: String, _ state: DialogueState, _ values: [String: String] = [:]) -> String {
        fill(pack.wording.text(name, turn: state.turn), values)
    }

    /// Fills in what stands in braces: the values given, else the contacts of the region.
    func fill(_ text: String, _ values: [String: String] = [:]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            result += values[name] ?? pack.contacts.contact(name, in: region) ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// `one, two and three`.
    private func list(_ items: [String]) -> String {
        guard let last = items.last else { return "" }
        return items.count == 1 ? last : items.dropLast().joined(separator: ", ") + " and " + last
    }

    private func label(_ slot: String, _ value: String) -> String {
        let definition = pack.slot(slot)?.value(value)
        return definition.map { $0.label.isEmpty ? value : $0.label } ?? value
    }

    // MARK: Answers

    private func answer(
        _ answer: DialogueAct.Answer, changes: StateTracker.Changes, in state: DialogueState
    ) -> Draft {
        var draft = Draft(act: .answer)
        draft.paragraphs = acknowledgement(of: changes, in: state)
        quote(answer, into: &draft, in: state)
        guard answer.depth == .normal, answer.passages.count == 1, let main = answer.passages.first else {
            return draft
        }
        addPersonalLine(about: main, to: &draft, in: state)
        if pack.lexicon.statusSections.contains(main.section), state.askedSlot == nil || !changes.isEmpty {
            ask(followUp.slot(for: [main.topic], in: state), in: &draft)
        } else if let pending = state.askedSlot, state.slots.values[pending] == nil, changes.isEmpty,
            isDigression(answer, from: pending)
        {
            // A question that was set aside for another comes back once.
            ask(pack.slot(pending), in: &draft)
        }
        return draft
    }

    /// Whether an answer explains what a slot is, so that the question for it is still open.
    private func isDigression(_ answer: DialogueAct.Answer, from slot: String) -> Bool {
        guard let explanation = pack.slot(slot).flatMap({ Passage.ID($0.explanation) }) else { return false }
        return answer.passages.first.map { pack.nearestPassage(to: explanation)?.id == $0 } ?? false
    }

    /// Quotes passages, entities' own facts first.
    private func quote(_ answer: DialogueAct.Answer, into draft: inout Draft, in state: DialogueState) {
        draft.depth = answer.depth
        if let intent = pack.intent(answer.intent) {
            draft.add(fill(intent.say))
            draft.sources += intent.sources
        }
        let isSeveral = answer.passages.count > 1
        for id in answer.passages {
            guard let passage = pack.passage(id), let topic = pack.topic(id.topic) else { continue }
            draft.passages.append(id)
            if !draft.topics.contains(id.topic) { draft.topics.append(id.topic) }
            draft.sources += passage.sources
            if isSeveral { draft.add(wording("also-about", state, ["topic": topic.title.lowercasedFirst])) }
            let facts = ownFacts(of: answer.entities, for: id, into: &draft)
            facts.forEach { draft.add($0) }
            let hasOwnWords = !facts.isEmpty || !answer.intent.isEmpty
            switch answer.depth {
            case .short: draft.add(passage.short)
            case .more: draft.add(passage.more.isEmpty ? passage.body : passage.more)
            case .normal:
                draft.add(hasOwnWords && !isSpecific(passage, to: answer.entities) ? passage.short : passage.body)
            }
        }
    }

    /// Whether a passage speaks of just these entities, as one about a single medicine does.
    private func isSpecific(_ passage: Passage, to entities: [String]) -> Bool {
        guard !passage.id.part.isEmpty else { return false }
        return entities.contains { id in
            pack.entity(id)?.names.contains { passage.title.lowercased().contains($0.lowercased()) } ?? false
        }
    }

    private func ownFacts(of entities: [String], for id: Passage.ID, into draft: inout Draft) -> [String] {
        var facts: [String] = []
        for entity in entities.compactMap(pack.entity) where entity.topic == id.topic {
            let about = id.section == pack.lexicon.generalSection || entity.section.hasPrefix(id.section)
            let text = entity.fact(for: id.section) ?? (about ? entity.about : "")
            guard !text.isEmpty else { continue }
            facts.append(text)
            draft.entities.append(entity.id)
            draft.sources += entity.sources
        }
        return facts
    }

    /// One line of what the person's statuses make of the topic, said once in a conversation.
    private func addPersonalLine(about id: Passage.ID, to draft: inout Draft, in state: DialogueState) {
        guard pack.lexicon.statusSections.contains(id.section),
            !state.personalSaid.contains(id.topic),
            let rule = pack.topic(id.topic)?.optionRule(for: state.slots.values),
            rule.conditions.contains(where: { state.slots.values[$0.slot] != nil })
        else { return }
        draft.add(fill(rule.personal))
        draft.personalTopics.insert(id.topic)
    }

    private func ask(_ slot: Slot?, in draft: inout Draft) {
        guard let slot else { return }
        draft.add(slot.question)
        draft.asks = slot.id
    }

    // MARK: Statuses

    /// What was noted, changed and can't be known, each named.
    private func acknowledgement(of changes: StateTracker.Changes, in state: DialogueState) -> [String] {
        var lines: [String] = []
        var noted: [String] = []
        for change in changes.changed {
            guard let slot = pack.slot(change.slot) else { continue }
            if change.to == Slot.unknown, change.from == nil {
                // "I don't know" is one thing, a result that is open or unclear another.
                let name = change.isUnknownToUser ? "status-unknown" : "status-open"
                lines.append(wording(name, state, ["slot": slot.title, "where": slot.whereToFind]))
            } else if let from = change.from, from != Slot.unknown {
                lines.append(
                    wording(
                        "status-changed", state,
                        ["slot": slot.title, "from": label(slot.id, from), "to": label(slot.id, change.to)]))
            } else {
                noted.append(label(slot.id, change.to))
            }
        }
        noted += changes.confirmed.compactMap { id in state.slots.values[id].map { label(id, $0) } }
        if !noted.isEmpty { lines.insert(wording("statuses-noted", state, ["statuses": list(noted)]), at: 0) }
        return lines
    }

    private func slotUpdate(changes: StateTracker.Changes, in state: DialogueState) -> Draft {
        var draft = Draft(act: .slotUpdate)
        draft.paragraphs = acknowledgement(of: changes, in: state)
        if let next = followUp.slot(in: state) {
            ask(next, in: &draft)
        } else {
            draft.add(wording("what-next", state))
        }
        return draft
    }

    private func conflict(_ slots: [String], in state: DialogueState) -> Draft {
        var draft = Draft(act: .clarify)
        for slot in slots.compactMap(pack.slot) {
            draft.add(wording("status-conflict", state, ["slot": slot.title]))
            draft.visitQuestions.append(slot.visitQuestion)
            draft.asks = slot.id
        }
        return draft
    }

    // MARK: Options

    /// - Parameter supposed: statuses that were only spoken of: the list is for them, but nothing is noted.
    private func options(
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
            if let id = Passage.ID(pack.lexicon.overallPassage), pack.passage(id) != nil {
                quote(.init(passages: [id], entities: [], depth: .normal), into: &draft, in: state)
            }
            draft.add(wording("options-need-more", state))
        }
        var lines: [String] = []
        for (topic, rule) in list.offered {
            draft.offered.append(.topic(topic.id))
            draft.topics.append(topic.id)
            draft.sources += topic.sources.prefix(1)
            lines.append("\(draft.offered.count). \(fill(rule.say))")
        }
        draft.add(lines.joined(separator: "\n"))
        func names(_ topics: [Topic]) -> String { self.list(topics.map(\.title.lowercasedFirst)) }
        if !list.always.isEmpty, list.isSpecific {
            draft.add(wording("options-everyone", state, ["topics": names(list.always)]))
        }
        if !list.notUsual.isEmpty { draft.add(wording("options-not-usual", state, ["topics": names(list.notUsual)])) }
        if !list.depends.isEmpty, list.isSpecific {
            draft.add(wording("options-depends", state))
            draft.add(list.depends.map { "- \(fill($0.rule.say))" }.joined(separator: "\n"))
        }
        draft.add(wording("say-a-number", state))
        ask(followUp.slot(in: state), in: &draft)
        return draft
    }

    // MARK: Safety and declines

    private func danger(_ finding: SafetyFinding, act: ActKind) -> Draft {
        guard let rule = pack.safetyRules.first(where: { $0.id == finding.rule }) else { return Draft(act: act) }
        var draft = Draft(act: act, paragraphs: [fill(rule.say)])
        draft.sources = act == .urgent ? rule.sources : []
        return draft
    }

    private func urgent(
        _ finding: SafetyFinding, also: DialogueAct.Answer?, changes: StateTracker.Changes, in state: DialogueState
    ) -> Draft {
        var draft = danger(finding, act: .urgent)
        draft.paragraphs += acknowledgement(of: changes, in: state)
        if let also {
            draft.add(wording("after-urgent", state))
            quote(also, into: &draft, in: state)
        }
        return draft
    }

    private func decline(_ id: String, changes: StateTracker.Changes, in state: DialogueState) -> Draft {
        var draft = Draft(act: .declineAdvice)
        draft.paragraphs = acknowledgement(of: changes, in: state)
        guard let intent = pack.intent(id) else { return draft }
        draft.add(fill(intent.say))
        draft.sources += intent.sources
        if !intent.topic.isEmpty {
            draft.topics.append(intent.topic)
            let target = Passage.ID(topic: intent.topic, path: intent.section)
            if !intent.section.isEmpty, let passage = pack.nearestPassage(to: target) {
                draft.offered = [.passage(passage.id)]
            }
        }
        if !intent.ask.isEmpty {
            draft.add(wording("bring-question", state, ["question": intent.ask]))
            draft.visitQuestions.append(intent.ask)
        }
        return draft
    }

    private func said(by id: String, otherwise name: String, act: ActKind, in state: DialogueState) -> Draft {
        let text = pack.intent(id)?.say ?? ""
        return Draft(act: act, paragraphs: [text.isEmpty ? wording(name, state) : fill(text)])
    }

    private func social(_ id: String, in state: DialogueState) -> Draft {
        var draft = said(by: id, otherwise: "what-next", act: .social, in: state)
        // A question that is still open stays open over a word of thanks.
        if let asked = state.askedSlot, state.slots.values[asked] == nil { draft.asks = asked }
        if pack.intent(id)?.move == Policy.leaveMove, !state.visitQuestions.isEmpty {
            draft.add(wording("goodbye-list", state))
        }
        return draft
    }

    private func clarify(_ choices: [DialogueState.Choice], in state: DialogueState) -> Draft {
        var draft = Draft(act: .clarify)
        guard !choices.isEmpty else {
            draft.add(wording("clarify-open", state))
            return draft
        }
        draft.add(wording("clarify-choices", state))
        let titles = choices.map { choice -> String in
            switch choice {
            case .topic(let id): pack.topic(id)?.title ?? id
            case .passage(let id): pack.passage(id)?.title ?? id.cited
            }
        }
        draft.add(titles.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n"))
        draft.offered = choices
        return draft
    }

    // MARK: Moves

    private func move(_ move: DialogueAct.Move, in state: DialogueState) -> Draft {
        func draft(_ act: ActKind, _ name: String, _ values: [String: String] = [:]) -> Draft {
            Draft(act: act, paragraphs: [wording(name, state, values)])
        }
        switch move {
        case .again:
            guard !state.lastText.isEmpty else { return draft(.clarify, "nothing-to-repeat") }
            var again = Draft(act: state.lastAct ?? .answer, paragraphs: [state.lastText])
            again.passages = state.quoted?.passages ?? []
            again.topics = again.passages.map(\.topic)
            again.entities = state.quoted?.entities ?? []
            again.asks = state.askedSlot
            again.offered = state.offered
            return again
        case .nothingToRepeat: return draft(.clarify, "nothing-to-repeat")
        case .noMore: return draft(.social, "no-more")
        case .undo: return undone(in: state)
        case .startOver: return draft(.social, "started-over")
        case .skip: return skipped(in: state)
        case .yes: return answered("yes-without-question", in: state)
        case .no: return answered("no-without-question", in: state)
        case .told: return draft(.clarify, "clarify-told")
        case .list: return visitList(in: state)
        case .whatYouKnow: return notes(in: state)
        case .sources: return sources(in: state)
        case .why: return why(in: state)
        }
    }

    private func undone(in state: DialogueState) -> Draft {
        guard let before = state.undoable.last else {
            return Draft(act: .social, paragraphs: [wording("nothing-to-undo", state)])
        }
        let labels = pack.slots.compactMap { slot in before.values[slot.id].map { label(slot.id, $0) } }
        let statuses = labels.isEmpty ? "–" : list(labels)
        return Draft(act: .slotUpdate, paragraphs: [wording("undone", state, ["statuses": statuses])])
    }

    private func skipped(in state: DialogueState) -> Draft {
        var draft = Draft(act: .social, paragraphs: [wording("skipped", state)])
        if let slot = state.askedSlot.flatMap(pack.slot) { draft.visitQuestions.append(slot.visitQuestion) }
        return draft
    }

    /// A yes or no that no question explains.
    private func answered(_ name: String, in state: DialogueState) -> Draft {
        guard case .passage(let id)? = state.offered.first, name == "yes-without-question" else {
            return Draft(act: .social, paragraphs: [wording(name, state)])
        }
        var draft = Draft(act: .answer)
        quote(.init(passages: [id], entities: [], depth: .normal), into: &draft, in: state)
        return draft
    }

    private func visitList(in state: DialogueState) -> Draft {
        guard !state.visitQuestions.isEmpty else {
            return Draft(act: .social, paragraphs: [wording("visit-list-empty", state)])
        }
        let lines = state.visitQuestions.map { "- \($0)" }.joined(separator: "\n")
        return Draft(act: .social, paragraphs: [wording("visit-list", state), lines])
    }

    private func notes(in state: DialogueState) -> Draft {
        let lines = pack.slots.compactMap { slot -> String? in
            guard let value = state.slots.values[slot.id] else { return nil }
            let quote = state.notes.last { $0.slot == slot.id && $0.value == value }.map { " (\"\($0.quote)\")" } ?? ""
            return "- \(label(slot.id, value))\(quote)"
        }
        guard !lines.isEmpty else { return Draft(act: .social, paragraphs: [wording("nothing-noted", state)]) }
        return Draft(act: .social, paragraphs: [wording("noted-list", state), lines.joined(separator: "\n")])
    }

    private func sources(in state: DialogueState) -> Draft {
        let ids = state.quoted?.passages.flatMap { pack.passage($0)?.sources ?? [] } ?? []
        let lines = unique(ids).compactMap(pack.source).map { source in
            source.address.isEmpty ? "- \(source.title)" : "- \(source.title): \(source.address)"
        }
        guard !lines.isEmpty else { return Draft(act: .social, paragraphs: [wording("sources-none", state)]) }
        return Draft(act: .social, paragraphs: [lines.joined(separator: "\n")])
    }

    private func why(in state: DialogueState) -> Draft {
        if !state.lastReading.safetyQuote.isEmpty {
            return Draft(
                act: .social, paragraphs: [wording("why-safety", state, ["quote": state.lastReading.safetyQuote])])
        }
        guard !state.lastReading.intent.isEmpty else {
            return Draft(act: .clarify, paragraphs: [wording("nothing-to-repeat", state)])
        }
        let passages = state.quoted?.passages.compactMap { pack.passage($0)?.title } ?? []
        return Draft(
            act: .social,
            paragraphs: [
                wording(
                    "why", state,
                    [
                        "reading": state.lastReading.intent.spaced, "other": state.lastReading.otherIntent.spaced,
                        "passages": passages.isEmpty ? "–" : list(passages),
                    ])
            ])
    }

    // MARK: Sources

    private func unique(_ ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }
    }

    /// One line at the end: where the quoted statements come from, and when they were reviewed.
    private func addSources(to draft: inout Draft) {
        guard
            [.answer, .options, .declineAdvice].contains(draft.act) || draft.act == .urgent && !draft.passages.isEmpty,
            !draft.sources.isEmpty, !draft.paragraphs.isEmpty
        else { return }
        let sources = unique(draft.sources).compactMap(pack.source)
        let published = sources.filter { !$0.address.isEmpty }
        let named = published.isEmpty ? sources : Array(published.prefix(3))
        let dates = draft.topics.compactMap { pack.topic($0)?.reviewed }
        let reviewed = dates.min() ?? pack.topics.map(\.reviewed).min() ?? ""
        let line = fill(
            pack.wording.text("source-line"),
            ["sources": named.map(\.title).joined(separator: "; "), "reviewed": reviewed])
        // A question stays the last thing that is said.
        let asksLast = draft.asks != nil
        draft.paragraphs.insert(line, at: asksLast ? draft.paragraphs.count - 1 : draft.paragraphs.count)
    }
}

extension String {
    /// The text with its first letter small, unless it begins with an abbreviation.
    var lowercasedFirst: String {
        let second = dropFirst().first
        guard let first, let second, second.isLowercase else { return self }
        return first.lowercased() + dropFirst()
    }

    /// An id as words.
    var spaced: String { split(separator: "-").joined(separator: " ") }
}
