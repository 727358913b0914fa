// SPDX-License-Identifier: GPL-3.0-or-later

/// Classes with their probabilities, by falling probability; each is put in its place when it is looked at.
package struct RankedLabels: RandomAccessCollection, Sendable {
    private let labels: [String]
    private let probabilities: [Double]
    private let order: FallingOrder

    init(_ labels: [String], probabilities: [Double]) {
        self.labels = labels
        self.probabilities = probabilities
        order = FallingOrder(of: probabilities)
    }

    /// Probabilities between these and others of the same classes, by class.
    ///
    /// - Parameter share: how much the others count, from 0 to 1.
    func mixedProbabilities(with others: [Double], share: Double) -> [Double] {
        probabilities.mixed(with: others, share: share)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { probabilities.count }

    package subscript(place: Int) -> ScoredLabel {
        let index = order[place]
        return ScoredLabel(label: labels[index], probability: probabilities[index])
    }
}

extension [Double] {
    /// Numbers between these and others.
    ///
    /// - Parameter share: how much the others count, from 0 to 1.
    func mixed(with others: [Double], share: Double) -> [Double] { zip(self, others).map { $0 + ($1 - $0) * share } }
}
