// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import Dispatch
internal import Synchronization

/// Answers several questions of a text, each with a probability for each class: the mean of a linear model, where one was trained
/// for the question, and of networks that start from different weights.
struct TextClassifier: Sendable {
    private let linear: [LinearClassifier?]
    private let networks: [NeuralNetwork]
    /// The linear model's part of the mean.
    private let linearShare: Double

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let heads = try reader.int()
        guard heads >= 0, heads < 64 else { throw .corrupt(offset: reader.offset) }
        var linear: [LinearClassifier?] = []
        for _ in 0..<heads { linear.append(try reader.bool() ? try LinearClassifier(from: &reader) : nil) }
        self.linear = linear
        let count = try reader.int()
        guard count >= 0, count < 64 else { throw .corrupt(offset: reader.offset) }
        var networks: [NeuralNetwork] = []
        for _ in 0..<count { networks.append(try NeuralNetwork(from: &reader)) }
        self.networks = networks
        linearShare = try reader.double()
    }

    /// A text as the classifier sees it; each question costs only its own last step.
    struct Reading {
        fileprivate let classifier: TextClassifier
        fileprivate let vector: FeatureSpace.Vector
        fileprivate let hidden: [FeatureSpace.Vector]

        subscript(question: TrainingSet.Question) -> [Double] { probabilities(of: question.rawValue) }

        /// The probabilities of the classes of a question.
        func probabilities(of head: Int) -> [Double] {
            let linear = classifier.linear[head]?.probabilities(of: vector)
            let own = linear == nil ? 0 : classifier.linearShare
            let share = (1 - own) / Double(max(1, hidden.count))
            var sum = linear?.map { Double($0) * own } ?? []
            for (network, units) in zip(classifier.networks, hidden) {
                let read = network.probabilities(of: head, hidden: units)
                if sum.isEmpty { sum = [Double](repeating: 0, count: read.count) }
                for index in sum.indices { sum[index] += Double(read[index]) * share }
            }
            return sum
        }
    }

    func reading(of vector: FeatureSpace.Vector) -> Reading {
        Reading(classifier: self, vector: vector, hidden: networks.map { $0.hidden(vector) })
    }
}

/// Trains the members of a classifier, at the same time where there are cores for it.
struct ClassifierTrainer: Sendable {
    var networks = 3
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

    private static let mostEpochs = 40
    /// How many examples are looked at in all, where that is within these bounds.
    private static let lookedAt = 100_000

    func train(_ vectors: [FeatureSpace.Vector], targets: [Target], rows: Int, to writer: inout ArchiveWriter) {
        let linear = linearHeads.sorted()
        // A few hundred examples are gone over more often than many thousands.
        let epochs = min(Self.mostEpochs, max(epochs, Self.lookedAt / max(1, vectors.count)))
        let parts = Mutex<[ArchiveWriter]>(Array(repeating: ArchiveWriter(), count: networks + linear.count))
        DispatchQueue.concurrentPerform(iterations: networks + linear.count) { part in
            var own = ArchiveWriter()
            if part < networks {
                NetworkTrainer(seed: UInt64(part + 1), epochs: epochs, rate: rate, inputDropout: inputDropout)
                    .train(vectors, targets: targets, rows: rows, to: &own)
            } else {
                let target = targets[linear[part - networks]]
                LinearClassifier.train(
                    vectors, labels: target.labels, classes: target.classes, rows: rows, epochs: epochs, to: &own)
            }
            let written = own
            parts.withLock { $0[part] = written }
        }
        let trained = parts.withLock { $0 }
        writer.write(targets.count)
        for head in targets.indices {
            let place = linear.firstIndex(of: head)
            writer.write(place != nil)
            if let place { writer.append(trained[networks + place]) }
        }
        writer.write(networks)
        for part in 0..<networks { writer.append(trained[part]) }
        writer.write(linearShare)
    }
}
