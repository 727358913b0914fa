// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import KnowledgePack

/// Reads the YAML files of `Intents/` to values.
struct IntentsParser {
    let folder: PackFolder

    func intents() -> [Intent] {
        folder.files(in: "Intents/intents", suffix: ".yaml").flatMap { folder.list(of: $0) }.compactMap(intent)
    }

    private func intent(_ mapping: YAMLMapping) -> Intent? {
        var mapping = mapping
        let id = mapping.required("id")
        let act = mapping.required("act")
        let intent = ActKind(rawValue: act).map { act in
            Intent(
                id: id, act: act, aspect: mapping.string("aspect"), move: mapping.string("move"),
                topic: mapping.string("topic"), section: mapping.string("section"), say: mapping.string("say"),
                then: mapping.strings("then"), ofRelative: mapping.strings("of-relative"), ask: mapping.string("ask"),
                sources: mapping.strings("sources"),
                showsFeeling: mapping.string("feeling") == "true", isOfOthers: mapping.string("of-others") == "yes",
                unless: mapping.conditions("unless"), examples: mapping.strings("examples"),
                location: SourceLocation(file: mapping.file, line: mapping.line))
        }
        guard let intent else {
            if act.isEmpty { return nil }
            let known = ActKind.allCases.map(\.rawValue).joined(separator: ", ")
            mapping.fault("act", "\"\(act)\" is no act", remedy: "Use one of: \(known)")
            return nil
        }
        mapping.reportUnknownKeys()
        return intent
    }

    func entities() -> [Entity] {
        folder.list(of: "Intents/entities.yaml").map { mapping in
            var mapping = mapping
            let entity = Entity(
                id: mapping.required("id"), kind: mapping.required("kind"), groups: mapping.strings("groups"),
                names: mapping.strings("names"), misspellings: mapping.strings("misspellings"),
                topic: mapping.required("topic"), section: mapping.required("section"), about: mapping.string("about"),
                treatment: mapping.string("treatment"),
                facts: mapping.namedLists("facts").sorted { $0.key < $1.key }
                    .map { Entity.Fact(aspect: $0.key, text: $0.value.joined(separator: " ")) },
                variants: mapping.mappings("for-some").map(variant), conditions: mapping.conditions("when"),
                sources: mapping.strings("sources"),
                location: SourceLocation(file: mapping.file, line: mapping.line))
            if entity.names.isEmpty { mapping.fault("names", "the entity \"\(entity.id)\" has no name") }
            mapping.reportUnknownKeys()
            return entity
        }
    }

    /// What an entity's facts are for some people: `when:` and, beside it, facts by aspect.
    private func variant(_ mapping: YAMLMapping) -> Entity.Variant {
        var mapping = mapping
        let conditions = mapping.conditions("when")
        let facts = mapping.keys.filter { $0 != "when" }
            .map { Entity.Fact(aspect: $0, text: mapping.strings($0).joined(separator: " ")) }
        return Entity.Variant(conditions: conditions, facts: facts)
    }

    func slots() -> (slots: [Slot], profiles: [Profile], meanings: [StatusMeaning]) {
        guard var root = folder.mapping(of: "Intents/slots.yaml") else { return ([], [], []) }
        let slots = root.mappings("slots").map(slot)
        let profiles = root.mappings("profiles").map { mapping in
            var mapping = mapping
            let assignments = mapping.namedLists("set").sorted { $0.key < $1.key }
                .map { Profile.Assignment(slot: $0.key, value: $0.value.first ?? "") }
            let profile = Profile(
                phrases: mapping.strings("phrases"), assignments: assignments,
                location: SourceLocation(file: mapping.file, line: mapping.line))
            mapping.reportUnknownKeys()
            return profile
        }
        let meanings = root.mappings("meanings").map { mapping in
            var mapping = mapping
            let meaning = StatusMeaning(
                conditions: mapping.conditions("when"), say: mapping.required("say"),
                sources: mapping.strings("sources"),
                location: SourceLocation(file: mapping.file, line: mapping.line))
            if meaning.conditions.isEmpty {
                mapping.fault("when", "a meaning needs a status that it is the meaning of")
            }
            mapping.reportUnknownKeys()
            return meaning
        }
        root.reportUnknownKeys()
        return (slots, profiles, meanings)
    }

