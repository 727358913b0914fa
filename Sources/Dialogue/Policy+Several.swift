// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Several questions in one message, each answered.
extension Policy {
    /// From which confidence on a question of several is answered by itself.
    private static let clearQuestion = 0.4
    private static let mostQuestions = 3
    private static let mostPassages = 3

    /// A decision for a whole message, with what its questions would get one by one, and the one that is left without an answer.
    func joined(_ decision: Decision, with questions: [AskedQuestion]) -> Decision {
        let clear = questions.prefix(Self.mostQuestions).filter { ($0.decision?.confidence ?? 0) >= Self.clearQuestion }
        var decision = decision
        // What leans on the rest can't be put again by itself: then the whole says more than a part.
        let canLeaveOthers = questions.allSatisfy { $0.standsAlone || clear.contains($0) }
        if join(clear, of: questions, into: &decision) || canLeaveOthers && takeOnly(clear, into: &decision) {
            decision.leavesOpen = questions.first { $0.standsAlone && !clear.contains($0) }?.text
        } else {
            decision.leavesOpen = notUnderstood(of: questions, beside: decision)
        }
        return decision
    }

    /// The first question that is not understood, where the whole answers another of them and so not this one.
    private func notUnderstood(of questions: [AskedQuestion], beside decision: Decision) -> String? {
        guard case .answer(let whole) = decision.act,
            questions.contains(where: { question in
                guard case .answer(let own)? = question.decision?.act, question.isKnown else { return false }
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
        guard clear.count > 1 else { return false }
        var answers: [DialogueAct.Answer] = []
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
            guard answers.isEmpty || areKnown || whole.passages.allSatisfy({ topics.contains($0.topic) }) else {
                return false
            }
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
                let others = joined.entitiesOfPassage[passage] ?? []
                joined.entitiesOfPassage[passage] = (others + answer.entities).uniqued
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
