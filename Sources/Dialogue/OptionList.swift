// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// The treatments that are talked about for somebody's statuses, in the order in which they are named.
struct OptionList: Sendable {
    /// Topics to list, with the rule that put them there: early ones first.
    let offered: [(topic: Topic, rule: OptionRule)]
    /// Topics that come up only in special cases.
    let special: [(topic: Topic, rule: OptionRule)]
    let always: [Topic]
    let notUsual: [Topic]
    /// Topics that can't be judged before a result is known.
    let depends: [(topic: Topic, rule: OptionRule)]
    /// Those of them on which a result that is known bears already.
    let leaning: [(topic: Topic, rule: OptionRule)]
    /// Whether the statuses narrow the list at all.
    let isSpecific: Bool

    init(pack: Pack, slots: [String: String]) {
        let matches = pack.topics.compactMap { topic in topic.optionRule(for: slots).map { (topic: topic, rule: $0) } }
        func topics(_ weight: OptionRule.Weight) -> [(topic: Topic, rule: OptionRule)] {
            matches.filter { $0.rule.weight == weight }
        }
        let ordered = topics(.early) + topics(.alongside) + topics(.later)
        func dependsOnStatus(_ match: (topic: Topic, rule: OptionRule)) -> Bool {
            match.rule.conditions.contains { condition in
                slots[condition.slot].map { $0 != Slot.unknown && condition.values.contains($0) } ?? false
            }
        }
        isSpecific = (ordered + topics(.special)).contains(where: dependsOnStatus)
        offered = isSpecific ? ordered : topics(.always)
        self.special = isSpecific ? topics(.special) : []
        always = topics(.always).map(\.topic)
        notUsual = isSpecific ? topics(.notUsual).map(\.topic) : []
        depends = topics(.depends)
        leaning = depends.filter(dependsOnStatus)
    }
}