    private func slot(_ mapping: YAMLMapping) -> Slot {
        var mapping = mapping
        let trait = mapping.string("trait")
        let isTrait = !trait.isEmpty
        if isTrait, trait != "yes", trait != "noted" {
            mapping.fault("trait", "\"\(trait)\" says nothing here: write yes, or noted for what is told back")
        }
        func needed(_ key: String) -> String { isTrait ? mapping.string(key) : mapping.required(key) }
        let slot = Slot(
            id: mapping.required("id"), title: mapping.required("title"), names: mapping.strings("names"),
            values: mapping.mappings("values").map(value), measures: mapping.mappings("measures").map(measure),
            components: mapping.mappings("components").map(component),
            combinations: mapping.mappings("combine").map(combination), bare: mapping.string("bare"),
            isTrait: isTrait, isToldBack: trait == "noted", askedWhen: mapping.conditions("asked-when"),
            question: needed("question"),
            whereToFind: mapping.string("where-to-find"), visitQuestion: needed("visit-question"),
            explanation: needed("explanation"),
            location: SourceLocation(file: mapping.file, line: mapping.line))
        mapping.reportUnknownKeys()
        return slot
    }

    private func value(_ mapping: YAMLMapping) -> Slot.Value {
        var mapping = mapping
        let value = Slot.Value(
            id: mapping.required("id"), label: mapping.string("label"), cues: mapping.strings("cues"),
            phrases: mapping.strings("phrases"), answers: mapping.strings("answers"),
            denied: mapping.string("denied"), refines: mapping.string("refines"))
        mapping.reportUnknownKeys()
        return value
    }

    private func component(_ mapping: YAMLMapping) -> Slot.Component {
        var mapping = mapping
        let component = Slot.Component(
            id: mapping.required("id"), names: mapping.strings("names"),
            values: mapping.mappings("values").map(value), measures: mapping.mappings("measures").map(measure),
            isShared: mapping.string("shared") == "yes")
        mapping.reportUnknownKeys()
        return component
    }

    private func measure(_ mapping: YAMLMapping) -> Slot.Measure {
        var mapping = mapping
        let steps = mapping.namedLists("at-least").compactMap { from, value -> Slot.Measure.Step? in
            guard let number = Double(from), let value = value.first else {
                mapping.fault("at-least", "\"\(from)\" is no number")
                return nil
            }
            return Slot.Measure.Step(from: number, value: value)
        }
        let measure = Slot.Measure(
            unit: mapping.string("unit"), after: mapping.strings("after"),
            maximum: Double(mapping.string("maximum")) ?? 1_000_000,
            steps: steps.sorted { $0.from < $1.from })
        mapping.reportUnknownKeys()
        return measure
    }

    private func combination(_ mapping: YAMLMapping) -> Slot.Combination {
        var mapping = mapping
        let readings = mapping.conditions("when")
        let combination = Slot.Combination(readings: readings, value: mapping.required("value"))
        mapping.reportUnknownKeys()
        return combination
    }

    func safety() -> (rules: [SafetyRule], classes: NamedLists, keyPoints: [KeyPoint]) {
        guard var root = folder.mapping(of: "Intents/safety.yaml") else { return ([], NamedLists(), []) }
        let classes = NamedLists(root.namedLists("classes"))
        let rules = root.mappings("rules").compactMap(safetyRule)
        root.reportUnknownKeys()
        return (rules.map(\.rule), classes, rules.flatMap(\.keyPoints))
    }

    private func safetyRule(_ mapping: YAMLMapping) -> (rule: SafetyRule, keyPoints: [KeyPoint])? {
        var mapping = mapping
        let name = mapping.required("level")
        guard let level = SafetyRule.Level(rawValue: name) else {
            if name.isEmpty { return nil }
            let known = SafetyRule.Level.allCases.map(\.rawValue).joined(separator: ", ")
            mapping.fault("level", "\"\(name)\" is no level", remedy: "Use one of: \(known)")
            return nil
        }
        let rule = SafetyRule(
            id: mapping.required("id"), level: level, patterns: mapping.strings("patterns"),
            exceptions: mapping.strings("unless"), say: mapping.required("say"), sources: mapping.strings("sources"),
            examples: mapping.strings("examples"), counterexamples: mapping.strings("not"),
            location: SourceLocation(file: mapping.file, line: mapping.line))
        let keyPoints = mapping.keyPoints("key-points", of: rule.id, log: folder.log)
        mapping.reportUnknownKeys()
        return (rule, keyPoints)
    }

    /// The wrong ideas that are put right in passing; none where the pack has no such file.
    func premises() -> [Premise] {
        let file = "Intents/premises.yaml"
        guard folder.exists(file) else { return [] }
        return folder.list(of: file).map { mapping in
            var mapping = mapping
            let premise = Premise(
                id: mapping.required("id"), phrases: mapping.strings("phrases"),
                exceptions: mapping.strings("unless"), say: mapping.required("say"),
                sources: mapping.strings("sources"), saidIn: mapping.strings("said-in"),
                location: SourceLocation(file: mapping.file, line: mapping.line))
            mapping.reportUnknownKeys()
            return premise
        }
    }

