// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A class and its probability.
package struct ScoredLabel: Hashable, Sendable {
    package var label: String
    package var probability: Double
}

/// A linear classifier with a probability for each class, read in place from an archive.
struct LinearClassifier: Sendable {
    let labels: [String]
    private let bias: [Double]
    /// What one step of a stored weight is worth, by class.
    private let scale: [Double]
    private let bytes: ArchiveBytes
    /// Where the weights stand: for each row a byte a class, 0 to 63 with 32 as zero.
    private let weights: Range<Int>

    /// The probabilities of all classes for a vector, in the order of `labels`.
    ///
    /// - Complexity: O(*f* · *c*) for *f* features and *c* classes.
    func probabilities(of vector: FeatureSpace.Vector) -> [Double] {
        let count = labels.count
        var sums = [Float](repeating: 0, count: count)
        bytes.withUnsafeBytes { buffer in
            sums.withUnsafeMutableBufferPointer { sums in
                for (row, value) in vector {
                    let start = weights.lowerBound + row * count
                    guard start + count <= weights.upperBound else { continue }
                    for label in 0..<count { sums[label] += value * Float(Int(buffer[start + label]) - 80) }
                }
            }
        }
        var scores = zip(zip(sums, scale), bias).map { Double($0.0) * $0.1 + $1 }
        let largest = scores.max() ?? 0
        var total = 0.0
        for index in scores.indices {
            scores[index] = exp(scores[index] - largest)
            total += scores[index]
        }
        return scores.map { $0 / total }
    }

    /// The classes by falling probability.
    func ranked(_ vector: FeatureSpace.Vector) -> [ScoredLabel] {
        zip(labels, probabilities(of: vector)).map(ScoredLabel.init)
            .sorted { ($1.probability, $0.label) < ($0.probability, $1.label) }
    }

    /// Writes trained weights so that `init(from:)` can read them in place.
    static func write(_ trained: TrainedWeights, labels: [String], to writer: inout ArchiveWriter) {
        let count = labels.count
        let rows = count == 0 ? 0 : trained.weights.count / count
        var scale = [Float](repeating: 0, count: count)
        for row in 0..<rows {
            for label in 0..<count { scale[label] = max(scale[label], abs(trained.weights[row * count + label])) }
        }
        var quantised: [UInt8] = []
        quantised.reserveCapacity(trained.weights.count)
        for row in 0..<rows {
            for label in 0..<count {
                let step = scale[label] > 0 ? trained.weights[row * count + label] / scale[label] * 31 : 0
                quantised.append(UInt8(32 + Int(step.rounded())))
            }
        }
        writer.write(labels)
        writer.write(trained.bias.map(Double.init))
        writer.write(scale.map { Double($0 / 31) })
        writer.write(sixBitValues: quantised)
    }
}

extension LinearClassifier {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        labels = try reader.array()
        bias = try reader.array()
        scale = try reader.array()
        weights = try reader.encodedRange()
        bytes = reader.bytes
        guard bias.count == labels.count, scale.count == labels.count else { throw .corrupt(offset: reader.offset) }
    }
}

/// The weights of a linear classifier: for each feature row, one a class; and a bias a class.
struct TrainedWeights: Sendable {
    var weights: [Float]
    var bias: [Float]
}

/// Trains a softmax classifier: the likelihood of the labels is raised example by example.
///
/// AdaGrad (J. Duchi, E. Hazan, Y. Singer, *Adaptive subgradient methods for online learning and stochastic optimization*, JMLR 12,
/// 2011) over a fixed shuffle of the examples, so that the same examples give the same weights on every machine.
struct SoftmaxTrainer: Sendable {
    var epochs = 18
    var rate: Float = 0.6

    func train(_ vectors: [FeatureSpace.Vector], labels: [Int], classes: Int, rows: Int) -> TrainedWeights {
        var weights = [Float](repeating: 0, count: rows * classes)
        var squares = [Float](repeating: 1e-6, count: rows * classes)
        var bias = [Float](repeating: 0, count: classes)
        var biasSquares = [Float](repeating: 1e-6, count: classes)
        var gradient = [Float](repeating: 0, count: classes)
        var order = Array(vectors.indices)
        var shuffle = LinearCongruentialGenerator(state: 20_26)
        for _ in 0..<epochs {
            order.shuffle(using: &shuffle)
            for example in order {
                gradient.withUnsafeMutableBufferPointer { gradient in
                    weights.withUnsafeMutableBufferPointer { weights in
                        for label in 0..<classes { gradient[label] = bias[label] }
                        for (row, value) in vectors[example] {
                            let start = row * classes
                            for label in 0..<classes { gradient[label] += value * weights[start + label] }
                        }
                        Self.softmax(gradient)
                        gradient[labels[example]] -= 1
                        squares.withUnsafeMutableBufferPointer { squares in
                            for (row, value) in vectors[example] {
                                let start = row * classes
                                for label in 0..<classes {
                                    let step = value * gradient[label]
                                    squares[start + label] += step * step
                                    weights[start + label] -= rate * step / squares[start + label].squareRoot()
                                }
                            }
                        }
                        for label in 0..<classes {
                            biasSquares[label] += gradient[label] * gradient[label]
                            bias[label] -= 0.1 * gradient[label] / biasSquares[label].squareRoot()
                        }
                    }
                }
            }
        }
        return TrainedWeights(weights: weights, bias: bias)
    }

    private static func softmax(_ scores: UnsafeMutableBufferPointer<Float>) {
        let largest = scores.max() ?? 0
        var total: Float = 0
        for index in scores.indices {
            scores[index] = exp(scores[index] - largest)
            total += scores[index]
        }
        for index in scores.indices { scores[index] /= total }
    }
}

/// A generator whose numbers depend on its seed alone.
///
/// A linear congruential generator with the constants of D. E. Knuth's MMIX.
private struct LinearCongruentialGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
