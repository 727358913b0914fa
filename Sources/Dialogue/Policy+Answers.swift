// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// Which passages answer a message.
extension Policy {
    /// Up to how many words go on from what was asked, as "and what about" does.
    static let wordsOfContinuation = 3
    /// Up to how many words a message with a pronoun leans on what was spoken of.
    static let longestEllipsis = 12
    /// Up to how many words a message that names several subjects may be one question that a passage answers.
    static let longestOfOne = 40

    /// The passages that answer, each in the form for somebody with these statuses; nil where none is near enough.
    func answer(_ situation: Situation, depth: DialogueState.Depth) -> DialogueAct.Answer? {
        guard var answer = nearest(situation, depth: depth) else { return nil }
        answer.passages =
            answer.passages
            .map { pack.passage(inPlaceOf: $0, given: situation.state.slots.values) }.uniqued
        if let (kind, thing) = kindAnswer(situation) {
            answer.kind = kind
            // "No, that is no …" says enough of the other kind: what it is follows.
            let ofThing = answer.passages.first { $0.topic == thing.topic }
            let general = pack.nearestPassage(to: Passage.ID(topic: thing.topic, path: thing.section))?.id
            if !kind.isOfIt, let own = ofThing ?? general {
                (answer.passages, answer.entities, answer.depth) = ([own], [thing.id], .short)
                answer.spokenOf = thing.id
            }
        }
        // What is put right first has answered a "Yes" or "No" already.
        answer.isTold = !situation.interpretation.asksQuestion || !situation.interpretation.premises.isEmpty
        answer.asksFigure = situation.interpretation.asksFigure
        answer.asksBetween = situation.interpretation.asksBetween
        answer.stems = situation.interpretation.meaningfulStems
        answer.asksAnew = situation.saysAnew || asksPlainer(situation)
        if !situation.interpretation.isTerse {
            answer.calls =
                thingsNamed(in: situation.interpretation).filter { pack.isThing($0, of: $0.topic) }
                .map(\.id).uniqued
        }
        answer.named = situation.subjects.filter { $0.section != pack.lexicon.generalSection }.map(\.id)
        return answer
    }

    /// "Is … a kind of …": whether the one thing is of the kind that the other names, where the pack says so.
    private func kindAnswer(_ situation: Situation) -> (kind: DialogueAct.KindAnswer, of: Entity)? {
        let named = situation.interpretation.mentions.map(\.entity)
        guard situation.interpretation.asksKind, named.count == 2,
            let kind = named.lastIndex(where: { $0.section == pack.lexicon.generalSection }),
            let asked = pack.topic(named[kind].topic)
        else { return nil }
        let thing = named[1 - kind]
        // "Is that one a tablet or a drip" asks how it is given.
        guard pack.lexicon.subjectKinds.contains(thing.kind) else { return nil }
        let isOfIt = asked.groups.contains(where: thing.groups.contains)
        let isNot = !isOfIt && asked.isNot.contains(thing.topic) && thing.topic != asked.id
        return isOfIt || isNot ? (.init(topic: asked.id, isOfIt: isOfIt), thing) : nil
    }

