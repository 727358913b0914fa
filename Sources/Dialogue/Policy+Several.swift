// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Several questions in one message, each answered.
extension Policy {
    /// From which confidence on a question of several is answered by itself.
    private static let clearQuestion = 0.4
    private static let mostQuestions = 3

    /// A decision for a whole message, with what its questions would get one by one.
    func joined(_ decision: Decision, with questions: [Decision]) -> Decision {
        let clear = questions.prefix(Self.mostQuestions).filter { $0.confidence >= Self.clearQuestion }
        guard clear.count > 1 else { return decision }
        var answers: [DialogueAct.Answer] = []
        // What an intent says in its own words stands by itself; beside a refusal its passage is quoted.
        var own: [DialogueAct.Answer] = []
        var declined: [String] = []
        for question in clear {
            switch question.act {
            case .answer(let answer) where answer.intent.isEmpty && !answer.isRepeat: answers.append(answer)
            case .answer(let answer) where !answer.isRepeat: own.append(answer)
            case .decline(let intent): declined.append(intent)
            default: continue
            }
        }
        guard answers.count + own.count + declined.count > 1 else { return decision }
        var decision = decision
        switch decision.act {
        case .answer(let whole) where answers.count + declined.count > 1:
            // Questions that lead away from what the whole is about were not understood by themselves.
            let topics = Set(answers.flatMap(\.passages).map(\.topic))
            guard answers.isEmpty || whole.passages.allSatisfy({ topics.contains($0.topic) }) else { return decision }
            var joined = whole
            joined.passages = answers.flatMap(\.passages).uniqued
            joined.entities = answers.flatMap(\.entities).uniqued
            if joined.passages.count > 1 { joined.depth = .short }
            if !joined.passages.isEmpty { decision.act = .answer(joined) }
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
        default: break
        }
        return decision
    }

    private func short(_ answers: [DialogueAct.Answer]) -> DialogueAct.Answer? {
        let passages = answers.flatMap(\.passages).uniqued
        return passages.isEmpty
            ? nil : .init(passages: passages, entities: answers.flatMap(\.entities).uniqued, depth: .short)
    }
}
