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

    /// For how many turns an alarm stays open for questions of the call.
    private static let turnsOpen = 6
    /// Up to how many words answer the question whether somebody thinks of harming themself.
    private static let shortAnswer = 14

    /// What follows the question whether somebody thinks of harming themself: anything but a "no" is taken as a yes.
    ///
    /// A "no" is heard; what is asked behind it is left to the rules that follow.
    func answerToDanger(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard situation.wasAskedOfDanger, interpretation.safety?.level.isOfIllness != true else { return nil }
        if situation.deniesDanger {
            guard !interpretation.asksQuestion || interpretation.meaningfulWords == 0 else { return nil }
            return Decision(
                act: .sentence("crisis-taken-back"), intent: situation.state.lastReading.intent, confidence: 0.8)
        }
        guard interpretation.safety?.level != .crisis, situation.changes.isEmpty,
            situation.words > 0, situation.words <= Self.shortAnswer, !interpretation.asksQuestion,
            interpretation.hintsAtDanger
                || (interpretation.meaningfulWords == 0 || tellsOnInCrisis(situation)) && !situation.namesSubject
                    && !situation.isCourtesy
        else { return nil }
        if situation.state.lastAct == .crisis {
            return Decision(
                act: .sentence("crisis-stands", act: .crisis), intent: situation.state.lastReading.intent,
                confidence: 0.8)
        }
        guard let rule = pack.safetyRules.first(where: { $0.level == .crisis }) else { return nil }
        let finding = SafetyFinding(
            rule: rule.id, level: .crisis, witness: SafetyFinding.pattern, quote: interpretation.utterance.text)
        return Decision(act: .crisis(finding), intent: rule.id, confidence: 0.8)
    }

    /// "I know I shouldn't say it", after a word about crisis: what is told then is about that, unless it is about a passage.
    private func tellsOnInCrisis(_ situation: Situation) -> Bool {
        guard situation.state.lastAct == .crisis, let best = situation.interpretation.passages.first else {
            return false
        }
        return best.question < Threshold.unlikeAnyQuestion && best.topic < Threshold.topicOfItsOwn
    }

    /// "So should I ring now or in the morning?": the call for an alarm that is still open.
    func aboutTheCall(_ situation: Situation) -> Decision? {
        let state = situation.state
        guard situation.interpretation.speaksOfCall || situation.interpretation.putsOff, !state.openAlarm.isEmpty,
            !situation.namesSubject,
            state.turn - state.openAlarmTurn < Self.turnsOpen, situation.interpretation.safety?.level != .crisis,
            let rule = pack.safetyRule(state.openAlarm)
        else { return nil }
        // What to do was just said; that it can't wait was not heard.
        if situation.interpretation.putsOff, state.openAlarmTurn == state.turn {
            return Decision(act: .sentence("alarm-not-later", act: .urgent), intent: rule.id, confidence: 0.8)
        }
        guard situation.interpretation.speaksOfCall else { return nil }
        let finding = SafetyFinding(rule: rule.id, level: rule.level, witness: SafetyFinding.pattern, quote: "")
        return Decision(act: .urgent(finding, also: nil), intent: rule.id, confidence: 0.8)
    }

    /// Who says, after an alarm, that help is called or has come, is not told again to call it.
    func helpCalled(_ situation: Situation) -> Decision? {
        let state = situation.state
        let interpretation = situation.interpretation
        guard interpretation.saysHelpCalled || interpretation.saysHome, state.alarmTurn > 0,
            state.turn - state.alarmTurn < Self.turnsOfAlarm, interpretation.safety?.level != .crisis,
            // "They rang. Different caller now: …" asks for somebody else.
            !asksForNextClient(situation), !tellsOfAnotherDanger(situation)
        else { return nil }
        let inCrisis = pack.safetyRule(state.alarmRule)?.level == .crisis
        let asks = !inCrisis && interpretation.meaningfulWords > 0
        // Who is home again, and asks something, is past the alarm.
        if asks, interpretation.saysHome, interpretation.asksQuestion, situation.alarm == nil {
            var calm = state
            (calm.alarmTurn, calm.openAlarm, calm.lastAct) = (0, "", nil)
            var decision = decide(interpretation, changes: situation.changes, in: calm)
            decision.endsAlarm = true
            switch decision.act {
            case .answer, .options, .decline: return decision
            default: break
            }
        }
        // "Sorted last night, they stopped it" asks nothing.
        if interpretation.saysHome, !inCrisis, !interpretation.asksQuestion, situation.alarm == nil {
            var decision = Decision(act: .sentence("home-again"), intent: state.alarmRule, confidence: 0.7)
            decision.endsAlarm = true
            return decision
        }
        guard interpretation.saysHelpCalled else { return nil }
        return Decision(
            act: .helpCalled(inCrisis: inCrisis, also: asks ? answerBeside(situation) : nil),
            intent: state.alarmRule, confidence: 0.7)
    }

    /// Whether staff say that the caller in danger gets help, and ask for the next one.
    private func asksForNextClient(_ situation: Situation) -> Bool {
        let interpretation = situation.interpretation
        return situation.asksForClient && interpretation.beginsNextClient && interpretation.saysHelpCalled
            && interpretation.asksQuestion
    }

    /// What is surely asked beside words about an alarm, in short.
    private func answerBeside(_ situation: Situation) -> DialogueAct.Answer? {
        asksSurely(situation) ? answer(situation, depth: .short) : nil
    }

    /// Whether something is surely asked that the corpus explains.
    private func asksSurely(_ situation: Situation) -> Bool {
        situation.interpretation.asksQuestion && situation.probability(.answer) >= Threshold.move
            && situation.likenessOfBest >= Threshold.unlikeAnyAnswer
    }

    /// "They scanned me, but now my chest hurts": a sign of something else, as grave as what help was called for.
    private func tellsOfAnotherDanger(_ situation: Situation) -> Bool {
        guard let finding = situation.alarm, finding.witness == SafetyFinding.pattern, finding.level.isOfIllness,
            let before = pack.safetyRule(situation.state.alarmRule)
        else { return false }
        return finding.rule != before.id && finding.level >= before.level
    }

    /// The same danger right again gets a word that holds to it, not the whole once more; where it is taken back, that is heard.
    func dangerAgain(_ situation: Situation) -> Decision? {
        let state = situation.state
        guard let finding = situation.alarm, state.alarmTurn > 0, state.alarmTurn == state.turn else { return nil }
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
        guard let finding = situation.alarm else { return nil }
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
            let isAbout = situation.namesSubject
            let asks = situation.interpretation.asksQuestion || finding.witness == SafetyFinding.likeness
            let isPlain = isSure || isAbout && asks || !situation.changes.isEmpty
            if isPlain, !finding.standsApart { return nil }
            return Decision(act: .askKindly(finding), intent: finding.rule, confidence: 0.7)
        }
    }

    /// What is said right after an alarm does not take it back: the advice stands.
    func afterAlarm(_ situation: Situation) -> Decision? {
        guard situation.state.lastAct == .urgent, !situation.state.isHelpCalled, situation.changes.isEmpty,
            !asksForNextClient(situation),
            situation.words <= Self.shortRemark,
            !situation.namesSubject, situation.probability(.social) < 0.5,
            situation.topIntent?.move.isEmpty ?? true || situation.topProbability < Threshold.move
        else { return nil }
        // A clear question is answered all the same, behind the reminder; and who was reminded and asks on is just answered.
        let asks = situation.interpretation.asksQuestion && situation.words >= Self.clearQuestion
        if asks, situation.state.wasReminded { return nil }
        let also = asks ? answerBeside(situation) : nil
        return Decision(act: .alarmStands(also: also), intent: situation.topIntent?.id ?? "", confidence: 0.6)
    }
}
