// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import DefaultPack
import Dialogue
import KnowledgePack
import Rehearsal
import Understanding

/// The scorer and the exercises of the default pack, made once.
struct ScorerUnderTest {
    static let shared = try? ScorerUnderTest()

    let assistant: Assistant
    let scorer: AnswerScorer
    let exercises: [Exercise]

    struct NoSuchExercise: Error { let id: String }

    init() throws {
        let model = try CompiledPack(reading: ArchiveBytes(DefaultPack.archive))
        let assistant = Assistant(model)
        self.assistant = assistant
        scorer = AnswerScorer(model, interpreter: assistant.interpreter)
        exercises = Exercise.all(in: model.pack, filled: assistant.filled)
    }

    func exercise(_ id: String) throws -> Exercise {
        guard let exercise = exercises.first(where: { $0.id == id }) else { throw NoSuchExercise(id: id) }
        return exercise
    }

    /// Marks an answer by points that the test writes itself.
    func marks(_ answer: String, by lines: [String]) throws -> AnswerMarks {
        scorer.mark(answer, to: "what is it", by: try lines.map { try KeyPoint($0, of: "test") })
    }

    func verdict(on answer: String, _ wordings: String) throws -> AnswerMarks.Verdict? {
        try marks(answer, by: ["vital: point | \(wordings)"]).points.first?.verdict
    }
}
