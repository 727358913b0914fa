// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Keeps the state: takes in what the user said before a reply, and what the assistant said after it.
struct StateTracker: Sendable {
    let pack: Pack
    let names: ThingNames

    /// For how many turns a number picks from a list.
    private static let turnsToPick = 4
    /// From how many words on a message is a story.
    static let longStory = 20
    /// Up to how many words answer whose illness it is.
    private static let shortAnswer = 6
    /// How many other topics are kept that a message may have been about.
    private static let mostAlternatives = 3

    /// What a message changed.
    struct Changes: Hashable, Sendable {
        struct Change: Hashable, Sendable {
            var slot: String
            var from: String?
            var to: String
            /// Whether the user said that they don't know, rather than that the result is open.
            var isUnknownToUser = false
            /// Whether it was told of an earlier time.
            var isEarlier = false
        }

        /// Slots that got a value, or another one.
        var changed: [Change] = []
        /// Slots told again as they were.
        var confirmed: [String] = []
        /// Traits newly told that a reply names too; they are no statuses, so that they alone decide nothing.
        var toldBack: [String] = []
        /// Such traits that were told before.
        var toldAgain: [String] = []

        var isEmpty: Bool { changed.isEmpty && confirmed.isEmpty }
        var onlyConfirms: Bool { changed.isEmpty && !confirmed.isEmpty }
        var slots: [String] { changed.map(\.slot) + confirmed }
    }

    /// Takes in the statuses of a message.
    func observe(_ interpretation: Interpretation, in state: inout DialogueState) -> Changes {
        if interpretation.beginsNextClient, interpretation.client != nil || state.isOfClient {
            state.beginNextClient(forgetting: pack.slots)
        }
        if interpretation.asksBrevity { state.prefersShort = true }
        var readings = interpretation.told
        if interpretation.adopts {
            let told = Set(readings.map(\.slot))
            readings += adopted(state.mentioned.filter { !told.contains($0.slot) })
        }
        // "Hers was …. Mine is …": what is said of oneself is still told.
        if state.speaksOfSomebodyElse, interpretation.isAboutSomebodyElse, !interpretation.isFirstPerson {
            readings = []
        }
        if isOfAnother(interpretation, in: state), let relative = interpretation.relativeSentence {
            // What stands in a sentence before is the user's own.
            readings.removeAll { interpretation.utterance.sentences[$0.words.lowerBound] >= relative }
        }
        readings += answerToWhose(interpretation, in: &state)
        let illRelative = readings.isEmpty ? illRelative(interpretation, in: state) : nil
        if let illRelative {
            state.patient = .relative(illRelative)
            readings = adopted(interpretation.mentioned)
        }
        if interpretation.swapsResults, readings.isEmpty { readings = swapped(interpretation, in: state) }
        // "I don't know" says nothing of a trait.
        readings.removeAll { $0.component.isEmpty && pack.slot($0.slot)?.value($0.value) == nil }
        let before = state.slots
        // What was once does not overrule what is known.
        readings.removeAll { $0.rule == "earlier" && before.values[$0.slot] ?? Slot.unknown != Slot.unknown }
        // Nor does an "I don't know" in the middle of a long story, which is mostly about something else.
        let isStory = interpretation.utterance.words.count > Self.longStory
        readings.removeAll { isStory && $0.rule == "unknown" && before.values[$0.slot] != nil }
        for reading in readings { state.slots.apply(reading, slots: pack.slots) }
        var changes = Changes()
        for slot in pack.slots {
            guard let value = state.slots.values[slot.id], let reading = readings.last(where: { $0.slot == slot.id })
            else {
                continue
            }
            let old = before.values[slot.id]
            if slot.isTrait {
                // What sort of person it is goes without saying.
                let isKnown = old == value
                if slot.isToldBack {
                    if isKnown { changes.toldAgain.append(slot.id) } else { changes.toldBack.append(slot.id) }
                }
                if isKnown { continue }
            } else if old == value {
                changes.confirmed.append(slot.id)
            } else {
                changes.changed.append(
                    .init(
                        slot: slot.id, from: old, to: value, isUnknownToUser: reading.rule == "unknown",
                        isEarlier: reading.rule == "earlier"))
            }
            // A result of several parts was told by all of them, with other words between.
            let quote = readings.filter { $0.slot == slot.id }.map(\.quote).uniqued.joined(separator: " … ")
            state.notes.append(
                .init(slot: slot.id, value: value, quote: quote, turn: state.turn + 1, rule: reading.rule))
            if value == Slot.unknown { state.addVisitQuestion(slot.visitQuestion) }
        }
        if illRelative == nil { notePatient(interpretation, isTold: !readings.isEmpty, in: &state) }
        if before != state.slots { state.undoable.append(before) }
        if !interpretation.mentioned.isEmpty || !readings.isEmpty { state.mentioned = interpretation.mentioned }
        let result = readings.last { pack.slot($0.slot)?.isTrait == false }
        if let spokenOf = interpretation.namedSlots.last ?? result?.slot {
            (state.focusSlot, state.focusSlotTurn) = (spokenOf, state.turn + 1)
        }
        state.speaksOfSomebodyElse =
            interpretation.isAboutSomebodyElse || (state.speaksOfSomebodyElse && interpretation.hasPronoun)
        return changes
    }

