// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import DefaultPack
import Foundation
import KnowledgePack
import PackSource
import Understanding

/// The packs that the tests read with, each made once.
enum PackUnderTest {
    struct NotLoaded: Error {
        let faults: [String]
    }

    private static let loaded = Result { try CompiledPack(reading: ArchiveBytes(DefaultPack.archive)) }
    private static let reading = loaded.map { Interpreter($0) }
    private static let second = Result { try loadBicycle() }

    /// The pack that the program carries.
    static func pack() throws -> Pack { try loaded.get().pack }
    static func interpreter() throws -> Interpreter { try reading.get() }

    /// The rules of the pack; empty where it can't be read.
    static let safetyRules = (try? pack().safetyRules) ?? []

    /// The intents of the pack; empty where it can't be read.
    static let intents = (try? pack().intents) ?? []

    /// The small pack on another subject.
    static func bicycle() throws -> Pack { try second.get() }

    private static func loadBicycle() throws -> Pack {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let result = PackLoader.load(tests.appendingPathComponent("Packs/bicycle").path)
        guard let pack = result.pack else { throw NotLoaded(faults: result.errors.map(\.description)) }
        return pack
    }
}

extension Interpreter {
    /// Reads a message as the first of a conversation, or as the answer to a question for a slot.
    func read(_ text: String, asked: String? = nil) -> Interpretation {
        interpret(
            text, in: TurnContext(slots: pack.slots, askedSlot: asked, focusSlot: asked))
    }

    /// What readings make of somebody's statuses, slot to value.
    func statuses(_ readings: [SlotReading]) -> [String: String] {
        var values = SlotValues()
        for reading in readings { values.apply(reading, slots: pack.slots) }
        return values.values
    }

    /// The statuses that a message tells.
    func told(_ text: String, asked: String? = nil) -> [String: String] {
        statuses(read(text, asked: asked).told)
    }
}

/// What an interpretation says, without where its words stand.
struct Meaning: Sendable {
    struct Status: Hashable, Sendable {
        let slot: String
        let component: String
        let value: String
        let rule: String

        init(_ reading: SlotReading) {
            slot = reading.slot
            component = reading.component
            value = reading.value
            rule = reading.rule
        }
    }

    let danger: String?
    let level: SafetyRule.Level?
    let entities: [String]
    let told: [Status]
    let mentioned: [Status]
    let conflicts: [String]
    let namedSlots: [String]
    let intents: [ScoredLabel]
    let acts: ActProbabilities
    let topics: [ScoredLabel]
    let aspects: [ScoredLabel]
    let passages: [RankedPassage]
    let severalTopics: [String]
    let flags: [Bool]
    let choice: Int?
    let evidence: Double

    init(_ interpretation: Interpretation) {
        danger = interpretation.safety?.rule
        level = interpretation.safety?.level
        entities = interpretation.mentions.map(\.entity.id)
        told = interpretation.told.map(Status.init)
        mentioned = interpretation.mentioned.map(Status.init)
        conflicts = interpretation.conflicts
        namedSlots = interpretation.namedSlots
        intents = Array(interpretation.intents)
        acts = interpretation.acts
        topics = interpretation.topics
        aspects = interpretation.aspects
        passages = Array(interpretation.passages)
        severalTopics = interpretation.severalTopics
        flags = [
            interpretation.asksQuestion, interpretation.adopts, interpretation.corrects, interpretation.hasPronoun,
            interpretation.continues, interpretation.isAboutSomebodyElse, interpretation.relative != nil,
        ]
        choice = interpretation.choice
        evidence = interpretation.subjectEvidence
    }

    /// The parts in which two interpretations differ, by name.
    func differences(from other: Meaning) -> [String] {
        let parts: [(name: String, isSame: Bool)] = [
            ("danger", danger == other.danger && level == other.level), ("entities", entities == other.entities),
            ("told", told == other.told), ("mentioned", mentioned == other.mentioned),
            ("conflicts", conflicts == other.conflicts), ("named slots", namedSlots == other.namedSlots),
            ("intents", intents == other.intents), ("acts", acts == other.acts), ("topics", topics == other.topics),
            ("aspects", aspects == other.aspects), ("passages", passages == other.passages),
            ("several topics", severalTopics == other.severalTopics), ("flags", flags == other.flags),
            ("choice", choice == other.choice), ("evidence", evidence == other.evidence),
        ]
        return parts.filter { !$0.isSame }.map(\.name)
    }
}
