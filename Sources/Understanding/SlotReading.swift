// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// A value that an utterance gives to a slot, or to one of the readings that a slot is made of.
package struct SlotReading: Hashable, Sendable {
    package var slot: String
    /// The component that was read; empty where the slot itself was named.
    package var component: String
    package var value: String
    /// Which words of the utterance say so.
    package var words: Range<Int>
    /// Those words as they were typed.
    package var quote: String
    /// How it was read: `named`, `phrase`, `profile`, `number`, `answer`, `pending`, `unknown`, `earlier`, `adopted`.
    package var rule: String

    package init(slot: String, component: String, value: String, words: Range<Int>, quote: String, rule: String) {
        self.slot = slot
        self.component = component
        self.value = value
        self.words = words
        self.quote = quote
        self.rule = rule
    }
}

/// What somebody's statuses are known to be, and the component readings behind them.
package struct SlotValues: Hashable, Sendable, Codable {
    /// Slot id to value id.
    package var values: [String: String] = [:]
    /// `slot.component` to value id.
    package var components: [String: String] = [:]

    package init() {}

    /// Takes over a reading.
    ///
    /// A component decides its slot together with the slot's other components.
    package mutating func apply(_ reading: SlotReading, slots: [Slot]) {
        guard let slot = slots.first(where: { $0.id == reading.slot }) else { return }
        guard !reading.component.isEmpty else {
            values[slot.id] = reading.value
            forgetComponents(of: slot)
            return
        }
        components["\(slot.id).\(reading.component)"] = reading.value
        var known: [String: String] = [:]
        for component in slot.components {
            if let value = components["\(slot.id).\(component.id)"] { known[component.id] = value }
        }
        let combination = slot.combinations.first { rule in
            rule.readings.allSatisfy { known[$0.slot].map($0.values.contains) ?? false }
        }
        if let combination { values[slot.id] = combination.value }
    }

    package mutating func set(_ slot: Slot, to value: String?) {
        values[slot.id] = value
        forgetComponents(of: slot)
    }

    private mutating func forgetComponents(of slot: Slot) {
        for component in slot.components { components["\(slot.id).\(component.id)"] = nil }
    }
}