    /// Whether a message tells of a relative, after the user told of an illness of their own.
    private func isOfAnother(_ interpretation: Interpretation, in state: DialogueState) -> Bool {
        state.patient == .user && interpretation.relative != nil && interpretation.isThirdPerson
            && !interpretation.isFirstPerson
    }

    /// Takes in who is ill: a relative spoken of as the patient, or the user.
    private func notePatient(_ interpretation: Interpretation, isTold: Bool, in state: inout DialogueState) {
        if let client = interpretation.client {
            if state.patient == nil { state.patient = .client(client) }
        } else if interpretation.isFirstPerson {
            if isTold { state.patient = .user }
        } else if let relative = interpretation.relative, !interpretation.isAboutSomebodyElse,
            !interpretation.asksOfRelative, isTold || state.patient == nil && interpretation.tellsOfSelf
        {
            state.patient = .relative(relative)
        }
    }

    /// The relative who turns out to be the patient, whatever the user says of themself.
    ///
    /// "My mum was told it's in her liver, and I'm only 24": what is spoken of is told of her.
    private func illRelative(_ interpretation: Interpretation, in state: DialogueState) -> String? {
        guard state.patient == nil, interpretation.tellsOfIllRelative, interpretation.client == nil,
            !interpretation.asksOfRelative
        else { return nil }
        return interpretation.relative
    }

    /// After "for yourself, or for …?": statuses spoken of before are told, once it is said whose they are.
    private func answerToWhose(_ interpretation: Interpretation, in state: inout DialogueState) -> [SlotReading] {
        guard let relative = state.askedWhether else { return [] }
        state.askedWhether = nil
        guard interpretation.utterance.words.count <= Self.shortAnswer else { return [] }
        if interpretation.isFirstPerson || interpretation.adopts {
            state.patient = .user
            return []
        }
        guard interpretation.relative != nil || interpretation.isThirdPerson else { return [] }
        state.patient = .relative(relative)
        return adopted(state.mentioned)
    }

    /// Readings of what was only spoken of, taken as told.
    private func adopted(_ mentioned: [SlotReading]) -> [SlotReading] {
        mentioned.map { reading in
            var reading = reading
            reading.rule = "adopted"
            return reading
        }
    }

    /// The two results of the last message with each other's value: "sorry, the other way round".
    private func swapped(_ interpretation: Interpretation, in state: DialogueState) -> [SlotReading] {
        // A longer message, one that asks or names something, tells of other things that stand the wrong way round.
        guard interpretation.utterance.words.count <= Self.shortAnswer, !interpretation.asksQuestion,
            interpretation.mentions.isEmpty
        else { return [] }
        let told = state.notes.filter { $0.turn == state.turn && pack.slot($0.slot)?.isTrait == false }
        guard told.count == 2, let first = told.first, let last = told.last, first.value != last.value,
            pack.slot(first.slot)?.value(last.value) != nil, pack.slot(last.slot)?.value(first.value) != nil
        else { return [] }
        let words = interpretation.utterance.words.indices
        return [(first.slot, last.value), (last.slot, first.value)].map { slot, value in
            SlotReading(
                slot: slot, component: "", value: value, words: words, quote: interpretation.utterance.quote(words),
                rule: "swapped")
        }
    }

