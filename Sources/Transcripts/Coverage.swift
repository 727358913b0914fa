// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics
internal import Dialogue
package import KnowledgePack

/// What of a pack no conversation came to.
package struct Coverage: Sendable {
    /// What is counted.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case acts, intents, topics, sections, values = "slot values", repairs, dangers
    }

    /// A thing that was never come to.
    package struct Gap: Hashable, Sendable {
        package var kind: Kind
        package var name: String
        /// Where it stands in the pack; nil for what is no part of it.
        package var location: SourceLocation?
    }

    /// How many things there are of a kind, and how many were come to.
    package private(set) var counts: [Kind: (reached: Int, total: Int)] = [:]
    /// By kind, then in the pack's order.
    package private(set) var gaps: [Gap] = []

    /// - Parameter alarms: the safety rules that the messages raised.
    package init(of results: [CaseResult], in pack: Pack, alarms: Set<String>) {
        let replies = results.flatMap { $0.records + $0.otherRecords }.compactMap(\.observed?.reply)
        let intents = Set(replies.map(\.intent))
        let moves = Set(pack.intents.filter { intents.contains($0.id) }.map(\.move))
        let sections = Set(replies.flatMap(\.sections))
        let values = Set(replies.flatMap { reply in reply.slots.map { "\($0.key)=\($0.value)" } })
        let acts = Set(replies.map(\.act.rawValue))
        let topics = Set(replies.flatMap(\.topics))
        count(.acts, ActKind.allCases.map { ($0.rawValue, nil) }, reached: acts)
        count(.intents, pack.intents.map { ($0.id, $0.location) }, reached: intents)
        count(.topics, pack.topics.map { ($0.id, $0.location) }, reached: topics)
        count(.sections, pack.passages.map { ($0.id.cited, $0.location) }, reached: sections)
        count(
            .values, pack.slots.flatMap { slot in slot.values.map { ("\(slot.id)=\($0.id)", slot.location) } },
            reached: values)
        let named = pack.intents.filter { !$0.move.isEmpty }
        count(.repairs, named.map { ($0.move, $0.location) }, reached: moves)
        count(.dangers, pack.safetyRules.map { ($0.id, $0.location) }, reached: alarms)
    }

    /// The rules that the messages of a case raise.
    package static func alarms(in results: [CaseResult], by replayer: Replayer) -> Set<String> {
        let wordings = results.flatMap { $0.item.turns.flatMap(\.wordings) }
        return Set(wordings.compactMap { Explanation(replayer.assistant).danger(in: $0) })
    }

    private mutating func count(_ kind: Kind, _ all: [(name: String, place: SourceLocation?)], reached: Set<String>) {
        var seen: Set<String> = []
        let distinct = all.filter { seen.insert($0.name).inserted }
        let missing = distinct.filter { !reached.contains($0.name) }
        counts[kind] = (distinct.count - missing.count, distinct.count)
        gaps += missing.map { Gap(kind: kind, name: $0.name, location: $0.place) }
    }
}
