// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Moves about the conversation itself: again, more, simpler, goodbye.
extension Policy {
    func move(_ situation: Situation) -> Decision? {
        if situation.interpretation.endsInFarewell, !situation.interpretation.asksQuestion, situation.changes.isEmpty,
            let goodbye = pack.intents.first(where: { $0.move == Self.leaveMove })
        {
            return Decision(act: .social(intent: goodbye.id), intent: goodbye.id, confidence: 0.9)
        }
        guard let intent = situation.topIntent, !intent.move.isEmpty, situation.changes.isEmpty else { return nil }
        // "Forget everything" takes back, and names no trouble with the memory.
        let namesSomething = !situation.interpretation.mentions.isEmpty && !situation.interpretation.retracts
        guard situation.topProbability >= Threshold.move, situation.words <= Self.longestMove, !namesSomething else {
            return nil
        }
        let confidence = situation.topProbability
        func decision(_ act: DialogueAct) -> Decision { Decision(act: act, intent: intent.id, confidence: confidence) }
        switch intent.move {
        case "whats-that":
            guard situation.state.quoted != nil else { return decision(.clarify(choices: situation.state.unexplained)) }
            return decision(requote(situation.state, depth: .short))
        case "not-what-i-asked" where situation.saysAnew: return nil
        case "not-what-i-asked": return decision(.clarify(choices: situation.state.alternatives))
        case "dont-know" where situation.state.askedSlot == nil:
            return decision(.sentence("unknown-fine", act: .clarify))
        case "dont-know": return decision(.move(.skip))
        case Self.leaveMove: return decision(.social(intent: intent.id))
        default: return act(for: intent.move, in: situation.state).map(decision)
        }
    }

    /// A question about the talk, in a clause of its own, which is answered whatever is told beside it: "…, what do you know about me".
    func moveBeside(_ situation: Situation) -> Decision? {
        guard situation.changes.changed.isEmpty, situation.state.lastAct != nil else { return nil }
        for intent in situation.interpretation.clauseIntents.compactMap(pack.intent)
        where Self.movesInAClause.contains(intent.move) {
            guard let act = act(for: intent.move, in: situation.state) else { continue }
            return Decision(act: act, intent: intent.id, confidence: Threshold.leadingMove)
        }
        return nil
    }

    /// The moves that ask something of the talk which nothing else in a message answers.
    private static let movesInAClause: Set<String> = ["what-you-know", "sources"]

    /// Whether plainer or fewer words are asked for, beside what is asked.
    func asksPlainer(_ situation: Situation) -> Bool {
        situation.interpretation.asksPlainer >= Threshold.hintOfPlainer
            || situation.interpretation.clauseIntents.contains { pack.intent($0)?.asksPlainer == true }
    }

    /// The move of an intent that ends the conversation.
    static let leaveMove = "leave"

    /// The decision for a move that was asked for by its name.
    func decision(for move: String, in state: DialogueState) -> Decision {
        let act = act(for: move, in: state) ?? .clarify(choices: [])
        return Decision(act: act, intent: pack.intents.first { $0.move == move }?.id ?? move, confidence: 1)
    }

    func act(for move: String, in state: DialogueState) -> DialogueAct? {
        switch move {
        case "more": requote(state, depth: .more)
        case "simpler", "shorter": requote(state, depth: .short)
        default: DialogueAct.Move(rawValue: move).map { .move($0) }
        }
    }

    func requote(_ state: DialogueState, depth: DialogueState.Depth) -> DialogueAct {
        guard let quoted = state.quoted else {
            if depth == .more, state.lastAct == .options {
                let rest = OptionList(pack: pack, slots: state.listedFor).depends
                let isNew = rest.contains { !state.hasSaid($0.rule.say) }
                return .move(isNew ? .restOfOptions : .noMore)
            }
            return depth == .more ? .clarify(choices: []) : .move(.nothingToRepeat)
        }
        if depth == .more {
            // After the short form comes the normal one, unless that was said before it.
            let wasSaid = quoted.passages.allSatisfy { pack.passage($0).map { state.hasSaid($0.body) } ?? true }
            if quoted.depth == .short, !wasSaid { return repeated(quoted.passages, .normal, of: state.focusEntity) }
            if let own = moreOfThing(in: state, behind: quoted) { return own }
            let hasMore = quoted.depth != .more && quoted.passages.contains { pack.passage($0)?.more.isEmpty == false }
            if !hasMore {
                // The next passage of the topic that has not been quoted.
                let topic = quoted.passages.first?.topic ?? ""
                let next = pack.topic(topic)?.passages.first {
                    !state.quotedOfTopic.contains($0.id) && $0.id.part.isEmpty
                }
                guard let next else { return .move(.noMore) }
                return .answer(.init(passages: [next.id], entities: [], depth: .normal))
            }
        }
        return repeated(quoted.passages, depth, of: state.focusEntity)
    }

    func repeated(
        _ passages: [Passage.ID], _ depth: DialogueState.Depth, of thing: String? = nil
    ) -> DialogueAct {
        .answer(.init(passages: passages, entities: [], spokenOf: thing, depth: depth, isRepeat: true))
    }
}