    func scope() -> (triggers: NamedLists, classes: NamedLists) {
        guard var root = folder.mapping(of: "Intents/scope.yaml") else { return (NamedLists(), NamedLists()) }
        let classes = NamedLists(root.namedLists("classes"))
        let triggers = NamedLists(root.namedLists("triggers"))
        root.reportUnknownKeys()
        return (triggers, classes)
    }

    func lexicon() -> Lexicon {
        let empty = Lexicon(
            expansions: NamedLists(), synonyms: [], commonWords: [], knownWords: [], stopWords: [], subjectKinds: [],
            nameKinds: [], generalSection: "", overallPassage: "", statusSections: [])
        guard var root = folder.mapping(of: "Intents/lexicon.yaml") else { return empty }
        func words(_ text: [String]) -> [String] {
            text.flatMap { $0.lowercased().split(separator: " ").map(String.init) }
        }
        var expansions: [String: [String]] = [:]
        for key in ["variants", "abbreviations"] {
            for (form, text) in root.namedLists(key) { expansions[form.lowercased()] = words(text) }
        }
        let lexicon = Lexicon(
            expansions: NamedLists(expansions), synonyms: root.listsOfStrings("synonyms"),
            commonWords: commonWords(), knownWords: root.strings("known-words"),
            stopWords: root.strings("stop-words"), subjectKinds: root.strings("subject-kinds"),
            nameKinds: root.strings("name-kinds"), generalSection: root.required("general-section"),
            overallPassage: root.string("overall-passage"), contrastSection: root.string("contrast-section"),
            visitSection: root.string("visit-section"),
            tenderPassages: root.strings("tender-passages"), answerWords: root.strings("answer-words"),
            turningWords: root.strings("turning-words"),
            pointingWords: root.strings("pointing-words"), answeredKinds: root.strings("answered-kinds"),
            figureUnits: root.strings("figure-units"),
            statusSections: root.strings("status-sections"),
            confidence: confidence(in: &root))
        root.reportUnknownKeys()
        return lexicon
    }

    /// How certainty becomes a probability; as it is where the pack says nothing of it.
    private func confidence(in root: inout YAMLMapping) -> ConfidenceScale {
        var scale = ConfidenceScale()
        for (key, field) in [
            ("confidence-offset", \ConfidenceScale.offset), ("confidence-slope", \ConfidenceScale.slope),
        ] where root.has(key) {
            let text = root.string(key)
            if let number = Double(text), number.isFinite {
                scale[keyPath: field] = number
            } else {
                root.fault(key, "\"\(text)\" is no number")
            }
        }
        return scale
    }

    /// The words of the language, one a line in the pack; none where there is no such file.
    private func commonWords() -> [String] {
        let file = "Intents/english.txt"
        guard folder.exists(file), let text = folder.text(of: file) else { return [] }
        var words: [String] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && line.first != "#" {
            if line.utf8.allSatisfy({ $0 >= 97 && $0 <= 122 }) {
                words.append(String(line))
            } else {
                folder.log.error(
                    file, number + 1, "\"\(line)\" is not one word in small letters",
                    remedy: "Write one word a line, in the letters a to z")
            }
        }
        return words
    }

    func wording() -> Wording {
        guard var root = folder.mapping(of: "Intents/replies.yaml") else { return Wording(texts: NamedLists()) }
        return Wording(texts: NamedLists(root.allLists()))
    }

    func contacts() -> Contacts {
        let empty = Contacts(unknownRegion: NamedLists(), regions: [])
        guard var root = folder.mapping(of: "Intents/contacts.yaml") else { return empty }
        let general = NamedLists(root.namedLists("unknown-region"))
        var regions: [Contacts.Region] = []
        if var mapping = root.mapping("regions") {
            for id in mapping.keys {
                regions.append(Contacts.Region(id: id, contacts: NamedLists(mapping.namedLists(id))))
            }
        }
        _ = root.strings("sources")
        _ = root.string("verified")
        root.reportUnknownKeys()
        return Contacts(unknownRegion: general, regions: regions)
    }

    func sources() -> [Source] {
        folder.list(of: "Corpus/sources.yaml").map { mapping in
            var mapping = mapping
            let source = Source(
                id: mapping.required("id"), title: mapping.required("title"), address: mapping.string("address"))
            mapping.reportUnknownKeys()
            return source
        }
    }
}
