// SPDX-License-Identifier: GPL-3.0-or-later
package import Understanding

/// The intent engine on labelled sentences of any subject.
package struct IntentEvaluation: Sendable {
    /// The label of sentences that belong to no class.
    package static let outside = "oos"

    /// The share of in-scope sentences whose class was found, from 0 to 1.
    package let accuracy: Double
    /// The mean F1 over the classes of the test, from 0 to 1.
    package let macroF1: Double
    /// The chance that a sentence in scope is held likelier to be so than one outside; nil without such sentences.
    package let outsideAUROC: Double?
    package let predictMicroseconds: Double

    /// - Parameters:
    ///   - test: sentences with their classes.
    ///   - outside: sentences that belong to no class.
    package init(of model: IntentModel, test: [IntentModel.Example], outside: [IntentModel.Example]) {
        var perLabel: [String: (right: Int, found: Int, total: Int)] = [:]
        var inside: [Double] = []
        var right = 0
        let start = ContinuousClock.now
        for example in test {
            let (label, confidence) = Self.best(model.probabilities(of: example.text), of: model)
            inside.append(confidence)
            perLabel[example.label, default: (0, 0, 0)].total += 1
            perLabel[label, default: (0, 0, 0)].found += 1
            if label == example.label {
                right += 1
                perLabel[label, default: (0, 0, 0)].right += 1
            }
        }
        let duration = (ContinuousClock.now - start).components
        predictMicroseconds =
            (Double(duration.seconds) * 1e6 + Double(duration.attoseconds) / 1e12) / Double(max(1, test.count))
        accuracy = Double(right) / Double(max(1, test.count))
        let scores = perLabel.values.filter { $0.total > 0 }.map { 2 * Double($0.right) / Double($0.found + $0.total) }
        macroF1 = scores.reduce(0, +) / Double(max(1, scores.count))
        outsideAUROC =
            outside.isEmpty
            ? nil
            : Self.auroc(
                higher: inside, lower: outside.map { Self.best(model.probabilities(of: $0.text), of: model).confidence }
            )
    }

    /// The likeliest class, and how sure the sentence is in any.
    private static func best(_ probabilities: [Double], of model: IntentModel) -> (label: String, confidence: Double) {
        var best = 0
        var inside = 0.0
        for (index, probability) in probabilities.enumerated() {
            if probability > probabilities[best] { best = index }
            if model.labels[index] != Self.outside { inside = max(inside, probability) }
        }
        return (model.labels.isEmpty ? "" : model.labels[best], inside)
    }

    /// The area under the curve of true against false alarms: the share of pairs in the right order, ties by half.
    static func auroc(higher: [Double], lower: [Double]) -> Double {
        let all = (higher.map { ($0, true) } + lower.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var below = 0
        var area = 0.0
        var index = 0
        while index < all.count {
            var end = index
            while end < all.count, all[end].0 == all[index].0 { end += 1 }
            let ties = all[index..<end].count { !$0.1 }
            area += Double(end - index - ties) * (Double(below) + Double(ties) / 2)
            below += ties
            index = end
        }
        return area / Double(max(1, higher.count * lower.count))
    }
}
