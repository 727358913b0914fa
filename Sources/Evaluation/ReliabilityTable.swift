// SPDX-License-Identifier: GPL-3.0-or-later

/// How often replies were right against how sure they were, in ten steps of confidence.
package struct ReliabilityTable: Sendable {
    /// A step of confidence.
    package struct Row: Hashable, Sendable {
        package var tally = Tally()
        /// The sum of the confidences in it.
        package var confidence = 0.0

        package var meanConfidence: Double { tally.total == 0 ? 0 : confidence / Double(tally.total) }
    }

    package private(set) var rows = Array(repeating: Row(), count: 10)

    mutating func count(_ isRight: Bool, confidence: Double) {
        let row = min(rows.count - 1, max(0, Int(confidence * Double(rows.count))))
        rows[row].tally.count(isRight)
        rows[row].confidence += confidence
    }

    /// The mean gap between how sure and how right, weighted by how often.
    ///
    /// M. P. Naeini, G. F. Cooper, M. Hauskrecht, *Obtaining well calibrated probabilities using Bayesian binning*, AAAI 2015.
    package var expectedCalibrationError: Double {
        let total = rows.reduce(0) { $0 + $1.tally.total }
        guard total > 0 else { return 0 }
        return rows.reduce(0) { $0 + Double($1.tally.total) * abs($1.tally.share - $1.meanConfidence) } / Double(total)
    }
}
