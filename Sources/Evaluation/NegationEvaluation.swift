// SPDX-License-Identifier: GPL-3.0-or-later
package import Understanding

/// The scope of negation on sentences of which it is known whether they deny a concept.
package struct NegationEvaluation: Sendable {
    /// A sentence, a concept in it, and whether the sentence denies it.
    package struct Case: Sendable {
        package var concept: String
        package var sentence: String
        package var isNegated: Bool

        package init(concept: String, sentence: String, isNegated: Bool) {
            self.concept = concept
            self.sentence = sentence
            self.isNegated = isNegated
        }
    }

    /// Concepts found denied, rightly and in all; denied ones in all; sentences in which the concept was not found.
    package private(set) var rightlyFound = 0
    package private(set) var found = 0
    package private(set) var negated = 0
    package private(set) var unread = 0

    package init(of interpreter: Interpreter, on cases: [Case]) {
        for example in cases {
            if example.isNegated { negated += 1 }
            guard let isDenied = interpreter.denies(example.concept, in: example.sentence) else {
                unread += 1
                continue
            }
            guard isDenied else { continue }
            found += 1
            if example.isNegated { rightlyFound += 1 }
        }
    }

    package var precision: Double { found == 0 ? 0 : Double(rightlyFound) / Double(found) }
    package var recall: Double { negated == 0 ? 0 : Double(rightlyFound) / Double(negated) }
    package var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
}
