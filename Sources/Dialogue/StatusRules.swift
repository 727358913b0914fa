// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Synchronization

/// The rules of topics over slots, with slots and values as numbers: what a topic says is found without a word compared.
final class StatusRules: Sendable {
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

    /// The rules of one topic.
    final class OfTopic: Sendable {
        fileprivate struct Rule {
            /// A slot and the bits of the values that fit.
            var conditions: [(slot: Int, bits: UInt64)]
            /// What the topic says; rules that say the same have the same number.
            var outcome: Int
        }

        private let rules: [Rule]
        /// Whether its rules look at each slot.
        fileprivate let looksAt: [Bool]

        fileprivate init(rules: [Rule], slots: Range<Int>) {
            self.rules = rules
            looksAt = slots.map { slot in rules.contains { $0.conditions.contains { $0.slot == slot } } }
        }

        /// What it says to somebody with these values; -1 for nothing.
        fileprivate func outcome(given values: Values) -> Int {
            rules.first { $0.conditions.allSatisfy { values.bits[$0.slot] & $0.bits != 0 } }?.outcome ?? -1
        }
    }

    private let pack: Pack
    private let slots: [Slot]
    /// The rules of each topic, made when they are first asked for; what is remembered changes no reply.
    private let made: Mutex<[OfTopic?]>

    init(pack: Pack) {
        self.pack = pack
        slots = pack.slots
        made = Mutex(Array(repeating: nil, count: pack.topicCount))
    }

    /// The rules of topics, by their places.
    func rules(of topics: [Int]) -> [OfTopic] {
        made.withLock { made in
            topics.map { topic in
                let rules = made[topic] ?? rules(of: pack.topic(at: topic))
                made[topic] = rules
                return rules
            }
        }
    }

    private func rules(of topic: Topic) -> OfTopic {
        let rules = topic.options.map { rule in
            OfTopic.Rule(
                conditions: rule.conditions.compactMap { condition in
                    // Of a slot that there is not, nothing is known.
                    guard let slot = slots.firstIndex(where: { $0.id == condition.slot }) else {
                        return condition.matches(value: nil) ? nil : (0, 0)
                    }
                    return (slot, Self.bits(of: condition, for: slots[slot]))
                },
                outcome: rule.say.isEmpty ? -1 : topic.options.firstIndex { $0.say == rule.say } ?? -1)
        }
        return OfTopic(rules: rules, slots: slots.indices)
    }

    /// The bits of the values, and of none, for which a condition holds.
    private static func bits(of condition: OptionRule.Condition, for slot: Slot) -> UInt64 {
        var bits: UInt64 = condition.matches(value: nil) ? 1 : 0
        for (place, value) in slot.values.enumerated() where condition.matches(value: value.id) {
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
    func influence(of slot: Int, on topic: OfTopic, given known: Values) -> Int {
        guard topic.looksAt[slot] else { return 0 }
        var outcomes: [Int] = []
        let values = slots[slot].values
        for place in values.indices where values[place].id != Slot.unknown {
            let outcome = topic.outcome(given: known.supposing(place, of: slot))
            if !outcomes.contains(outcome) { outcomes.append(outcome) }
        }
        return max(0, outcomes.count - 1)
    }
}
