// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// A reply, with everything that a program wants to know of it.
package struct Reply: Hashable, Sendable {
    package var act: ActKind
    /// The id of the matched intent.
    package var intent: String
    /// The topics that it explains, the main one first.
    package var topics: [String]
    /// The passages that it quotes.
    package var passages: [Passage.ID]
    /// The statuses known after it, slot to value.
    package var slots: [String: String]
    /// The slot or choice that it asks for.
    package var asks: String?
    /// How sure it is, from 0 to 1.
    package var confidence: Double
    /// What the chat shows: paragraphs apart by blank lines.
    package var text: String

    /// The quoted passages as `topic#section`, each once.
    package var sections: [String] {
        passages.map(\.cited).uniqued
    }
}

/// A reply in the making.
struct Draft: Hashable, Sendable {
    var act: ActKind
    var paragraphs: [String] = []
    var topics: [String] = []
    var passages: [Passage.ID] = []
    var entities: [String] = []
    /// The thing that it is about, where that has no facts of its own in it.
    var spokenOf: String?
    var depth: DialogueState.Depth = .normal
    var asks: String?
    var offered: [DialogueState.Choice] = []
    var sources: [String] = []
    var personalTopics: Set<String> = []
    var visitQuestions: [String] = []
    var meetsFeeling = false
    /// Whether what it quotes was said before.
    var repeats = false
    /// The relative of whom it asks whether they are ill, or the user.
    var asksWhether: String?

    var text: String { paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") }

    /// Adds a paragraph unless it stands among those that were said.
    mutating func add(_ paragraph: String, unlessIn said: Set<String>) {
        if !said.contains(paragraph) { add(paragraph) }
    }

    mutating func add(_ paragraph: String) {
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
    }

    /// Adds something before what is asked back, which stays the last thing that is said.
    mutating func addBeforeQuestion(_ add: (inout Draft) -> Void) {
        let asked = asks == nil ? nil : paragraphs.popLast()
        add(&self)
        if let asked { self.add(asked) }
    }
}
