// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Several questions in one message, each answered.
extension Policy {
    /// From which confidence on a question of several is answered by itself.
    private static let clearQuestion = 0.4
    private static let mostQuestions = 4
    private static let mostPassages = 4
    /// Beside how many answers a question without one is named.
    private static let mostBesideOpen = 2

    /// A decision for a whole message, with what its questions would get one by one, and the one that is left without an answer.
    func joined(_ decision: Decision, with questions: [AskedQuestion]) -> Decision {
        let clear = questions.prefix(Self.mostQuestions).filter { ($0.decision?.confidence ?? 0) >= Self.clearQuestion }
        var decision = decision
        // What leans on the rest can't be put again by itself: then the whole says more than a part.
        let canLeaveOthers = questions.allSatisfy { $0.standsAlone || clear.contains($0) }
        if join(clear, of: questions, into: &decision) || canLeaveOthers && takeOnly(clear, into: &decision) {
            // Behind many answers one more sentence about what has none is only longer.
            guard clear.count <= Self.mostBesideOpen else { return decision }
            decision.leavesOpen = questions.first { $0.saysSomething && !clear.contains($0) && !$0.isOfWhole }?.text
        } else {
            decision.leavesOpen = notUnderstood(of: questions, beside: decision)
        }
        return decision
    }

    /// A decision for a message that tells something and asks one question, with the answer to that question first.
    func answeringFirst(_ question: AskedQuestion?, in decision: Decision) -> Decision {
        if case .helpCalled(let inCrisis, nil) = decision.act {
            // That help is called is heard, whatever else is asked.
            guard case .answer(var own)? = question?.decision?.act else { return decision }
            var decision = decision
            own.depth = .short
            decision.act = .helpCalled(inCrisis: inCrisis, also: own)
            return decision
        }
        if let own = question?.decision, leavesQuestionsOpen(decision) {
            var answer = own
            // What was told with feeling is met in a sentence, and the question answered.
            if case .social = decision.act { answer.meetsFeeling = true }
            return answer
        }
        guard case .answer(let whole) = decision.act, case .answer(var own)? = question?.decision?.act,
            own.intent.isEmpty, !own.passages.isEmpty, !own.passages.contains(where: whole.passages.contains)
        else { return decision }
        var decision = decision
        if question?.isAll == true {
            decision.act = .answer(own)
            return decision
        }
        guard question?.leans == true else {
            decision.act = .answer(joined([own, whole], asking: own))
            return decision
        }
        // "… or …, and is it once a day?" asks of all that is named.
        let topics = Set(own.passages.map(\.topic))
        let named = whole.calls.filter { pack.entity($0).map { topics.contains($0.topic) } ?? false }
        if !named.isEmpty { own.entities = named }
        decision.act = .answer(joined([whole, own], asking: whole))
        return decision
    }

    /// Whether a decision meets only what a message tells, such as that help is called, or asks what was meant.
    func leavesQuestionsOpen(_ decision: Decision) -> Bool {
        switch decision.act {
        case .social(let intent): pack.intent(intent)?.showsFeeling == true
        case .told, .clarify, .helpCalled(inCrisis: false, also: nil): true
        default: false
        }
    }

    /// The first question that is not understood, where the whole answers another of them and so not this one.
    private func notUnderstood(of questions: [AskedQuestion], beside decision: Decision) -> String? {
        guard case .answer(let whole) = decision.act,
            questions.contains(where: { question in
                guard case .answer(let own)? = question.decision?.act else { return false }
                return own.passages == whole.passages
            })
        else { return nil }
        return questions.first { $0.decision == nil && $0.saysSomething }?.text
    }

    /// Takes the answer to the only clear question, where the rest only blurs it; false where the whole stands as it was.
    private func takeOnly(_ clear: [AskedQuestion], into decision: inout Decision) -> Bool {
        guard clear.count == 1, case .answer(let whole) = decision.act, case .answer(let own)? = clear[0].decision?.act,
            let passage = own.passages.first, own.intent.isEmpty
        else { return false }
        if whole.passages == own.passages { return true }
        guard clear[0].isKnown, whole.passages.allSatisfy({ $0.topic == passage.topic }) else { return false }
        decision.act = .answer(own)
        return true
    }

