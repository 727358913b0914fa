// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics
package import KnowledgePack
internal import TextAnalysis

/// Checks that a pack holds together: every name that is used exists, once, and nothing that replies need is missing.
package struct PackValidator {
    private let pack: Pack
    private let sourceIDs: Set<String>
    private let slotValues: [String: Set<String>]
    /// The kinds and groups of entities, which patterns may name.
    private let entityGroups: Set<String>

    package init(pack: Pack) {
        self.pack = pack
        entityGroups = Entity.groupNames(of: pack.entities)
        sourceIDs = Set(pack.sources.map(\.id))
        slotValues = Dictionary(pack.slots.map { ($0.id, Set($0.values.map(\.id))) }) { first, _ in first }
    }

    /// Everything found, in the order of the checks.
    package func diagnostics() -> [Diagnostic] {
        duplicates() + topicFaults() + passageFaults() + intentFaults() + entityFaults() + slotFaults() + safetyFaults()
            + premiseFaults() + meaningFaults() + lexiconFaults() + wordingFaults()
    }

    private func fault(_ location: SourceLocation, _ problem: String, remedy: String = "") -> Diagnostic {
        Diagnostic(.error, at: location, problem, remedy: remedy)
    }

    private func duplicates() -> [Diagnostic] {
        func repeated(_ items: [(id: String, location: SourceLocation)], _ kind: String) -> [Diagnostic] {
            var first: [String: SourceLocation] = [:]
            return items.compactMap { item in
                guard let earlier = first[item.id] else {
                    first[item.id] = item.location
                    return nil
                }
                return fault(item.location, "the \(kind) \"\(item.id)\" is there twice, first at \(earlier)")
            }
        }
        let names = pack.entities.flatMap { entity in
            (entity.names + entity.misspellings).map { ($0.lowercased(), entity.location) }
        }
        return repeated(pack.topics.map { ($0.id, $0.location) }, "topic")
            + repeated(pack.passages.map { ($0.id.description, $0.location) }, "passage")
            + repeated(pack.intents.map { ($0.id, $0.location) }, "intent")
            + repeated(pack.entities.map { ($0.id, $0.location) }, "entity")
            + repeated(names, "name")
            + repeated(pack.slots.map { ($0.id, $0.location) }, "slot")
            + repeated(pack.safetyRules.map { ($0.id, $0.location) }, "rule")
            + repeated(pack.premises.map { ($0.id, $0.location) }, "premise")
            + repeated(pack.sources.map { ($0.id, SourceLocation(file: "Corpus/sources.yaml")) }, "source")
    }

    private func unknownSources(_ ids: [String], at location: SourceLocation) -> [Diagnostic] {
        ids.filter { !sourceIDs.contains($0) }.map { id in
            let near = nearestName(to: id, among: sourceIDs.sorted()).map { "Did you mean \"\($0)\"?" }
            return fault(location, "no source \"\(id)\"", remedy: near ?? "Add it to Corpus/sources.yaml")
        }
    }

    private func unknownConditions(_ conditions: [OptionRule.Condition], at location: SourceLocation) -> [Diagnostic] {
        conditions.flatMap { condition -> [Diagnostic] in
            guard let values = slotValues[condition.slot] else {
                return [fault(location, "a rule asks for \"\(condition.slot)\", which is no slot")]
            }
            return condition.values.filter { $0 != OptionRule.Condition.notKnown && !values.contains($0) }.map {
                fault(
                    location, "\"\($0)\" is no value of \(condition.slot)",
                    remedy: "Values: \(values.sorted().joined(separator: ", "))")
            }
        }
    }

    private func topicFaults() -> [Diagnostic] {
        var found: [Diagnostic] = []
        if pack.topics.isEmpty { found.append(fault(SourceLocation(file: "Corpus"), "there is no topic")) }
        for topic in pack.topics {
            found += unknownSources(topic.sources, at: topic.location)
            found += topic.options.flatMap { unknownConditions($0.conditions, at: topic.location) }
            found += topic.isNot.flatMap { brokenReference(topic: $0, section: "", at: topic.location) }
            found += topic.groups.filter { !entityGroups.contains($0) }
                .map { fault(topic.location, "no entity is of the group \"\($0)\"") }
            if topic.passages.isEmpty {
                found.append(fault(topic.location, "the topic \"\(topic.id)\" has no passage"))
            }
            if CalendarDay(topic.reviewed) == nil {
                found.append(fault(topic.location, "\"\(topic.reviewed)\" is no date", remedy: "Write YYYY-MM-DD"))
            }
        }
        return found
    }

    private func passageFaults() -> [Diagnostic] {
        pack.passages.flatMap { passage in
            unknownSources(passage.sources, at: passage.location)
                + unknownConditions(passage.conditions, at: passage.location)
                + passage.standsInFor.flatMap { path -> [Diagnostic] in
                    if pack.passage(Passage.ID(topic: passage.id.topic, path: path)) != nil { return [] }
                    return [fault(passage.location, "no passage \"\(passage.id.topic)#\(path)\"")]
                }
        }
    }

    /// A fault where a topic and section lead to no passage.
    private func brokenReference(topic: String, section: String, at location: SourceLocation) -> [Diagnostic] {
        guard !topic.isEmpty else { return [] }
        guard pack.topic(topic) != nil else {
            let near = nearestName(to: topic, among: pack.topics.map(\.id)).map { "Did you mean \"\($0)\"?" }
            return [fault(location, "no topic \"\(topic)\"", remedy: near ?? "")]
        }
        if section.isEmpty || pack.nearestPassage(to: Passage.ID(topic: topic, path: section)) != nil { return [] }
        return [fault(location, "no passage \"\(topic)#\(section)\"")]
    }

    private func intentFaults() -> [Diagnostic] {
        var found: [Diagnostic] = []
        if pack.intents.isEmpty { found.append(fault(SourceLocation(file: "Intents/intents"), "there is no intent")) }
        for intent in pack.intents {
            found += unknownSources(intent.sources, at: intent.location)
            found += unknownConditions(intent.unless, at: intent.location)
            found += brokenReference(topic: intent.topic, section: intent.section, at: intent.location)
            if !intent.move.isEmpty, !Intent.moves.contains(intent.move) {
                let near = nearestName(to: intent.move, among: Intent.moves).map { "Did you mean \"\($0)\"?" }
                found.append(
                    fault(
                        intent.location, "no move \"\(intent.move)\"",
                        remedy: near ?? "Moves: \(Intent.moves.joined(separator: ", "))"))
            }
            if !intent.aspect.isEmpty { found += unknownSection(intent.aspect, at: intent.location) }
            if intent.examples.isEmpty {
                found.append(fault(intent.location, "the intent \"\(intent.id)\" has no example"))
            }
            let needsWords =
                [.declineAdvice, .outOfScope].contains(intent.act) || intent.act == .social && intent.move.isEmpty
            if needsWords, intent.say.isEmpty {
                found.append(fault(intent.location, "the intent \"\(intent.id)\" says nothing", remedy: "Add \"say:\""))
            }
        }
        return found
    }

    /// The names of the passages in whose place facts of an entity stand.
    private func passagesOfFacts(_ entity: Entity) -> [String] {
        (entity.facts + entity.variants.flatMap(\.facts)).map(\.aspect).filter { $0.contains("/") }
            .map { Passage.ID(topic: entity.topic, path: $0).description }
    }

    private func entityFaults() -> [Diagnostic] {
        pack.entities.flatMap { entity in
            unknownSources(entity.sources, at: entity.location)
                + brokenReference(topic: entity.topic, section: entity.section, at: entity.location)
                + (entity.variants.map(\.conditions) + [entity.conditions])
                .flatMap { unknownConditions($0, at: entity.location) }
                + unknownPassages([entity.treatment] + passagesOfFacts(entity), at: entity.location)
        }
    }

    private func slotFaults() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for slot in pack.slots {
            let values = slotValues[slot.id] ?? []
            found += unknownConditions(slot.askedWhen, at: slot.location)
            if !slot.isTrait, !values.contains(Slot.unknown) {
                found.append(fault(slot.location, "the slot \"\(slot.id)\" has no value \"unknown\""))
            }
            let given =
                slot.values.flatMap { [$0.denied, $0.refines] } + slot.combinations.map(\.value)
                + slot.measures.flatMap { $0.steps.map(\.value) } + [slot.bare]
            for value in given where !value.isEmpty && !values.contains(value) {
                found.append(fault(slot.location, "\"\(value)\" is no value of \(slot.id)"))
            }
            found += componentFaults(slot)
            if slot.isTrait, slot.explanation.isEmpty { continue }
            if let id = Passage.ID(slot.explanation), pack.nearestPassage(to: id) != nil { continue }
            found.append(fault(slot.location, "no passage \"\(slot.explanation)\""))
        }
        for profile in pack.profiles {
            for assignment in profile.assignments where slotValues[assignment.slot]?.contains(assignment.value) != true
            {
                let problem = "a profile sets \(assignment.slot) to \"\(assignment.value)\", which is no value of it"
                found.append(fault(profile.location, problem))
            }
        }
        return found
    }

    /// Rules of a slot that name a component, or a value of one, that isn't there.
    private func componentFaults(_ slot: Slot) -> [Diagnostic] {
        let values = Dictionary(
            slot.components.map { part in
                (part.id, Set(part.values.map(\.id) + part.measures.flatMap { $0.steps.map(\.value) }))
            }, uniquingKeysWith: { $0.union($1) })
        let refining = slot.components.flatMap { part in
            part.values.filter { !$0.refines.isEmpty }.map { (part.id, [$0.refines]) }
        }
        let used = slot.combinations.flatMap(\.readings).map { ($0.slot, $0.values) } + refining
        return used.flatMap { name, wanted -> [Diagnostic] in
            guard let known = values[name] else {
                return [fault(slot.location, "\"\(name)\" is no component of \(slot.id)")]
            }
            return wanted.filter { !known.contains($0) }.map {
                fault(
                    slot.location, "\"\($0)\" is no value of \(slot.id).\(name)",
                    remedy: "Values: \(known.sorted().joined(separator: ", "))")
            }
        }
    }

    private func safetyFaults() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for rule in pack.safetyRules {
            found += unknownSources(rule.sources, at: rule.location)
            if rule.patterns.isEmpty { found.append(fault(rule.location, "the rule \"\(rule.id)\" has no pattern")) }
            found += unknownClasses(in: rule.patterns + rule.exceptions, at: rule.location)
        }
        for slot in pack.slots {
            found += unknownClasses(in: slot.values.flatMap { $0.phrases + $0.answers }, at: slot.location)
        }
        for profile in pack.profiles { found += unknownClasses(in: profile.phrases, at: profile.location) }
        let scope = SourceLocation(file: "Intents/scope.yaml")
        found += unknownClasses(in: pack.scope.names.flatMap { pack.scope[$0] }, at: scope)
        return found
    }

    private func meaningFaults() -> [Diagnostic] {
        pack.meanings.flatMap { meaning in
            unknownConditions(meaning.conditions, at: meaning.location)
                + unknownSources(meaning.sources, at: meaning.location)
        }
    }

    private func premiseFaults() -> [Diagnostic] {
        pack.premises.flatMap { premise in
            var found = unknownSources(premise.sources, at: premise.location)
            if premise.phrases.isEmpty {
                found.append(fault(premise.location, "the premise \"\(premise.id)\" has no phrase"))
            }
            found += unknownClasses(in: premise.phrases + premise.exceptions, at: premise.location)
            return found + unknownPassages(premise.saidIn, at: premise.location)
        }
    }

    /// A fault for each name that no passage has; an empty one names none.
    private func unknownPassages(_ names: [String], at location: SourceLocation) -> [Diagnostic] {
        names.filter { !$0.isEmpty && Passage.ID($0).flatMap(pack.passage) == nil }
            .map { fault(location, "no passage \"\($0)\"") }
    }

    private func unknownClasses(in patterns: [String], at location: SourceLocation) -> [Diagnostic] {
        patterns.flatMap(PatternNames.classes).filter { !pack.classes.contains($0) && !entityGroups.contains($0) }
            .map { fault(location, "no word class \"@\($0)\"") }
    }

    /// A fault where no passage has such a section.
    private func unknownSection(_ section: String, at location: SourceLocation) -> [Diagnostic] {
        let sections = Set(pack.passages.map(\.id.section))
        if sections.contains(section) { return [] }
        let near = nearestName(to: section, among: sections.sorted()).map { "Did you mean \"\($0)\"?" }
        return [fault(location, "no passage has the section \"\(section)\"", remedy: near ?? "")]
    }

    private func lexiconFaults() -> [Diagnostic] {
        let place = SourceLocation(file: "Intents/lexicon.yaml")
        let lexicon = pack.lexicon
        let named = [lexicon.generalSection, lexicon.contrastSection, lexicon.visitSection] + lexicon.statusSections
        let sections = named.filter { !$0.isEmpty }.flatMap { unknownSection($0, at: place) }
        let references = [lexicon.overallPassage] + lexicon.tenderPassages
        return sections + unknownPassages(references, at: place)
    }

    private func wordingFaults() -> [Diagnostic] {
        let place = SourceLocation(file: "Intents/replies.yaml")
        return Wording.required.filter { pack.wording.text($0).isEmpty }.map {
            fault(place, "no wording \"\($0)\"", remedy: "Add it")
        }
    }
}
