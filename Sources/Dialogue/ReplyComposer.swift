// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Puts an act into words: the only place where text is made, and only by joining what the pack says.
struct ReplyComposer: Sendable {
    let pack: Pack
    let names: ThingNames
    let followUp: FollowUp
    /// The region whose contacts are named; nil for the general wording.
    let region: String?

    func compose(_ decision: Decision, changes: StateTracker.Changes, in state: DialogueState) -> Draft {
        var draft: Draft
        switch decision.act {
        case .answer(let answer):
            draft = self.answer(answer, changes: changes, mayAsk: !decision.meetsFeeling, in: state)
        case .options(let supposed): draft = options(supposed: supposed, changes: changes, in: state)
        case .slotUpdate:
            // Who had to say it twice is asked no more for now.
            let isSaidAgain =
                changes.onlyConfirms && !changes.toldAgain.isEmpty
                || ["sorry-muddle", "told-before"].contains(decision.opening)
            let mayAsk = !decision.meetsFeeling && !isSaidAgain
            draft = slotUpdate(changes: changes, mayAsk: mayAsk, in: state)
        case .urgent(let finding, let also): draft = urgent(finding, also: also, changes: changes, in: state)
        case .crisis(let finding): draft = crisis(finding, in: state)
        case .askKindly(let finding): draft = danger(finding, act: .clarify)
        case .decline(let intent):
            draft = decline(intent, beside: decision.alsoAnswers, changes: changes, in: state)
        case .outOfScope(let intent): draft = said(by: intent, otherwise: "out-of-scope", act: .outOfScope, in: state)
        case .social(let intent):
            draft = social(intent, in: state)
            if !changes.toldBack.isEmpty { draft.paragraphs += acknowledgement(of: changes, in: state) }
        case .clarify(let choices):
            draft = clarify(choices, in: state)
            draft.paragraphs = acknowledgement(of: changes, in: state) + draft.paragraphs
        case .alarmStands(let also): draft = alarmStands(also: also, in: state)
        case .helpCalled(let inCrisis, let also): draft = helpCalled(inCrisis: inCrisis, also: also, in: state)
        case .ownQuestion(let request):
            draft = ownQuestion(request, in: state)
            if let also = decision.alsoAnswers { quote(also, into: &draft, in: state) }
        case .forget(let slots): draft = forgotten(slots, in: state)
        case .told(let choices):
            draft = told(choices, in: state)
            draft.paragraphs = acknowledgement(of: changes, in: state) + draft.paragraphs
        case .conflict(let slots): draft = conflict(slots, in: state)
        case .move(let move): draft = self.move(move, in: state)
        case .sentence(let name, let values, let act):
            draft = Draft(act: act, paragraphs: [wording(name, state, values)])
        case .library(let passage): draft = library(passage, in: state)
        case .empty: draft = Draft(act: .clarify, paragraphs: [wording("empty", state)])
        }
        addBeside(decision, to: &draft, in: state)
        if let level = decision.doubt { addDoubt(of: level, to: &draft, in: state) }
        if decision.hearsDenial, decision.act != .sentence("crisis-taken-back") {
            draft.paragraphs.insert(unsaid("danger-denied", in: state), at: 0)
        }
        putRight(decision.premises, in: &draft, said: state.said)
        // To be sorry for what was not answered would be untrue where it was.
        if let opening = decision.opening, opening != "sorry-misread" || !draft.repeats {
            draft.paragraphs.insert(wording(opening, state), at: 0)
        }
        if decision.meetsFeeling {
            draft.paragraphs.insert(kindWord(for: decision, in: state), at: 0)
            draft.meetsFeeling = true
        }
        if let relative = decision.asksWhether, draft.asks == nil, draft.act != .urgent, draft.act != .crisis {
            draft.add(wording("ask-whose", state, ["relative": relative]))
            draft.asksWhether = relative
        }
        addSources(to: &draft, in: state)
        return draft
    }

