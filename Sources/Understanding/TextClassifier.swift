// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import Dispatch
internal import Synchronization

/// Answers several questions of a text, each with a probability for each class: the mean of a linear model, where one was trained
/// for the question, and of networks that start from different weights.
struct TextClassifier: Sendable {
    private let linear: [WeightMatrix?]
    private let networks: NeuralNetworks
    /// The linear model's part of the mean.
    private let linearShare: Double
    /// The number of classes of each question.
    let classes: [Int]

    /// - Parameter rows: how many features a vector may have.
    init(rows: Int, from reader: inout ArchiveReader) throws(ArchiveError) {
        let heads = try reader.int()
        guard heads >= 0, heads < 64 else { throw .corrupt(offset: reader.offset) }
        var linear: [WeightMatrix?] = []
        for _ in 0..<heads { linear.append(try reader.bool() ? try WeightMatrix(from: &reader) : nil) }
        let networks = try NeuralNetworks(from: &reader)
        linearShare = try reader.double()
        let members = linear.indices.map { head in
            (linear[head].map { [$0] } ?? []) + networks.heads.compactMap { $0.count == heads ? $0[head] : nil }
        }
        guard networks.rows == rows, networks.count < Softmax.mostModels,
            networks.heads.allSatisfy({ $0.count == heads }),
            linear.allSatisfy({ $0 == nil || $0?.rows == rows }),
            members.allSatisfy({ own in own.allSatisfy { $0.columns == own[0].columns } })
        else { throw .corrupt(offset: reader.offset) }
        classes = members.map { $0.first?.columns ?? 0 }
        self.linear = linear
        self.networks = networks
    }

    /// A text as the classifier sees it; each question costs only its own last step.
    struct Reading {
        fileprivate let classifier: TextClassifier
        fileprivate let input: Excitation
        fileprivate let hidden: [Excitation]

        subscript(question: TrainingSet.Question) -> [Double] { probabilities(of: question.rawValue) }

        /// The probabilities of the classes of a question.
        func probabilities(of head: Int) -> [Double] {
            let linear = classifier.linear[head]
            let own = linear == nil ? 0 : classifier.linearShare
            let share = (1 - own) / Double(max(1, hidden.count))
            let shares = (linear == nil ? [] : [own]) + hidden.map { _ in share }
            let classes = classifier.classes[head]
            guard let width = linear?.width ?? classifier.networks.heads.first?[head].width, width > 0 else {
                return []
            }
            let size = width * shares.count * MemoryLayout<Float>.stride
            return withUnsafeTemporaryAllocation(byteCount: size, alignment: 64) { memory in
                guard let scores = memory.baseAddress?.assumingMemoryBound(to: Float.self) else { return [] }
                var next = scores
                if let linear {
                    linear.score(input, into: next)
                    next += width
                }
                for (heads, units) in zip(classifier.networks.heads, hidden) {
                    heads[head].score(units, into: next)
                    next += width
                }
                return [Double](unsafeUninitializedCapacity: classes) { means, count in
                    guard let means = means.baseAddress else { return }
                    Softmax.mean(of: scores, stride: width, shares: shares, count: classes, into: means)
                    count = classes
                }
            }
        }
    }

    func reading(of vector: FeatureSpace.Vector) -> Reading {
        Reading(
            classifier: self, input: Excitation(vector), hidden: networks.hidden(vector))
    }
}

/// Trains the members of a classifier, at the same time where there are cores for it.
struct ClassifierTrainer: Sendable {
    var networks = 3
    /// The hidden units of each network.
    var hidden = 128
    var rate: Float = 0.08
    /// The share of an example's features that a network does not see.
    var inputDropout: Float = 0.2
    /// How often all examples are gone over at least.
    var epochs = 12
    /// The linear models' part of the mean.
    ///
    /// Like the other settings here, chosen on the validation part of CLINC150.
    var linearShare = 0.1
    var linearHeads: Set<Int> = [0]
    /// The seed of the first network.
    var seed: UInt64 = 57

    private static let mostEpochs = 40
    /// How many examples are looked at in all, where that is within these bounds.
    private static let lookedAt = 100_000

    /// - Parameters:
    ///   - vectors: with the rows of training.
    ///   - kept: how many of the first questions are answered in the end; the others only shape what is learnt.
    ///   - space: where they come from.
    func train(
        _ vectors: [FeatureSpace.Vector], targets: [Target], keeping kept: Int, space: FeatureSpace,
        to writer: inout ArchiveWriter
    ) {
        let rows = space.count
        let order = space.storedOrder
        let linear = linearHeads.sorted()
        // A few hundred examples are gone over more often than many thousands.
        let epochs = min(Self.mostEpochs, max(epochs, Self.lookedAt / max(1, vectors.count)))
        let parts = Mutex(
            (
                networks: Array(repeating: NetworkTrainer.Trained(), count: networks),
                linear: Array(repeating: ArchiveWriter(), count: linear.count)
            ))
        DispatchQueue.concurrentPerform(iterations: networks + linear.count) { part in
            if part < networks {
                let own = NetworkTrainer(
                    seed: seed + UInt64(part), hidden: hidden, epochs: epochs, rate: rate,
                    inputDropout: inputDropout
                ).train(vectors, targets: targets, keeping: kept, rows: rows)
                parts.withLock { $0.networks[part] = own }
            } else {
                let target = targets[linear[part - networks]]
                var writer = ArchiveWriter()
                LinearClassifier.train(
                    vectors, labels: target.labels, classes: target.classes, rows: rows, epochs: epochs,
                    rowOrder: order,
                    to: &writer)
                let own = writer
                parts.withLock { $0.linear[part - networks] = own }
            }
        }
        let trained = parts.withLock { $0 }
        writer.write(kept)
        for head in 0..<kept {
            let place = linear.firstIndex(of: head)
            writer.write(place != nil)
            if let place { writer.append(trained.linear[place]) }
        }
        NeuralNetworks.write(trained.networks, order: order, to: &writer)
        writer.write(linearShare)
    }
}
