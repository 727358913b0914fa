// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a message asks behind a feeling or a complaint, which alone would be heard.
extension Assistant {
    func askedBehind(
        _ decision: Decision, _ interpretation: Interpretation, changes: StateTracker.Changes, in state: DialogueState
    ) -> Decision? {
        questionBehindFeeling(decision, interpretation, in: state)
            ?? requestBehindComplaint(decision, interpretation, in: state)
            ?? questionBehindStatus(decision, interpretation, changes: changes, in: state)
            ?? questionBehindRequest(decision, interpretation, in: state)
            ?? meantBeforeRequest(decision, interpretation, in: state)
    }

    /// Behind a result that is told, a question that can only be asked of the medicine that was spoken of.
    ///
    /// "It is there, yes. What are the side effects of it?"
    private func questionBehindStatus(
        _ decision: Decision, _ interpretation: Interpretation, changes: StateTracker.Changes, in state: DialogueState
    ) -> Decision? {
        guard !changes.changed.isEmpty, interpretation.questions.isEmpty, case .answer = decision.act,
            let thing = state.focusEntity.flatMap(pack.entity), pack.lexicon.nameKinds.contains(thing.kind),
            let last = interpretation.utterance.lastOfSeveralSentences
        else { return nil }
        let reading = reading(of: last, in: state)
        guard reading.asksQuestion, reading.told.isEmpty, reading.mentions.isEmpty, reading.namedSlots.isEmpty,
            reading.aspects.first?.label == pack.lexicon.contrastSection,
            let name = policy.leftOut(of: reading, in: state)
        else { return nil }
        let whole = interpreter.completed(reading, of: last, spokenOf: name)
        let answer = policy.decide(whole, changes: StateTracker.Changes(), in: state)
        guard case .answer = answer.act else { return nil }
        return answer
    }

    /// What is asked behind a request for the list.
    ///
    /// "Put that on my list. And what else should I ask?"
    private func questionBehindRequest(
        _ decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> Decision? {
        guard case .ownQuestion(let request) = decision.act, let last = interpretation.utterance.lastOfSeveralSentences
        else {
            return nil
        }
        let reading = reading(of: last, in: state)
        let isListed = request.words.lowercased().holds(last.lowercased().trimmingQuestionMark)
        guard reading.listRequest == nil, reading.asksQuestion, reading.isClearQuestion,
            !isListed || reading.passages.bestQuestion() >= Self.wellUnderstood,
            case .answer(var answer) = policy.decide(reading, changes: StateTracker.Changes(), in: state).act,
            !isListed || !answer.passages.allSatisfy(state.explained.contains)
        else { return nil }
        // What goes on the list is answered in short, as far as it is known.
        if isListed { answer.depth = .short }
        var both = decision
        both.alsoAnswers = answer
        return both
    }

    /// What was last asked, of the medicine that somebody says they meant before they ask for the list.
    ///
    /// "I meant …. Would you put the other thing on my list?"
    private func meantBeforeRequest(
        _ decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> Decision? {
        guard case .ownQuestion = decision.act, interpretation.corrects, state.lastAct == .answer,
            let section = state.focusSection, let thing = policy.thingsNamed(in: interpretation).first,
            pack.isSingle(thing), thing.fact(for: section, given: state.slots.values) != nil,
            let passage = pack.nearestPassage(to: Passage.ID(topic: thing.topic, section: section))
        else { return nil }
        var both = decision
        both.alsoAnswers = DialogueAct.Answer(passages: [passage.id], entities: [thing.id], depth: .short)
        return both
    }

    /// A part of a message, read as if it were all of it.
    private func reading(of part: String, in state: DialogueState) -> Interpretation {
        interpreter.interpret(part, in: state.context(slots: pack.slots, for: part))
    }

    /// The answer to a clear question, with a word for the feeling before it; nil where there is none.
    ///
    /// "I was told on Thursday and I'm in bits. What happens next?"
    private func questionBehindFeeling(
        _ decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> Decision? {
        guard case .social(let intent) = decision.act, pack.intent(intent)?.showsFeeling == true,
            let question = interpretation.questionBesideTold
        else { return nil }
        let reading = reading(of: question.text, in: state)
        guard reading.isClearQuestion, reading.passages.bestQuestion() >= Self.wellUnderstood else { return nil }
        var asked = policy.decide(reading, changes: StateTracker.Changes(), in: state)
        guard case .answer = asked.act else { return nil }
        asked.meetsFeeling = true
        return asked
    }

    /// What the last sentence asks for by itself, with a word of regret before it; nil where it complains as well, or asks nothing clear.
    ///
    /// "You said that already. Yes, the questions please."
    private func requestBehindComplaint(
        _ decision: Decision, _ interpretation: Interpretation, in state: DialogueState
    ) -> Decision? {
        guard interpretation.complains, interpretation.told.isEmpty, decision.isNoAnswer,
            let last = interpretation.utterance.lastOfSeveralSentences
        else { return nil }
        let reading = reading(of: last, in: state)
        // "I asked why …" complains and asks.
        guard reading.isClearQuestion,
            !reading.complains || reading.passages.bestQuestion() >= Self.wellUnderstood
        else { return nil }
        var asked = policy.decide(reading, changes: StateTracker.Changes(), in: state)
        switch asked.act {
        case .answer(let answer) where answer.passages != state.quoted?.passages: break
        case .options: break
        default: return nil
        }
        asked.opening = "sorry-misread"
        return asked
    }
}
