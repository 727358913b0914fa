// SPDX-License-Identifier: GPL-3.0-or-later

/// An utterance as the classifiers of a pack see it: what it asks, and what danger it is like.
struct UtteranceReading {
    private let features: [Feature]
    private let asked: TextClassifier.Reading
    private let model: CompiledPack

    init(_ features: [Feature], by model: CompiledPack) {
        self.features = features
        self.model = model
        asked = model.classifier.reading(of: features)
    }

    /// The probabilities of the classes of a question.
    subscript(question: TrainingSet.Question) -> [Double] { asked[question] }

    /// The probability of no danger, and behind it that of each safety rule.
    var danger: [Double] { model.danger.reading(of: features).probabilities(of: 0) }
}
