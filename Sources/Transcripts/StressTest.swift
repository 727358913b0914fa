// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
package import KnowledgePack

/// Conversations with each message typed otherwise, to see whether the replies do the same.
package struct StressTest: Sendable {
    /// A message of which the reply was another.
    package struct Change: Hashable, Sendable {
        package var file: String
        package var line: Int
        package var caseName: String
        package var variation: MessageVariation
        package var seed: UInt64
        package var message: String
        package var act: ActKind
        package var newAct: ActKind
        package var slots: [String: String]
        package var newSlots: [String: String]

        package var changesAct: Bool { act != newAct }
        package var changesSlots: Bool { slots != newSlots }
        /// Whether an act of safety was lost.
        package var losesSafety: Bool { changesAct && TurnRecord.safetyActs.contains(act) }
    }

    /// How many messages were typed otherwise, and of how many the reply was another.
    package struct Tally: Hashable, Sendable {
        package var messages = 0
        package var safetyMessages = 0
        package var acts = 0
        package var slots = 0
        package var lost = 0

        package init() {}

        package static func + (left: Tally, right: Tally) -> Tally {
            var sum = left
            sum.messages += right.messages
            sum.safetyMessages += right.safetyMessages
            sum.acts += right.acts
            sum.slots += right.slots
            sum.lost += right.lost
            return sum
        }

        mutating func count(_ change: Change) {
            messages += 1
            if TurnRecord.safetyActs.contains(change.act) { safetyMessages += 1 }
            if change.changesAct { acts += 1 }
            if change.changesSlots { slots += 1 }
            if change.losesSafety { lost += 1 }
        }
    }

    package private(set) var changes: [Change] = []
    package private(set) var tallies: [MessageVariation: Tally] = [:]

    /// Tries each message of a case, with what was said before it as it was written.
    ///
    /// - Complexity: a reply for each turn, variation and seed.
    package init(
        of address: TranscriptLibrary.Address, by replayer: Replayer, seeds: Range<UInt64>, spellings: [String: String]
    ) {
        guard let item = replayer.library[address], item.skip == nil else { return }
        var conversation = replayer.start(of: item, in: address.file)
        for (index, turn) in item.turns.enumerated() {
            let before = conversation
            guard case .reply(let reply) = conversation.take(turn.text), case .message = TypedLine(turn.text) else {
                continue
            }
            for variation in MessageVariation.allCases {
                var seen: Set<String> = [turn.text]
                for seed in seeds {
                    let mixed = (seed &* 1_000 &+ UInt64(index)) &* 0x9E37_79B9_7F4A_7C15 >> 16
                    let message = variation.applied(to: turn.text, seed: mixed, spellings: spellings)
                    guard seen.insert(message).inserted else { continue }
                    var other = before
                    // What is typed with a slash is a command, however it came there.
                    guard case .reply(let changed) = other.take(message) else { continue }
                    note(
                        Change(
                            file: address.file, line: turn.line, caseName: item.name, variation: variation, seed: seed,
                            message: message, act: reply.act, newAct: changed.act, slots: reply.slots,
                            newSlots: changed.slots))
                }
            }
        }
    }

    private mutating func note(_ change: Change) {
        tallies[change.variation, default: Tally()].count(change)
        if change.changesAct || change.changesSlots { changes.append(change) }
    }
}
