// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Decides what to do: the rules stand in the order in which they are asked, and the first that has an answer decides.
///
/// A class, so that its rules can be handed about.
final class Policy: Sendable {
    enum Threshold {
        /// From which probability on a move about the conversation is made.
        static let move = 0.45
        /// Below which evidence nothing in the corpus is meant.
        static let subject = 0.34
        static let options = 0.35
        /// From which probability on a message shows a feeling beside what it asks.
        static let feeling = 0.6
        /// The same where nothing is asked.
        static let toldFeeling = 0.35
        /// From which probability on there is a feeling, and up to which nothing in particular is asked, in an open question.
        static let someFeeling = 0.3
        static let someAnswer = 0.3
        /// For how many turns a feeling that was met is not met again.
        static let turnsBetweenFeelings = 4
        /// From which likeness to a question of the corpus on a message stands by itself.
        static let knownQuestion = 0.8
        /// From which probability on the likeliest intent alone says that a message is outside.
        static let leadingOutside = 0.25
        /// The same where no treatment is named, so that the list is the likeliest thing to be meant.
        static let optionsOfNothing = 0.12
        /// From which probability on a message is outside, even where it names something from inside.
        static let sureOutside = 0.7
        /// How much more a passage of what was last spoken of scores where a pronoun points at it.
        static let pronounBoost = 2.5
        /// The same where that topic answers the very question too.
        static let alsoKnown = 1.6
        /// The same where hardly anything else is said ("does it hurt").
        static let barePronounBoost = 3.5
        /// From which probability on a message asks, whatever its form.
        static let surelyAsks = 0.95
        /// How much a word such as "ok" counts before a question.
        static let wordBeforeQuestion = 0.3
        /// How many times likelier a request for advice is where the words are those of one.
        static let adviceWords = 2.5
        /// From which probability on a message is about nothing that the corpus explains.
        static let noTopic = 0.4
        /// How much less a passage scores that is for people with other results.
        static let unfitting = 1.5
    }

    let pack: Pack
    /// The passages that are not for everybody.
    let conditional: [Passage]

    init(pack: Pack) {
        self.pack = pack
        conditional = pack.passages.filter { !$0.conditions.isEmpty }
    }

    /// Up to how many words of somebody who knows the field get as few in return.
    private static let fewWords = 8
    /// Up to how many words ask for an aspect and leave open of what.
    private static let bareQuestion = 4
    /// Up to how many words may say hardly anything.
    private static let hardlyAnyWords = 4
    /// How many passages are offered to somebody who told something.
    private static let mostNearby = 3
    /// Up to how many words make a move about the conversation.
    private static let longestMove = 15

    func decide(
        _ interpretation: Interpretation, changes: StateTracker.Changes, in state: DialogueState
    ) -> Decision {
        let situation = Situation(interpretation: interpretation, changes: changes, state: state, pack: pack)
        let rules: [(Situation) -> Decision?] = [
            helpCalled, dangerAgain, danger, reassured, nothingTyped, ownQuestion, retraction, conflict, pickedChoice,
            explanationOfAskedSlot, move, statusTold, sameQuestion,
            afterAlarm, whichOfOffered, hardlyAnything, feelingTold, byAct,
        ]
        for rule in rules {
            guard var decision = rule(situation) else { continue }
            if repeatsRejected(decision, situation) {
                decision = Decision(
                    act: .clarify(choices: state.alternatives), intent: decision.intent,
                    confidence: decision.confidence / 2)
            }
            decision.apologises = situation.saysAnew && decision.takesUp
            decision.premises = interpretation.premises
            decision.meetsFeeling = meetsFeeling(decision, situation)
            decision.asksWhether = StateTracker.asksWhose(interpretation, in: state)
            return decision
        }
        return Decision(act: .clarify(choices: []), intent: "", confidence: 0)
    }

    /// A message with all that bears on it.
    struct Situation {
        let interpretation: Interpretation
        let changes: StateTracker.Changes
        let state: DialogueState
        let pack: Pack
        let topIntent: Intent?
        let topProbability: Double

        init(interpretation: Interpretation, changes: StateTracker.Changes, state: DialogueState, pack: Pack) {
            self.interpretation = interpretation
            self.changes = changes
            self.state = state
            self.pack = pack
            topIntent = interpretation.intents.first.flatMap { pack.intent($0.label) }
            topProbability = interpretation.intents.first?.probability ?? 0
        }

        func probability(_ act: ActKind) -> Double { interpretation.acts[act] ?? 0 }

