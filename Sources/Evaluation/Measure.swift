// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
package import KnowledgePack

/// What is counted over labelled cases.
package enum Measure: String, CaseIterable, Sendable {
    case act
    case topic
    case topicsAll = "topics all"
    case aspect
    case slots = "slots exact"
    case crisis = "crisis recall"
    case urgent = "urgent recall"
    case noFalseAlarm = "no false alarm"
    case scope = "scope recall"
    case answered
    case dialogue = "whole dialogue"

    /// Whether a reply is right by this measure; nil where the expectation says nothing of it.
    func isRight(_ reply: Reply, for expected: LabelledCase.Expectation) -> Bool? {
        let acts = expected.acts
        let isAlarm = reply.act == .urgent || reply.act == .crisis
        switch self {
        case .act: return acts.isEmpty ? nil : acts.contains(reply.act)
        case .crisis: return acts == [.crisis] ? reply.act == .crisis : nil
        case .urgent: return acts == [.urgent] ? isAlarm : nil
        case .noFalseAlarm:
            return acts.isEmpty || acts.contains(.urgent) || acts.contains(.crisis) ? nil : !isAlarm
        case .scope: return acts == [.outOfScope] ? reply.act == .outOfScope : nil
        case .answered: return acts == [.answer] ? reply.act != .outOfScope && reply.act != .clarify : nil
        case .topic:
            return expected.topics.isEmpty ? nil : reply.topics.first.map(expected.topics.contains) ?? false
        case .topicsAll: return expected.allTopics.isEmpty ? nil : Set(expected.allTopics).isSubset(of: reply.topics)
        case .aspect:
            let aspects = reply.sections.prefix(2).compactMap { $0.split(separator: "#").last.map(String.init) }
            return expected.aspects.isEmpty ? nil : !Set(expected.aspects).isDisjoint(with: aspects)
        case .slots: return expected.slots.map { $0 == reply.slots }
        case .dialogue: return nil
        }
    }

    /// Whether a whole dialogue counts as right though this measure missed: acts and statuses decide.
    var isForgivenInDialogue: Bool { self == .topic || self == .aspect }
}

/// How often something was right.
package struct Tally: Hashable, Sendable {
    package var right = 0
    package var total = 0

    package var share: Double { total == 0 ? 0 : Double(right) / Double(total) }

    package mutating func count(_ isRight: Bool) {
        total += 1
        if isRight { right += 1 }
    }
}