    private func nearest(_ situation: Situation, depth: DialogueState.Depth) -> DialogueAct.Answer? {
        let interpretation = situation.interpretation
        if let own = situation.topIntent, own.act == .answer, !own.say.isEmpty, situation.topProbability > 0.4 {
            let id = Passage.ID(topic: own.topic, path: own.section)
            let passages = pack.nearestPassage(to: id).map { [$0.id] } ?? []
            return .init(passages: passages, entities: [], depth: depth, intent: own.id)
        }
        // "What is it", and nothing was spoken of: whatever came out on top would be a guess.
        if situation.state.focusTopic == nil, interpretation.hasPronoun, interpretation.meaningfulWords == 0,
            interpretation.mentions.isEmpty
        {
            return nil
        }
        let state = situation.state
        let sameSection = sameSection(situation)
        let focused = focused(situation)
        let ofMarker = sameSection == nil ? treatmentOfMarker(focused, situation) : nil
        guard
            let best = sameSection?.first ?? ofMarker ?? figure(in: focused, situation)
                ?? fresh(focused, situation).map({ passageOfSymptom($0, among: focused, situation) })
        else { return nil }
        if let own = passageOnSpokenOf(insteadOf: best, focused, situation) { return own }
        // "Simpler please, I only want the bit about …": of what was just quoted the part that says so.
        if asksPlainer(situation), situation.changes.isEmpty, !situation.namesSubject,
            let same = state.quoted?.passages.compactMap(focused.ranked).first(where: { said in
                said.id != best.id && said.id.topic == best.id.topic && said.id.section == best.id.section
                    && best.score - said.score < Threshold.freshWithin
            })
        {
            return .init(passages: [same.id], entities: [], depth: .short)
        }
        // What was learnt as one question is no list of what it names.
        let isOfOne =
            best.learnt >= Threshold.unlikeAnyPassage && !interpretation.severalTopics.contains(best.id.topic)
            || answersItself(best) && kindAnswer(situation) == nil && situation.words <= Self.longestOfOne
            || saysOfAll(best, interpretation)
            || comesToOne(best, interpretation)
        if interpretation.severalTopics.count > 1, !isOfOne {
            let passages = interpretation.severalTopics.compactMap { topic in
                sameSection?.first { $0.id.topic == topic }?.id ?? focused.first { $0.id.topic == topic }?.id
            }
            // One list of questions to bring, given whole, is worth more than the first lines of two.
            if passages.allSatisfy({ $0.section == pack.lexicon.visitSection }) {
                return .init(passages: [best.id], entities: [], depth: depth)
            }
            let entities = interpretation.mentions.map(\.entity.id)
            return .init(passages: passages, entities: entities.uniqued, depth: passages.count > 1 ? .short : depth)
        }
        // "And the other one?", where no section was spoken of: the whole of it.
        if interpretation.continues, let mention = interpretation.mentions.first,
            situation.words - mention.words.count <= Self.wordsOfContinuation,
            mention.entity.section == pack.lexicon.generalSection, sameSection == nil,
            let general = pack.generalPassage(of: mention.entity.topic)
        {
            return .init(passages: [general.id], entities: [], depth: depth)
        }
        // "I'm on …" asks nothing of it: what it is.
        if !interpretation.asksQuestion, interpretation.isPersonal, interpretation.meaningfulWords <= 1,
            let entity = interpretation.mentions.first?.entity, pack.lexicon.nameKinds.contains(entity.kind),
            let own = pack.nearestPassage(to: Passage.ID(topic: entity.topic, path: entity.section))
        {
            return .init(passages: [own.id], entities: [entity.id], depth: depth)
        }
        let isNear = interpretation.subjectEvidence >= Threshold.subject || situation.state.focusTopic != nil
        guard isNear else { return nil }
        var entities = interpretation.mentions.filter { $0.entity.topic == best.id.topic }.map(\.entity.id)
        let spokenOf = [state.focusEntity, state.ownEntity, state.treatmentEntity].compactMap { $0 }
        let isPutAgain = (interpretation.complains || interpretation.restates) && !situation.namesSubject
        if entities.isEmpty, ofMarker == nil, isElliptical(situation) || asksAgain(situation) || isPutAgain,
            let entity = spokenOf.first(where: { pack.entity($0)?.topic == best.id.topic })
        {
            entities = [entity]
        }
        let spokenOfNow = entities.first
        // What a word of the field means is said where that is asked, and not before each answer in which it stands.
        if !best.id.part.isEmpty {
            entities.removeAll { id in pack.entity(id).map { !pack.lexicon.nameKinds.contains($0.kind) } ?? true }
        }
        if answersItself(best), !setsApart(entities, in: best.id) {
            entities.removeAll { !bears($0, on: best, asking: interpretation.meaningfulStems, situation) }
        }
        return .init(passages: [best.id], entities: entities.uniqued, spokenOf: spokenOfNow, depth: depth)
    }

    /// Whether a long story names in its last clause, where it comes to its question, only things of a passage's topic.
    private func comesToOne(_ best: RankedPassage, _ interpretation: Interpretation) -> Bool {
        guard interpretation.utterance.words.count > StateTracker.longStory else { return false }
        let named = interpretation.mentions(inLastClause: true).filter {
            pack.lexicon.nameKinds.contains($0.entity.kind)
        }
        return !named.isEmpty && named.allSatisfy { $0.entity.topic == best.id.topic }
    }