        /// The likeliest intent of an act.
        func intent(_ act: ActKind) -> (id: String, probability: Double)? {
            for scored in interpretation.intents {
                if let intent = pack.intent(scored.label), intent.act == act, intent.move.isEmpty,
                    !(intent.isOfOthers && asksForClient)
                {
                    return (scored.label, scored.probability)
                }
            }
            return nil
        }

        /// Whether something is named that is a subject of its own, such as a treatment.
        var namesSubject: Bool {
            interpretation.mentions.contains { pack.lexicon.subjectKinds.contains($0.entity.kind) }
        }

        var words: Int { interpretation.utterance.words.count }

        /// Whether staff ask, on behalf of somebody.
        var asksForClient: Bool {
            if case .client? = state.patient { return true }
            return interpretation.client != nil
        }

        /// The probability of what staff never mean.
        var probabilityOfOthers: Double {
            interpretation.intents.reduce(0) { $0 + (pack.intent($1.label)?.isOfOthers == true ? $1.probability : 0) }
        }

        /// Whether it says anew what was not answered, behind "that's not what I asked".
        var saysAnew: Bool {
            interpretation.complains && state.lastAct != nil
                && (interpretation.meaningfulWords > (interpretation.asksQuestion ? 0 : 1)
                    || !interpretation.mentions.isEmpty)
        }

        /// Whether a question follows a word that opens it, such as "ok".
        var asksBehindAWord: Bool { interpretation.asksQuestion && interpretation.opensWithFiller && words > 3 }
    }

    /// Whether an answer would say again what was just said not to be wanted.
    private func repeatsRejected(_ decision: Decision, _ situation: Situation) -> Bool {
        guard situation.interpretation.complains, case .answer(let answer) = decision.act, !answer.isRepeat,
            let quoted = situation.state.quoted
        else { return false }
        return !answer.passages.isEmpty && answer.passages == quoted.passages
    }

    /// Whether a feeling in the message is met first: once in a while, and not where the reply is about it anyway.
    private func meetsFeeling(_ decision: Decision, _ situation: Situation) -> Bool {
        switch decision.act {
        case .answer, .options, .slotUpdate: break
        default: return false
        }
        let last = situation.state.feelingTurn
        guard last == 0 || situation.state.turn - last > Threshold.turnsBetweenFeelings else { return false }
        return situation.interpretation.feeling >= Threshold.feeling
    }

    /// The pack's first intent of an act.
    private func firstIntent(_ act: ActKind) -> String { pack.intents.first { $0.act == act }?.id ?? "" }

    // MARK: Rules

    /// Puts a question of the user's own, or one about what was just explained, on the list for the next visit.
    private func ownQuestion(_ situation: Situation) -> Decision? {
        guard let request = situation.interpretation.listRequest else { return nil }
        let isShow = situation.topIntent?.move == "list" && situation.topProbability >= Threshold.move
        guard !isShow || !request.isEmpty, !request.isEmpty || situation.state.quoted != nil else { return nil }
        guard situation.topIntent?.move == "star" || !request.isEmpty else { return nil }
        return Decision(
            act: request.isEmpty ? .move(.star) : .ownQuestion(request),
            intent: pack.intents.first { $0.move == "star" }?.id ?? "", confidence: 0.8)
    }

    /// "Take the scan off": lets go of a status that was noted.
    private func retraction(_ situation: Situation) -> Decision? {
        guard situation.interpretation.retracts, situation.changes.isEmpty, !situation.interpretation.asksQuestion
        else {
            return nil
        }
        let noted = situation.interpretation.namedSlots.filter { situation.state.slots.values[$0] != nil }.uniqued
        guard !noted.isEmpty else {
            // What was never noted: the notes, to choose from.
            return situation.interpretation.namedSlots.isEmpty
                ? nil : decision(for: "what-you-know", in: situation.state)
        }
        return Decision(act: .forget(slots: noted), intent: firstIntent(.slotUpdate), confidence: 0.9)
    }

    private func nothingTyped(_ situation: Situation) -> Decision? {
        situation.words == 0 ? Decision(act: .empty, intent: "", confidence: 0.9) : nil
    }

    private func conflict(_ situation: Situation) -> Decision? {
        let conflicts = situation.interpretation.conflicts
        return conflicts.isEmpty
            ? nil : Decision(act: .conflict(slots: conflicts), intent: firstIntent(.slotUpdate), confidence: 0.8)
    }

