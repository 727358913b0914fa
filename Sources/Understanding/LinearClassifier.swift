// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A class and its probability.
package struct ScoredLabel: Hashable, Sendable {
    package var label: String
    package var probability: Double
}

/// A linear classifier with a probability for each class, read in place from an archive.
struct LinearClassifier: Sendable {
    private let weights: WeightMatrix
    private let bias: [Float]

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        weights = try WeightMatrix(from: &reader)
        let bias: [Double] = try reader.array()
        guard bias.count == weights.columns else { throw .corrupt(offset: reader.offset) }
        self.bias = bias.map(Float.init)
    }

    /// The probabilities of all classes for a vector.
    ///
    /// - Complexity: O(*f* · *c*) for *f* features and *c* classes.
    func probabilities(of vector: FeatureSpace.Vector) -> [Float] {
        Softmax.probabilities(weights.product(with: vector), plus: bias)
    }

    /// Trains a classifier and writes it.
    ///
    /// The likelihood of the labels is raised example by example, by AdaGrad (J. Duchi, E. Hazan, Y. Singer, *Adaptive subgradient
    /// methods for online learning and stochastic optimization*, JMLR 12, 2011) with one step size a feature, over a fixed shuffle
    /// of the examples, so that the same examples give the same weights on every machine.
    ///
    /// - Parameter labels: a class for each vector, -1 for an example that says nothing of the question.
    static func train(
        _ vectors: [FeatureSpace.Vector], labels: [Int], classes: Int, rows: Int, epochs: Int,
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
        WeightMatrix.write(weights.values, columns: classes, stored: weights.width, to: &writer)
        writer.write(bias.values.prefix(classes).map(Double.init))
    }
}
