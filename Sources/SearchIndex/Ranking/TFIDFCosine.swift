// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The classic vector space: the cosine between a query and a document, each term weighted by its inverse document frequency.
///
/// G. Salton and C. Buckley, *Term-weighting approaches in automatic text retrieval*, 1988,
/// https://doi.org/10.1016/0306-4573(88)90021-0. Made for documents added with `unitVector(of:in:)`, whose frequencies are
/// already the parts of a unit vector, so that the sum over a query's unit vector is the cosine, from 0 to 1.
package struct TFIDFCosine: RankingFunction {
    package init() {}

    package func weight(of term: TermStatistics) -> Double { 1 }

    package func worth(of frequency: Double, length: Double, meanLength: Double) -> Double { frequency }

    /// Terms as a unit vector, in alphabetical order: (1 + log frequency) · inverse document frequency, divided by the vector's
    /// length.
    ///
    /// - Parameters:
    ///   - terms: each as often as it occurs; their weights don't count.
    ///   - inverseFrequency: the inverse document frequency of a term.
    package static func unitVector(
        of terms: [WeightedTerm], inverseFrequency: (WeightedTerm) -> Double
    ) -> [WeightedTerm] {
        var vector: [WeightedTerm] = []
        vector.reserveCapacity(terms.count)
        for term in terms.sorted(by: { $0.term < $1.term }) {
            if let last = vector.last, last.hash == term.hash, last.term == term.term {
                vector[vector.count - 1].weight += 1
            } else {
                vector.append(WeightedTerm(term.term, hash: term.hash, weight: 1))
            }
        }
        for index in vector.indices {
            let frequency = vector[index].weight
            vector[index].weight = (1 + (frequency > 1 ? log(frequency) : 0)) * inverseFrequency(vector[index])
        }
        let length = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        guard length > 0 else { return [] }
        for index in vector.indices { vector[index].weight /= length }
        return vector
    }
}
