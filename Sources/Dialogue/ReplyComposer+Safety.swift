// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Replies that put something before an answer: getting help, a limit, a word of kindness, a question back.
extension ReplyComposer {
    func danger(_ finding: SafetyFinding, act: ActKind) -> Draft {
        guard let rule = pack.safetyRule(finding.rule) else { return Draft(act: act) }
        var draft = Draft(act: act, paragraphs: [fill(rule.say)])
        draft.sources = act == .urgent ? rule.sources : []
        return draft
    }

    /// Words for somebody in danger of harming themself; a call for an illness that is still open is not forgotten over that.
    func crisis(_ finding: SafetyFinding, in state: DialogueState) -> Draft {
        var draft = danger(finding, act: .crisis)
        if !state.openAlarm.isEmpty { draft.add(wording("alarm-open", state)) }
        return draft
    }

    func urgent(
        _ finding: SafetyFinding, also: DialogueAct.Answer?, changes: StateTracker.Changes, in state: DialogueState
    ) -> Draft {
        var draft = danger(finding, act: .urgent)
        // Which results are not known can wait.
        var known = changes
        known.changed.removeAll { $0.to == Slot.unknown }
        draft.paragraphs += acknowledgement(of: known, in: state)
        add(also, to: &draft, in: state)
        if let question = questionAfterAlarm(finding, in: state) { draft.visitQuestions.append(question) }
        return draft
    }

    func alarmStands(also: DialogueAct.Answer?, in state: DialogueState) -> Draft {
        var draft = Draft(act: .urgent, paragraphs: [unsaid("alarm-stands", in: state)])
        add(also, to: &draft, in: state)
        return draft
    }

    func helpCalled(inCrisis: Bool, also: DialogueAct.Answer?, in state: DialogueState) -> Draft {
        guard !inCrisis else { return Draft(act: .crisis, paragraphs: [wording("crisis-helped", state)]) }
        var draft = Draft(act: .urgent, paragraphs: [unsaid("help-called", in: state)])
        if let also { quote(also, into: &draft, in: state) }
        return draft
    }

    /// Answers what was asked beside a sign of danger.
    private func add(_ also: DialogueAct.Answer?, to draft: inout Draft, in state: DialogueState) {
        guard let also else { return }
        draft.add(wording("after-urgent", state))
        quote(also, into: &draft, in: state)
    }

    /// Says what is not for a program to decide, behind what can be answered of the message.
    func decline(
        _ id: String, beside answer: DialogueAct.Answer?, changes: StateTracker.Changes, in state: DialogueState
    ) -> Draft {
        var draft = Draft(act: .declineAdvice)
        guard let intent = pack.intent(id) else { return draft }
        if let answer {
            quote(answer, into: &draft, in: state)
            draft.depth = .normal
        }
        let isAlone = draft.paragraphs.isEmpty
        addRefusal(intent, isShort: answer != nil, to: &draft, in: state)
        // What was noted can wait until a hard question has been met, and is not the last word on it.
        let noted = acknowledgement(of: changes, in: state)
        draft.paragraphs.insert(
            contentsOf: noted, at: isAlone ? min(1, draft.paragraphs.count) : draft.paragraphs.count)
        if !intent.topic.isEmpty {
            if !draft.topics.contains(intent.topic) { draft.topics.append(intent.topic) }
            let target = Passage.ID(topic: intent.topic, path: intent.section)
            // "Which of those is best", and then "more on the first": that is one of those.
            if !intent.section.isEmpty, !state.picksFromNamed, let passage = pack.nearestPassage(to: target) {
                draft.offered = [.passage(passage.id)]
            }
        }
        return draft
    }

    /// What else was asked: in short beside a list, or why it is not for a program to decide.
    func addBeside(_ decision: Decision, to draft: inout Draft, in state: DialogueState) {
        guard draft.act == .answer || draft.act == .options else { return }
        if draft.act == .options, let answer = decision.alsoAnswers {
            var beside = Draft(act: .answer)
            quote(answer, into: &beside, in: state)
            draft.paragraphs.insert(contentsOf: beside.paragraphs, at: 0)
            draft.sources += beside.sources
        }
        draft.addBeforeQuestion { draft in
            if let intent = decision.alsoDeclines.flatMap(pack.intent) {
                addRefusal(intent, isShort: true, to: &draft, in: state)
            }
            // What gets no answer is not passed over in silence.
            if let question = decision.leavesOpen { draft.add(wording("left-open", state, ["question": question])) }
        }
    }

    /// What to do if the message tells of a danger after all, once in a talk, before what is asked back.
    func addDoubt(of level: SafetyRule.Level, to draft: inout Draft, in state: DialogueState) {
        let words = wording(level == .crisis ? "doubt-crisis" : "doubt-illness", state)
        guard draft.act != .urgent, draft.act != .crisis, !state.said.contains(words) else { return }
        draft.addBeforeQuestion { $0.add(words) }
    }

