// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a passage says of one thing.
extension ReplyComposer {
    /// What the thing is that a passage is about, where that was not said; nil for none.
    func meaning(of passage: Passage, unsaidIn state: DialogueState) -> String? {
        let title = passage.title.lowercased()
        let isOfOne = !passage.id.part.isEmpty && passage.id.section == pack.lexicon.generalSection
        let things = pack.entities.lazy.filter { thing in
            thing.topic == passage.id.topic
                && (thing.section == passage.id.path || isOfOne && thing.namesInSmallLetters.contains(title))
        }
        return things.map { $0.about(given: state.slots.values) }.first { !$0.isEmpty && !state.said.contains($0) }
    }

    /// What the one thing is that a message calls by name, where a reply on its topic does not name it and it was not said before; nil
    /// otherwise.
    func meaningOfUnnamed(_ answer: DialogueAct.Answer, in draft: Draft, _ state: DialogueState) -> String? {
        guard !answer.isRepeat, answer.calls.count == 1, let thing = answer.calls.first.flatMap(pack.entity),
            draft.topics.contains(thing.topic), !draft.entities.contains(thing.id)
        else { return nil }
        let text = draft.text.lowercased()
        let about = thing.about(given: state.slots.values)
        guard !about.isEmpty, !state.said.contains(about), !thing.isCalled(in: text)
        else { return nil }
        return about
    }

    /// That nothing which was checked compares the two things that are asked about.
    func uncompared(_ answer: DialogueAct.Answer, _ state: DialogueState) -> String {
        let names = answer.entities.compactMap { pack.entity($0)?.names.first }
        return wording("uncompared", state, ["one": names.first ?? "", "other": names.last ?? ""])
    }

    /// Whether a passage speaks of just these entities, as one about a single medicine does.
    func isSpecific(_ passage: Passage, to entities: [String]) -> Bool {
        guard !passage.id.part.isEmpty else { return false }
        let title = passage.title.lowercased()
        return !entities.isEmpty && pack.areNamed(entities, in: title)
    }

    /// What is known of the entities themselves, each by its name where there are several.
    func ownFacts(
        of entities: [String], for id: Passage.ID, into draft: inout Draft, in state: DialogueState
    ) -> [String] {
        let slots = state.slots.values
        var told = entities.compactMap(pack.entity).filter { $0.topic == id.topic }.map { entity in
            let isAbout = id.section == pack.lexicon.generalSection || entity.section.hasPrefix(id.section)
            let fact = entity.fact(for: id, given: slots) ?? (isAbout ? entity.about(given: slots) : "")
            return (entity: entity, fact: fact)
        }
        told.removeAll { $0.fact.isEmpty }
        draft.entities += told.map(\.entity.id)
        // What stands in place of a passage comes from where the passage does.
        if !haveFactsAlone(told.map(\.entity.id), for: id, in: state) {
            draft.sources += told.flatMap(\.entity.sources)
        }
        guard let first = told.first, told.count > 1 else { return told.map { named($0.fact, of: $0.entity) } }
        // Of things of one kind, what sets them apart says more than what they are.
        let apart = told.map { $0.entity.fact(for: pack.lexicon.contrastSection, given: slots) ?? "" }
        let areAlone = haveFactsAlone(told.map(\.entity.id), for: id, in: state)
        if !areAlone, !apart.contains(""), told.dropFirst().allSatisfy({ first.fact.sharesMostWords(with: $0.fact) }) {
            told = zip(told, apart).map { ($0.entity, $1) }
        }
        return sharingSentences(told.map(\.fact)) { place, fact in
            let name = told[place].entity.names.first ?? told[place].entity.id
            return fact.sentences.first?.lowercased().holdsWords(name.lowercased()) ?? false
                ? fact : wording("named-fact", state, ["name": name.uppercasedFirst, "fact": fact])
        }
    }

    /// Facts of several things, each as it is named, and what all of them say once, behind them.
    private func sharingSentences(_ facts: [String], named: (Int, String) -> String) -> [String] {
        let sentences = facts.map(\.sentences)
        let shared = sentences[0].filter { sentence in sentences.allSatisfy { $0.contains(sentence) } }
        let own = sentences.map { $0.filter { !shared.contains($0) }.joined(separator: " ") }
        // Where one would have nothing of its own, each says all of it.
        if own.contains("") { return facts.indices.map { named($0, facts[$0]) } }
        return own.indices.map { named($0, own[$0]) } + [shared.joined(separator: " ")].filter { !$0.isEmpty }
    }

