// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis
internal import Understanding

/// The second witness of what must not be said: sentences that are like the examples of a caution.
///
/// Patterns know words, likeness knows how such things are said. A sentence counts as far as it is the trainee's own: what is quoted
/// is left out of it, and one that is asked or taken back is nobody's. A question is read with the sentence that answers it.
struct LikenessWitness: Sendable {
    /// From which probability on likeness alone is enough; and where most of a sentence is denied or put in somebody else's mouth,
    /// which may turn round what it says.
    private static let threshold = 0.4
    private static let thresholdWhereTurned = 0.9
    /// The same in answer to a question that tells of danger.
    private static let thresholdInAlarm = 0.3
    /// From which probability on likeness alone counts against an answer, rather than as something to read once more.
    private static let sure = 0.9
    /// Below which probability a pattern is not believed, and in how long a sentence at least: a few words are like little.
    private static let fewestToDoubt = 6
    private static let unlikely = 0.1
    /// So many words say too little to be like anything.
    private static let fewestWords = 3
    /// How long a question may be that is read with its answer.
    private static let longestQuestion = 12

    /// A sentence that is like a caution.
    struct Finding: Sendable {
        var label: String
        var words: [Int]
        /// Whether it counts against the answer.
        var isSure = true
    }

    /// What each sentence is like, by its number; nil for one that doesn't count.
    private let likeness: [StatementReader.Likeness?]
    /// The words of each sentence.
    private let words: [[Int]]
    /// Whether most of the words of each sentence that tell anything are denied or somebody else's.
    private let isTurned: [Bool]

    init(_ concepts: ConceptWitness, voice: OwnVoice, reader: StatementReader) {
        let statement = concepts.statement
        let utterance = statement.utterance
        var words = utterance.endsInQuestionMark.map { _ in [Int]() }
        for word in utterance.words.indices { words[utterance.sentences[word]].append(word) }
        likeness = words.indices.map { sentence in
            let own = words[sentence].filter { !voice.isQuoted($0) }
            guard let first = own.first, own.count >= Self.fewestWords, !utterance.endsInQuestionMark[sentence],
                !voice.isRetracted(first)
            else { return nil }
            let asked =
                sentence > 0 && utterance.endsInQuestionMark[sentence - 1]
                    && words[sentence - 1].count <= Self.longestQuestion ? words[sentence - 1] : []
            return reader.likeness(of: asked + own, in: statement)
        }
        isTurned = words.map { own in
            let telling = own.filter { !concepts.cues.isSmall(statement.words[$0]) && !concepts.polarity.isTrigger($0) }
            return telling.count { concepts.polarity.isDenied([$0]) || !voice.asserts([$0]) } * 2 > telling.count
        }
        self.words = words
    }

    /// Whether a sentence is like nothing that does harm, so that what a pattern finds in it is a figure of speech.
    func isUnlikely(sentence: Int) -> Bool {
        guard words[sentence].count >= Self.fewestToDoubt, let likeness = likeness[sentence] else { return false }
        return likeness.probability < Self.unlikely
    }

    /// The sentences that are like a caution.
    ///
    /// - Parameter isAlarm: whether the question tells of danger, where less makes a sentence one that does harm.
    func findings(isAlarm: Bool) -> [Finding] {
        let threshold = isAlarm ? Self.thresholdInAlarm : Self.threshold
        return likeness.indices.compactMap { sentence in
            guard let likeness = likeness[sentence],
                likeness.probability >= (isTurned[sentence] ? Self.thresholdWhereTurned : threshold)
            else { return nil }
            return Finding(
                label: likeness.label, words: words[sentence], isSure: likeness.probability >= Self.sure)
        }
    }
}
