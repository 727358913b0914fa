// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// How the slots of a pack are named and told, ready to be looked up by word: made once when the pack is compiled.
struct SlotLexicon: Sendable {
    /// A slot, or one of its components.
    struct Attribute: Sendable {
        var slot: String
        /// Empty for the slot itself.
        var component: String
        /// The values it may take, apart from "unknown".
        var values: [String]
        var measures: [Measure]
        /// What a denied value means, where the pack says so.
        var denied: [String: String]
        /// The coarser value that a value says more exactly.
        var refines: [String: String]
    }

    struct Measure: Sendable {
        /// The keys of the words behind the number.
        var unit: [UInt64]
        /// What may stand right before the number; empty where nothing need.
        var after: [[UInt64]]
        var maximum: Double
        var steps: [Slot.Measure.Step]
    }

    /// What a phrase says.
    struct PhraseRule: Sendable {
        var assignments: [Profile.Assignment]
        var rule: String
    }

    /// What is only looked at where a message speaks of a slot.
    struct Tables: Sendable {
        fileprivate(set) var attributes: [Attribute]
        /// Attributes by slot; the slot itself first.
        fileprivate(set) var attributesOfSlot: [String: [Int]]
        /// What the pack's slot phrases say.
        fileprivate(set) var rules: [PhraseRule]
        /// Slots that take a value when they are merely named.
        fileprivate(set) var bareValues: [String: String]

        init(attributes: [Attribute], rules: [PhraseRule], bareValues: [String: String]) {
            self.attributes = attributes
            self.rules = rules
            self.bareValues = bareValues
            attributesOfSlot = Dictionary(attributes.enumerated().map { ($1.slot, [$0]) }, uniquingKeysWith: +)
        }
    }

    private let remembered: Remembered<Tables>
    private let count: Int
    var attributes: [Attribute] { tables.attributes }
    var attributesOfSlot: [String: [Int]] { tables.attributesOfSlot }
    var bareValues: [String: String] { tables.bareValues }
    let names: SlotNames
    let cues: SlotNames
    /// What each slot phrase says, and each answer, by its pattern's number: a place in `rules`.
    private let ruleOfPhrase: PackedArray<UInt16>
    private let ruleOfAnswer: PackedArray<UInt16>

    init(pack: Pack, analyzer: Analyzer) {
        func words(_ text: String) -> [Token] { analyzer.tokens(of: text).filter(\.isContent) }
        var attributes: [Attribute] = []
        var names: [SlotNames.Entry] = []
        var cues: [SlotNames.Entry] = []
        var rules: [PhraseRule] = []
        var ruleOfPhrase: [UInt16] = []
        var ruleOfAnswer: [UInt16] = []
        for slot in pack.slots {
            let whole = Slot.Component(id: "", names: slot.names, values: slot.values, measures: slot.measures)
            let own = slot.names.map { words($0).map(\.stem) }
            for part in [whole] + slot.components {
                let attribute = attributes.count
                attributes.append(
                    Attribute(
                        slot: slot.id, component: part.id,
                        values: part.values.map(\.id).filter { $0 != Slot.unknown },
                        measures: part.measures.map { measure in
                            Measure(
                                unit: words(measure.unit).map(\.key), after: measure.after.map { words($0).map(\.key) },
                                maximum: measure.maximum, steps: measure.steps)
                        },
                        denied: Self.named(part.values, \.denied), refines: Self.named(part.values, \.refines)))
                for name in part.names {
                    let stems = words(name).map(\.stem)
                    // A name that holds the slot's own is not shared.
                    let isShared = part.isShared && !own.contains { stems.starts(with: $0) }
                    names.append(.init(stems: stems, attribute: attribute, value: "", isShared: isShared))
                }
                for value in part.values {
                    for cue in value.cues {
                        cues.append(.init(stems: words(cue).map(\.stem), attribute: attribute, value: value.id))
                    }
                }
            }
            for value in slot.values {
                let assignment = Profile.Assignment(slot: slot.id, value: value.id)
                let rule = UInt16(rules.count)
                rules.append(PhraseRule(assignments: [assignment], rule: slot.isToldBack ? Self.aside : "phrase"))
                ruleOfPhrase += value.phrases.map { _ in rule }
                ruleOfAnswer += value.answers.map { _ in rule }
            }
        }
        for profile in pack.profiles {
            let rule = UInt16(rules.count)
            rules.append(PhraseRule(assignments: profile.assignments, rule: "profile"))
            ruleOfPhrase += profile.phrases.map { _ in rule }
        }
        count = attributes.count
        remembered = Remembered(
            Tables(
                attributes: attributes, rules: rules,
                bareValues: Dictionary(pack.slots.filter { !$0.bare.isEmpty }.map { ($0.id, $0.bare) }) { $1 }))
        self.names = SlotNames(names)
        self.cues = SlotNames(cues)
        self.ruleOfPhrase = PackedArray(ruleOfPhrase)
        self.ruleOfAnswer = PackedArray(ruleOfAnswer)
    }

    /// As many attributes as names speak of, whatever the archive holds.
    private var tables: Tables {
        let tables = remembered()
        return tables.attributes.count == count ? tables : .empty(count: count)
    }

    /// What a field of values says, by value; without those where it is empty.
    private static func named(_ values: [Slot.Value], _ field: KeyPath<Slot.Value, String>) -> [String: String] {
        Dictionary(
            values.filter { !$0[keyPath: field].isEmpty }.map { ($0.id, $0[keyPath: field]) }, uniquingKeysWith: { $1 })
    }

    /// The rule of a phrase that tells a trait, beside whatever results its words tell.
    static let aside = "aside"

    /// Whether the results of a slot have parts of their own.
    func hasParts(_ slot: String) -> Bool { (attributesOfSlot[slot]?.count ?? 0) > 1 }

    /// What a slot phrase says, by its pattern's number.
    func phraseRule(_ number: Int) -> PhraseRule? { rule(number, of: ruleOfPhrase) }

    /// The slot and value that an answer gives, by its pattern's number.
    func answer(_ number: Int) -> Profile.Assignment? { rule(number, of: ruleOfAnswer)?.assignments.first }

    private func rule(_ number: Int, of places: PackedArray<UInt16>) -> PhraseRule? {
        guard places.indices.contains(number) else { return nil }
        let rules = tables.rules
        return rules.indices.contains(Int(places[number])) ? rules[Int(places[number])] : nil
    }

    // MARK: Archive

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let count = try reader.int()
        self.count = count
        remembered = try Remembered(from: &reader) { .empty(count: count) }
        names = try SlotNames(from: &reader)
        cues = try SlotNames(from: &reader)
        ruleOfPhrase = try reader.packed()
        ruleOfAnswer = try reader.packed()
        guard count >= 0, count <= Int(UInt16.max), names.isSound(attributes: count), cues.isSound(attributes: count)
        else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(count)
        remembered.write(to: &writer)
        names.write(to: &writer)
        cues.write(to: &writer)
        writer.write(ruleOfPhrase)
        writer.write(ruleOfAnswer)
    }
}
