// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
package import KnowledgePack
package import TextAnalysis

/// An assistant put to labelled cases.
package struct CaseEvaluation: Sendable {
    /// A turn that was not as expected.
    package struct Miss: Hashable, Sendable {
        package var measure: Measure
        package var id: String
        package var turn: String
        package var expected: String
        package var got: String
    }

    /// A turn and how long its reply took.
    package struct TimedTurn: Sendable {
        package var id: String
        package var turn: String
        package var microseconds: Double
    }

    /// What was expected and what came instead, and how often.
    package struct Confusion: Hashable, Sendable {
        package var expected: String
        package var got: String
    }

    package private(set) var tallies: [Measure: Tally] = [:]
    package private(set) var misses: [Miss] = []
    package private(set) var actConfusion: [Confusion: Int] = [:]
    package private(set) var topicConfusion: [Confusion: Int] = [:]
    package private(set) var reliability = ReliabilityTable()
    /// By falling time.
    package private(set) var slowest: [TimedTurn] = []
    package private(set) var turns = 0
    private static let keptSlowest = 5

    /// Holds each conversation and compares its replies.
    ///
    /// - Parameter noise: what makes typing errors in the turns; nil for none.
    /// - Complexity: one reply a turn.
    package init(of assistant: Assistant, on cases: [LabelledCase], noise: TypingNoise? = nil) {
        var noise = noise
        for labelled in cases {
            var state = labelled.state
            var isWhole = true
            for (text, expectation) in zip(labelled.turns, labelled.expectations) {
                let turn = noise?.spoilt(text) ?? text
                let start = ContinuousClock.now
                let (reply, next) = assistant.reply(to: turn, in: state)
                note(ContinuousClock.now - start, of: turn, in: labelled)
                state = next
                guard let expectation else { continue }
                isWhole = compare(reply, with: expectation, turn: turn, in: labelled) && isWhole
            }
            if labelled.isDialogue { tallies[.dialogue, default: Tally()].count(isWhole) }
        }
    }

    private mutating func note(_ duration: Duration, of turn: String, in labelled: LabelledCase) {
        turns += 1
        let microseconds = Double(duration.components.attoseconds) / 1e12 + Double(duration.components.seconds) * 1e6
        slowest.append(TimedTurn(id: labelled.id, turn: turn, microseconds: microseconds))
        slowest.sort { $0.microseconds > $1.microseconds }
        if slowest.count > Self.keptSlowest { slowest.removeLast() }
    }

    /// Counts a reply by all measures; whether it was right where that counts for a dialogue.
    private mutating func compare(
        _ reply: Reply, with expected: LabelledCase.Expectation, turn: String, in labelled: LabelledCase
    ) -> Bool {
        var isRight = true
        var isWhole = true
        for measure in Measure.allCases {
            guard let right = measure.isRight(reply, for: expected) else { continue }
            tallies[measure, default: Tally()].count(right)
            if right { continue }
            if measure != .aspect { isRight = false }
            if !measure.isForgivenInDialogue { isWhole = false }
            misses.append(
                Miss(
                    measure: measure, id: labelled.id, turn: turn,
                    expected: Self.expected(measure, expected), got: Self.got(measure, reply)))
        }
        reliability.count(isRight, confidence: reply.confidence)
        if let act = expected.acts.first, !expected.acts.contains(reply.act) {
            actConfusion[Confusion(expected: act.rawValue, got: reply.act.rawValue), default: 0] += 1
        }
        if let topic = expected.topics.first, reply.topics.first.map(expected.topics.contains) != true {
            topicConfusion[Confusion(expected: topic, got: reply.topics.first ?? "none"), default: 0] += 1
        }
        return isWhole
    }

    private static func expected(_ measure: Measure, _ expected: LabelledCase.Expectation) -> String {
        switch measure {
        case .topic: expected.topics.joined(separator: " or ")
        case .topicsAll: expected.allTopics.joined(separator: " and ")
        case .aspect: expected.aspects.joined(separator: " or ")
        case .slots: list(expected.slots ?? [:])
        default: expected.acts.map(\.rawValue).joined(separator: " or ")
        }
    }

    private static func got(_ measure: Measure, _ reply: Reply) -> String {
        switch measure {
        case .topic, .topicsAll: reply.topics.isEmpty ? "none" : reply.topics.joined(separator: ", ")
        case .aspect: reply.sections.isEmpty ? "none" : reply.sections.joined(separator: ", ")
        case .slots: list(reply.slots)
        default: reply.act.rawValue
        }
    }

    private static func list(_ slots: [String: String]) -> String {
        slots.isEmpty
            ? "no status" : slots.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
