// SPDX-License-Identifier: GPL-3.0-or-later

/// An utterance as the classifiers of a pack see it: what it asks, and what danger it is like.
struct UtteranceReading {
    private let features: [Feature]
    private let asked: TextClassifier.Reading
    private let interpreter: Interpreter

    init(_ features: [Feature], by interpreter: Interpreter) {
        self.features = features
        self.interpreter = interpreter
        asked = interpreter.model.classifier.reading(of: features)
    }

    /// The probabilities of the classes of a question.
    subscript(question: TrainingSet.Question) -> [Double] { asked[question] }

    /// The probability of no danger, and behind it that of each safety rule.
    var danger: [Double] { interpreter.model.danger.reading(of: features).probabilities(of: 0) }
}