    /// Whether a passage about a part of a section has an answer of its own for each thing of its topic that a message names, and names
    /// the others, as in "is … a …".
    private func saysOfAll(_ best: RankedPassage, _ interpretation: Interpretation) -> Bool {
        guard !best.id.part.isEmpty, let passage = pack.passage(best.id) else { return false }
        let named = interpretation.mentions.map(\.entity)
        let text = (passage.title + passage.body).lowercased()
        return named.contains { $0.topic == best.id.topic }
            && named.allSatisfy { entity in
                entity.topic == best.id.topic
                    ? entity.factAlone(for: best.id, given: [:]) != nil : entity.isNamed(in: text)
            }
    }

    /// Whether a passage says of each of several things, by its name, what is asked between them.
    private func setsApart(_ entities: [String], in id: Passage.ID) -> Bool {
        entities.count > 1 && pack.areNamed(entities, in: pack.passage(id)?.body.lowercased() ?? "")
    }

    /// What answers where a message names a symptom and no subject besides: of the passages not far behind the best, one on just that.
    ///
    /// Else it is the best, or where that does not speak of the symptom, one that does: of its topic, or, behind a general one, a part.
    private func passageOfSymptom(
        _ best: RankedPassage, among ranked: RankedPassages, _ situation: Situation
    ) -> RankedPassage {
        let things = pack.symptoms(in: situation.interpretation).map(\.namesInSmallLetters)
        // A long story names a symptom in passing.
        guard !things.isEmpty, !situation.namesSubject, situation.words <= StateTracker.longStory else { return best }
        func speaks(_ id: Passage.ID) -> Bool {
            guard let passage = pack.passage(id) else { return false }
            let text = [passage.title, passage.body, passage.more].joined(separator: "\n").lowercased()
            return things.contains { $0.contains(where: text.holdsWords) }
        }
        func isOn(_ id: Passage.ID) -> Bool {
            let title = pack.passage(id)?.title.lowercased() ?? ""
            return !id.part.isEmpty && things.contains { $0.contains(where: title.holdsWords) }
        }
        // A passage on just that says more of it than one on all there is, and most of all one on the kind of medicine that somebody takes.
        let near = ranked.prefix(Self.mostAlternatives).filter { best.score - $0.score < Threshold.behindUnnaming }
        let taken = situation.state.ownEntities.compactMap(pack.entity).map(\.topic)
        let owned = situation.state.focusTopic.flatMap { taken.contains($0) ? [$0] : nil } ?? taken
        if let own = near.first(where: { owned.contains($0.id.topic) && isOn($0.id) }) { return own }
        if best.id.part.isEmpty, let own = near.first(where: { $0.id.topic == best.id.topic && isOn($0.id) }) {
            return own
        }
        guard !speaks(best.id) else { return best }
        return near.first {
            (best.id.part.isEmpty && !$0.id.part.isEmpty || $0.id.topic == best.id.topic) && speaks($0.id)
        } ?? best
    }

    /// "The rate of …?": of the passages that answer about as well, the first that holds a number; nil where none is asked for or there.
    private func figure(in ranked: RankedPassages, _ situation: Situation) -> RankedPassage? {
        guard situation.interpretation.asksFigure, let best = ranked.first else { return nil }
        return ranked.prefix(Self.mostNearby).first { candidate in
            guard best.score - candidate.score < Threshold.freshWithin, candidate.id.topic == best.id.topic,
                candidate.id.section == best.id.section,
                let passage = pack.passage(candidate.id)
            else { return false }
            return pack.lexicon.holdsFigure(passage.body) || pack.lexicon.holdsFigure(passage.more)
        }
    }

    /// Whether a passage is a section of the topic that speaks of all treatments.
    func isOverall(_ id: Passage.ID) -> Bool {
        id.part.isEmpty && Passage.ID(pack.lexicon.overallPassage)?.topic == id.topic
    }

    /// Whether a passage answers the very question, as one about a part of a section does.
    private func answersItself(_ best: RankedPassage) -> Bool {
        guard !best.id.part.isEmpty else { return false }
        return best.question >= Threshold.answersItself
            || best.question >= Threshold.answersAsLearnt && best.evidence >= Threshold.answersByBoth
    }

    /// Whether what is known of a thing bears on a question: it says half of its words, and the passage does not name the thing itself.
    private func bears(_ name: String, on best: RankedPassage, asking stems: [String], _ situation: Situation) -> Bool {
        guard let entity = pack.entity(name),
            entity.factAlone(for: best.id, given: situation.state.slots.values) == nil,
            let fact = entity.fact(for: best.id.section, given: situation.state.slots.values)?.lowercased()
        else { return true }
        let short = pack.passage(best.id)?.short.lowercased() ?? ""
        let said = stems.count { fact.holds($0) }
        return said > 0 && said * 2 >= stems.count && !entity.isNamed(in: short)
    }