    /// Whether it should be asked whose statuses were spoken of: nobody's yet, and a relative was named.
    static func asksWhose(_ interpretation: Interpretation, in state: DialogueState) -> String? {
        guard state.patient == nil, !state.askedWhose, state.notes.isEmpty, interpretation.told.isEmpty,
            !interpretation.mentioned.isEmpty
        else { return nil }
        return interpretation.relative
    }

    /// The likeliest passages that a reply did not quote.
    private func alternatives(to draft: Draft, interpretation: Interpretation) -> [DialogueState.Choice] {
        interpretation.passages.prefix(Self.mostAlternatives + draft.passages.count)
            .filter { !draft.passages.contains($0.id) && !pack.lexicon.isTender($0.id) }.prefix(Self.mostAlternatives)
            .map { .passage($0.id) }
    }

    /// The results that a reply names and of which nothing is known, as the passages that explain them.
    private func unexplained(in draft: Draft, state: DialogueState) -> [DialogueState.Choice] {
        let text = draft.text.lowercased()
        return pack.slots.filter { !$0.isTrait && state.slots.values[$0.id] == nil }.compactMap { slot in
            guard let id = Passage.ID(slot.explanation), let passage = pack.nearestPassage(to: id) else { return nil }
            let isNamed = names.things(inTitleOf: passage).contains { $0.names.contains(where: text.holdsWords) }
            return isNamed ? .passage(passage.id) : nil
        }
    }

    /// The things, such as medicines, that a message calls by name.
    private func namedThings(_ interpretation: Interpretation) -> [Entity] {
        pack.subjects(in: interpretation).filter { pack.lexicon.nameKinds.contains($0.kind) }
    }

    /// The things that a reply lists by name, each on a line of its own.
    private func listedThings(in draft: Draft) -> [String] {
        let names = draft.paragraphs.filter { $0.holds("- ") }.flatMap { $0.lines.compactMap(\.itemName) }
        guard names.count > 1, let topic = draft.topics.first else { return [] }
        let things = pack.entities.filter { $0.topic == topic && pack.lexicon.nameKinds.contains($0.kind) }
        return names.compactMap { name in things.first { $0.names.contains { $0.lowercased() == name } }?.id }
    }

    /// Takes in a thing that somebody tells of as theirs ("I'm on …"): it is spoken of, though nothing was quoted of it.
    private func noteOwn(
        _ things: [Entity], in interpretation: Interpretation, isQuoted: Bool, state: inout DialogueState
    ) {
        let own = interpretation.asksQuestion ? toldBesideQuestion(things, in: interpretation) : things
        // "My doctor suggested …" is told of nobody else either; "I mean …" tells nothing.
        let isOfUser =
            interpretation.namesPerson && interpretation.relative == nil && !interpretation.isAboutSomebodyElse
            && !interpretation.corrects
        guard interpretation.isPersonal || isOfUser, let first = own.first else { return }
        state.ownEntity = first.id
        let beside = interpretation.mentionsBeside.map(\.entity.id)
        state.ownEntities = (state.ownEntities + beside + own.map(\.id)).uniqued
        guard !isQuoted else { return }
        setFocus(on: first, in: &state)
    }

    /// The things that a message tells of before it asks something: "they want me on …. What is it?"
    private func toldBesideQuestion(_ things: [Entity], in interpretation: Interpretation) -> [Entity] {
        if let asked = interpretation.questionBesideTold?.text ?? interpretation.utterance.lastOfSeveralSentences {
            let text = asked.lowercased()
            let isFirstTold = things.first.map { !$0.isNamed(in: text) } ?? false
            return isFirstTold ? things : things.filter { !$0.isNamed(in: text) }
        }
        // A long story comes to its question in its last clause.
        guard interpretation.isFirstPerson, interpretation.tellsOfSelf else { return [] }
        let told = interpretation.mentions(inLastClause: false).map(\.entity)
        return things.filter(told.contains)
    }

    /// Makes a thing what is spoken of, though nothing was quoted of it.
    private func setFocus(on thing: Entity, in state: inout DialogueState) {
        state.setFocus(on: Passage.ID(topic: thing.topic, section: pack.lexicon.generalSection), entity: thing.id)
    }

