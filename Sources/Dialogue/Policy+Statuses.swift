// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What is done where a message tells results.
extension Policy {
    func statusTold(_ situation: Situation) -> Decision? {
        guard !situation.changes.isEmpty else { return listForTraits(situation) }
        // "I told you that it is …, and that the biopsy was weeks ago": that it was heard is all that is wanted.
        if situation.changes.onlyConfirms, situation.interpretation.restates, !situation.interpretation.asksQuestion {
            return Decision(act: .slotUpdate, intent: firstIntent(.slotUpdate), confidence: 0.8)
        }
        // "I meant trials. For …": what was noted before, said along with something else, is no news.
        let isNews = !situation.changes.changed.isEmpty
        let meansAnother = situation.interpretation.corrects && !situation.interpretation.mentions.isEmpty
        if !isNews, situation.namesSubject || meansAnother { return nil }
        let asksNothing = !situation.namesSubject && situation.likenessOfBest < Threshold.unlikeAnyAnswer
        let saysAgain =
            situation.interpretation.complains
            ? !situation.saysAnew || situation.interpretation.corrects || asksNothing
            : situation.interpretation.corrects && asksNothing
        if !isNews, saysAgain {
            return Decision(act: .slotUpdate, intent: firstIntent(.slotUpdate), confidence: 0.8)
        }
        // "…. What do they usually give?" leans on nothing: it asks for the list.
        let asksApart = situation.interpretation.asksOptionsApart >= Threshold.someAnswer
        if !asksApart, let answer = explanationOfTold(situation) ?? treatmentOfTold(situation) { return answer }
        let confidence = 0.9
        // "…, list what might be offered": what asks is not always a question.
        let tellsOnly =
            situation.interpretation.tellsOfSelf
            && !(situation.namesSubject && situation.interpretation.meaningfulWords > Self.wordsBesidePronoun)
            || situation.interpretation.tellsResultsOnly
        let surelyAsks =
            !tellsOnly && !tellsOfOpenResult(situation)
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
        // "…, what do they use for that": no passage answers it, and the list does.
        let asksOfTold =
            isOpen && isNews && situation.interpretation.asksQuestion
            && situation.likenessOfBest < Threshold.unlikeAnyAnswer && situation.probability(.answer) > 0.5
            && situation.interpretation.aspects.first?.label != pack.lexicon.generalSection
        // "…, why do men get it": what the corpus answers as it stands is no question for a list.
        let isAnswered =
            situation.interpretation.asksQuestion && situation.likenessOfBest >= Threshold.knownQuestion
            && situation.probability(.answer) > situation.probability(.options)
        let asksForList =
            asksOfAll || asksOfTold
            || situation.probability(.options)
                >= (isOpen && !isAnswered ? Threshold.optionsOfNothing : Threshold.options)
        if asksApart || asksForList && !asksOfOutlook {
            return Decision(act: .options(supposed: [:]), intent: firstIntent(.options), confidence: confidence)
        }
        let isAnswerToQuestion = situation.state.askedSlot.map(situation.changes.slots.contains) ?? false
        let answersShortly =
            situation.words <= 3
            || situation.words <= Self.wordsOfAnswer && !situation.interpretation.asksQuestion
        let asks = isQuestion && !(isAnswerToQuestion && answersShortly)
        // A question that is put in so many words is asked, however much is told beside it.
        let wantsAnswer =
            situation.probability(.answer) > situation.probability(.slotUpdate)
            || situation.interpretation.asksQuestion
                && situation.probability(.answer) + situation.probability(.options) > Threshold.someAnswer
        if asks, wantsAnswer || asksOfOutlook && situation.probability(.declineAdvice) > Threshold.someAnswer {
            return nil
        }
        return Decision(act: .slotUpdate, intent: firstIntent(.slotUpdate), confidence: confidence)
    }

    /// The list for what asks apart from a trait that was told, as in "it is in my liver, what is there".
    private func listForTraits(_ situation: Situation) -> Decision? {
        // "You have not mentioned that I have …": it is there.
        if !situation.changes.toldAgain.isEmpty,
            situation.interpretation.complains || situation.interpretation.restates,
            !situation.interpretation.asksQuestion
        {
            return Decision(act: .slotUpdate, intent: firstIntent(.slotUpdate), confidence: 0.8)
        }
        guard !situation.changes.toldBack.isEmpty || !situation.changes.toldAgain.isEmpty,
            situation.interpretation.asksOptionsApart >= Threshold.someAnswer
        else { return nil }
        return Decision(act: .options(supposed: [:]), intent: firstIntent(.options), confidence: 0.8)
    }

    /// "The lab says that the sample is too small, they will repeat it": that a result is not there is told, in whatever words.
    private func tellsOfOpenResult(_ situation: Situation) -> Bool {
        let told = situation.interpretation.told
        return !told.isEmpty && told.allSatisfy { $0.value == Slot.unknown }
    }

    /// "It came back …, what does that mean": what was just told is explained.
    private func explanationOfTold(_ situation: Situation) -> Decision? {
        let interpretation = situation.interpretation
        guard interpretation.asksQuestion, interpretation.hasPronoun,
            situation.probability(.declineAdvice) < Threshold.likelyAdvice,
            let slot = situation.changes.slots.compactMap(pack.slot).first,
            let explanation = Passage.ID(slot.explanation)
        else { return nil }
        // "CPS 15, is that good?": the name of the result itself is no other subject.
        let named = situation.subjects
        let wordsOfTold = named.isEmpty ? 0 : interpretation.told.reduce(0) { $0 + $1.words.count }
        guard named.allSatisfy({ $0.topic == explanation.topic }),
            interpretation.meaningfulWords <= Self.wordsBesidePronoun + wordsOfTold,
            named.isEmpty || situation.probability(.options) < Threshold.optionsOfNothing
        else { return nil }
        let nearest = interpretation.passages.first { $0.id.topic == explanation.topic }?.id
        guard let passage = pack.nearestPassage(to: named.isEmpty ? explanation : nearest ?? explanation),
            let aspect = interpretation.aspects.first,
            aspect.label == pack.lexicon.generalSection || situation.state.focusTopic == passage.id.topic
        else { return nil }
        let answer = DialogueAct.Answer(passages: [passage.id], entities: [], depth: .normal)
        return Decision(act: .answer(answer), intent: situation.intent(.answer)?.id ?? "", confidence: 0.8)
    }
}