    /// Says first what is wrong with what the message takes for granted, unless that was said or is said in the reply.
    private func putRight(_ premises: [Int], in draft: inout Draft, said: Set<String>) {
        guard [.answer, .options, .slotUpdate, .declineAdvice].contains(draft.act) else { return }
        let quoted = Set(draft.passages.map(\.description))
        let wrong = premises.map(pack.premise)
            .filter { !said.contains($0.say) && quoted.isDisjoint(with: $0.saidIn) }
        draft.paragraphs.insert(contentsOf: wrong.map(\.say), at: 0)
        draft.sources += wrong.flatMap(\.sources)
    }

    /// The first wording of a name that was not said yet; the last one where all were.
    func unsaid(_ name: String, in state: DialogueState) -> String {
        let all = pack.wording.texts[name].map { fill($0) }
        return all.first { !state.said.contains($0) } ?? all.last ?? ""
    }

    // MARK: Wording

    func wording(_ name: String, _ state: DialogueState, _ values: [String: String] = [:]) -> String {
        fill(pack.wording.text(name, turn: state.turn), values)
    }

    /// Fills in what stands in braces: the values given, else the contacts of the region.
    func fill(_ text: String, _ values: [String: String] = [:]) -> String {
        let opening = UInt8(ascii: "{")
        guard text.utf8.contains(opening) else { return text }
        var result = ""
        var rest = Substring(text)
        var used: Set<String> = []
        while let open = rest.utf8.firstIndex(of: opening),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            let name = String(rest[rest.index(after: open)..<close])
            result.append(contentsOf: rest[..<open])
            // A contact is given in full once; the second time its short form will do, where there is one.
            let again = used.insert(name).inserted ? nil : pack.contacts.contact("\(name)_again", in: region)
            result += values[name] ?? again ?? pack.contacts.contact(name, in: region) ?? ""
            rest = rest[rest.index(after: close)...]
        }
        result.append(contentsOf: rest)
        return result
    }

    /// `your`, or `your mother's` where it is she who is ill.
    func whose(_ state: DialogueState) -> String {
        switch state.patient {
        case .relative(let relative)?: fill(pack.wording.text("whose-relative"), ["relative": relative])
        case .client(let client)?: fill(pack.wording.text("whose-client"), ["client": client])
        case .user?, nil: pack.wording.text("whose-own")
        }
    }

    /// `one, two and three`.
    func list(_ items: [String]) -> String {
        guard let last = items.last else { return "" }
        return items.count == 1 ? last : Array(items.dropLast()).joined(separator: ", ") + " and " + last
    }

    func label(_ slot: String, _ value: String) -> String {
        let definition = pack.slot(slot)?.value(value)
        return definition.map { $0.label.isEmpty ? value : $0.label } ?? value
    }

    // MARK: Answers

    /// - Parameter mayAsk: whether a status may be asked for; a question of a form right behind a feeling would be cold.
    func answer(
        _ answer: DialogueAct.Answer, changes: StateTracker.Changes, mayAsk: Bool, in state: DialogueState
    ) -> Draft {
        var draft = Draft(act: .answer)
        // What somebody does not know is told back behind the answer, and what was noted before it.
        var (noted, open) = (changes, StateTracker.Changes())
        open.changed = changes.changed.filter { $0.to == Slot.unknown && $0.from == nil }
        noted.changed.removeAll(where: open.changed.contains)
        let acknowledged = acknowledgement(of: noted, in: state)
        draft.paragraphs = acknowledged
        quote(answer, into: &draft, in: state)
        if answer.isUncompared { draft.paragraphs.insert(uncompared(answer, state), at: acknowledged.count) }
        if answer.asksFigure, draft.repeats, figureLeftOut(of: answer) == nil {
            draft.paragraphs = acknowledged + [wording("no-figure-left", state)]
        } else if answer.asksFigure, !answer.isUncompared, !draft.paragraphs.contains(where: pack.lexicon.holdsFigure) {
            if let figure = figureLeftOut(of: answer) {
                draft.add(figure)
            } else {
                draft.paragraphs.insert(wording("no-figure", state), at: acknowledged.count)
            }
        }
        if let meaning = meaningOfUnnamed(answer, in: draft, state) {
            draft.paragraphs.insert(meaning, at: acknowledged.count)
        }
        if let whom = spokenTo(by: draft, in: state) { draft.paragraphs.insert(whom, at: acknowledged.count) }
        let unknown = acknowledgement(of: open, in: state)
        guard answer.depth == .normal, answer.passages.count == 1, let main = answer.passages.first else {
            draft.paragraphs += unknown
            return draft
        }
        addPersonalLine(about: main, to: &draft, in: state)
        draft.paragraphs += unknown
        guard mayAsk, !state.isOfClient else { return draft }
        if pack.lexicon.statusSections.contains(main.section), state.askedSlot == nil || !changes.isEmpty {
            ask(followUp.slot(for: [main.topic], in: state), in: &draft)
        } else if let pending = state.askedSlot, state.slots.values[pending] == nil, changes.isEmpty,
            isDigression(answer, from: pending)
        {
            // A question that was set aside for another comes back once.
            ask(pack.slot(pending), in: &draft)
        }
        return draft
    }

    /// The first paragraph of what an answer quotes that holds a number; nil for none.
    private func figureLeftOut(of answer: DialogueAct.Answer) -> String? {
        answer.passages.lazy.compactMap(pack.passage).flatMap { $0.body.paragraphs + $0.more.paragraphs }
            .first(where: pack.lexicon.holdsFigure)
    }

    /// Once in a talk about a relative, whom the texts of treatments mean by "you"; nil where it was said, or they mean the user.
    private func spokenTo(by draft: Draft, in state: DialogueState) -> String? {
        guard let words = ofRelative("you-are-relative", state),
            draft.topics.contains(where: { pack.topic($0)?.isTreatment == true })
        else { return nil }
        return words
    }

    /// A wording about the relative who is ill, once in a talk; nil where it was said, or it is nobody's relative.
    func ofRelative(_ name: String, _ state: DialogueState) -> String? {
        guard case .relative(let relative)? = state.patient else { return nil }
        let words = wording(name, state, ["relative": relative])
        return state.said.contains(words) ? nil : words
    }

    /// Whether an answer explains what a slot is, so that the question for it is still open.
    func isDigression(_ answer: DialogueAct.Answer, from slot: String) -> Bool {
        guard let explanation = pack.slot(slot).flatMap({ Passage.ID($0.explanation) }) else { return false }
        return answer.passages.first.map { pack.nearestPassage(to: explanation)?.id == $0 } ?? false
    }

    /// Quotes passages, entities' own facts first.
    func quote(_ answer: DialogueAct.Answer, into draft: inout Draft, in state: DialogueState) {
        draft.depth = answer.depth
        draft.spokenOf = answer.spokenOf
        if let intent = pack.intent(answer.intent) {
            draft.add(fill(intent.say))
            draft.sources += intent.sources
        }
        if let kind = answer.kind, let topic = pack.topic(kind.topic) {
            let values = ["other": topic.title.lowercasedFirst]
            draft.add(fill(pack.wording.text(kind.isOfIt ? "kind-yes" : "kind-no"), values))
        }
        // A part of a section answers in itself; a heading over it would only be stiff.
        let isSeveral =
            Set(answer.passages.map(\.topic)).count > 1 && answer.passages.contains { $0.part.isEmpty }
        for id in inOrder(answer) {
            guard let passage = pack.passage(id), let topic = pack.topic(id.topic) else { continue }
            draft.passages.append(id)
            if !draft.topics.contains(id.topic) { draft.topics.append(id.topic) }
            draft.sources += passage.sources
            if isSeveral, !answer.isUncompared, draft.passages.dropLast().last?.topic != id.topic {
                draft.add(wording("also-about", state, ["topic": topic.title.lowercasedFirst]))
            }
            let said = answer.isRepeat ? [] : state.said
            let entities = answer.entities(for: id)
            // A passage about just this thing says all that its own facts say.
            let hasOthers = answer.depth == .short && haveFactsAlone(entities, for: id, in: state)
            let setsApart =
                setsApart(passage, entities, depth: answer.depth)
                && !(hasOthers && tellsOfOthers(passage, than: entities))
            let isAnsweredByFacts =
                answer.depth != .more && !setsApart && haveFactsAlone(entities, for: id, in: state)
            let isOfItAlone =
                !isAnsweredByFacts && (answer.depth == .normal && isSpecific(passage, to: entities) || setsApart)
            let allFacts = isOfItAlone ? [] : ownFacts(of: entities, for: id, into: &draft, in: state)
            if isOfItAlone { draft.entities += entities }
            if answer.depth == .normal, addQuestionsOfTalk(before: passage, asking: answer.stems, to: &draft, in: state)
            {
                continue
            }
            // What was said of one thing by itself is said again beside another.
            let isBeside = answer.asksBetween && allFacts.count > 1 && !answer.isUncompared
            let facts = allFacts.filter { (isBeside || !said.contains($0)) && !draft.paragraphs.contains($0) }
            // Of two things side by side, what was said of one is not followed by its kind.
            if answer.isUncompared, facts.isEmpty, !allFacts.isEmpty { continue }
            // "Simpler, please" wants fewer words and not the same ones.
            let isShortened = answer.isRepeat && answer.depth == .short && allFacts.allSatisfy(state.said.contains)
            if !allFacts.isEmpty, facts.isEmpty && (isBare(answer) || isAnsweredByFacts) || isShortened {
                draft.add(again(shortened(allFacts, for: answer, in: state), in: state))
                draft.repeats = true
                draft.depth = .short
                continue
            }
            if isBeside { addEach(facts, of: answer, to: &draft, in: state) } else { facts.forEach { draft.add($0) } }
            let hasOwnWords = !facts.isEmpty || !answer.intent.isEmpty
            // What was just said of the thing itself is not said again of its kind, nor is another question answered.
            if !facts.isEmpty,
                isAnsweredByFacts || areOfSingle(entities, asking: answer, of: id) || opensAsAnswer(passage.short)
                    || facts.joined(separator: " ").sharesMostWords(with: passage.short)
                    || isBare(answer) && tellsOfOthers(passage, than: entities)
                    || answer.passages.count > 1 && id.part.isEmpty && answer.depth == .short
                        && (id.section != pack.lexicon.contrastSection || tellsOfOthers(passage, than: entities))
            {
                draft.depth = .short
                if isAnsweredByFacts { addWhatIsAskedBesides(of: passage, for: answer, to: &draft, leavingOut: said) }
                continue
            }
            defer { addWhatWasNamed(of: passage, for: answer, to: &draft, leavingOut: said) }
            switch answer.depth {
            case .short where answer.isRepeat && wasShortAlone(state):
                draft.add(meaning(of: passage, unsaidIn: state) ?? wording("no-simpler", state))
            case .short:
                let asked = entities.isEmpty ? answer.entities : entities
                // What was said in short before is not read out again where there is more to say.
                let isSaid = answer.passages.count > 1 && said.contains(passage.short)
                let further = isSaid ? unsaidParagraph(of: passage, said) : nil
                let sentences = leavingOutOthers(passage.short.sentences, than: asked, of: id.topic)
                draft.add(further ?? worded(sentences.joined(separator: " "), for: answer))
            case .more: addMore(of: passage, to: &draft, in: state)
            case .normal:
                // Behind the thing's own facts the short form will do, unless that was said.
                let isShort = hasOwnWords && !said.contains(passage.short)
                if isShort {
                    let sentences = leavingOutOthers(passage.short.sentences, than: entities, of: id.topic)
                    draft.add(worded(sentences.joined(separator: " "), for: answer))
                    draft.depth = .short
                } else {
                    addBody(of: passage, for: answer, to: &draft, in: state)
                }
            }
        }
    }

    /// Passages with those of one topic next to each other, so that each topic is headed once; where a number is asked for, those first that
    /// say one in short.
    private func inOrder(_ answer: DialogueAct.Answer) -> [Passage.ID] {
        let passages = answer.passages
        let byTopic = passages.map(\.topic).uniqued.flatMap { topic in passages.filter { $0.topic == topic } }
        guard answer.asksFigure else { return byTopic }
        let holdFigure = byTopic.map { pack.passage($0).map { pack.lexicon.holdsFigure($0.short) } ?? false }
        return [true, false].flatMap { wanted in zip(byTopic, holdFigure).filter { $1 == wanted }.map(\.0) }
    }

    /// Whether the short form is all that was last said, so that nothing simpler is there to say.
    private func wasShortAlone(_ state: DialogueState) -> Bool {
        state.quoted.map { $0.depth == .short && $0.entities.isEmpty } ?? false
    }

    /// Whether an answer is about one thing's own facts in general, rather than about one question among them.
    private func isBare(_ answer: DialogueAct.Answer) -> Bool {
        answer.intent.isEmpty && answer.passages.count == 1 && answer.passages.allSatisfy(\.part.isEmpty)
    }

    /// Whether what is known of single things, such as two medicines, answers what is asked of them in general: what their whole kind does
    /// is another question.
    private func areOfSingle(_ entities: [String], asking answer: DialogueAct.Answer, of id: Passage.ID) -> Bool {
        answer.intent.isEmpty && id.part.isEmpty && (isBare(answer) || answer.depth == .short)
            && entities.compactMap(pack.entity).allSatisfy { $0.topic != id.topic || pack.isSingle($0) }
    }

    /// Adds what of a passage was not said before; where that is not most of it, its short form and what else there is to say.
    ///
    /// Who asks on has heard the rest, and what was said in short too is said again as such.
    private func addBody(
        of passage: Passage, for answer: DialogueAct.Answer, to draft: inout Draft, in state: DialogueState
    ) {
        let said = answer.isRepeat ? [] : state.said
        let things = answer.entities.count > 1 ? answer.entities : [answer.spokenOf].compactMap { $0 }
        let asked = answer.entities.isEmpty ? things : answer.entities
        let listed = fitting(
            narrowed(passage.body.paragraphs, to: things), of: passage.id.topic, asked: asked, in: state)
        let paragraphs = leavingOutOthers(listed, than: asked, of: passage.id.topic)
        let fresh = paragraphs.filter { !said.contains($0) }
        if fresh.count * 2 >= paragraphs.count {
            draft.add(worded(fresh.joined(separator: "\n\n"), for: answer))
            return
        }
        let isShortNew = !said.contains(passage.short)
        let further = passage.more.paragraphs.filter { !said.contains($0) }
        draft.add(isShortNew ? worded(passage.short, for: answer) : again([passage.short], in: state))
        further.forEach { draft.add($0) }
        draft.depth = further.isEmpty ? .short : .more
    }

    /// One line of what the person's statuses make of the topic, said once in a conversation.
    func addPersonalLine(about id: Passage.ID, to draft: inout Draft, in state: DialogueState) {
        // A part that is on no thing by name answers a question of its own, such as one about the family.
        guard pack.lexicon.statusSections.contains(id.section),
            id.part.isEmpty || pack.passage(id).map(names.callsThing(inTitleOf:)) ?? false,
            !state.personalSaid.contains(id.topic),
            let rule = pack.topic(id.topic)?.optionRule(for: state.slots.values),
            rule.conditions.contains(where: { state.slots.values[$0.slot] != nil })
        else { return }
        draft.add(fill(rule.personal, ["whose": whose(state)]))
        draft.personalTopics.insert(id.topic)
    }

    func ask(_ slot: Slot?, in draft: inout Draft) {
        guard let slot else { return }
        draft.add(slot.question)
        draft.asks = slot.id
    }
}

extension String {
    /// The text with its first letter small, unless it begins with an abbreviation.
    var lowercasedFirst: String {
        let second = dropFirst().first
        guard let first, let second, second.isLowercase else { return self }
        return first.lowercased() + dropFirst()
    }

    /// The text with its first letter large.
    var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
