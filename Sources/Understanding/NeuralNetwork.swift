// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// Networks of one hidden layer that answer several questions of the same text, read in place from an archive.
///
/// The hidden units, rectified (V. Nair, G. E. Hinton, *Rectified linear units improve restricted Boltzmann machines*, ICML 2010),
/// stand for what words have in common, so that wording never seen leads where its likes lead.
struct NeuralNetworks: Sendable {
    private let first: PairedWeights
    /// The bias of each network's hidden units, network by network.
    private let hiddenBias: [Float]
    /// The weights from each network's hidden units to the classes of each question, network by network.
    let heads: [[WeightMatrix]]

    var count: Int { first.count }
    /// How many features they take.
    var rows: Int { first.rows }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        first = try PairedWeights(from: &reader)
        hiddenBias = try reader.packed(of: Float.self).elements
        guard hiddenBias.count == first.columns * first.count else { throw .corrupt(offset: reader.offset) }
        var heads: [[WeightMatrix]] = []
        for _ in 0..<first.count {
            let count = try reader.int()
            guard count >= 0, count < 64 else { throw .corrupt(offset: reader.offset) }
            var own: [WeightMatrix] = []
            for _ in 0..<count { own.append(try WeightMatrix(from: &reader)) }
            let units = first.columns
            guard own.allSatisfy({ $0.rows == units }) else { throw .corrupt(offset: reader.offset) }
            heads.append(own)
        }
        self.heads = heads
    }

    /// Writes trained networks, with the rows of features in an order.
    static func write(_ trained: [NetworkTrainer.Trained], order: [Int], to writer: inout ArchiveWriter) {
        PairedWeights.write(trained.map(\.first), order: order, to: &writer)
        writer.write(packed: trained.flatMap(\.bias))
        for network in trained { writer.append(network.heads) }
    }

    /// The hidden units of each network that a vector excites.
    func hidden(_ vector: FeatureSpace.Vector) -> [Excitation] {
        let columns = first.columns
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: columns * count) { units in
            first.multiply(vector, into: units)
            for unit in units.indices {
                let value = units[unit] + hiddenBias[unit]
                units[unit] = value > 0 ? value : 0
            }
            return (0..<count).map { network in
                Excitation(UnsafeBufferPointer(rebasing: units[(network * columns)..<((network + 1) * columns)]))
            }
        }
    }
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

    /// A trained network on its way into an archive.
    struct Trained: Sendable {
        fileprivate var first = PairedWeights.Quantised()
        fileprivate var bias: [Float] = []
        fileprivate var heads = ArchiveWriter()
    }

    /// - Parameter kept: how many of the first questions are answered in the end.
    func train(_ vectors: [FeatureSpace.Vector], targets: [Target], keeping kept: Int, rows: Int) -> Trained {
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
        let raised = 1 / (1 - dropout)
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
                    units[unit] = value > 0 && numbers.nextFloat() >= dropout ? value * raised : 0
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
        var trained = Trained()
        trained.first = PairedWeights.quantised(first, columns: hidden)
        trained.bias = firstBias.values.prefix(hidden).map(\.toSixPlaces)
        trained.heads.write(kept)
        for head in heads.prefix(kept) { head.write(to: &trained.heads) }
        return trained
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
        WeightMatrix.write(
            weights.values, bias: bias.values, columns: classes, stored: weights.width, order: Array(0..<hidden),
            to: &writer)
    }
}

extension SeededNumbers {
    /// A number from 0 up to 1.
    @inline(__always)
    mutating func nextFloat() -> Float { Float(next() >> 40) * (1 / Float(1 << 24)) }
}