    private func pickedChoice(_ situation: Situation) -> Decision? {
        guard let number = situation.interpretation.choice, situation.state.offered.indices.contains(number) else {
            return nil
        }
        let passage: Passage.ID?
        switch situation.state.offered[number] {
        case .passage(let id):
            passage = id
        case .topic(let topic):
            // "Does the first one make your hair fall out": the choice is the topic, the rest is the question.
            let asked = situation.interpretation.passages.first { $0.id.topic == topic }?.id
            let general = pack.nearestPassage(to: Passage.ID(topic: topic, section: pack.lexicon.generalSection))?.id
            passage = situation.words > 4 && situation.interpretation.asksQuestion ? asked : general ?? asked
        }
        guard let passage else { return nil }
        let fitting = pack.passage(inPlaceOf: passage, given: situation.state.slots.values)
        let answer = DialogueAct.Answer(passages: [fitting], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.95)
    }

    /// "What's that?" after a question is about what was asked for.
    private func explanationOfAskedSlot(_ situation: Situation) -> Decision? {
        guard let asked = situation.state.askedSlot, situation.changes.isEmpty, let slot = pack.slot(asked),
            let id = Passage.ID(slot.explanation), let passage = pack.nearestPassage(to: id)
        else { return nil }
        let isMove = situation.topIntent?.move == "whats-that" && situation.topProbability > 0.3
        let asksOfSlot =
            situation.interpretation.namedSlots.contains(asked) && situation.words <= 6
            && situation.interpretation.aspects.first?.label == pack.lexicon.generalSection
            && situation.interpretation.asksQuestion
        guard isMove && situation.interpretation.mentions.isEmpty || asksOfSlot else { return nil }
        let answer = DialogueAct.Answer(passages: [passage.id], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.topIntent?.id ?? "", confidence: 0.9)
    }

    private func move(_ situation: Situation) -> Decision? {
        if situation.interpretation.endsInFarewell, !situation.interpretation.asksQuestion, situation.changes.isEmpty,
            let goodbye = pack.intents.first(where: { $0.move == Self.leaveMove })
        {
            return Decision(act: .social(intent: goodbye.id), intent: goodbye.id, confidence: 0.9)
        }
        guard let intent = situation.topIntent, !intent.move.isEmpty, situation.changes.isEmpty else { return nil }
        let namesSomething = !situation.interpretation.mentions.isEmpty
        guard situation.topProbability >= Threshold.move, situation.words <= Self.longestMove, !namesSomething else {
            return nil
        }
        let confidence = situation.topProbability
        func decision(_ act: DialogueAct) -> Decision { Decision(act: act, intent: intent.id, confidence: confidence) }
        switch intent.move {
        case "whats-that":
            guard situation.state.quoted != nil else { return decision(.clarify(choices: [])) }
            return decision(requote(situation.state, depth: .short))
        case "not-what-i-asked" where situation.saysAnew: return nil
        case "not-what-i-asked": return decision(.clarify(choices: situation.state.alternatives))
        case "dont-know": return decision(situation.state.askedSlot == nil ? .clarify(choices: []) : .move(.skip))
        case Self.leaveMove: return decision(.social(intent: intent.id))
        default: return act(for: intent.move, in: situation.state).map(decision)
        }
    }

    /// The move of an intent that ends the conversation.
    static let leaveMove = "leave"

    /// The decision for a move that was asked for by its name.
    func decision(for move: String, in state: DialogueState) -> Decision {
        let act = act(for: move, in: state) ?? .clarify(choices: [])
        return Decision(act: act, intent: pack.intents.first { $0.move == move }?.id ?? move, confidence: 1)
    }

    private func act(for move: String, in state: DialogueState) -> DialogueAct? {
        switch move {
        case "more": requote(state, depth: .more)
        case "simpler", "shorter": requote(state, depth: .short)
        default: DialogueAct.Move(rawValue: move).map { .move($0) }
        }
    }

