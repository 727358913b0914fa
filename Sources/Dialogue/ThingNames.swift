// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Synchronization

/// The names of a pack's things as they are looked for in a text in small letters, made for each topic when it first comes up.
final class ThingNames: Sendable {
    /// A thing of a topic, with what tells whether it is another's kind.
    struct Thing: Sendable {
        let entity: Entity
        let names: [String]
        let groups: Set<String>
        /// Whether it is called by name, and not the topic itself.
        let isNamed: Bool
        /// With which results it is used at all.
        let conditions: [OptionRule.Condition]
    }

    private let pack: Pack
    private let things = Mutex<[String: [Thing]]>([:])
    private let thingsInTitles = Mutex<[Passage.ID: [Thing]]>([:])

    init(pack: Pack) { self.pack = pack }

    /// The things of a topic.
    ///
    /// - Complexity: O(*e*) in the pack's entities for the first time, O(1) from then on.
    func things(of topic: String) -> [Thing] {
        if let known = things.withLock({ $0[topic] }) { return known }
        let made = pack.entities.filter { $0.topic == topic }.map { entity in
            Thing(
                entity: entity, names: entity.namesInSmallLetters, groups: Set(entity.groups),
                isNamed: pack.isThing(entity, of: topic), conditions: entity.conditions)
        }
        things.withLock { $0[topic] = made }
        return made
    }

    /// The things of its topic that the title of a passage calls by name, or by a part of one's name.
    ///
    /// - Complexity: O(*n*) in the names of the topic's things for the first time, O(1) from then on.
    func things(inTitleOf passage: Passage) -> [Thing] {
        if let known = thingsInTitles.withLock({ $0[passage.id] }) { return known }
        let title = passage.title.lowercased()
        let made = things(of: passage.id.topic).filter { $0.names.contains(where: title.holds) }
        thingsInTitles.withLock { $0[passage.id] = made }
        return made
    }

    /// Whether the title of a passage calls any thing of its topic by name.
    func callsThing(inTitleOf passage: Passage) -> Bool { things(inTitleOf: passage).contains(where: \.isNamed) }

    /// Whether a text in small letters calls any thing of a topic by name.
    func callsThing(of topic: String, in text: String) -> Bool {
        things(of: topic).contains { $0.isNamed && $0.names.contains(where: text.holds) }
    }
}
