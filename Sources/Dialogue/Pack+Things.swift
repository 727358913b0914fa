// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

extension Pack {
    /// What a message names that is a subject of its own, such as a treatment.
    func subjects(in interpretation: Interpretation) -> some BidirectionalCollection<Entity> {
        interpretation.mentions.lazy.map(\.entity).filter { [kinds = lexicon.subjectKinds] in kinds.contains($0.kind) }
    }

    /// The things in a message, such as symptoms, that an answer has to speak of.
    func symptoms(in interpretation: Interpretation) -> [Entity] {
        interpretation.mentions.map(\.entity).filter { lexicon.answeredKinds.contains($0.kind) }
    }

    /// Whether a thing is of the narrowest kind that has names, such as one medicine and not a class of them.
    func isSingle(_ thing: Entity) -> Bool { thing.kind == lexicon.nameKinds.first }

    /// Whether a text in small letters calls each of some things by name.
    func areNamed(_ things: [String], in text: String) -> Bool {
        things.allSatisfy { entity($0)?.isNamed(in: text) ?? false }
    }

    /// Whether a thing is one of a topic's that are called by name, and not the topic itself.
    func isThing(_ thing: Entity, of topic: String) -> Bool {
        thing.topic == topic && lexicon.nameKinds.contains(thing.kind) && thing.section != lexicon.generalSection
    }
}
