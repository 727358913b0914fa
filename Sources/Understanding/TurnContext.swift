// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// What of the conversation so far bears on reading the next utterance.
package struct TurnContext: Sendable {
    /// The slots of the pack.
    package var slots: [Slot]
    /// The slot that was just asked for.
    package var askedSlot: String?
    /// The slot last spoken of.
    package var focusSlot: String?
    /// What is known of it; nil for nothing.
    package var focusValue: String?
    /// Whether the user spoke of it in the last message.
    package var focusIsFresh: Bool
    /// The relative who is the patient, as the user calls them; nil for nobody.
    package var patient: String?
    /// How many choices were offered; a number picks one.
    package var offeredChoices: Int
    /// Whether they were offered in the last reply, so that a bare number picks one.
    package var offeredJustNow: Bool

    package init(
        slots: [Slot], askedSlot: String? = nil, focusSlot: String? = nil, focusValue: String? = nil,
        focusIsFresh: Bool = false, patient: String? = nil, offeredChoices: Int = 0,
        offeredJustNow: Bool = false
    ) {
        self.slots = slots
        self.askedSlot = askedSlot
        self.focusSlot = focusSlot
        self.focusValue = focusValue
        self.focusIsFresh = focusIsFresh
        self.patient = patient
        self.offeredChoices = offeredChoices
        self.offeredJustNow = offeredJustNow
    }
}