    /// Takes in what the reply said, asked and offered.
    func record(_ draft: Draft, decision: Decision, interpretation: Interpretation, in state: inout DialogueState) {
        let things = namedThings(interpretation)
        state.turn += 1
        state.lastAct = draft.act
        state.lastText = draft.text
        state.symptom = pack.symptoms(in: interpretation).first?.names.first
        if decision.saysHelpCame {
            state.isHelpCalled = true
        } else if draft.act == .urgent || draft.act == .crisis, decision.intent != state.alarmRule {
            state.isHelpCalled = false
        }
        if draft.act == .urgent || draft.act == .crisis {
            state.alarmTurn = state.turn
            state.alarmRule = decision.intent
        }
        if case .alarmStands = decision.act { state.wasReminded = true }
        if case .urgent(let finding, _) = decision.act {
            state.wasReminded = false
            state.openAlarm = finding.rule
            state.openAlarmTurn = state.turn
        } else if state.isHelpCalled {
            state.openAlarm = ""
        }
        if case .options(let supposed) = decision.act {
            state.listedFor = state.slots.values.merging(supposed) { $1 }
        }
        if draft.meetsFeeling {
            state.feelingTurn = state.turn
            state.feelingsMet += 1
        }
        state.said.formUnion(draft.paragraphs.flatMap(\.paragraphs))
        if let relative = draft.asksWhether {
            state.askedWhether = relative
            state.askedWhose = true
        }
        state.askedSlot = draft.asks
        if let asked = draft.asks {
            if state.askedBefore.contains(asked) { state.askedAgain.insert(asked) }
            state.askedBefore.insert(asked)
        }
        if !draft.offered.isEmpty {
            state.offered = draft.offered
            state.offeredTurn = state.turn
        } else if state.turn - state.offeredTurn > Self.turnsToPick {
            state.offered = []
        }
        switch draft.act {
        case .answer:
            state.alternatives = alternatives(to: draft, interpretation: interpretation)
            state.unexplained = []
        case .slotUpdate: state.unexplained = unexplained(in: draft, state: state)
        default: break
        }
        if !draft.sources.isEmpty { state.sources = draft.sources }
        if !draft.passages.isEmpty {
            state.quoted = .init(passages: draft.passages, entities: draft.entities, depth: draft.depth)
            if state.focusTopic != draft.passages.first?.topic { state.quotedOfTopic = [] }
            state.explained.removeAll(where: draft.passages.contains)
            state.explained += draft.passages
            for id in draft.passages where !state.quotedOfTopic.contains(id) { state.quotedOfTopic.append(id) }
            state.setFocus(on: draft.passages.first, entity: draft.entities.first ?? draft.spokenOf)
            if let topic = state.focusTopic, pack.topic(topic)?.isTreatment == true {
                (state.treatmentTopic, state.treatmentEntity) = (topic, state.focusEntity)
            }
        } else if draft.act == .options || draft.act == .declineAdvice {
            state.quoted = nil
            // "Can I halve my …" is not answered, and "what else does it do" is asked of it.
            if draft.act == .declineAdvice, let thing = things.first {
                setFocus(on: thing, in: &state)
            }
        } else if draft.act == .social, let topic = pack.intent(decision.intent)?.topic, !topic.isEmpty {
            // "I can explain what it is": then "what is it" asks for that.
            state.setFocus(on: Passage.ID(topic: topic, section: pack.lexicon.generalSection))
        }
        let beside = interpretation.mentionsBeside.map(\.entity.id)
        let named = (beside + pack.subjects(in: interpretation).map(\.id)).uniqued
        let listed = named.count > 1 ? named : listedThings(in: draft)
        if listed.count > 1 {
            state.namedTogether = listed
            state.namedTurn = state.turn
        }
        // "Which of those is best" speaks of them anew.
        if named.isEmpty, interpretation.asksBetween, state.picksFromNamed { state.namedTurn = state.turn }
        noteOwn(things, in: interpretation, isQuoted: !draft.passages.isEmpty, state: &state)
        state.personalSaid.formUnion(draft.personalTopics)
        if !draft.visitQuestions.isEmpty { state.listedTurn = state.turn }
        if decision.keepsOwnQuestion, !draft.visitQuestions.isEmpty { state.keptOwnQuestion = true }
        for question in draft.visitQuestions { state.addVisitQuestion(question) }
        if draft.act == .urgent { state.alarmQuestions.formUnion(draft.visitQuestions) }
        state.lastReading = .init(
            intent: decision.intent,
            safetyQuote: draft.act == .urgent || draft.act == .crisis ? interpretation.safety?.quote ?? "" : "")
    }
}
