// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What is left for the likeliest act to decide.
extension Policy {
    func byAct(_ situation: Situation) -> Decision? {
        var masses: [(act: ActKind, mass: Double)] = ActKind.allCases.map { ($0, situation.probability($0)) }
        let evidence = situation.interpretation.subjectEvidence
        // "My knees are killing me", behind a treatment, is what that does, though it sounds like another illness.
        let isExplained =
            situation.topProbability < Threshold.sureOutside
            && situation.interpretation.passages.first.map {
                $0.evidence >= Threshold.clearEvidence && $0.id.topic == situation.state.focusTopic
            } ?? false
        // "Thyroid?", asked of what was just explained, is no other illness.
        let asksOfFocus =
            asksInAWord(situation.interpretation, in: situation.state) && situation.likenessOfBest > 0
        func likeliest(_ act: ActKind) -> Double { situation.intent(act)?.probability ?? 0 }
        // What the intents of an act beside its likeliest add to that.
        func countOthers(at index: Int, by share: Double) {
            let main = likeliest(masses[index].act)
            masses[index].mass = main + (masses[index].mass - main) * share
        }
        for index in masses.indices {
            switch masses[index].act {
            case .answer:
                let hasFocus = situation.state.focusTopic != nil
                if evidence < Threshold.subject, !hasFocus { masses[index].mass *= 0.4 }
                let noTopic = situation.interpretation.noTopic
                if noTopic > Threshold.noTopic, !situation.namesSubject, !hasFocus { masses[index].mass *= 1 - noTopic }
                // A pronoun in a question points at what was just explained.
                let isAboutCareline =
                    situation.topIntent?.act == .social && situation.topProbability >= Threshold.feeling
                let isChoice = situation.interpretation.asksAdvice || situation.interpretation.asksBetween
                let mostAdvice = isChoice ? Threshold.likelyAdvice : Threshold.sureOutside
                if hasFocus, situation.interpretation.hasPronoun, situation.words <= 9, !isAboutCareline,
                    situation.probability(.declineAdvice) < mostAdvice
                {
                    masses[index].mass *= 2
                }
            case .outOfScope:
                if situation.namesSubject, masses[index].mass < Threshold.sureOutside { masses[index].mass *= 0.6 }
                if asksOfFocus || isExplained { masses[index].mass *= Threshold.outsideOfFocus }
            case .declineAdvice:
                if situation.asksForClient { masses[index].mass -= situation.probabilityOfOthers }
                // Several unlikely decisions are half of a likely one.
                if likeliest(.declineAdvice) < Threshold.hardlyDecision { countOthers(at: index, by: 1 / 2) }
                // "Which works better", of things that nobody named, asks for a choice.
                let asksForChoice =
                    situation.interpretation.asksBetween && masses[index].mass >= Threshold.likelyAdvice
                if situation.interpretation.asksAdvice || asksForChoice { masses[index].mass *= Threshold.adviceWords }
                if comparesByFact(situation) { masses[index].mass *= Threshold.comparedByFact }
            case .social:
                // Many unlikely moves and feelings don't add up to one.
                countOthers(at: index, by: 1 / 5)
                // "Ok good, what about hair": a word of agreement before a question is not what is said.
                // "No sorry, I mean …": what was meant is said, and the apology goes with it.
                let mends =
                    situation.interpretation.corrects && situation.namesSubject && situation.words <= Self.fewWords
                if situation.asksBehindAWord || situation.saysAnew || mends {
                    masses[index].mass *= Threshold.wordBeforeQuestion
                }
            default: break
            }
        }
        func raise(_ act: ActKind) {
            for index in masses.indices where masses[index].act == act {
                masses[index].mass = max(masses[index].mass, 1)
            }
        }
        // What is outside has few words in common: the likeliest intent counts, not the sum of many unlikely others.
        if let top = situation.topIntent, top.act == .outOfScope, situation.topProbability >= Threshold.leadingOutside,
            !situation.namesSubject || situation.topProbability >= Threshold.sureOutside / 1.5, !asksOfFocus,
            !isExplained
        {
            raise(.outOfScope)
        }
        if situation.interpretation.asksToSkip, situation.intent(.declineAdvice) != nil { raise(.declineAdvice) }
        // "So which treatments fit": the list is likelier than any one section, though not than all of them together.
        if let top = situation.topIntent, top.act == .options, situation.topProbability >= Threshold.leadingOptions,
            !situation.namesSubject, situation.interpretation.mentioned.isEmpty
        {
            raise(.options)
        }
        masses.sort { $0.mass > $1.mass }
        for (act, mass) in masses {
            // What is left behind an answer that could not be given is no better guess.
            if mass < Threshold.leftOver, masses[0].act == .answer, situation.changes.isEmpty { return nil }
            if let decision = decision(for: act, mass: min(1, mass), situation) { return decision }
        }
        return nil
    }