    /// Takes what each clear question gets into a decision; false where the whole stands as it was.
    private func join(
        _ clear: [AskedQuestion], of questions: [AskedQuestion], into decision: inout Decision
    ) -> Bool {
        let leaning = partAskedByLeaning(questions, of: decision)
        guard clear.count + (leaning == nil ? 0 : 1) > 1 else { return false }
        var answers = [leaning].compactMap { $0 }
        // What an intent says in its own words stands by itself; beside a refusal its passage is quoted.
        var own: [DialogueAct.Answer] = []
        var declined: [String] = []
        for question in clear {
            switch question.decision?.act {
            case .answer(let answer)? where answer.intent.isEmpty && !answer.isRepeat: answers.append(answer)
            case .answer(let answer)? where !answer.isRepeat: own.append(answer)
            case .decline(let intent)?: declined.append(intent)
            default: continue
            }
        }
        guard answers.count + own.count + declined.count > 1 else { return false }
        switch decision.act {
        case .answer(let whole) where answers.count + declined.count > 1:
            // Questions that lead away from what the whole is about were not understood by themselves, unless each is known.
            let topics = Set(answers.flatMap(\.passages).map(\.topic))
            let areKnown = questions.allSatisfy(\.isKnown)
            // A list of questions to bring is given whole, or not at all.
            guard !whole.passages.contains(where: { $0.section == pack.lexicon.visitSection }) else { return false }
            let isOfSame = whole.passages.first.map { topics.contains($0.topic) } ?? true
            guard answers.isEmpty || areKnown || isOfSame else { return false }
            if !answers.isEmpty { decision.act = .answer(joined(answers, asking: whole)) }
            decision.alsoDeclines = declined.first
        case .decline(let intent):
            decision.alsoAnswers = short(answers + own)
            if !declined.contains(intent), let first = declined.first {
                decision.act = .decline(intent: first)
                decision.intent = first
            }
        case .options:
            decision.alsoAnswers = short(answers)
            decision.alsoDeclines = declined.first
        default: return false
        }
        return true
    }

    /// What the whole is understood to ask of a part of a subject, where a question of it says the same only with the rest: "the thing with
    /// hands and feet, what does it look like".
    private func partAskedByLeaning(_ questions: [AskedQuestion], of decision: Decision) -> DialogueAct.Answer? {
        guard questions.contains(where: \.isOfWhole), case .answer(let whole) = decision.act else { return nil }
        return whole
    }

    /// The answers to several questions as one; where that is a lot, the first passage of each.
    private func joined(_ answers: [DialogueAct.Answer], asking whole: DialogueAct.Answer) -> DialogueAct.Answer {
        var joined = whole
        joined.passages = answers.flatMap(\.passages).uniqued
        if joined.passages.count > Self.mostPassages {
            joined.passages = answers.compactMap(\.passages.first).uniqued
        }
        joined.entities = answers.flatMap(\.entities).uniqued
        for answer in answers {
            for passage in answer.passages {
                // Where one of the questions has no use for a thing's own facts, the passage answers both.
                let others = joined.entitiesOfPassage[passage]
                let isBare = answer.entities.isEmpty || others?.isEmpty == true
                joined.entitiesOfPassage[passage] = isBare ? [] : ((others ?? []) + answer.entities).uniqued
            }
        }
        joined.depth = joined.passages.count > 1 ? .short : answers[0].depth
        return joined
    }

    private func short(_ answers: [DialogueAct.Answer]) -> DialogueAct.Answer? {
        let passages = answers.flatMap(\.passages).uniqued
        return passages.isEmpty
            ? nil : .init(passages: passages, entities: answers.flatMap(\.entities).uniqued, depth: .short)
    }
}
