// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis
internal import Understanding

/// How often each word stands in the examples of each intent.
struct IntentWords {
    private static let shown = 3
    /// By intent, the share of its examples that have each stem.
    private var shares: [String: [String: Double]] = [:]

    init(pack: Pack, interpreter: Interpreter) {
        for intent in pack.intents {
            var counts: [String: Int] = [:]
            for example in intent.examples {
                for stem in Set(interpreter.words(of: example).map(\.stem)) { counts[stem, default: 0] += 1 }
            }
            shares[intent.id] = counts.mapValues { Double($0) / Double(max(1, intent.examples.count)) }
        }
    }

    /// The words of an utterance that stand more often with the thief than with its own intent, the most telling first.
    func shared(by reading: Interpretation, own: String, thief: String) -> [String] {
        var gaps: [String: Double] = [:]
        for word in reading.utterance.words {
            let gap = (shares[thief]?[word.stem] ?? 0) - (shares[own]?[word.stem] ?? 0)
            if gap > 0 { gaps[word.normal] = gap }
        }
        return gaps.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shown).map(\.key)
    }
}
