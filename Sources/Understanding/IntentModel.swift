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
    private let classifier: FeatureClassifier

    package init(_ examples: [Example]) throws(ArchiveError) {
        labels = Set(examples.map(\.label)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let features = Self.concurrently(examples.count) { [analyzer, extractor] index in
            extractor.features(of: AnalyzedUtterance(examples[index].text, by: analyzer), mentions: [])
        }
        let target = Target(labels: examples.map { numbers[$0.label] ?? -1 }, classes: labels.count)
        classifier = try FeatureClassifier.trained(
            on: features, targets: [target], fewest: 2, by: ClassifierTrainer())
    }

    /// The probability of each label, in the order of `labels`.
    package func probabilities(of text: String) -> [Double] {
        let utterance = AnalyzedUtterance(text, by: analyzer)
        return classifier.reading(of: extractor.features(of: utterance, mentions: [])).probabilities(of: 0)
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
