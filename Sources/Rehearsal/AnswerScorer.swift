// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack
internal import TextAnalysis
package import Understanding

/// Marks an answer against key points.
///
/// Two witnesses speak for each point: are its ideas there, near each other and with the right polarity; and is the place alike to
/// the wording as a whole. Both make it said, one makes it *perhaps*. A pile of terms is at most *perhaps*.
package struct AnswerScorer: Sendable {
    private enum Threshold {
        /// From which likeness on the second witness speaks, where all ideas are there.
        static let likeness = 0.3
        /// From which share of a wording's ideas on, and from which likeness, it speaks alone.
        static let coverage = 0.6
        static let alone = 0.5
        /// From which probability on a question shows a feeling.
        static let feeling = 0.5
    }

    private let interpreter: Interpreter
    private let reader: StatementReader
    private let cues: MarkingCues
    private let grading: ReadingGrade

    /// - Parameters:
    ///   - model: the compiled pack.
    ///   - interpreter: of the same pack; tells whether a question shows a feeling.
    package init(_ model: CompiledPack, interpreter: Interpreter) {
        self.interpreter = interpreter
        reader = StatementReader(model)
        cues = MarkingCues(model.pack.practice, reader: reader)
        let names = model.pack.entities.flatMap(\.names)
            .flatMap { $0.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init) }
        grading = ReadingGrade(knownWords: Set(names + model.pack.lexicon.knownWords.map { $0.lowercased() }))
    }

    /// Marks an answer.
    ///
    /// - Parameters:
    ///   - answer: what the trainee typed.
    ///   - question: what the patient said; tells whether a feeling is to be met.
    ///   - points: the key points of the question.
    /// - Complexity: O(*w* · *n*) for *w* wordings and *n* words.
    package func mark(_ answer: String, to question: String, by points: [KeyPoint]) -> AnswerMarks {
        let statement = reader.statement(answer)
        let concepts = ConceptWitness(statement: statement, polarity: Polarity(statement, cues: cues), cues: cues)
        let likeness = SimilarityWitness(statement: statement, cues: cues, reader: reader)
        let structure = ClauseStructure(statement, cues: cues)
        let careful = CautionWitness(concepts, reader: reader)
        let own = points.filter { $0.level == .never }.compactMap { point in
            careful.breach(wordings(of: point)).map { words in
                AnswerMarks.Caution(
                    label: point.label, quote: quote(words, in: statement), isOfQuestion: true, isSure: true)
            }
        }
        let asked = interpreter.interpret(question, in: TurnContext(slots: interpreter.pack.slots))
        let general = careful.findings(isAlarm: asked.safety != nil).map { finding in
            AnswerMarks.Caution(
                label: finding.label, quote: quote(finding.words, in: statement), isOfQuestion: false,
                isSure: finding.isSure)
        }
        let ordered = points.filter { $0.level == .vital } + points.filter { $0.level == .okay }
        return AnswerMarks(
            points: ordered.map { verdict(on: $0, concepts: concepts, likeness: likeness, structure: structure) },
            cautions: own + general, manner: manner(of: answer, statement: statement, to: asked))
    }

    /// The sentence of a text that says a point; nil where none does.
    package func sentence(saying point: KeyPoint, in text: String) -> String? {
        let statement = reader.statement(text)
        let concepts = ConceptWitness(statement: statement, polarity: Polarity(statement, cues: cues), cues: cues)
        let found = wordings(of: point).lazy.map { concepts.find($0) }.first(where: \.isComplete)
        guard let word = found?.words.first else { return nil }
        let sentences = statement.utterance.sentences
        let words = sentences.indices.filter { sentences[$0] == sentences[word] }
        return quote(words, in: statement) + "."
    }

    private func wordings(of point: KeyPoint) -> [AcceptedWording] {
        point.wordings.map { AcceptedWording($0, cues: cues, reader: reader) }.filter { !$0.ideas.isEmpty }
    }

    private func verdict(
        on point: KeyPoint, concepts: ConceptWitness, likeness: SimilarityWitness, structure: ClauseStructure
    ) -> AnswerMarks.Point {
        var best: (verdict: AnswerMarks.Verdict, words: [Int], likeness: Double) = (.missed, [], 0)
        for wording in wordings(of: point) {
            let finding = concepts.find(wording)
            guard !finding.isContradicted, !finding.words.isEmpty else { continue }
            let similar = likeness.likeness(of: wording, to: finding.words)
            var verdict = AnswerMarks.Verdict.missed
            if finding.isComplete {
                verdict = similar >= Threshold.likeness && !structure.isPiled(finding.words) ? .said : .perhaps
            } else if finding.coverage >= Threshold.coverage, similar >= Threshold.alone {
                verdict = .perhaps
            }
            let isBetter =
                verdict == best.verdict ? similar > best.likeness : verdict == .said || best.verdict == .missed
            if verdict != .missed, isBetter { best = (verdict, finding.words, similar) }
        }
        return .init(point: point, verdict: best.verdict, quote: quote(best.words, in: concepts.statement))
    }

    private func quote(_ words: [Int], in statement: Statement) -> String {
        guard let first = words.min(), let last = words.max() else { return "" }
        return statement.utterance.quote(first..<(last + 1))
    }

    private func manner(of answer: String, statement: Statement, to question: Interpretation) -> Manner {
        Manner(
            needsWarmth: question.feeling >= Threshold.feeling,
            showsWarmth: !statement.ranges(of: cues.feeling).isEmpty, readingGrade: grading.grade(of: answer),
            words: answer.split(whereSeparator: \.isWhitespace).count,
            questions: statement.utterance.endsInQuestionMark.count { $0 })
    }
}
