// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
package import KnowledgePack

/// A conversation with what its replies should be.
package struct LabelledCase: Sendable {
    /// What a reply should be; what is empty or nil is not asserted.
    package struct Expectation: Hashable, Sendable {
        /// Any of these acts is right.
        package var acts: [ActKind] = []
        /// The main topic is one of these.
        package var topics: [String] = []
        /// All of these topics are spoken of.
        package var allTopics: [String] = []
        /// One of the first two sections is one of these.
        package var aspects: [String] = []
        /// All statuses known after the turn.
        package var slots: [String: String]?

        package init() {}
    }

    package var id: String
    package var turns: [String]
    /// Where the conversation stands before the first turn.
    package var state: DialogueState
    /// An expectation for each turn; nil where nothing is asserted.
    package var expectations: [Expectation?]

    package init(id: String, turns: [String], state: DialogueState, expectations: [Expectation?]) {
        self.id = id
        self.turns = turns
        self.state = state
        self.expectations = expectations
    }

    /// Whether each turn is labelled, rather than the last alone.
    package var isDialogue: Bool { turns.count > 1 && expectations.count { $0 != nil } > 1 }
}