    /// A fact that begins with "It", with the name of the thing in its place: what was spoken of may be some messages back.
    func named(_ fact: String, of entity: Entity) -> String {
        // A name of several things is no "it".
        guard fact.hasPrefix("It "), let name = entity.names.first, !name.hasSuffix("s") else { return fact }
        return name.uppercasedFirst + fact.dropFirst(2)
    }

    /// Adds the sentences of a passage that speak of what is asked, where the facts that stand in its place don't: "does a cold cap work with it".
    func addWhatIsAskedBesides(
        of passage: Passage, for answer: DialogueAct.Answer, to draft: inout Draft, leavingOut past: Set<String>
    ) {
        addWhatWasNamed(of: passage, for: answer, to: &draft, leavingOut: past)
        let said = draft.paragraphs.joined(separator: "\n").lowercased()
        let open = answer.stems.filter { $0.count >= Self.shortestTellingStem && !said.holds($0) }
        guard !open.isEmpty else { return }
        let sentences = (passage.body.paragraphs + passage.more.paragraphs)
            .filter { !$0.holds("- ") && !$0.hasSuffix(":") }.flatMap(\.sentences)
            .map { (text: $0, small: $0.lowercased()) }
        var found: [String] = []
        for stem in open where found.count < Self.mostBesides {
            guard let sentence = sentences.first(where: { $0.small.holds(stem) })?.text else { continue }
            if !found.contains(sentence) { found.append(sentence) }
        }
        if !found.isEmpty { draft.add(found.joined(separator: " ")) }
    }

    /// From how many letters on a stem tells what is asked, and how many sentences are added for such.
    private static let shortestTellingStem = 5
    private static let mostBesides = 2

    /// Whether there are things asked about, and of each is known what answers in place of a passage.
    func haveFactsAlone(_ entities: [String], for id: Passage.ID, in state: DialogueState) -> Bool {
        let own = entities.compactMap(pack.entity).filter { $0.topic == id.topic }
        return !own.isEmpty && own.allSatisfy { $0.factAlone(for: id, given: state.slots.values) != nil }
    }

    /// Whether a passage about a part of a section says of several things, each by its name, what is asked between them.
    func setsApart(_ passage: Passage, _ entities: [String], depth: DialogueState.Depth) -> Bool {
        guard entities.count > 1, !passage.id.part.isEmpty else { return false }
        let text = (depth == .normal ? passage.body : passage.short).lowercased()
        return pack.areNamed(entities, in: text)
    }

    /// Whether the short form of a general passage is about other things of its topic by name.
    func tellsOfOthers(_ passage: Passage, than entities: [String]) -> Bool {
        let text = passage.short.lowercased()
        let asked = entities.compactMap(pack.entity)
        return names.things(of: passage.id.topic).contains { thing in
            thing.isNamed && !asked.contains(where: thing.entity.isKin)
                && thing.names.contains(where: text.holdsWords)
        }
    }

    /// Paragraphs in which a list of things leaves only the lines of those that were asked about; the lead of one line goes with the
    /// others.
    func narrowed(_ paragraphs: [String], to things: [String]) -> [String] {
        let wanted = things.compactMap(pack.entity).map { $0.names.map { $0.lowercased() } }
        guard !wanted.isEmpty, wanted.count == things.count else { return paragraphs }
        var kept: [String] = []
        for paragraph in paragraphs {
            let lines = paragraph.lines
            let own = lines.filter { line in
                line.itemName.map { name in wanted.contains { $0.contains(name) } } ?? false
            }
            guard own.count == wanted.count, lines.count > own.count, lines.allSatisfy({ $0.hasPrefix("- ") }) else {
                kept.append(paragraph)
                continue
            }
            guard own.count == 1 else {
                kept.append(own.joined(separator: "\n"))
                continue
            }
            if let lead = kept.last, !lead.contains("\n"), lead.dropLast().allSatisfy({ $0 != "." }) {
                kept.removeLast()
            }
            kept.append(String(own[0].dropFirst(2)))
        }
        return kept
    }

    /// Paragraphs in which lists are without the lines of things that somebody's results rule out, unless those are asked about; behind
    /// such a list, once, that they were left out.
    func fitting(
        _ paragraphs: [String], of topic: String, asked: [String], in state: DialogueState
    ) -> [String] {
        let ruledOut = names.things(of: topic).filter { thing in
            !thing.conditions.contradicted(by: state.slots.values).isEmpty && !asked.contains(thing.entity.id)
        }
        guard !ruledOut.isEmpty else { return paragraphs }
        return paragraphs.flatMap { paragraph -> [String] in
            let lines = paragraph.lines
            let things = lines.map { line in
                line.itemName.flatMap { name in ruledOut.first { $0.names.contains(name) } }
            }
            let left = things.compactMap { $0 }
            guard !left.isEmpty, left.count < lines.count else { return [paragraph] }
            let results = left.flatMap { $0.conditions.contradicted(by: state.slots.values) }.uniqued
                .map { label($0, state.slots.values[$0] ?? "") }
            let note = wording(
                "left-out-unfit", state,
                ["names": list(left.compactMap(\.entity.names.first)), "statuses": list(results)])
            let kept = zip(lines, things).filter { $1 == nil }.map(\.0).joined(separator: "\n")
            return state.said.contains(note) ? [kept] : [kept, note]
        }
    }

