// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// A rehearsal: whose turn it is, what is asked, what came of the answers.
///
/// No clock and no chance: the day and the seed decide everything, so that the same input gives the same rehearsal.
package struct PracticeSession: Sendable {
    /// What the patient says, and what an answer is marked by.
    package struct Prompt: Hashable, Sendable {
        package var exercise: Exercise
        /// The persona, or the speaker of a transcript.
        package var speaker: String
        /// Who they are; empty where it is not known.
        package var about: String
        /// The question as it is put.
        package var text: String
        /// The question itself.
        package var question: String
        package var warm = ""
        package var cold = ""
    }

    package private(set) var current: Prompt?
    /// The marks of the last answer to the current question.
    package private(set) var marks: AnswerMarks?
    package private(set) var answer = ""
    package private(set) var schedule: ReviewSchedule
    private let exercises: [String: Exercise]
    private let personas: [Persona]
    private let scorer: AnswerScorer
    private let today: CalendarDay
    private let seed: UInt64
    private let isHard: Bool
    /// What is still to be asked, in order.
    private var waiting: [Prompt]
    private var queue: [String]
    private var asked = 0

    /// - Parameters:
    ///   - exercises: what can be asked.
    ///   - personas: who asks; nobody in particular where there are none.
    ///   - script: prompts to be played in their order instead, as from a transcript.
    package init(
        exercises: [Exercise], personas: [Persona], script: [Prompt]? = nil, scorer: AnswerScorer,
        schedule: ReviewSchedule, today: CalendarDay, seed: UInt64, isHard: Bool
    ) {
        self.exercises = Dictionary(exercises.map { ($0.id, $0) }) { first, _ in first }
        let kind = personas.filter { $0.isHard == isHard }
        self.personas = kind.isEmpty ? personas : kind
        self.scorer = scorer
        self.schedule = schedule
        self.today = today
        self.seed = seed
        self.isHard = isHard
        waiting = script ?? []
        queue = script == nil ? schedule.order(of: exercises.map(\.id), on: today, seed: seed) : []
    }

    /// Goes on to the next question; nil where there is none left.
    package mutating func next() -> Prompt? {
        marks = nil
        answer = ""
        if !waiting.isEmpty {
            current = waiting.removeFirst()
        } else if !queue.isEmpty, let exercise = exercises[queue.removeFirst()] {
            current = prompt(for: exercise)
        } else {
            current = nil
        }
        asked += 1
        return current
    }

    private func prompt(for exercise: Exercise) -> Prompt {
        let number = ReviewSchedule.mixed(
            exercise.id, seed: seed &+ UInt64(asked) &+ UInt64(bitPattern: Int64(today.number)))
        let questions = exercise.questions(hard: isHard)
        let question = questions.isEmpty ? exercise.title : questions[Int(number % UInt64(questions.count))]
        guard !personas.isEmpty else {
            return Prompt(exercise: exercise, speaker: "patient", about: "", text: question, question: question)
        }
        let persona = personas[Int((number >> 16) % UInt64(personas.count))]
        return Prompt(
            exercise: exercise, speaker: persona.name, about: persona.about,
            text: persona.asking(question, opening: Int((number >> 32) % 1_000)), question: question,
            warm: persona.warm, cold: persona.cold)
    }

    /// Puts the current question once more; nil where nothing was asked.
    package mutating func again() -> Prompt? {
        marks = nil
        answer = ""
        return current
    }

    /// A sentence of the pack's own answer that says the first vital point that was missed; nil where none does.
    package func example() -> String? {
        guard let current, let missed = marks?.points(.missed).first(where: { $0.point.level == .vital }) else {
            return nil
        }
        return scorer.sentence(saying: missed.point, in: current.exercise.model)
    }

    /// Marks an answer to the current question and takes it into the schedule; nil where nothing was asked.
    package mutating func reply(_ text: String) -> (marks: AnswerMarks, review: Review)? {
        guard let current else { return nil }
        let marks = scorer.mark(text, to: current.text, by: current.exercise.points)
        self.marks = marks
        answer = text
        let review = review(of: marks, for: current.exercise, isDispute: false)
        schedule.take(review)
        return (marks, review)
    }

    /// Takes back the mark of one point, counted from 1 as the points were shown; nil where there is none that was not said.
    package mutating func dispute(_ number: Int) -> (point: KeyPoint, review: Review)? {
        guard let current, var marks, marks.points.indices.contains(number - 1),
            marks.points[number - 1].verdict != .said
        else { return nil }
        marks.points[number - 1].verdict = .said
        self.marks = marks
        let review = review(of: marks, for: current.exercise, isDispute: true)
        schedule.take(review)
        return (marks.points[number - 1].point, review)
    }

    private func review(of marks: AnswerMarks, for exercise: Exercise, isDispute: Bool) -> Review {
        Review(
            day: today, exercise: exercise.id, grade: marks.grade,
            missed: marks.points(.missed).filter { $0.point.level == .vital }.map(\.point.label),
            careful: marks.sureCautions.map(\.label), isDispute: isDispute)
    }
}
