// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// The rules of topics over slots, with slots and values as numbers: what a topic says is found without a word compared.
struct StatusRules: Sendable {
    /// Values of slots: for each slot one bit of 64, the first where nothing is known of it.
    struct Values {
        fileprivate var bits: [UInt64]

        /// The same with another value of a slot.
        fileprivate func supposing(_ value: Int, of slot: Int) -> Values {
            var supposed = self
            supposed.bits[slot] = 1 << UInt64(value + 1)
            return supposed
        }
    }

    private struct Rule {
        /// A slot and the bits of the values that fit.
        var conditions: [(slot: Int, bits: UInt64)]
        /// What the topic says; rules of one topic that say the same have the same number.
        var outcome: Int
    }

    private let slots: [Slot]
    private let rules: [[Rule]]
    /// Whether each topic's rules look at each slot.
    private let looksAt: [[Bool]]

    init(pack: Pack) {
        slots = pack.slots
        let places = Dictionary(pack.slots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        rules = pack.topics.map { topic in
            topic.options.map { rule in
                Rule(
                    conditions: rule.conditions.compactMap { condition in
                        // Of a slot that there is not, nothing is known.
                        guard let slot = places[condition.slot] else { return condition.matches([:]) ? nil : (0, 0) }
                        return (slot, Self.bits(of: condition, for: pack.slots[slot]))
                    },
                    outcome: rule.say.isEmpty ? -1 : topic.options.firstIndex { $0.say == rule.say } ?? -1)
            }
        }
        looksAt = rules.map { rules in
            pack.slots.indices.map { slot in rules.contains { $0.conditions.contains { $0.slot == slot } } }
        }
    }

    /// The bits of the values, and of none, for which a condition holds.
    private static func bits(of condition: OptionRule.Condition, for slot: Slot) -> UInt64 {
        var bits: UInt64 = condition.matches([:]) ? 1 : 0
        for (place, value) in slot.values.enumerated() where condition.matches([slot.id: value.id]) {
            bits |= 1 << UInt64(place + 1)
        }
        return bits
    }

    func values(_ known: [String: String]) -> Values {
        Values(
            bits: slots.map { slot in
                guard let value = known[slot.id] else { return 1 }
                return slot.values.firstIndex { $0.id == value }.map { 1 << UInt64($0 + 1) } ?? 0
            })
    }

    /// How many different things a topic would say over a slot's values, less the one that it says anyway.
    func influence(of slot: Int, on topic: Int, given known: Values) -> Int {
        guard looksAt[topic][slot] else { return 0 }
        var outcomes: [Int] = []
        for (place, value) in slots[slot].values.enumerated() where value.id != Slot.unknown {
            let outcome = outcome(of: topic, given: known.supposing(place, of: slot))
            if !outcomes.contains(outcome) { outcomes.append(outcome) }
        }
        return max(0, outcomes.count - 1)
    }

    /// What a topic says to somebody with these values; -1 for nothing.
    private func outcome(of topic: Int, given values: Values) -> Int {
        rules[topic].first { $0.conditions.allSatisfy { values.bits[$0.slot] & $0.bits != 0 } }?.outcome ?? -1
    }
}
