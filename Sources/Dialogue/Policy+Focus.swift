// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// How strongly a message is drawn to what was last spoken of.
///
/// A logistic model (D. R. Cox, *The regression analysis of binary sequences*, J. R. Stat. Soc. B 20, 1958) of which is meant, the
/// best passage of that topic or the best of any other, fitted to 2,422 turns of labelled dialogues and tried on each writer's with a
/// fit to the others'. Its weights stand in units of a passage's score: with the boost that they add up to, a passage that scores as
/// high as the other is as likely to be meant.
private enum Pull {
    static let always = -2.26
    /// Times the likeness of the passage of the focus to a question.
    static let likeness = 1.38
    /// Times how nearly a passage of the focus answers the very question, as a share of the nearest.
    static let answers = 1.99
    /// For a whole section, and not a part of one.
    static let isWholeSection = 0.43
    /// Times the logarithm of how much likelier the passage is by what was learnt.
    static let learnt = 0.36
    /// Times the probability of the other's topic.
    static let otherTopic = -2.21
    /// Where the other passage is of the topic that speaks of all treatments.
    static let otherIsOverall = 2.21
    /// Where the other's topic was explained before, and may be what is returned to.
    static let otherWasExplained = -2.9
    /// Where it is the treatment that was last spoken of, too.
    static let otherIsTreatmentLeft = -1.7
    /// Where one thing, such as a medicine, was spoken of.
    static let spokeOfOne = 1.05
    /// Where a treatment was, which has options of its own, and not a result or a test.
    static let isTreatment = 2.01
    static let wasAnswered = 1.37
    /// For a word or two, such as a symptom.
    static let asksInAWord = 1.0
    /// For a pronoun and hardly a word besides, as in "does it hurt": chosen by hand as well.
    static let asksOfIt = 0.4
    /// Where a treatment is asked for of what is none.
    static let asksTreatmentOfMarker = -3.23
    /// All there is, where a pronoun points at it and all that is named goes on beside: chosen by hand, such messages being too few.
    static let goesOnAside = 6.0
}

/// What a message that leaves something out leans on.
extension Policy {
    private static let mostLeaningWords = 15
    /// Below which share of the likeness to a known question another is not the same.
    private static let shareOfKnown = 0.75
    private static let aWord = 2
    private static let fewestWords = 3

    /// By how much more than what came in between the treatment that was left has to score, to be meant; and by how much less where the message
    /// speaks of a treatment as known.
    private static let leadOfTreatment = 0.1
    private static let leadOverNamed = 1.0
    private static let leewayForTreatment = 0.4

    /// Where the talk stands for a message: what is spoken of is the treatment that was left, where that answers the message better than what came
    /// in between, such as a word about food.
    ///
    /// Of 103 turns of labelled dialogues that asked of one of the two, the passages' scores tell which for 92.
    func standing(of interpretation: Interpretation, in state: DialogueState) -> DialogueState {
        func standing(at topic: String, _ entity: String?) -> DialogueState {
            var standing = state
            standing.setFocus(on: Passage.ID(topic: topic, section: pack.lexicon.generalSection), entity: entity)
            return standing
        }
        let passages = interpretation.passages
        if let own = ownLeftOut(of: interpretation, in: state) { return standing(at: own.topic, own.id) }
        guard let focus = state.focusTopic, let treatment = treatmentLeft(behind: interpretation, in: state),
            interpretation.safety == nil, interpretation.listRequest == nil, !interpretation.complains,
            interpretation.utterance.words.count <= Self.mostLeaningWords,
            interpretation.asksQuestion || interpretation.acts[.answer] >= Threshold.someAnswer,
            let own = passages.best(ofTopic: treatment), let other = passages.best(ofTopic: focus)
        else { return state }
        // "What is that one", and then "how often is it given": that medicine was spoken of by name.
        let isOfNamed = state.focusEntity.flatMap(pack.entity).map { pack.lexicon.nameKinds.contains($0.kind) } ?? false
        let lead =
            (isOfNamed ? Self.leadOverNamed : Self.leadOfTreatment)
            - (interpretation.pointsAtTreatment ? Self.leewayForTreatment : 0)
        return own.score > other.score + lead ? standing(at: treatment, state.treatmentEntity) : state
    }

    /// By how much liker to a question of the medicine that somebody takes a complaint has to be, to be about that.
    private static let leadOfOwn = 0.1

    /// "You never said if I …", behind words about another medicine: the one that somebody takes, where it is more like a question of that.
    private func ownLeftOut(of interpretation: Interpretation, in state: DialogueState) -> Entity? {
        guard interpretation.complains, saysWhatWasLeftOut(interpretation), !namesSubject(interpretation),
            interpretation.safety == nil, let focus = state.focusTopic, let own = state.ownEntity.flatMap(pack.entity),
            own.topic != focus,
            // What was just said of a thing, and missed, is asked of that again.
            state.focusEntity == nil || state.focusSection != interpretation.aspects.first?.label
        else { return nil }
        let passages = interpretation.passages
        let isLiker = passages.bestQuestion(ofTopic: own.topic) > passages.bestQuestion(ofTopic: focus) + Self.leadOfOwn
        return isLiker || wasExplained(of: own, asking: interpretation, in: state) ? own : nil
    }

