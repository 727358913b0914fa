// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Rehearsal
internal import Terminal

/// Answers of a file to marks on standard output, a line each, so that marking can be measured.
struct ScoreFile {
    let exercises: [Exercise]
    let scorer: AnswerScorer
    let assistant: Assistant

    private struct Problem: Error { var text: String }

    func run(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PackUnreadable(diagnostics: [
                Diagnostic(.error, at: SourceLocation(file: path), "it can't be read", remedy: "Check its name")
            ])
        }
        let byID = Dictionary(exercises.map { ($0.id, $0) }) { first, _ in first }
        var failures = 0
        for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
            do {
                try StandardStreams.writeOut(try marked(line, byID: byID) + "\n")
            } catch let problem as Problem {
                failures += 1
                let text = JSON.string("line \(index + 1): \(problem.text)")
                try StandardStreams.writeOut("{\"error\":\(text)}\n")
            }
        }
        if failures > 0 { throw ExitStatus.failure }
    }

    private func marked(_ line: Data, byID: [String: Exercise]) throws -> String {
        guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
            throw Problem(text: "not a JSON object")
        }
        guard let answer = object["answer"] as? String else { throw Problem(text: "\"answer\" is missing") }
        let question = object["question"] as? String
        let exercise = try exercise(passage: object["passage"] as? String, question: question, byID: byID)
        let marks = scorer.mark(answer, to: question ?? exercise.questions.first ?? "", by: exercise.points)
        var fields = MarksJSON(exercise: exercise, marks: marks).fields
        if let id = object["id"] { fields.insert("\"id\":" + JSON.string("\(id)"), at: 0) }
        return "{" + fields.joined(separator: ",") + "}"
    }

    /// The exercise named, or the one whose passage or alarm would answer the question.
    private func exercise(passage: String?, question: String?, byID: [String: Exercise]) throws -> Exercise {
        if let passage {
            guard let exercise = byID[passage] else { throw Problem(text: "no key points for \"\(passage)\"") }
            return exercise
        }
        guard let question else { throw Problem(text: "\"passage\" or \"question\" is missing") }
        if let known = exercises.first(where: { $0.questions.contains(question) }) { return known }
        let ids = TranscriptScript.answering(question, in: DialogueState(), by: assistant).ids
        guard let first = ids.lazy.compactMap({ byID[$0] }).first else {
            throw Problem(text: "no key points for this question")
        }
        return first
    }
}
