// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

extension Policy {
    /// A message with all that bears on it.
    struct Situation {
        let interpretation: Interpretation
        let changes: StateTracker.Changes
        let state: DialogueState
        let pack: Pack
        let topIntent: Intent?
        let topProbability: Double
        /// Whether the last reply asked if somebody thinks of harming themself, or spoke of that.
        let wasAskedOfDanger: Bool
        /// The likeliest intents, where what is known of somebody rules them out.
        private var ruledOut: [(intent: Intent, probability: Double)] = []
        private static let mostRuledOut = 2

        init(interpretation: Interpretation, changes: StateTracker.Changes, state: DialogueState, pack: Pack) {
            self.interpretation = interpretation
            self.changes = changes
            self.state = state
            self.pack = pack
            let known = state.slots.values
            var top: (intent: Intent?, probability: Double) = (nil, 0)
            for scored in interpretation.intents.prefix(Self.mostRuledOut + 1) {
                let intent = pack.intent(scored.label)
                if let intent, intent.unless.contains(where: { $0.matches(known) }) {
                    ruledOut.append((intent, scored.probability))
                } else {
                    top = (intent, scored.probability)
                    break
                }
            }
            topIntent = top.intent
            topProbability = top.probability
            wasAskedOfDanger =
                state.lastAct == .crisis
                || pack.safetyRule(state.lastReading.intent)?.level == .ask
        }

        /// The likeness of the message to the nearest question of the passage that ranks first, from 0 to 1.
        var likenessOfBest: Double { interpretation.passages.first?.question ?? 0 }

        func probability(_ act: ActKind) -> Double {
            ruledOut.reduce(interpretation.acts[act]) { $1.intent.act == act ? $0 - $1.probability : $0 }
        }

        /// The likeliest intent of an act.
        func intent(_ act: ActKind) -> (id: String, probability: Double)? {
            let intents = interpretation.intents
            for place in intents.indices {
                let scored = intents[place]
                if let intent = pack.intent(scored.label), intent.act == act, intent.move.isEmpty,
                    !ruledOut.contains(where: { $0.intent.id == intent.id }),
                    !(intent.isOfOthers && asksForClient)
                {
                    return (scored.label, scored.probability)
                }
            }
            return nil
        }

        /// What is named that is a subject of its own, such as a treatment.
        var subjects: some BidirectionalCollection<Entity> { pack.subjects(in: interpretation) }

        /// Whether any such thing is named.
        var namesSubject: Bool { !subjects.isEmpty }

        var words: Int { interpretation.utterance.words.count }

        /// Whether staff ask, on behalf of somebody.
        var asksForClient: Bool {
            state.isOfClient || interpretation.client != nil
        }

        /// The probability of what staff never mean.
        var probabilityOfOthers: Double {
            interpretation.intents.reduce(0) { $0 + (pack.intent($1.label)?.isOfOthers == true ? $1.probability : 0) }
        }

        /// Whether it answers that with a "no" that leaves nothing open.
        var deniesDanger: Bool {
            wasAskedOfDanger && (interpretation.deniesDanger || interpretation.reassures)
                && !interpretation.hintsAtDanger && interpretation.safety?.witness != SafetyFinding.pattern
        }

        /// The sign of danger in it, unless that was just denied.
        var alarm: SafetyFinding? {
            guard let finding = interpretation.safety else { return nil }
            return deniesDanger && !finding.level.isOfIllness ? nil : finding
        }

        /// Whether all that is told is as it was noted before.
        var tellsOnlyAgain: Bool {
            changes.changed.isEmpty && changes.toldBack.isEmpty
                && interpretation.told.allSatisfy { told in
                    state.notes.contains { $0.slot == told.slot && $0.turn <= state.turn }
                }
        }

        /// Whether it thanks, greets or leaves.
        var isCourtesy: Bool {
            interpretation.endsInFarewell
                || topIntent?.act == .social && topIntent?.move.isEmpty == true && topIntent?.showsFeeling == false
        }

        /// Whether it says anew what was not answered, behind "that's not what I asked".
        var saysAnew: Bool {
            interpretation.complains && state.lastAct != nil
                && (interpretation.meaningfulWords > (interpretation.asksQuestion ? 0 : 1)
                    || !interpretation.mentions.isEmpty)
        }

        /// Whether a question follows a word that opens it, such as "ok".
        var asksBehindAWord: Bool { interpretation.asksQuestion && interpretation.opensWithFiller && words > 3 }
    }
}
