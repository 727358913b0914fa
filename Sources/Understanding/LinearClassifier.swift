// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A class and its probability.
package struct ScoredLabel: Hashable, Sendable {
    package var label: String
    package var probability: Double
}

/// Trains linear classifiers with a probability for each class.
enum LinearClassifier {
    /// Trains a classifier and writes it.
    ///
    /// The likelihood of the labels is raised example by example, by AdaGrad (J. Duchi, E. Hazan, Y. Singer, *Adaptive subgradient
    /// methods for online learning and stochastic optimization*, JMLR 12, 2011) with one step size a feature, over a fixed shuffle
    /// of the examples, so that the same examples give the same weights on every machine.
    ///
    /// - Parameters:
    ///   - labels: a class for each vector, -1 for an example that says nothing of the question.
    ///   - rowOrder: the rows in the order in which they are to be read.
    static func train(
        _ vectors: [FeatureSpace.Vector], labels: [Int], classes: Int, rows: Int, epochs: Int, rowOrder: [Int],
        to writer: inout ArchiveWriter
    ) {
        let rate: Float = 0.5
        let blocks = (classes + Lanes.scalarCount - 1) / Lanes.scalarCount
        let weights = LaneMatrix(rows: rows, blocks: blocks)
        let bias = LaneMatrix(rows: 1, blocks: blocks)
        let squares = FloatRow(count: rows, filledWith: 1e-4)
        let gradient = LaneMatrix(rows: 1, blocks: blocks)
        var biasSquares: Float = 1e-2
        var order = labels.indices.filter { labels[$0] >= 0 }
        var shuffle = SeededNumbers(seed: 20_26)
        for _ in 0..<epochs {
            order.shuffle(using: &shuffle)
            for example in order {
                let scores = gradient[0]
                scores.copy(bias[0])
                for (row, value) in vectors[example] { scores.add(weights[row], times: value) }
                Softmax.normalise(scores, count: classes)
                scores[labels[example]] -= 1
                let length = scores.dot(scores) / Float(classes)
                for (row, value) in vectors[example] {
                    squares[row] += value * value * length
                    weights[row].add(
                        scores, times: -rate * value / squares[row].squareRoot() / Float(classes).squareRoot())
                }
                biasSquares += length
                bias[0].add(scores, times: -0.1 / biasSquares.squareRoot() / Float(classes).squareRoot())
            }
        }
        WeightMatrix.write(
            weights.values, bias: bias.values, columns: classes, stored: weights.width, order: rowOrder, to: &writer)
    }
}
