// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A network of one hidden layer that answers several questions of the same text, read in place from an archive.
///
/// The hidden units, rectified (V. Nair, G. E. Hinton, *Rectified linear units improve restricted Boltzmann machines*, ICML 2010),
/// stand for what words have in common, so that wording never seen leads where its likes lead.
struct NeuralNetwork: Sendable {
    private let first: PairedWeights
    private let hiddenBias: [Float]
    private let heads: [LinearClassifier]

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        first = try PairedWeights(from: &reader)
        let bias: [Double] = try reader.array()
        hiddenBias = bias.map(Float.init)
        let count = try reader.int()
        guard bias.count == first.columns, count >= 0, count < 64 else { throw .corrupt(offset: reader.offset) }
        var heads: [LinearClassifier] = []
        for _ in 0..<count { heads.append(try LinearClassifier(from: &reader)) }
        self.heads = heads
    }

    /// The hidden units that a vector excites.
    func hidden(_ vector: FeatureSpace.Vector) -> FeatureSpace.Vector {
        var active: FeatureSpace.Vector = []
        active.reserveCapacity(hiddenBias.count)
        for (unit, sum) in first.product(with: vector).enumerated() {
            let value = sum + hiddenBias[unit]
            if value > 0 { active.append((unit, value)) }
        }
        return active
    }

    /// The probabilities of a head's classes for the excited hidden units.
    func probabilities(of head: Int, hidden: FeatureSpace.Vector) -> [Float] { heads[head].probabilities(of: hidden) }
}

/// A question that a network learns to answer: a class for each example, -1 for one that says nothing of it.
struct Target {
    var labels: [Int]
    var classes: Int
}

/// Trains a network.
///
/// By AdaGrad with one step size a row, with dropout (N. Srivastava and others, *Dropout: a simple way to prevent
/// neural networks from overfitting*, JMLR 15, 2014) and smoothed labels (C. Szegedy and others, *Rethinking the Inception
/// architecture for computer vision*, CVPR 2016).
struct NetworkTrainer: Sendable {
    var seed: UInt64
    var hidden = 128
    var epochs: Int
    var rate: Float
    var dropout: Float = 0.4
    /// The share of input features that are left out at random.
    var inputDropout: Float
    var smoothing: Float = 0.1
    var start: Float = 0.1

    func train(_ vectors: [FeatureSpace.Vector], targets: [Target], rows: Int, to writer: inout ArchiveWriter) {
        let blocks = hidden / Lanes.scalarCount
        var numbers = SeededNumbers(seed: seed)
        let first = LaneMatrix(rows: rows, blocks: blocks)
        first.randomise(range: start, count: hidden, using: &numbers)
        let firstBias = LaneMatrix(rows: 1, blocks: blocks)
        let firstSquares = FloatRow(count: rows, filledWith: 1e-4)
        var biasSquares: Float = 1e-2
        let heads = targets.map { HeadTraining(classes: $0.classes, hidden: hidden, using: &numbers) }
        let work = LaneMatrix(rows: 2, blocks: blocks)
        let units = work[0]
        let gradient = work[1]
        var order = Array(vectors.indices)
        let kept = 1 / (1 - dropout)
        var chosen: FeatureSpace.Vector = []
        for epoch in 0..<epochs {
            order.shuffle(using: &numbers)
            let pace = rate * (1 - 0.9 * Float(epoch) / Float(max(1, epochs)))
            for example in order {
                chosen.removeAll(keepingCapacity: true)
                for feature in vectors[example] where inputDropout == 0 || numbers.nextFloat() >= inputDropout {
                    chosen.append(feature)
                }
                units.copy(firstBias[0])
                for (row, value) in chosen { units.add(first[row], times: value) }
                for unit in 0..<hidden {
                    let value = units[unit]
                    units[unit] = value > 0 && numbers.nextFloat() >= dropout ? value * kept : 0
                    gradient[unit] = 0
                }
                for (head, target) in zip(heads, targets) where target.labels[example] >= 0 {
                    head.learn(
                        units, label: target.labels[example], smoothing: smoothing, rate: pace, gradient: gradient)
                }
                for unit in 0..<hidden where units[unit] == 0 { gradient[unit] = 0 }
                let length = gradient.dot(gradient) / Float(hidden)
                if length == 0 { continue }
                for (row, value) in chosen {
                    firstSquares[row] += value * value * length
                    first[row].add(gradient, times: -pace * value / firstSquares[row].squareRoot())
                }
                biasSquares += length
                firstBias[0].add(gradient, times: -pace / biasSquares.squareRoot())
            }
        }
        PairedWeights.write(first, columns: hidden, to: &writer)
        writer.write(firstBias.values.prefix(hidden).map(Double.init))
        writer.write(heads.count)
        for head in heads { head.write(to: &writer) }
    }
}

/// The weights from the hidden units to the classes of one question, while they are trained.
private final class HeadTraining {
    private let classes: Int
    private let hidden: Int
    private let weights: LaneMatrix
    private let bias: LaneMatrix
    private let squares: FloatRow
    private var biasSquares: Float = 1e-2
    private let scores: LaneMatrix

    init(classes: Int, hidden: Int, using numbers: inout SeededNumbers) {
        self.classes = classes
        self.hidden = hidden
        let blocks = (classes + Lanes.scalarCount - 1) / Lanes.scalarCount
        weights = LaneMatrix(rows: hidden, blocks: blocks)
        weights.randomise(range: (6 / Float(hidden + classes)).squareRoot(), count: classes, using: &numbers)
        bias = LaneMatrix(rows: 1, blocks: blocks)
        squares = FloatRow(count: hidden, filledWith: 1e-4)
        scores = LaneMatrix(rows: 1, blocks: blocks)
    }

    /// Learns from an example and adds to `gradient` what its hidden units should change by.
    func learn(_ units: LaneRow, label: Int, smoothing: Float, rate: Float, gradient: LaneRow) {
        let scores = scores[0]
        scores.copy(bias[0])
        for unit in 0..<hidden where units[unit] > 0 { scores.add(weights[unit], times: units[unit]) }
        Softmax.normalise(scores, count: classes)
        let share = smoothing / Float(classes)
        for index in 0..<classes { scores[index] -= share }
        scores[label] -= 1 - smoothing
        let length = scores.dot(scores) / Float(classes)
        for unit in 0..<hidden where units[unit] > 0 {
            gradient[unit] += weights[unit].dot(scores)
            squares[unit] += units[unit] * units[unit] * length
            weights[unit].add(scores, times: -rate * units[unit] / squares[unit].squareRoot())
        }
        biasSquares += length
        bias[0].add(scores, times: -rate / biasSquares.squareRoot())
    }

    func write(to writer: inout ArchiveWriter) {
        WeightMatrix.write(weights.values, columns: classes, stored: weights.width, to: &writer)
        writer.write(bias.values.prefix(classes).map(Double.init))
    }
}

extension SeededNumbers {
    /// A number from 0 up to 1.
    @inline(__always)
    mutating func nextFloat() -> Float { Float(next() >> 40) * (1 / Float(1 << 24)) }
}
