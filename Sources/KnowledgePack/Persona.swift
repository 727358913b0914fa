// SPDX-License-Identifier: GPL-3.0-or-later

/// Somebody who calls in a rehearsal: who they are and how they put a question.
package struct Persona: Hashable, Sendable {
    package var id: String
    /// How they are called in the margin of their words.
    package var name: String
    /// Who they are, for the trainee to read.
    package var about: String
    /// Whether they are angry, roundabout or hard to follow.
    package var isHard: Bool
    /// Ways of putting a question; `{question}` stands for it.
    package var openings: [String]
    /// What they say to a good answer, and to one that is cold or leaves them without help.
    package var warm: String
    package var cold: String

    package static let placeholder = "{question}"

    package init(
        id: String, name: String, about: String, isHard: Bool, openings: [String], warm: String, cold: String
    ) {
        self.id = id
        self.name = name
        self.about = about
        self.isHard = isHard
        self.openings = openings
        self.warm = warm
        self.cold = cold
    }

    /// A question as this persona puts it.
    ///
    /// - Parameter number: which of the openings is used, counted round and round.
    package func asking(_ question: String, opening number: Int) -> String {
        guard !openings.isEmpty else { return question }
        let opening = openings[abs(number % openings.count)]
        return opening.replacing(Self.placeholder, with: question)
    }
}
