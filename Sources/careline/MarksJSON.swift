// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Rehearsal

/// The marks of an answer as fields of a JSON object.
struct MarksJSON {
    let exercise: Exercise
    let marks: AnswerMarks

    var fields: [String] {
        let manner = marks.manner
        let remarks = manner.remarks.map(\.rawValue)
        let measures = [
            "\"words\":\(manner.words)", "\"grade\":\(Int((max(0, manner.readingGrade) * 10).rounded()) / 10)",
            "\"questions\":\(manner.questions)", "\"feeling\":\(manner.showsWarmth)",
            "\"remarks\":" + JSON.array(remarks),
        ]
        return [
            "\"exercise\":" + JSON.string(exercise.id),
            "\"said\":" + labels(.said), "\"perhaps\":" + labels(.perhaps), "\"missed\":" + labels(.missed),
            "\"never\":" + JSON.array(marks.cautions.map(\.label)),
            "\"points\":[" + marks.points.map(point).joined(separator: ",") + "]",
            "\"careful\":[" + marks.cautions.map(caution).joined(separator: ",") + "]",
            "\"manner\":{" + measures.joined(separator: ",") + "}",
            "\"grade\":" + JSON.string(marks.grade.rawValue),
        ]
    }

    private func labels(_ verdict: AnswerMarks.Verdict) -> String {
        JSON.array(marks.points(verdict).map(\.point.label))
    }

    private func point(_ point: AnswerMarks.Point) -> String {
        "{\"level\":\(JSON.string(point.point.level.rawValue)),\"label\":\(JSON.string(point.point.label)),"
            + "\"verdict\":\(JSON.string(point.verdict.rawValue)),\"words\":\(JSON.string(point.quote))}"
    }

    private func caution(_ caution: AnswerMarks.Caution) -> String {
        "{\"label\":\(JSON.string(caution.label)),\"words\":\(JSON.string(caution.quote)),"
            + "\"here\":\(caution.isOfQuestion),\"sure\":\(caution.isSure)}"
    }
}