    private func requote(_ state: DialogueState, depth: DialogueState.Depth) -> DialogueAct {
        guard let quoted = state.quoted else {
            return depth == .more ? .clarify(choices: []) : .move(.nothingToRepeat)
        }
        if depth == .more {
            // After the short form comes the normal one.
            if quoted.depth == .short { return repeated(quoted.passages, .normal) }
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
        return repeated(quoted.passages, depth)
    }

    private func repeated(_ passages: [Passage.ID], _ depth: DialogueState.Depth) -> DialogueAct {
        .answer(.init(passages: passages, entities: [], depth: depth, isRepeat: true))
    }

    private func statusTold(_ situation: Situation) -> Decision? {
        guard !situation.changes.isEmpty else { return nil }
        let confidence = 0.9
        // "…, list what might be offered": what asks is not always a question.
        let surelyAsks =
            !situation.interpretation.tellsOfSelf
            && situation.probability(.answer) + situation.probability(.options) + situation.probability(.declineAdvice)
                >= Threshold.surelyAsks
        let isQuestion = situation.interpretation.asksQuestion || surelyAsks || asksAgain(situation)
        let isOpen = !situation.namesSubject && isQuestion
        // "It is in my bones now, what happens next" shows a feeling and asks for the whole: the list for what was told.
        let asksOfAll =
            isOpen && situation.interpretation.asksQuestion && situation.interpretation.feeling >= Threshold.someFeeling
            && situation.probability(.answer) < Threshold.someAnswer
        // "It is in my liver, am I dying" asks something that a list does not answer.
        let asksOfOutlook = situation.probability(.declineAdvice) > situation.probability(.options)
        if !asksOfOutlook,
            asksOfAll || situation.probability(.options) >= (isOpen ? Threshold.optionsOfNothing : Threshold.options)
        {
            return Decision(act: .options(supposed: [:]), intent: firstIntent(.options), confidence: confidence)
        }
        let isAnswerToQuestion = situation.state.askedSlot.map(situation.changes.slots.contains) ?? false
        let asks = isQuestion && !(isAnswerToQuestion && situation.words <= 3)
        let wantsAnswer = situation.probability(.answer) > situation.probability(.slotUpdate)
        if asks, wantsAnswer || asksOfOutlook && situation.probability(.declineAdvice) > Threshold.someAnswer {
            return nil
        }
        return Decision(act: .slotUpdate, intent: firstIntent(.slotUpdate), confidence: confidence)
    }

    /// "And for the other one?" asks again what was just answered.
    private func sameQuestion(_ situation: Situation) -> Decision? {
        guard situation.interpretation.continues, situation.words <= 7, let passage = sameSection(situation)?.first
        else {
            return nil
        }
        let entities = situation.interpretation.mentions.map(\.entity.id)
        let answer = DialogueAct.Answer(passages: [passage.id], entities: entities.uniqued, depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.8)
    }

    /// "Side effects?" right after a list may be of anything in it: asks which.
    private func whichOfOffered(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard situation.state.lastAct == .options, situation.words <= Self.bareQuestion, situation.changes.isEmpty,
            interpretation.mentions.isEmpty, interpretation.namedSlots.isEmpty,
            let asked = interpretation.aspects.first, asked.probability >= Threshold.surelyAsks,
            asked.label != pack.lexicon.generalSection, situation.probability(.answer) >= Threshold.surelyAsks
        else { return nil }
        let choices = situation.state.offered.compactMap { choice -> DialogueState.Choice? in
            guard case .topic(let topic) = choice else { return nil }
            let id = Passage.ID(topic: topic, section: asked.label)
            return pack.passage(id) == nil ? nil : .passage(id)
        }
        guard choices.count > 1 else { return nil }
        return Decision(
            act: .clarify(choices: choices), intent: situation.topIntent?.id ?? "", confidence: asked.probability)
    }

    /// "He's 71" tells something, but nothing that an answer could be about.
    private func hardlyAnything(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard situation.words <= Self.hardlyAnyWords, interpretation.meaningfulWords == 0, !interpretation.asksQuestion,
            interpretation.isThirdPerson || interpretation.isFirstPerson, !interpretation.complains,
            interpretation.mentions.isEmpty, situation.changes.isEmpty, situation.probability(.social) < 0.5
        else { return nil }
        return Decision(act: .told(choices: []), intent: firstIntent(.slotUpdate), confidence: 0.6)
    }

    /// A fear that is told and asks nothing is met as one, however near its words are to some passage.
    private func feelingTold(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard !interpretation.asksQuestion, interpretation.feeling >= Threshold.toldFeeling, !situation.namesSubject,
            situation.changes.isEmpty, !interpretation.complains, situation.probability(.declineAdvice) < 0.3,
            (interpretation.passages.first?.question ?? 0) < Threshold.knownQuestion,
            let felt = interpretation.intents.first(where: { pack.intent($0.label)?.showsFeeling ?? false })
        else { return nil }
        return Decision(
            act: .social(intent: felt.label), intent: felt.label, confidence: max(felt.probability, 0.5))
    }

    // MARK: The rest, by act

    private func byAct(_ situation: Situation) -> Decision? {
        var masses: [(act: ActKind, mass: Double)] = ActKind.allCases.map { ($0, situation.probability($0)) }
        let evidence = situation.interpretation.subjectEvidence
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
                if hasFocus, situation.interpretation.hasPronoun, situation.words <= 9, !isAboutCareline {
                    masses[index].mass *= 2
                }
            case .outOfScope:
                if situation.namesSubject, masses[index].mass < Threshold.sureOutside { masses[index].mass *= 0.6 }
            case .declineAdvice:
                if situation.asksForClient { masses[index].mass -= situation.probabilityOfOthers }
                if situation.interpretation.asksAdvice { masses[index].mass *= Threshold.adviceWords }
            case .social:
                // Many unlikely moves and feelings don't add up to one.
                let likeliest = situation.intent(.social)?.probability ?? 0
                masses[index].mass = likeliest + (masses[index].mass - likeliest) / 5
                // "Ok good, what about hair": a word of agreement before a question is not what is said.
                if situation.asksBehindAWord || situation.saysAnew {
                    masses[index].mass *= Threshold.wordBeforeQuestion
                }
            default: break
            }
        }
        // What is outside has few words in common: the likeliest intent counts, not the sum of many unlikely others.
        if let top = situation.topIntent, top.act == .outOfScope, situation.topProbability >= Threshold.leadingOutside,
            !situation.namesSubject || situation.topProbability >= Threshold.sureOutside / 1.5
        {
            masses = masses.map { ($0.act, $0.act == .outOfScope ? max($0.mass, 1) : $0.mass) }
        }
        masses.sort { $0.mass > $1.mass }
        for (act, mass) in masses {
            if let decision = decision(for: act, mass: min(1, mass), situation) { return decision }
        }
        return nil
    }

    private func decision(for act: ActKind, mass: Double, _ situation: Situation) -> Decision? {
        let intent = situation.intent(act)?.id ?? ""
        switch act {
        case .answer:
            // What is there for such an illness: a list, where no treatment is named.
            if !situation.namesSubject, situation.probability(.options) >= Threshold.optionsOfNothing,
                !supposed(situation).isEmpty
            {
                return Decision(
                    act: .options(supposed: supposed(situation)), intent: firstIntent(.options), confidence: mass)
            }
            let isTerse = situation.interpretation.isTerse && situation.words <= Self.fewWords
            guard let answer = answer(situation, depth: isTerse ? .short : .normal) else { return nil }
            if asksForOverall(answer, situation) {
                return Decision(act: .options(supposed: [:]), intent: firstIntent(.options), confidence: mass * 0.8)
            }
            return Decision(act: .answer(answer), intent: intent, confidence: mass)
        case .options:
            return Decision(act: .options(supposed: supposed(situation)), intent: intent, confidence: mass)
        case .slotUpdate:
            return Decision(act: .told(choices: nearby(situation)), intent: intent, confidence: mass * 0.7)
        case .declineAdvice:
            return intent.isEmpty ? nil : Decision(act: .decline(intent: intent), intent: intent, confidence: mass)
        case .outOfScope:
            return Decision(act: .outOfScope(intent: intent), intent: intent, confidence: mass)
        case .social:
            return intent.isEmpty ? nil : Decision(act: .social(intent: intent), intent: intent, confidence: mass)
        case .clarify:
            return Decision(act: .clarify(choices: []), intent: intent, confidence: mass)
        case .urgent, .crisis:
            return nil
        }
    }

    /// What may matter to something that was told: the passages nearest to it, none twice from one topic and section.
    private func nearby(_ situation: Situation) -> [DialogueState.Choice] {
        let interpretation = situation.interpretation
        guard interpretation.subjectEvidence >= Threshold.subject,
            interpretation.meaningfulWords > 1 || !interpretation.mentions.isEmpty
        else { return [] }
        var found: [Passage.ID] = []
        for ranked in interpretation.passages {
            let id = pack.passage(inPlaceOf: ranked.id, given: situation.state.slots.values)
            if !found.contains(where: { $0.topic == id.topic && $0.section == id.section }) { found.append(id) }
            if found.count == Self.mostNearby { break }
        }
        return found.map { .passage($0) }
    }

    /// Whether a question about what is done in general comes from somebody whose statuses are known: a list says it better.
    private func asksForOverall(_ answer: DialogueAct.Answer, _ situation: Situation) -> Bool {
        guard !situation.namesSubject, !situation.state.slots.values.isEmpty, let passage = answer.passages.first,
            let overall = Passage.ID(pack.lexicon.overallPassage), passage.topic == overall.topic
        else { return false }
        let isKnown = (situation.interpretation.passages.first?.question ?? 0) >= Threshold.knownQuestion
        let sections = pack.lexicon.statusSections.filter { $0 != pack.lexicon.generalSection }
        return !isKnown && sections.contains(passage.section)
    }

    /// Statuses that the message supposes: "what is there for …".
    private func supposed(_ situation: Situation) -> [String: String] {
        var values = SlotValues()
        for reading in situation.interpretation.mentioned { values.apply(reading, slots: pack.slots) }
        return values.values
    }
}
