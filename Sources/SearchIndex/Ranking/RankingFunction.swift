// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of a term in a collection.
package struct TermStatistics: Hashable, Sendable {
    /// The number of documents that hold the term.
    package var documentFrequency: Int
    package var documentCount: Int
}

/// How much one term's occurrence in one document is worth.
///
/// A ranking function grows with the frequency of the term and falls with its document frequency; a query's score is the
/// sum over its terms of a term's weight times its occurrence's. The weight is asked for once a term, the rest once a posting.
package protocol RankingFunction: Sendable {
    /// What a term is worth, by its rarity.
    func weight(of term: TermStatistics) -> Double

    /// What an occurrence is worth, by its frequency in a document and the document's length.
    func worth(of frequency: Double, length: Double, meanLength: Double) -> Double
}
