// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// An answer that was given once: what it was about and what came of it.
///
/// Nobody's name, nobody's words.
package struct Review: Hashable, Sendable {
    package var day: CalendarDay
    package var exercise: String
    package var grade: MemoryState.Grade
    /// The labels of the vital points that were missed.
    package var missed: [String]
    /// The labels of what was said and must not be.
    package var careful: [String]
    /// Whether this takes back the mark of the last review of the same exercise, because the trainee disputed it.
    package var isDispute: Bool

    package init(
        day: CalendarDay, exercise: String, grade: MemoryState.Grade, missed: [String], careful: [String],
        isDispute: Bool = false
    ) {
        self.day = day
        self.exercise = exercise
        self.grade = grade
        self.missed = missed
        self.careful = careful
        self.isDispute = isDispute
    }
}

/// What is due when: the memory of each exercise, made of all reviews so far.
package struct ReviewSchedule: Sendable {
    private struct Entry {
        var memory: MemoryState
        /// The memory before the last review, for taking that back.
        var before: MemoryState?
        var day: Int
        var dayBefore: Int
    }

    private var entries: [String: Entry] = [:]

    /// - Parameter reviews: in the order in which they were written.
    package init(_ reviews: [Review] = []) { for review in reviews { take(review) } }

    /// Takes a review into account.
    package mutating func take(_ review: Review) {
        let day = review.day.number
        guard let entry = entries[review.exercise] else {
            entries[review.exercise] = Entry(
                memory: MemoryState(first: review.grade), before: nil, day: day, dayBefore: day)
            return
        }
        var next = entry
        if review.isDispute {
            if var before = entry.before {
                before.review(review.grade, afterDays: entry.day - entry.dayBefore)
                next.memory = before
            } else {
                next.memory = MemoryState(first: review.grade)
            }
        } else {
            next.before = entry.memory
            next.dayBefore = entry.day
            next.memory.review(review.grade, afterDays: day - entry.day)
            next.day = max(day, entry.day)
        }
        entries[review.exercise] = next
    }

    /// The memory of an exercise; nil where it was never answered.
    package func memory(of exercise: String) -> MemoryState? { entries[exercise]?.memory }

    /// The day from which an exercise is due, by its number; nil where it was never answered.
    package func dueDay(of exercise: String) -> Int? { entries[exercise].map { $0.day + $0.memory.interval } }

    /// The exercises in the order in which they are to be asked on a day.
    ///
    /// First what is due, the most forgotten first; then what is new, in an order that the seed decides; last what is not due yet.
    package func order(of exercises: [String], on day: CalendarDay, seed: UInt64) -> [String] {
        let ranked = exercises.map { id -> (group: Int, key: Double, tie: UInt64, id: String) in
            let tie = Self.mixed(id, seed: seed)
            guard let entry = entries[id], let due = dueDay(of: id) else { return (1, 0, tie, id) }
            let elapsed = day.number - entry.day
            return due <= day.number
                ? (0, entry.memory.retrievability(afterDays: elapsed), tie, id) : (2, Double(due), tie, id)
        }
        return ranked.sorted { ($0.group, $0.key, $0.tie, $0.id) < ($1.group, $1.key, $1.tie, $1.id) }.map(\.id)
    }

    /// A number that a text and a seed decide.
    ///
    /// FNV-1a, then the finish of SplitMix64 (G. L. Steele and others, *Fast splittable
    /// pseudorandom number generators*, 2014, https://doi.org/10.1145/2660193.2660195).
    static func mixed(_ text: String, seed: UInt64) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = hash &+ seed &* 0x9e37_79b9_7f4a_7c15
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }
}
