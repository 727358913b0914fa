// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
internal import Dispatch
internal import Synchronization
internal import TextAnalysis

/// The intent engine by itself: trained on any labelled sentences, without a pack.
package struct IntentModel: Sendable {
    /// A sentence and the class that it belongs to.
    package struct Example: Sendable {
        package var text: String
        package var label: String

        package init(text: String, label: String) {
            self.text = text
            self.label = label
        }
    }

    package let labels: [String]
    private let analyzer = Analyzer()
    private let extractor = FeatureExtractor()
    private let space: FeatureSpace
    private let classifier: TextClassifier

    package init(_ examples: [Example]) throws(ArchiveError) {
        labels = Set(examples.map(\.label)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let features = Self.concurrently(examples.count) { [analyzer, extractor] index in
            extractor.features(of: AnalyzedUtterance(examples[index].text, by: analyzer), mentions: [])
        }
        var writer = ArchiveWriter()
        FeatureSpace.write(documents: features, minimum: 2, to: &writer)
        var reader = ArchiveReader(ArchiveBytes(writer.bytes))
        space = try FeatureSpace(from: &reader)
        let target = Target(labels: examples.map { numbers[$0.label] ?? -1 }, classes: labels.count)
        var trained = ArchiveWriter()
        ClassifierTrainer().train(
            features.map { [space] in space.vector(of: $0, isForTraining: true) }, targets: [target], space: space,
            to: &trained)
        var trainedReader = ArchiveReader(ArchiveBytes(trained.bytes))
        classifier = try TextClassifier(rows: space.count, from: &trainedReader)
    }

    /// The probability of each label, in the order of `labels`.
    package func probabilities(of text: String) -> [Double] {
        let utterance = AnalyzedUtterance(text, by: analyzer)
        let vector = space.vector(of: extractor.features(of: utterance, mentions: []))
        return classifier.reading(of: vector).probabilities(of: 0)
    }

    static func concurrently<Result: Sendable>(
        _ count: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        let parts = 2
        let share = (count + parts - 1) / parts
        let results = Mutex<[[Result]]>(Array(repeating: [], count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let made = (min(count, part * share)..<min(count, (part + 1) * share)).map(body)
            results.withLock { $0[part] = made }
        }
        return results.withLock { $0.flatMap { $0 } }
    }
}
