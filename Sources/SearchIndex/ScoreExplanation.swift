// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers that a document's score is made of, from the code that scored it.
package struct ScoreExplanation: Hashable, Sendable {
    /// What one term of the query gave.
    package struct Part: Hashable, Sendable {
        package var term: String
        /// The term's weighted frequency in the document.
        package var frequency: Double
        package var documentFrequency: Int
        /// How much the term counts in the query.
        package var weight: Double
        /// Its share of the score.
        package var score: Double
    }

    package var parts: [Part]

    package var score: Double { parts.reduce(0) { $0 + $1.score } }
}