    func decision(for act: ActKind, mass: Double, _ situation: Situation) -> Decision? {
        let intent = situation.intent(act)?.id ?? ""
        switch act {
        case .answer:
            // What is there for such an illness: a list, where no treatment is named.
            if !situation.namesSubject, situation.probability(.options) >= Threshold.optionsOfNothing,
                situation.likenessOfBest < Threshold.knownQuestion, !supposed(situation).isEmpty
            {
                return Decision(
                    act: .options(supposed: supposed(situation)), intent: firstIntent(.options), confidence: mass)
            }
            let isTerse = situation.interpretation.isTerse && situation.words <= Self.fewWords
            let isShort = isTerse || asksPlainer(situation) || situation.state.prefersShort
            guard let answer = answer(situation, depth: isShort ? .short : .normal) else { return nil }
            if asksForOverall(answer, situation) {
                return Decision(act: .options(supposed: [:]), intent: firstIntent(.options), confidence: mass * 0.8)
            }
            return Decision(act: .answer(answer), intent: intent, confidence: mass)
        case .options:
            // "What can be done for it", behind a side effect: that is asked of the side effect.
            if let passage = symptomAskedOf(situation) {
                let answer = DialogueAct.Answer(passages: [passage], entities: [], depth: .normal)
                return Decision(act: .answer(answer), intent: intent, confidence: mass * 0.7)
            }
            if let answer = answerOnThing(situation) {
                return Decision(act: .answer(answer), intent: intent, confidence: mass * 0.7)
            }
            return Decision(act: .options(supposed: supposed(situation)), intent: intent, confidence: mass)
        case .slotUpdate where !situation.changes.isEmpty:
            // "It is negative, they said, does that matter?": what is told is noted, what is asked answered.
            if situation.interpretation.asksQuestion, let answer = answer(situation, depth: .normal) {
                return Decision(act: .answer(answer), intent: intent, confidence: mass * 0.7)
            }
            return Decision(act: .slotUpdate, intent: intent, confidence: mass)
        case .slotUpdate
        where situation.interpretation.asksQuestion && situation.likenessOfBest >= Threshold.surelyKnownQuestion:
            // A result's name and a question mark.
            guard let answer = answer(situation, depth: .normal) else { return nil }
            return Decision(act: .answer(answer), intent: intent, confidence: mass)
        case .slotUpdate:
            return Decision(act: .told(choices: nearby(situation)), intent: intent, confidence: mass * 0.7)
        case .declineAdvice:
            guard !intent.isEmpty else { return nil }
            var decision = Decision(act: .decline(intent: intent), intent: intent, confidence: mass)
            decision.alsoAnswers = factsBesideRefusal(intent, situation)
            return decision
        case .outOfScope:
            return Decision(act: .outOfScope(intent: intent), intent: intent, confidence: mass)
        case .social:
            if let answer = answerToFear(situation) {
                return Decision(
                    act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: mass * 0.8)
            }
            let said = feltBehindCourtesy(situation) ?? intent
            return said.isEmpty ? nil : Decision(act: .social(intent: said), intent: said, confidence: mass)
        case .clarify:
            return Decision(act: .clarify(choices: []), intent: intent, confidence: mass)
        case .urgent, .crisis:
            return nil
        }
    }

    /// "Which of the two makes you more tired": what is asked between things by one of their effects is no choice for anybody.
    private func comparesByFact(_ situation: Situation) -> Bool {
        let interpretation = situation.interpretation
        guard !interpretation.asksAdvice, Set(thingsNamed(in: interpretation).map(\.id)).count > 1,
            let aspect = interpretation.aspects.first
        else { return false }
        return aspect.label == pack.lexicon.contrastSection && aspect.probability >= Threshold.asksForSection
    }

    /// "What is usually done for the sore joints": what is known of the very thing that is named, rather than of all treatments.
    private func answerOnThing(_ situation: Situation) -> DialogueAct.Answer? {
        guard let best = focused(situation).first, !best.id.part.isEmpty, best.entity > 0,
            best.question >= Threshold.factsBesideRefusal, situation.changes.isEmpty
        else { return nil }
        return answer(situation, depth: .normal)
    }

