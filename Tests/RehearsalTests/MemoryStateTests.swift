// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Testing

@Suite("The schedule of reviews")
struct MemoryStateTests {
    /// Grades, each with the days since the last review.
    private func memory(_ reviews: [(MemoryState.Grade, Int)]) throws -> MemoryState {
        let first = try #require(reviews.first)
        var memory = MemoryState(first: first.0)
        for (grade, days) in reviews.dropFirst() { memory.review(grade, afterDays: days) }
        return memory
    }

    @Test("stability and difficulty are those that the authors of FSRS-6 publish for a history of six reviews")
    func publishedMemory() throws {
        // open-spaced-repetition/py-fsrs, tests/test_basic.py, test_memo_state.
        let memory = try memory([(.again, 0), (.good, 0), (.good, 1), (.good, 3), (.good, 8), (.good, 21)])
        #expect((memory.stability * 10_000).rounded() == 536_269)
        #expect((memory.difficulty * 10_000).rounded() == 63_575)
    }

    @Test("intervals are those that the authors of FSRS-6 publish for a history of thirteen reviews")
    func publishedIntervals() throws {
        // The same file, test_review_card; there, 0 stands where a card is still being learnt and no interval is counted.
        let published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
        let grades = (0..<13).map { [6, 7].contains($0) ? MemoryState.Grade.again : .good }
        var memory = MemoryState(first: grades[0])
        for index in 1..<13 {
            memory.review(grades[index], afterDays: published[index - 1])
            if published[index] > 0 { #expect(memory.interval == published[index]) }
        }
    }

    @Test("ten easy answers in a day are as easy as can be")
    func easiest() throws {
        let memory = try memory(Array(repeating: (.easy, 0), count: 10))
        #expect(memory.difficulty == 1)
    }

    @Test(
        "recall is nine in ten when the stability has passed, and falls from one", arguments: MemoryState.Grade.allCases
    )
    func forgetting(grade: MemoryState.Grade) {
        let memory = MemoryState(first: grade)
        #expect(memory.retrievability(afterDays: 0) == 1)
        var last = 1.0
        for days in 1...100 {
            let recall = memory.retrievability(afterDays: days)
            #expect(recall < last && recall > 0)
            last = recall
        }
        let interval = Double(memory.interval)
        #expect(memory.interval >= 1 && abs(interval - memory.stability) <= max(1, 0.5))
    }

    @Test("a better grade never brings the next review nearer")
    func monotonous() {
        for days in [0, 1, 5, 30] {
            for start in MemoryState.Grade.allCases {
                let intervals = MemoryState.Grade.allCases.map { grade -> Int in
                    var memory = MemoryState(first: start)
                    memory.review(grade, afterDays: days)
                    return memory.interval
                }
                #expect(intervals == intervals.sorted())
            }
        }
    }
}
