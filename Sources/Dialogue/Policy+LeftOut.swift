// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a message leaves out, since it was spoken of before.
extension Policy {
    /// Up to how many words a message without a pronoun leans on what was spoken of.
    private static let fewWordsOfFocus = 5
    /// The same for a question with one.
    private static let longestQuestionOnFocus = 16
    /// Up to how many meaningful words name an aspect and hardly anything else.
    private static let wordsOfAspect = 4

    /// The name of what was last spoken of, where a message leaves it out: few words, or a pronoun, and no subject of its own.
    func leftOut(of interpretation: Interpretation, in state: DialogueState) -> String? {
        if let told = justTold(interpretation, in: state) { return told }
        let words = interpretation.utterance.words.count
        guard let topic = state.focusTopic, interpretation.safety == nil,
            namesOnlyASymptom(interpretation) || namesNothingOfItsOwn(interpretation, in: state)
                || asksInAWord(interpretation, in: state),
            interpretation.namedSlots.isEmpty, interpretation.told.isEmpty,
            !interpretation.complains || saysWhatWasLeftOut(interpretation),
            interpretation.listRequest == nil, interpretation.choice == nil,
            words <= Self.fewWordsOfFocus
                || interpretation.hasPronoun
                    && words <= (interpretation.asksQuestion ? Self.longestQuestionOnFocus : Self.longestEllipsis)
        else { return nil }
        let entity = state.focusEntity.flatMap(pack.entity)?.names.first
        // A passage about a part of a section says better than its topic what was spoken of.
        let last = state.quoted?.passages.first.flatMap {
            $0.topic == topic && !$0.part.isEmpty ? pack.passage($0) : nil
        }
        guard let entity else { return last?.title ?? pack.topic(topic)?.title }
        // "How long till it grows back", behind what a medicine does to the hair.
        guard let title = last?.title, interpretation.meaningfulWords <= 1,
            !title.lowercased().holds(entity.lowercased())
        else { return entity }
        return "\(entity), \(title)"
    }

    /// "You never said anything of my hair": words of its own for what the last reply left out.
    func saysWhatWasLeftOut(_ interpretation: Interpretation) -> Bool {
        interpretation.meaningfulWords > 0
            && interpretation.aspects.first.map {
                $0.probability >= Threshold.clearAspect && $0.label == pack.lexicon.contrastSection
            } ?? false
    }

    /// "What does that change for me", behind a result that was just told: the result.
    private func justTold(_ interpretation: Interpretation, in state: DialogueState) -> String? {
        guard state.lastAct == .slotUpdate, let note = state.notes.last, note.turn == state.turn,
            state.slots.values[note.slot] == note.value,
            note.value != Slot.unknown || note.isOfResult,
            interpretation.hasPronoun, interpretation.asksQuestion, interpretation.safety == nil,
            interpretation.mentions.isEmpty, interpretation.namedSlots.isEmpty, interpretation.told.isEmpty,
            interpretation.acts[.options] < Threshold.options,
            interpretation.utterance.words.count <= Self.longestEllipsis
        else { return nil }
        // A result that is of uncertain meaning is called what it was called.
        return note.value == Slot.unknown ? note.quote : pack.slot(note.slot)?.value(note.value)?.label
    }

    /// Whether nothing is named, or beside a pronoun nothing that is a subject of its own: "can it give you a rash".
    private func namesOnlyASymptom(_ interpretation: Interpretation) -> Bool {
        interpretation.mentions.isEmpty
            || interpretation.hasPronoun
                && interpretation.aspects.first?.label == pack.lexicon.contrastSection
                && !namesSubject(interpretation)
    }

    /// Whether what is named beside a pronoun, such as a test, may be asked of the medicine that was spoken of: "does it need blood tests".
    private func namesNothingOfItsOwn(_ interpretation: Interpretation, in state: DialogueState) -> Bool {
        guard interpretation.hasPronoun || interpretation.continues,
            let spokenOf = state.focusEntity.flatMap(pack.entity)
        else { return false }
        return pack.lexicon.nameKinds.contains(spokenOf.kind)
            && interpretation.mentions.allSatisfy { !pack.lexicon.nameKinds.contains($0.entity.kind) }
    }

    /// "Platelets?", "and hair?": a word or two, and nothing that is spoken of by itself, ask of what was last spoken of.
    func asksInAWord(_ interpretation: Interpretation, in state: DialogueState) -> Bool {
        guard state.focusTopic != nil, state.askedSlot == nil || interpretation.asksQuestion,
            interpretation.utterance.words.count <= Self.wordsOfContinuation
        else { return false }
        // A medicine or a treatment that is named is asked about itself.
        return !interpretation.mentions.contains { mention in
            let isTreatment = pack.topic(mention.entity.topic)?.options.isEmpty == false
            return pack.lexicon.nameKinds.contains(mention.entity.kind)
                || isTreatment && mention.entity.section == pack.lexicon.generalSection
        }
    }

    /// "I asked about side effects": an aspect and no subject, behind words that say that the last reply missed.
    func asksAgain(_ situation: Situation) -> Bool {
        let interpretation = situation.interpretation
        guard interpretation.complains, let aspect = interpretation.aspects.first, !situation.namesSubject else {
            return false
        }
        return aspect.probability >= Threshold.clearAspect && aspect.label != pack.lexicon.generalSection
            && interpretation.meaningfulWords <= Self.wordsOfAspect
    }

    /// "And for the other one?": a name and nothing else takes up the section that was spoken of before.
    func sameSection(_ situation: Situation) -> [RankedPassage]? {
        guard let section = situation.state.focusSection, situation.namesSubject,
            let mention = situation.interpretation.mentions.first
        else { return nil }
        // Two things that are named together, or a question that the corpus knows, ask something of their own.
        guard situation.interpretation.mentions.allSatisfy({ $0.entity.topic == mention.entity.topic }),
            situation.interpretation.passages.bestQuestion() < Threshold.knownQuestion
                || situation.interpretation.continues
        else { return nil }
        let others = situation.words - situation.interpretation.mentions.reduce(0) { $0 + $1.words.count }
        guard situation.state.lastAct == .answer, (1...3).contains(others) else { return nil }
        let asked = situation.interpretation.aspects.first
        // "Of …, in percent" asks for the numbers of what was just answered.
        let asksFigureOnly =
            situation.interpretation.asksFigure && situation.interpretation.meaningfulWords == 0
            && !situation.interpretation.asksQuestion
        let asksAnother = (asked?.probability ?? 0) > 0.6 && asked?.label != section && !asksFigureOnly
        let continues = situation.interpretation.continues && asked?.label == pack.lexicon.generalSection
        guard !asksAnother || continues else { return nil }
        // The very passage that was quoted, where it says something of this one too.
        if let last = situation.state.quoted?.passages.first, saysOf(mention.entity, last, situation),
            let same = situation.interpretation.passages.ranked(last)
        {
            return [same]
        }
        let inSection = situation.interpretation.passages.filter {
            $0.id.topic == mention.entity.topic && $0.id.section == section
        }
        return inSection.isEmpty ? nil : inSection
    }

    /// Whether a passage about a part of a section says something of a thing.
    private func saysOf(_ thing: Entity, _ id: Passage.ID, _ situation: Situation) -> Bool {
        guard id.topic == thing.topic, !id.part.isEmpty, let passage = pack.passage(id) else { return false }
        return thing.factAlone(for: id, given: situation.state.slots.values) != nil
            || thing.isNamed(in: (passage.body + passage.more).lowercased())
    }
}