    /// The passage on a side effect that was just quoted, where a few words with a pronoun and no subject follow it.
    private func symptomAskedOf(_ situation: Situation) -> Passage.ID? {
        guard situation.state.lastAct == .answer, situation.state.focusSection == pack.lexicon.contrastSection,
            situation.interpretation.hasPronoun, !situation.namesSubject, situation.changes.isEmpty,
            situation.words <= Self.wordsOfAnswer
        else { return nil }
        return situation.state.quoted?.passages.first
    }

    /// "1 in 100? That scares me", of what was just answered: what the corpus says to that fear.
    private func answerToFear(_ situation: Situation) -> DialogueAct.Answer? {
        guard situation.state.lastAct == .answer, situation.topIntent?.showsFeeling == true,
            let best = situation.interpretation.passages.first, best.id.topic == situation.state.focusTopic,
            !best.id.part.isEmpty, best.question >= Threshold.answersItself
        else { return nil }
        return .init(passages: [best.id], entities: [], depth: .normal)
    }

    /// "Thanks, I can't stop crying": the feeling behind a word of courtesy is what is said.
    private func feltBehindCourtesy(_ situation: Situation) -> String? {
        let interpretation = situation.interpretation
        guard interpretation.feeling >= Threshold.feeling, situation.topIntent?.showsFeeling == false else {
            return nil
        }
        return interpretation.feltIntent
    }

    /// What the corpus says of the very thing that is not for a program to decide, such as wine or a vaccine; nil for nothing.
    private func factsBesideRefusal(_ intent: String, _ situation: Situation) -> DialogueAct.Answer? {
        // "Should she stop it because her joints ache" asks of the ache as well.
        let leastLike = situation.topIntent?.act == .answer ? Threshold.freshFrom : Threshold.factsBesideRefusal
        guard let best = focused(situation).first, best.question >= leastLike, !best.id.part.isEmpty
        else { return nil }
        // "Am I going to die": a refusal that has a passage of its own says what there is to say, and what is near to it may hurt.
        if let own = pack.intent(intent), !Passage.ID(topic: own.topic, path: own.section).part.isEmpty { return nil }
        let fitting = pack.passage(inPlaceOf: best.id, given: situation.state.slots.values)
        let own = thingsNamed(in: situation.interpretation).map(\.id).uniqued.filter { name in
            pack.entity(name)?.factAlone(for: fitting, given: situation.state.slots.values) != nil
        }
        return .init(passages: [fitting], entities: own, depth: .short)
    }

    /// What may matter to something that was told: the passages nearest to it, none twice from one topic and section.
    func nearby(_ situation: Situation) -> [DialogueState.Choice] {
        let interpretation = situation.interpretation
        guard interpretation.subjectEvidence >= Threshold.subject,
            interpretation.meaningfulWords > 1 || !interpretation.mentions.isEmpty
        else { return [] }
        var found: [Passage.ID] = []
        let named = situation.subjects.first?.topic
        for ranked in interpretation.passages
        where (named == nil || ranked.id.topic == named) && !pack.lexicon.isTender(ranked.id) {
            let id = pack.passage(inPlaceOf: ranked.id, given: situation.state.slots.values)
            if !found.contains(where: { $0.topic == id.topic && $0.section == id.section }) { found.append(id) }
            if found.count == Self.mostNearby { break }
        }
        return found.map { .passage($0) }
    }

    /// Whether a question about what is done in general comes from somebody whose statuses are known: a list says it better.
    func asksForOverall(_ answer: DialogueAct.Answer, _ situation: Situation) -> Bool {
        guard !situation.namesSubject, let passage = answer.passages.first, isOverall(passage),
            situation.state.slots.values.keys.contains(where: { pack.slot($0)?.isTrait == false })
        else { return false }
        let isKnown = situation.likenessOfBest >= Threshold.knownQuestion
        let sections = pack.lexicon.statusSections.filter { $0 != pack.lexicon.generalSection }
        return !isKnown && sections.contains(passage.section)
    }

    /// Statuses that the message supposes: "what is there for …".
    func supposed(_ situation: Situation) -> [String: String] {
        var values = SlotValues()
        for reading in situation.interpretation.mentioned { values.apply(reading, slots: pack.slots) }
        return values.values
    }
}
