// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack
package import Understanding

/// The conversation: a message and where the talk stands, to a reply and where it stands then.
///
/// A pure function of its arguments, the pack and the library, where there is one: no clock, no chance, nothing remembered here,
/// nothing written.
package struct Assistant: Sendable {
    package let pack: Pack
    package let interpreter: Interpreter
    private let tracker: StateTracker
    let policy: Policy
    let composer: ReplyComposer
    /// The slots that are traits of the person, and no statuses.
    private let traits: Set<String>
    /// What is quoted where the pack has no answer; nil for nothing.
    package var library: (any Library)?

    /// Messages longer than this are read up to here.
    package static let longestMessage = 8_000

    /// - Parameters:
    ///   - model: the compiled pack.
    ///   - region: whose contacts are named, such as `uk`; nil where it is not known.
    package init(_ model: CompiledPack, region: String? = nil) {
        interpreter = Interpreter(model)
        pack = model.pack
        traits = Set(model.pack.slots.filter(\.isTrait).map(\.id))
        let names = ThingNames(pack: model.pack)
        tracker = StateTracker(pack: model.pack, names: names)
        policy = Policy(pack: model.pack, names: names)
        composer = ReplyComposer(
            pack: model.pack, names: names, followUp: FollowUp(pack: model.pack), region: region)
    }

    /// The first words of a conversation.
    package var welcome: String { composer.fill(pack.wording.text("welcome")) }

    /// What can be typed, for somebody who asks.
    package var help: String { pack.intent("help").map { composer.fill($0.say) } ?? welcome }

    /// The last words, with a reminder of the list for the next visit where there is one.
    package func farewell(in state: DialogueState) -> String {
        guard let goodbye = pack.intents.first(where: { $0.move == Policy.leaveMove }) else { return "" }
        let decision = Decision(act: .social(intent: goodbye.id), intent: goodbye.id, confidence: 1)
        return composer.compose(decision, changes: StateTracker.Changes(), in: state).text
    }

    /// Whether a reply says goodbye.
    package func endsConversation(_ reply: Reply) -> Bool { pack.intent(reply.intent)?.move == Policy.leaveMove }

    /// Makes a move about the conversation (`more`, `undo`, `list`, …) without a message.
    package func perform(_ move: String, in state: DialogueState) -> (reply: Reply, state: DialogueState) {
        finish(policy.decision(for: move, in: state), changes: StateTracker.Changes(), state: state)
    }

    /// The reply to a message, and the state after it.
    package func reply(to text: String, in state: DialogueState) -> (reply: Reply, state: DialogueState) {
        var state = state
        // A text of so few bytes has no more characters; else they have to be counted.
        let message = text.utf8.count <= Self.longestMessage ? text : String(text.prefix(Self.longestMessage))
        let context = state.context(slots: pack.slots, for: message)
        var typed = interpreter.interpret(message, in: context)
        if typed.safety == nil { typed.safety = dangerLeftOut(of: typed, typedAs: message, in: state, context) }
        var interpretation = typed
        state = policy.standing(of: typed, in: state)
        if let named = policy.naming(typed, of: message, in: state) {
            interpretation = interpreter.interpret(named, in: context)
        } else if let name = policy.leftOut(of: typed, in: state) {
            interpretation = interpreter.completed(typed, of: message, spokenOf: name)
        }
        let changes = tracker.observe(interpretation, in: &state)
        let decision = policy.decide(interpretation, changes: changes, in: state)
        let whole =
            askedBehind(decision, interpretation, changes: changes, in: state)
            ?? policy.answeringFirst(
                questionBesideTold(of: typed, beside: decision, interpretation, in: state),
                in: policy.joined(decision, with: questions(of: typed, beside: decision, interpretation, in: state)))
        return finish(
            libraryDecision(for: message, insteadOf: whole) ?? whole, interpretation: interpretation,
            changes: changes,
            state: state)
    }

    /// The danger in a message that leaves out the symptom that was spoken of: "I've had it since Sunday, six times a day".
    private func dangerLeftOut(
        of typed: Interpretation, typedAs message: String, in state: DialogueState, _ context: TurnContext
    ) -> SafetyFinding? {
        guard let symptom = state.symptom, typed.hasPronoun, !typed.asksQuestion, typed.isPersonal,
            typed.mentions.isEmpty,
            let found = interpreter.interpret(symptom + " " + message, in: context).safety,
            found.witness == SafetyFinding.pattern, found.level.isOfIllness
        else { return nil }
        return found
    }

    /// Finishes a turn that had no message to be read.
    func finish(
        _ decision: Decision, changes: StateTracker.Changes, state: DialogueState
    ) -> (reply: Reply, state: DialogueState) {
        let interpretation = interpreter.interpret("", in: state.context(slots: pack.slots, for: ""))
        return finish(decision, interpretation: interpretation, changes: changes, state: state)
    }

    /// Puts a decision into words and takes it into the state.
    private func finish(
        _ decision: Decision, interpretation: Interpretation, changes: StateTracker.Changes, state: DialogueState
    ) -> (reply: Reply, state: DialogueState) {
        var state = state
        let draft = composer.compose(decision, changes: changes, in: state)
        apply(decision, to: &state)
        tracker.record(draft, decision: decision, interpretation: interpretation, in: &state)
        let reply = Reply(
            act: draft.act, intent: decision.intent, topics: draft.topics.isEmpty ? decision.concerns : draft.topics,
            passages: draft.passages,
            slots: state.slots.values.filter { !traits.contains($0.key) }, asks: draft.asks,
            confidence: interpreter.calibrated(decision.confidence), text: draft.text)
        return (reply, state)
    }

    /// What a move about the conversation does to the state.
    private func apply(_ decision: Decision, to state: inout DialogueState) {
        switch decision.act {
        case .move(.undo):
            if let last = state.undoable.popLast() { state.slots = last }
        case .move(.startOver):
            state = DialogueState()
        case .forget(let slots):
            state.forget(slots.compactMap(pack.slot))
        default:
            break
        }
    }
}
