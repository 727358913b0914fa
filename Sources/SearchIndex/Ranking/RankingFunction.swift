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
/// sum over its terms.
package protocol RankingFunction: Sendable {
    func score(
        _ posting: Posting, of term: TermStatistics, length: Double, in index: InvertedIndex
    ) -> Double
}