    /// Whether what a message asks was explained before of a thing: a passage on its topic is headed by one of the words.
    private func wasExplained(of thing: Entity, asking interpretation: Interpretation, in state: DialogueState) -> Bool
    {
        state.explained.contains { id in
            guard id.topic == thing.topic, id.section == pack.lexicon.contrastSection, !id.part.isEmpty,
                let title = pack.passage(id)?.title
            else { return false }
            return interpretation.hasTellingWord(in: title)
        }
    }

    /// Passages, where those of what was last spoken of score as much more as the message leans on it.
    func inFocus(_ situation: Situation) -> RankedPassages {
        let interpretation = situation.interpretation
        let passages = interpretation.passages
        // What was not wanted does not draw the answer to itself again, unless only its other side is asked for.
        guard let focus = situation.state.focusTopic, !interpretation.complains || asksAgain(situation),
            !standsAlone(situation, apartFrom: focus),
            let own = passages.best(ofTopic: focus), let other = passages.best(apartFrom: focus)
        else { return passages }
        return passages.boosting(topic: focus, by: pull(situation, to: own, from: other))
    }

    /// Whether a message is long, or names another subject and points at none: it is taken as it stands.
    private func standsAlone(_ situation: Situation, apartFrom focus: String) -> Bool {
        if situation.words > Self.mostLeaningWords { return true }
        let leans = situation.interpretation.hasPronoun || asksInAWord(situation.interpretation, in: situation.state)
        if leans { return false }
        return situation.subjects.contains { $0.topic != focus } || asksOfResult(situation, apartFrom: focus)
    }

    /// "Do they test everyone for …": a result is asked about, and no value of it is told or supposed.
    private func asksOfResult(_ situation: Situation, apartFrom focus: String) -> Bool {
        let interpretation = situation.interpretation
        return interpretation.asksQuestion && !interpretation.namedSlots.isEmpty && interpretation.told.isEmpty
            && interpretation.mentioned.isEmpty && interpretation.mentions.contains { $0.entity.topic != focus }
    }

    private func pull(_ situation: Situation, to own: RankedPassage, from other: RankedPassage) -> Double {
        let (interpretation, state) = (situation.interpretation, situation.state)
        if interpretation.namesAside, interpretation.hasPronoun || interpretation.continues { return Pull.goesOnAside }
        let best = interpretation.passages.bestQuestion()
        let topic = own.id.topic
        var pull = Pull.always
        if best > 0 { pull += Pull.answers * interpretation.passages.bestQuestion(ofTopic: topic) / best }
        pull += Pull.likeness * own.question
        pull += Pull.learnt * own.learntLead(over: other)
        pull += Pull.otherTopic * (interpretation.topics.first { $0.label == other.id.topic }?.probability ?? 0)
        if own.id.part.isEmpty { pull += Pull.isWholeSection }
        // "How will they know it's working", behind a word on tiredness, asks of all treatments.
        if Passage.ID(pack.lexicon.overallPassage)?.topic == other.id.topic, !isKnown(other, ratherThan: own) {
            pull += Pull.otherIsOverall
        }
        if state.explained.contains(where: { $0.topic == other.id.topic }) { pull += Pull.otherWasExplained }
        if state.treatmentTopic == other.id.topic { pull += Pull.otherIsTreatmentLeft }
        if state.focusEntity != nil { pull += Pull.spokeOfOne }
        if pack.topic(topic)?.options.isEmpty == false { pull += Pull.isTreatment }
        if state.lastAct == .answer { pull += Pull.wasAnswered }
        if situation.words <= Self.aWord, asksInAWord(interpretation, in: state) { pull += Pull.asksInAWord }
        if situation.words <= Self.fewestWords, interpretation.hasPronoun, interpretation.meaningfulWords <= 1,
            interpretation.mentions.isEmpty
        {
            pull += Pull.asksOfIt
        }
        if asksTreatmentOfMarker(situation) { pull += Pull.asksTreatmentOfMarker }
        return pull
    }

    /// Whether a message is a question that another passage is known for, and far less one of what was spoken of, which is no treatment.
    private func isKnown(_ other: RankedPassage, ratherThan own: RankedPassage) -> Bool {
        pack.topic(own.id.topic)?.isTreatment == false && other.question >= Threshold.knownQuestion
            && own.question < other.question * Self.shareOfKnown
    }

    /// "Any tablets for that", of a marker: what answers stands with the treatment, and not with the marker.
    private func asksTreatmentOfMarker(_ situation: Situation) -> Bool {
        let interpretation = situation.interpretation
        guard let entity = situation.state.focusEntity.flatMap(pack.entity), interpretation.hasPronoun,
            pack.topic(entity.topic)?.options.isEmpty == true, let aspect = interpretation.aspects.first?.label
        else { return false }
        return aspect != pack.lexicon.generalSection && pack.lexicon.statusSections.contains(aspect)
    }
}