    /// The words of a refusal and the question to bring; beside an answer, what opens it will do.
    private func addRefusal(_ intent: Intent, isShort: Bool, to draft: inout Draft, in state: DialogueState) {
        let text = fill(intent.say)
        let target = Passage.ID(topic: intent.topic, path: intent.section)
        // Asked again, it is not read out again: what can be said of it in short.
        if state.hasSaid(text), let passage = pack.nearestPassage(to: target), !intent.section.isEmpty {
            let isSaid = state.said.contains(passage.short)
            draft.add(isSaid ? again([passage.short], in: state) : passage.short)
            draft.sources += passage.sources
            return
        }
        text.paragraphs.prefix(isShort ? Self.openingParagraphs : .max).forEach { draft.add($0) }
        draft.sources += intent.sources
        guard !intent.ask.isEmpty else { return }
        draft.add(wording("bring-question", state, ["question": intent.ask]))
        draft.visitQuestions.append(intent.ask)
    }

    /// How many paragraphs of a refusal say what it is.
    private static let openingParagraphs = 2

    func said(by id: String, otherwise name: String, act: ActKind, in state: DialogueState) -> Draft {
        guard let intent = pack.intent(id), !intent.say.isEmpty else {
            return Draft(act: act, paragraphs: [wording(name, state)])
        }
        var own: [String] = []
        if case .relative? = state.patient { own = intent.ofRelative }
        let texts = (own.isEmpty ? [intent.say] + intent.then : own).map { fill($0) }
        if let text = texts.first(where: { !state.hasSaid($0) }) { return Draft(act: act, paragraphs: [text]) }
        // Asked for again, what it is good for will do, without what opened it.
        let rest = texts[0].paragraphs.dropFirst()
        return Draft(act: act, paragraphs: [rest.isEmpty ? texts[0] : rest.joined(separator: "\n\n")])
    }

    func social(_ id: String, in state: DialogueState) -> Draft {
        var draft = said(by: id, otherwise: "what-next", act: .social, in: state)
        // What was said in the same words before is no comfort.
        let isFeeling = pack.intent(id)?.showsFeeling ?? false
        if isFeeling, state.hasSaid(draft.text) {
            draft.paragraphs = [unsaid("still-here", in: state)]
        }
        // A question that is still open stays open over a word of thanks.
        if let asked = state.askedSlot, state.slots.values[asked] == nil { draft.asks = asked }
        if pack.intent(id)?.move == Policy.leaveMove {
            // What was to be called about is not to be forgotten over a goodbye.
            // Who meant to call may not have.
            let isIllness = pack.safetyRule(state.alarmRule)?.level.isOfIllness == true
            if state.alarmTurn > 0, isIllness || !state.isHelpCalled {
                draft.add(wording(state.isHelpCalled ? "goodbye-call" : "goodbye-alarm", state))
            }
            if state.keptOwnQuestion {
                draft.add(wording("goodbye-list", state))
                draft.add(state.visitQuestions.asList)
            } else if !state.questionsToKeep.isEmpty {
                // What nobody asked to keep is offered: it may be the last that somebody wants to read tonight.
                draft.add(wording("goodbye-offer", state))
            }
        }
        return draft
    }

    func clarify(_ choices: [DialogueState.Choice], in state: DialogueState) -> Draft {
        var draft = Draft(act: .clarify)
        guard !choices.isEmpty else {
            draft.add(wording("clarify-open", state))
            return draft
        }
        draft.add(wording("clarify-choices", state))
        offer(choices, in: &draft)
        return draft
    }

    /// Takes in what was told, and offers what may matter to it.
    func told(_ choices: [DialogueState.Choice], in state: DialogueState) -> Draft {
        // Staff go through nothing themselves.
        let open = state.isOfClient ? "clarify-open" : "clarify-told"
        guard !choices.isEmpty else { return Draft(act: .clarify, paragraphs: [unsaid(open, in: state)]) }
        var draft = Draft(act: .clarify, paragraphs: [unsaid("told-choices", in: state)])
        offer(choices, in: &draft)
        return draft
    }

    private func offer(_ choices: [DialogueState.Choice], in draft: inout Draft) {
        let lines = choices.enumerated().map { "\($0.offset + 1). \(title(of: $0.element))" }
        draft.add(lines.joined(separator: "\n"))
        draft.offered = choices
    }

    /// What a choice is called, with its topic where its own title could be of any.
    private func title(of choice: DialogueState.Choice) -> String {
        switch choice {
        case .topic(let id): return pack.topic(id)?.title ?? id
        case .passage(let id):
            guard let passage = pack.passage(id), let topic = pack.topic(id.topic) else { return id.cited }
            return id.part.isEmpty && id.section != pack.lexicon.generalSection
                ? "\(topic.title): \(passage.title.lowercasedFirst)" : passage.title
        }
    }
}
