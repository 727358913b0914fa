// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What comes before everything else: danger, and what is said of it after.
extension Policy {
    /// Up to how many words after an alarm are about it, where they name nothing else.
    private static let shortRemark = 14
    /// For how many turns an alarm is what help was called for.
    private static let turnsOfAlarm = 3
    /// From how many words on a question stands by itself.
    private static let clearQuestion = 4

    /// Who says, after an alarm, that help is called or has come, is not told again to call it.
    func helpCalled(_ situation: Situation) -> Decision? {
        let state = situation.state
        guard situation.interpretation.saysHelpCalled, state.alarmTurn > 0,
            state.turn - state.alarmTurn < Self.turnsOfAlarm, situation.interpretation.safety?.level != .crisis
        else { return nil }
        return Decision(act: .helpCalled, intent: state.alarmRule, confidence: 0.7)
    }

    /// The same danger right again gets a word that holds to it, not the whole once more; where it is taken back, that is heard.
    func dangerAgain(_ situation: Situation) -> Decision? {
        let state = situation.state
        guard let finding = situation.interpretation.safety, state.alarmTurn > 0, state.alarmTurn == state.turn else {
            return nil
        }
        if finding.level == .crisis, state.lastAct == .crisis {
            let name = situation.interpretation.reassures ? "crisis-taken-back" : "crisis-stands"
            return Decision(act: .sentence(name, act: .crisis), intent: finding.rule, confidence: 0.8)
        }
        guard finding.rule == state.alarmRule, finding.level != .ask else { return nil }
        return Decision(act: .alarmStands(also: nil), intent: finding.rule, confidence: 0.8)
    }

    /// After a word about crisis, that nobody is in danger.
    func reassured(_ situation: Situation) -> Decision? {
        guard situation.interpretation.reassures, situation.state.lastAct == .crisis else { return nil }
        return Decision(act: .sentence("crisis-taken-back"), intent: situation.state.alarmRule, confidence: 0.8)
    }

    func danger(_ situation: Situation) -> Decision? {
        guard let finding = situation.interpretation.safety else { return nil }
        let confidence = finding.witness == SafetyFinding.pattern ? 0.97 : 0.8
        switch finding.level {
        case .crisis:
            return Decision(act: .crisis(finding), intent: finding.rule, confidence: confidence)
        case .emergency, .callToday:
            let asks = situation.interpretation.asksQuestion && situation.probability(.answer) > 0.5
            let also = asks ? answer(situation, depth: .short) : nil
            return Decision(act: .urgent(finding, also: also), intent: finding.rule, confidence: confidence)
        case .ask:
            // A broad net: what is plainly a question or a status is taken as that.
            let isSure = situation.topIntent?.act == .outOfScope && situation.topProbability > 0.7
            if isSure || situation.namesSubject || !situation.changes.isEmpty { return nil }
            return Decision(act: .askKindly(finding), intent: finding.rule, confidence: 0.7)
        }
    }

    /// What is said right after an alarm does not take it back: the advice stands.
    func afterAlarm(_ situation: Situation) -> Decision? {
        guard situation.state.lastAct == .urgent, situation.changes.isEmpty, situation.words <= Self.shortRemark,
            !situation.namesSubject, situation.probability(.social) < 0.5, situation.topIntent?.move.isEmpty ?? true
        else { return nil }
        // A clear question is answered all the same, behind the reminder.
        let asks = situation.interpretation.asksQuestion && situation.words >= Self.clearQuestion
        let also =
            asks && situation.probability(.answer) >= Threshold.surelyAsks ? answer(situation, depth: .short) : nil
        return Decision(act: .alarmStands(also: also), intent: situation.topIntent?.id ?? "", confidence: 0.6)
    }
}
