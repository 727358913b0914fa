// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Foundation
internal import KnowledgePack
internal import Rehearsal

/// A trainee's reviews as JSON Lines, one added after each answer: the day, the exercise, the grade, the labels of what was missed.
struct ProgressFile {
    private let path: String
    private let file: AppendedFile?

    /// - Parameter mustExist: whether the file is only read, and has to be there.
    init(_ path: String, mustExist: Bool) throws {
        self.path = path
        guard mustExist else {
            file = try AppendedFile(path)
            return
        }
        file = nil
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw PackUnreadable(diagnostics: [
                Diagnostic(.error, at: SourceLocation(file: path), "it can't be read", remedy: "Check its name")
            ])
        }
    }

    init(_ path: String) throws { try self.init(path, mustExist: false) }

    /// The reviews so far.
    ///
    /// A last line that was torn off is passed over; any other line that can't be read is told of and passed over.
    func reviews() throws -> [Review] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let lines = data.split(separator: 10, omittingEmptySubsequences: false)
        var found: [Review] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            if let review = Self.review(line) {
                found.append(review)
            } else if index + 1 < lines.count {
                ExitStatus.report("careline: \(path):\(index + 1): this line is no review; it is passed over")
            }
        }
        return found
    }

    func append(_ review: Review) throws {
        var fields = [
            "\"day\":" + JSON.string(review.day.text), "\"exercise\":" + JSON.string(review.exercise),
            "\"grade\":" + JSON.string(review.grade.rawValue), "\"missed\":" + JSON.array(review.missed),
            "\"careful\":" + JSON.array(review.careful),
        ]
        if review.isDispute { fields.append("\"dispute\":true") }
        try file?.append("{" + fields.joined(separator: ",") + "}")
    }

    private static func review(_ line: Data) -> Review? {
        guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
            let day = (object["day"] as? String).flatMap({ CalendarDay($0) }),
            let exercise = object["exercise"] as? String,
            let grade = (object["grade"] as? String).flatMap(MemoryState.Grade.init(rawValue:))
        else { return nil }
        return Review(
            day: day, exercise: exercise, grade: grade, missed: object["missed"] as? [String] ?? [],
            careful: object["careful"] as? [String] ?? [], isDispute: object["dispute"] as? Bool ?? false)
    }
}
