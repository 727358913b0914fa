// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Rehearsal
import Testing

@Suite("A rehearsal")
struct PracticeSessionTests {
    private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

    private func session(
        seed: UInt64 = 1, on day: String = "2026-11-28", after reviews: [Review] = [], hard: Bool = false
    ) throws -> PracticeSession {
        let subject = try #require(ScorerUnderTest.shared)
        return PracticeSession(
            exercises: subject.exercises, personas: subject.assistant.pack.practice.personas, scorer: subject.scorer,
            schedule: ReviewSchedule(reviews), today: try self.day(day), seed: seed, isHard: hard)
    }

    private func review(_ exercise: String, _ day: String, _ grade: MemoryState.Grade) throws -> Review {
        Review(day: try self.day(day), exercise: exercise, grade: grade, missed: [], careful: [])
    }

    private func prompts(_ session: PracticeSession) -> [PracticeSession.Prompt] {
        var session = session
        var found: [PracticeSession.Prompt] = []
        while let prompt = session.next() { found.append(prompt) }
        return found
    }

    @Test("the same seed and day give the same questions, another seed others, and each exercise comes once")
    func determinism() throws {
        let first = try prompts(session())
        #expect(first == (try prompts(session())))
        #expect(first != (try prompts(session(seed: 2))))
        #expect(Set(first.map(\.exercise.id)).count == first.count && !first.isEmpty)
    }

    @Test("what is due comes first, the most forgotten first; what is not due comes last")
    func order() throws {
        let ids = try #require(ScorerUnderTest.shared).exercises.map(\.id)
        #expect(ids.count >= 3)
        let reviews = [
            try review(ids[0], "2026-11-27", .again), try review(ids[1], "2026-10-01", .again),
            try review(ids[2], "2026-11-28", .easy),
        ]
        let order = ReviewSchedule(reviews).order(of: ids, on: try day("2026-11-28"), seed: 9)
        #expect(Array(order.prefix(2)) == [ids[1], ids[0]])
        #expect(order.last == ids[2])
        #expect(Set(order) == Set(ids))
    }

    @Test("an answer is marked and taken into the schedule; a dispute takes back one mark and the grade with it")
    func dispute() throws {
        var session = try session()
        let asked = session.next()
        let prompt = try #require(asked)
        let answered = session.reply("Nothing that I could say.")
        let (marks, review) = try #require(answered)
        #expect(review.grade == .again && review.exercise == prompt.exercise.id)
        let before = try #require(session.schedule.memory(of: prompt.exercise.id))
        for number in marks.points.indices { #expect(session.dispute(number + 1) != nil) }
        let after = try #require(session.schedule.memory(of: prompt.exercise.id))
        #expect(after.stability > before.stability)
        #expect(session.dispute(1) == nil && session.dispute(99) == nil)
    }

    @Test("hard callers ask the longer questions, and their words hold the question")
    func hard() throws {
        let personas = try #require(ScorerUnderTest.shared).assistant.pack.practice.personas
        let hard = Set(personas.filter(\.isHard).map(\.name))
        for prompt in try prompts(session(hard: true)) {
            #expect(hard.contains(prompt.speaker))
            #expect(prompt.text.contains(prompt.question))
            #expect(prompt.exercise.questions(hard: true).contains(prompt.question))
        }
    }

    @Test("a report counts what was missed and by how many, the most first, and knows nobody")
    func report() throws {
        let reviews = [
            Review(day: try day("2026-11-01"), exercise: "a", grade: .again, missed: ["x", "y"], careful: []),
            Review(day: try day("2026-11-02"), exercise: "a", grade: .again, missed: ["y"], careful: ["z"]),
            Review(day: try day("2026-11-02"), exercise: "a", grade: .good, missed: [], careful: [], isDispute: true),
            Review(day: try day("2026-11-02"), exercise: "b", grade: .good, missed: [], careful: []),
        ]
        let report = TrainerReport(reviews)
        #expect(report.answers == 3 && report.exercises == 2 && report.disputes == 1)
        #expect(report.missed.map(\.label) == ["y", "x"])
        #expect(report.missed.first?.times == 2 && report.missed.first?.answers == 2)
        #expect(report.careful.map(\.label) == ["z"])
    }

    @Test("a day is read and counted as the calendar has it")
    func days() throws {
        #expect(try day("2026-03-01").number - day("2026-02-28").number == 1)
        #expect(try day("2024-03-01").number - day("2024-02-28").number == 2)
        #expect(try day("2027-01-01").number - day("2026-01-01").number == 365)
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "", "tomorrow", "2026-00-10"] {
            #expect(CalendarDay(text) == nil)
        }
    }
}
