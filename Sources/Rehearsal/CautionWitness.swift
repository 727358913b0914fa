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
    private let likeness: LikenessWitness
    private let advice: Advice

    init(_ concepts: ConceptWitness, reader: StatementReader) {
        self.concepts = concepts
        voice = OwnVoice(concepts.statement, cues: concepts.cues)
        advice = Advice(concepts.statement, cues: concepts.cues)
        likeness = LikenessWitness(concepts, voice: voice, reader: reader)
    }

    /// The words by which an answer says a `never` point; nil where it doesn't.
    func breach(_ wordings: [AcceptedWording]) -> [Int]? {
        wordings.lazy.map { concepts.find($0, within: Self.span) }
            .first { $0.isComplete && voice.asserts($0.words) }?.words
    }

    /// What an answer says that is to be said in answer to nothing, each thing once: by patterns first, and then the sentences that
    /// are like the examples and have no pattern in them.
    ///
    /// - Parameter isAlarm: whether the question tells of danger.
    func findings(isAlarm: Bool) -> [LikenessWitness.Finding] {
        var found: [LikenessWitness.Finding] = []
        // A caution may stand in the pack in parts.
        for caution in concepts.cues.cautions where !found.contains(where: { $0.label == caution.label }) {
            if let words = words(against: caution) { found.append(.init(label: caution.label, words: words)) }
        }
        let known = Set(found.flatMap(\.words).map { sentences[$0] })
        for finding in likeness.findings(isAlarm: isAlarm) where !known.contains(sentences[finding.words[0]]) {
            let own = concepts.cues.cautions.filter { $0.label == finding.label && $0.hasExamples }
            if !found.contains(where: { $0.label == finding.label }), !own.contains(where: isExcused) {
                found.append(finding)
            }
        }
        return found
    }

    /// The words by which an answer says what a caution of the pack is about; nil where it doesn't.
    private func words(against caution: MarkingCues.Caution) -> [Int]? {
        let found =
            said(caution.patterns).first
            ?? said(caution.advised).first { words in words.first.map(advice.advises) ?? false }
        return found.flatMap { isExcused(caution) ? nil : $0 }
    }

    /// Whether what takes a caution back is asserted: whoever is named as the one to call, by whose words ever, the answer sends for
    /// them.
    private func isExcused(_ caution: MarkingCues.Caution) -> Bool {
        !concepts.statement.namedWords(of: caution.unless).allSatisfy(concepts.polarity.isDenied)
    }

    /// Where patterns are asserted and not denied, in sentences that may do harm.
    private func said(_ patterns: StatementReader.Patterns) -> [[Int]] {
        concepts.statement.namedWords(of: patterns).filter { words in
            voice.asserts(words) && !concepts.polarity.isDenied(words)
                && !words.contains { likeness.isUnlikely(sentence: sentences[$0]) }
        }
    }

    /// The sentence of each word.
    private var sentences: [Int] { concepts.statement.utterance.sentences }
}
