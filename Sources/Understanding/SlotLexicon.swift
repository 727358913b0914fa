// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// How the slots of a pack are named and told, ready to be looked up by word.
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
        var unit: [String]
        /// What may stand right before the number; empty where nothing need.
        var after: [[String]]
        var maximum: Double
        var steps: [Slot.Measure.Step]
    }

    /// A run of stems and what it stands for.
    struct Entry: Sendable {
        var stems: [String]
        var attribute: Int
        /// The value of a cue; empty for a name.
        var value: String
        /// Whether it is a name that other slots' results go by too.
        var isShared = false
    }

    /// What a phrase says.
    struct PhraseRule: Sendable {
        var assignments: [Profile.Assignment]
        var rule: String
    }

    private(set) var attributes: [Attribute] = []
    /// Attributes by slot; the slot itself first.
    private(set) var attributesOfSlot: [String: [Int]] = [:]
    /// Names and cues by first stem, longest first.
    private(set) var names: [String: [Entry]] = [:]
    private(set) var cues: [String: [Entry]] = [:]
    /// What each of the pack's slot phrases says, by its pattern's number.
    private(set) var phrases: [PhraseRule] = []
    /// The slot and value that each of the pack's answers gives, by its pattern's number.
    private(set) var answers: [Profile.Assignment] = []
    /// Slots that take a value when they are merely named.
    private(set) var bareValues: [String: String] = [:]

    init(pack: Pack, analyzer: Analyzer) {
        func stems(_ text: String) -> [String] { analyzer.tokens(of: text).filter(\.isContent).map(\.stem) }
        func add(
            _ texts: [String], attribute: Int, value: String, apartFrom own: [[String]]? = nil,
            to table: inout [String: [Entry]]
        ) {
            for text in texts {
                var entry = Entry(stems: stems(text), attribute: attribute, value: value)
                // A name that holds the slot's own is not shared.
                if let own { entry.isShared = !own.contains { entry.stems.starts(with: $0) } }
                if let first = entry.stems.first { table[first, default: []].append(entry) }
            }
        }
        for slot in pack.slots {
            let whole = Slot.Component(id: "", names: slot.names, values: slot.values, measures: slot.measures)
            for part in [whole] + slot.components {
                let index = attributes.count
                attributes.append(
                    Attribute(
                        slot: slot.id, component: part.id,
                        values: part.values.map(\.id).filter { $0 != Slot.unknown },
                        measures: part.measures.map { measure in
                            Measure(
                                unit: stems(measure.unit), after: measure.after.map(stems), maximum: measure.maximum,
                                steps: measure.steps)
                        },
                        denied: Self.named(part.values, \.denied), refines: Self.named(part.values, \.refines)))
                attributesOfSlot[slot.id, default: []].append(index)
                add(
                    part.names, attribute: index, value: "", apartFrom: part.isShared ? slot.names.map(stems) : nil,
                    to: &names)
                for value in part.values {
                    add(value.cues, attribute: index, value: value.id, to: &cues)
                }
            }
            if !slot.bare.isEmpty { bareValues[slot.id] = slot.bare }
            for value in slot.values {
                let assignment = Profile.Assignment(slot: slot.id, value: value.id)
                phrases += value.phrases.map { _ in PhraseRule(assignments: [assignment], rule: "phrase") }
                answers += value.answers.map { _ in assignment }
            }
        }
        for profile in pack.profiles {
            phrases += profile.phrases.map { _ in PhraseRule(assignments: profile.assignments, rule: "profile") }
        }
        for key in names.keys { names[key]?.sort { $1.stems.count < $0.stems.count } }
        for key in cues.keys { cues[key]?.sort { $1.stems.count < $0.stems.count } }
    }

    /// What a field of values says, by value; without those where it is empty.
    private static func named(_ values: [Slot.Value], _ field: KeyPath<Slot.Value, String>) -> [String: String] {
        Dictionary(
            values.filter { !$0[keyPath: field].isEmpty }.map { ($0.id, $0[keyPath: field]) }, uniquingKeysWith: { $1 })
    }
}
