// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// What of the conversation so far bears on the next utterance.
package struct TurnContext: Sendable {
    /// The slot that was just asked for.
    package var askedSlot: String?
    /// The slot last spoken of.
    package var focusSlot: String?
    /// The topic and entity last explained.
    package var focusTopic: String?
    package var focusEntity: String?
    /// How many choices were offered; a number picks one.
    package var offeredChoices: Int
    /// Whether they were offered in the last reply, so that a bare number picks one.
    package var offeredJustNow: Bool
    /// Statuses spoken of in the last turns, for "that's me".
    package var mentioned: [SlotReading]
    /// Whether somebody other than the patient was the subject of the last turn.
    package var speaksOfSomebodyElse: Bool
    /// Whether this is the first turn.
    package var isFirstTurn: Bool
    package var slots: [Slot]

    package init(
        slots: [Slot], askedSlot: String? = nil, focusSlot: String? = nil, focusTopic: String? = nil,
        focusEntity: String? = nil, offeredChoices: Int = 0, offeredJustNow: Bool = false,
        mentioned: [SlotReading] = [],
        speaksOfSomebodyElse: Bool = false, isFirstTurn: Bool = true
    ) {
        self.slots = slots
        self.askedSlot = askedSlot
        self.focusSlot = focusSlot
        self.focusTopic = focusTopic
        self.focusEntity = focusEntity
        self.offeredChoices = offeredChoices
        self.offeredJustNow = offeredJustNow
        self.mentioned = mentioned
        self.speaksOfSomebodyElse = speaksOfSomebodyElse
        self.isFirstTurn = isFirstTurn
    }
}
