// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// The number of a document in its index, from 0 in the order of adding.
package typealias DocumentID = Int

/// That a term occurs in a document, and how much.
package struct Posting: Hashable, Sendable {
    package var document: DocumentID
    /// The number of occurrences, each counted by the weight of the field it stands in.
    package var frequency: Double
}

/// A term of a query, and how much it counts.
package struct WeightedTerm: Hashable, Sendable {
    package let term: String
    package var weight: Double
    /// The term's `TextHash`.
    package let hash: UInt64

    package init(_ term: String, weight: Double = 1) { self.init(term, hash: TextHash.of(term), weight: weight) }

    /// - Parameter hash: the term's `TextHash`, where it is known already.
    package init(_ term: String, hash: UInt64, weight: Double = 1) {
        self.term = term
        self.hash = hash
        self.weight = weight
    }
}

/// A document found, with its score.
package struct Hit: Hashable, Sendable {
    package var document: DocumentID
    package var score: Double
}
