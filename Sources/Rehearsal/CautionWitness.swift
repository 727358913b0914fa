// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis
internal import Understanding

/// Finds what must not be said: what the question's own points forbid, and what is to be said in answer to nothing.
///
/// Only what the trainee asserts counts, and only in the polarity in which it does harm.
struct CautionWitness: Sendable {
    /// How many words apart the words of a point may stand that must not be said.
    private static let span = 8

    let concepts: ConceptWitness
    private let voice: OwnVoice
    private let advice: Advice

    init(_ concepts: ConceptWitness) {
        self.concepts = concepts
        voice = OwnVoice(concepts.statement, cues: concepts.cues)
        advice = Advice(concepts.statement, cues: concepts.cues)
    }

    /// The words by which an answer says a `never` point; nil where it doesn't.
    func breach(_ wordings: [AcceptedWording]) -> [Int]? {
        wordings.lazy.map { concepts.find($0, within: Self.span) }
            .first { $0.isComplete && voice.asserts($0.words) }?.words
    }

    /// The words by which an answer says what a caution of the pack is about; nil where it doesn't.
    func words(against caution: MarkingCues.Caution) -> [Int]? {
        let found =
            said(caution.patterns).first
            ?? said(caution.advised).first { words in words.first.map(advice.advises) ?? false }
        // Whoever is named as the one to call, by whose words ever, the answer sends for them.
        let excuses = concepts.statement.namedWords(of: caution.unless)
        return found.flatMap { excuses.allSatisfy(concepts.polarity.isDenied) ? $0 : nil }
    }

    /// Where patterns are asserted and not denied.
    private func said(_ patterns: StatementReader.Patterns) -> [[Int]] {
        concepts.statement.namedWords(of: patterns).filter { voice.asserts($0) && !concepts.polarity.isDenied($0) }
    }
}
