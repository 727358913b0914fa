// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// Something to be asked in a rehearsal, what a good answer holds, and the pack's own answer.
package struct Exercise: Hashable, Sendable {
    /// The topic of signs of danger, which belong to none.
    package static let safetyTopic = "safety"

    /// The passage (`topic#section/part`) or the safety rule that answers.
    package var id: String
    package var topic: String
    package var title: String
    /// Ways in which people ask.
    package var questions: [String]
    /// The pack's answer: paragraphs apart by a blank line.
    package var model: String
    /// The titles of its sources.
    package var sources: [String]
    package var points: [KeyPoint]
    /// Whether the question itself speaks of a crisis.
    package var isCrisis = false

    /// How many in a hundred of the questions are short and straight; the rest are the hard ones.
    private static let straight = 2.0 / 3

    /// The questions of one kind: the long ones, which are told roundabout, or the others.
    package func questions(hard: Bool) -> [String] {
        let sorted = questions.enumerated()
            .sorted { ($0.element.utf8.count, $0.offset) < ($1.element.utf8.count, $1.offset) }.map(\.element)
        let cut = Int((Double(sorted.count) * Self.straight).rounded(.up))
        let part = hard ? Array(sorted[cut...]) : Array(sorted[..<cut])
        return part.isEmpty ? sorted : part
    }

    /// The exercises of a pack: every passage and every rule that has key points.
    ///
    /// - Parameter filled: fills contacts into a text of the pack.
    package static func all(in pack: Pack, filled: (String) -> String) -> [Exercise] {
        let points = Dictionary(grouping: pack.practice.keyPoints, by: \.owner)
        func titles(_ ids: [String]) -> [String] { ids.map { pack.source($0)?.title ?? $0 } }
        let shorthand = Set(pack.practice.cues[.shorthand] ?? [])
        func spoken(_ questions: [String]) -> [String] {
            questions.filter { question in
                shorthand.isDisjoint(with: question.lowercased().split { !$0.isLetter }.map(String.init))
            }
        }
        let passages = pack.passages.compactMap { passage -> Exercise? in
            guard let points = points[passage.id.description] else { return nil }
            return Exercise(
                id: passage.id.description, topic: passage.id.topic, title: passage.title,
                questions: spoken(passage.questions), model: passage.body, sources: titles(passage.sources),
                points: points)
        }
        let rules = pack.safetyRules.compactMap { rule -> Exercise? in
            guard let points = points[rule.id] else { return nil }
            return Exercise(
                id: rule.id, topic: safetyTopic, title: rule.id.replacing("-", with: " "),
                questions: spoken(rule.examples),
                model: filled(rule.say), sources: titles(rule.sources), points: points,
                isCrisis: rule.level == .crisis || rule.level == .ask)
        }
        return passages + rules
    }
}
