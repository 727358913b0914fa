// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

// What stands for a part that a damaged archive holds: it has no name and nothing to say.

extension Topic: PackPart {
    static var unreadable: Topic {
        Topic(
            id: "", title: "", names: [], summary: "", reviewed: "", sources: [], options: [], passages: [],
            location: .nowhere)
    }
}

extension Source: PackPart {
    static var unreadable: Source { Source(id: "", title: "", address: "") }
}

extension Intent: PackPart {
    static var unreadable: Intent {
        Intent(
            id: "", act: .outOfScope, aspect: "", move: "", topic: "", section: "", say: "", then: [], ask: "",
            sources: [], showsFeeling: false, isOfOthers: false, examples: [], location: .nowhere)
    }
}

extension Entity: PackPart {
    static var unreadable: Entity {
        Entity(
            id: "", kind: "", groups: [], names: [], misspellings: [], topic: "", section: "", about: "", facts: [],
            sources: [], location: .nowhere)
    }
}

extension Slot: PackPart {
    static var unreadable: Slot {
        Slot(
            id: "", title: "", names: [], values: [], measures: [], components: [], combinations: [], bare: "",
            question: "", whereToFind: "", visitQuestion: "", explanation: "", location: .nowhere)
    }
}

extension Profile: PackPart {
    static var unreadable: Profile { Profile(phrases: [], assignments: [], location: .nowhere) }
}

extension SafetyRule: PackPart {
    static var unreadable: SafetyRule {
        SafetyRule(
            id: "", level: .ask, patterns: [], exceptions: [], say: "", sources: [], examples: [], counterexamples: [],
            location: .nowhere)
    }
}

extension StatusMeaning: PackPart {
    static var unreadable: StatusMeaning { StatusMeaning(conditions: [], say: "", sources: [], location: .nowhere) }
}

extension Premise: PackPart {
    static var unreadable: Premise {
        Premise(id: "", phrases: [], exceptions: [], say: "", sources: [], saidIn: [], location: .nowhere)
    }
}