    /// The parts of a text, such as its paragraphs or sentences, without those that begin with other things of a treatment than the ones
    /// asked about: of a passage on a whole group, what is said of the drug that was asked about.
    ///
    /// All stay where none is about what was asked, and one that the next part points back at stays too.
    ///
    /// - Complexity: O(*e* · *n*) in the topic's entities and the text's length.
    func leavingOutOthers(_ parts: [String], than things: [String], of topic: String) -> [String] {
        let wanted = things.compactMap(pack.entity)
        guard parts.count > 1, !wanted.isEmpty, pack.topic(topic)?.options.isEmpty == false else { return parts }
        let texts = parts.map { $0.lowercased() }
        let ofTopic = names.things(of: topic)
        let kin = ofTopic.filter { thing in wanted.contains(where: thing.entity.isKin) }.map(\.names)
        let own = wanted.filter { $0.topic != topic }.map(\.namesInSmallLetters) + kin
        let areOwn = texts.map { text in own.contains { $0.contains(where: text.holdsWords) } }
        guard areOwn.contains(true), areOwn.contains(false) else { return parts }
        let groups = Set(wanted.flatMap(\.groups))
        let others = ofTopic.filter { thing in
            thing.isNamed && !thing.groups.isDisjoint(with: groups) && !wanted.contains(where: thing.entity.isKin)
        }.map(\.names)
        return parts.indices.filter { place in
            if areOwn[place] { return true }
            let beginning = parts[place].sentences.first?.lowercased() ?? ""
            // A list may hold signs of danger, and what leads to it, or is led to, stays with it.
            let isListed = parts[place].holds("- ") || parts[place].hasSuffix(":")
            let isLedTo = place > 0 && parts[place - 1].hasSuffix(":")
            let isOfOthers =
                !isListed && !isLedTo && others.contains { $0.contains(where: beginning.holdsWords) }
            let next = place + 1 < parts.count ? texts[place + 1] : ""
            return !isOfOthers || next.opens(withAnyOf: pack.lexicon.pointingWords)
        }.map { parts[$0] }
    }

    /// Adds the paragraph of a passage that speaks of a thing, such as a procedure, that the message names and the rest of the reply doesn't.
    func addWhatWasNamed(
        of passage: Passage, for answer: DialogueAct.Answer, to draft: inout Draft, leavingOut said: Set<String>
    ) {
        guard answer.passages.count == 1, draft.depth != .more, !answer.isRepeat, !answer.named.isEmpty else { return }
        let text = draft.paragraphs.joined(separator: "\n").lowercased()
        let things = answer.named.compactMap(pack.entity).map(\.namesInSmallLetters)
            .filter { !$0.contains(where: text.holdsWords) }
        guard !things.isEmpty else { return }
        let paragraph = (passage.body.paragraphs + passage.more.paragraphs).first { paragraph in
            let unsaid = paragraph.lowercased()
            return !said.contains(paragraph) && !text.holds(unsaid)
                && things.contains { $0.contains(where: unsaid.holdsWords) }
        }
        if let paragraph { draft.add(paragraph) }
    }

    /// The first paragraph of a passage's longer form, or else of its normal one, that was not said; nil for none that stands by itself.
    func unsaidParagraph(of passage: Passage, _ said: Set<String>) -> String? {
        (passage.more.paragraphs + passage.body.paragraphs).first {
            !said.contains($0) && !$0.hasPrefix("- ") && !$0.hasSuffix(":")
        }
    }

    /// Adds the longer form of a passage; where that is a paragraph at most, with what of the rest was not said, or that there is no more.
    func addMore(of passage: Passage, to draft: inout Draft, in state: DialogueState) {
        let more = passage.more.paragraphs
        if more.count <= 1 {
            let unsaid = passage.body.paragraphs.filter { !state.said.contains($0) }
            (unsaid + more).forEach { draft.add($0) }
            if unsaid.isEmpty { draft.add(wording("no-more", state)) }
            return
        }
        more.forEach { draft.add($0) }
    }
}