    /// The best passage; where all of it was said, the next that answers about as well.
    ///
    /// Who asks on rarely wants to hear the same again.
    private func fresh(_ ranked: RankedPassages, _ situation: Situation) -> RankedPassage? {
        guard let best = ranked.first, situation.interpretation.mentions.isEmpty, !situation.interpretation.complains,
            wasSaid(best.id, situation), best.question < Threshold.knownQuestion
        else { return ranked.first }
        return ranked.prefix(Self.mostAlternatives).first {
            best.score - $0.score < Threshold.freshWithin && $0.question >= Threshold.freshFrom
                && $0.learnt >= best.learnt * Threshold.freshAsLearnt && !wasSaid($0.id, situation)
        } ?? best
    }

    private func wasSaid(_ id: Passage.ID, _ situation: Situation) -> Bool {
        let fitting = pack.passage(inPlaceOf: id, given: situation.state.slots.values)
        return pack.passage(fitting).map { situation.state.hasSaid($0.body) } ?? false
    }

    /// Whether a message leans on what was said before.
    func isElliptical(_ situation: Situation) -> Bool {
        situation.words <= 5 || situation.interpretation.hasPronoun || situation.interpretation.meaningfulWords <= 1
    }

    /// Passages in the light of what was last spoken of, and of whom they are for.
    func focused(_ situation: Situation) -> RankedPassages {
        let fitting = ofOwn(inFocus(situation), situation).lowering(unfitting(situation), by: Threshold.unfitting)
        return fitting.lowering(aboutOthers(fitting, situation), by: Threshold.aboutOthers)
    }

    /// Of the best passages those that are headed by other things than those that are asked about, and say nothing of these.
    private func aboutOthers(_ ranked: RankedPassages, _ situation: Situation) -> [Passage.ID] {
        let named = thingsNamed(in: situation.interpretation)
        let leansOn = named.isEmpty && isElliptical(situation) ? situation.state.focusEntity.flatMap(pack.entity) : nil
        let things = named.isEmpty ? [leansOn].compactMap { $0 } : named
        guard let topic = things.first?.topic, things.allSatisfy({ pack.isThing($0, of: topic) }) else { return [] }
        return ranked.prefix(Self.mostAlternatives).map(\.id).filter { id in
            guard id.topic == topic, !id.part.isEmpty, let passage = pack.passage(id) else { return false }
            guard names.callsThing(inTitleOf: passage) else { return false }
            let title = passage.title.lowercased()
            guard !things.contains(where: { $0.isNamed(in: title) }) else { return false }
            let body = passage.body.lowercased()
            return !things.contains { $0.isNamed(in: body) }
        }
    }

    /// The passages for people with other results, where the message does not speak of those.
    private func unfitting(_ situation: Situation) -> [Passage.ID] {
        let interpretation = situation.interpretation
        let spokenOf = Set(interpretation.namedSlots + interpretation.mentioned.map(\.slot))
        let known = situation.state.slots.values.filter { !spokenOf.contains($0.key) }
        return known.isEmpty ? [] : conditional.unfitting(known)
    }

    /// "And my hair?" from somebody who takes a medicine is about that one, whatever was spoken of in between; so is "do the tablets make
    /// you tired" about the treatment that was, where what came in between is none.
    private func ofOwn(_ passages: RankedPassages, _ situation: Situation) -> RankedPassages {
        let (interpretation, state) = (situation.interpretation, situation.state)
        let own = situation.namesSubject ? nil : state.ownEntity.flatMap(pack.entity)?.topic
        let returned = own == nil ? treatmentReturnedTo(situation) : nil
        guard let topic = own ?? returned, topic != state.focusTopic, let aspect = interpretation.aspects.first,
            aspect.label != pack.lexicon.generalSection, interpretation.relative == nil,
            passages.bestQuestion(ofTopic: topic) >= passages.bestQuestion() / 2
        else { return passages }
        let isShort = isElliptical(situation) && situation.words <= Self.longestEllipsis
        let boost = isShort || returned != nil ? Threshold.ellipsisBoost : Threshold.ownBoost
        return passages.boosting(topic: topic, by: boost)
    }
}
