// SPDX-License-Identifier: GPL-3.0-or-later

/// What a group of trainees misses most, for whoever trains them: by point, with no names.
package struct TrainerReport: Hashable, Sendable {
    /// How often one thing went wrong.
    package struct Row: Hashable, Sendable {
        package var exercise: String
        package var label: String
        package var times: Int
        /// How often the exercise was answered.
        package var answers: Int
    }

    package private(set) var answers = 0
    package private(set) var exercises = 0
    package private(set) var disputes = 0
    /// Vital points by how often they were missed.
    package private(set) var missed: [Row] = []
    /// What must not be said, by how often it was.
    package private(set) var careful: [Row] = []

    package init(_ reviews: [Review]) {
        var counts: [String: Int] = [:]
        var missedCounts: [String: [String: Int]] = [:]
        var carefulCounts: [String: [String: Int]] = [:]
        for review in reviews {
            if review.isDispute {
                disputes += 1
                continue
            }
            counts[review.exercise, default: 0] += 1
            for label in review.missed { missedCounts[review.exercise, default: [:]][label, default: 0] += 1 }
            for label in review.careful { carefulCounts[review.exercise, default: [:]][label, default: 0] += 1 }
        }
        answers = counts.values.reduce(0, +)
        exercises = counts.count
        func rows(_ found: [String: [String: Int]]) -> [Row] {
            found.flatMap { exercise, labels in
                labels.map { Row(exercise: exercise, label: $0.key, times: $0.value, answers: counts[exercise] ?? 0) }
            }.sorted {
                ($1.times, $0.exercise, $0.label) < ($0.times, $1.exercise, $1.label)
            }
        }
        missed = rows(missedCounts)
        careful = rows(carefulCounts)
    }
}
