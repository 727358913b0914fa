// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import KnowledgePack

/// Reads what staff rehearse with: key points beside the rules, `Intents/personas.yaml` and `Intents/rehearsal.yaml`.
struct PracticeParser {
    let folder: PackFolder
    /// The word classes of the pack and the kinds and groups of its entities, which patterns may name.
    let knownClasses: Set<String>

    private static let personasFile = "Intents/personas.yaml"
    private static let cuesFile = "Intents/rehearsal.yaml"

    /// All of it; a pack needs neither of the two files.
    func practice(keyPoints: [KeyPoint]) -> Practice {
        guard folder.exists(Self.cuesFile), var root = folder.mapping(of: Self.cuesFile) else {
            return Practice(keyPoints: keyPoints, personas: personas())
        }
        let classes = classes(of: &root)
        let known = knownClasses.union(classes.names)
        var sentenceLines: [String: Int] = [:]
        let cautions = root.mappings("careful").map {
            caution($0, naming: known, sentenceLines: &sentenceLines)
        }
        let cues = cues(of: &root)
        root.reportUnknownKeys()
        return Practice(keyPoints: keyPoints, personas: personas(), classes: classes, cautions: cautions, cues: cues)
    }

    private func personas() -> [Persona] {
        guard folder.exists(Self.personasFile) else { return [] }
        return folder.list(of: Self.personasFile).map { mapping in
            var mapping = mapping
            let persona = Persona(
                id: mapping.required("id"), name: mapping.required("name"), about: mapping.required("about"),
                isHard: mapping.string("hard") == "yes", openings: mapping.strings("opens"),
                warm: mapping.string("warm"), cold: mapping.string("cold"))
            if let opening = persona.openings.first(where: { !$0.contains(Persona.placeholder) }) {
                mapping.fault(
                    "opens", "\"\(opening)\" has no place for the question",
                    remedy: "Write \(Persona.placeholder) where it goes")
            }
            mapping.reportUnknownKeys()
            return persona
        }
    }

    /// The classes of words that answers are marked by; a phrase may name a class of the pack, none of these.
    private func classes(of root: inout YAMLMapping) -> NamedLists {
        guard var mapping = root.mapping("classes") else { return NamedLists() }
        let lists = mapping.allLists()
        for (name, phrases) in lists.sorted(by: { $0.key < $1.key }) {
            if phrases.isEmpty { mapping.fault(name, "the word class \"\(name)\" has no word", remedy: "Add one") }
            if knownClasses.contains(name) {
                mapping.fault(
                    name, "\"\(name)\" is the name of a word class or a kind of entity already",
                    remedy: "Give it another name")
            }
            for phrase in phrases where phrase.hasPrefix("@") && !knownClasses.contains(String(phrase.dropFirst())) {
                mapping.fault(
                    name, "no word class or kind of entity \"\(phrase)\"",
                    remedy: "A class names words, kinds of entities, and classes of safety.yaml and scope.yaml")
            }
        }
        return NamedLists(lists)
    }

    /// - Parameter sentenceLines: the examples of all cautions so far, each with its line.
    private func caution(
        _ mapping: YAMLMapping, naming known: Set<String>, sentenceLines: inout [String: Int]
    ) -> Practice.Caution {
        var mapping = mapping
        func patterns(_ key: String) -> [String] {
            mapping.keyedLines(key).map { text, line in
                for name in PatternNames.classes(in: text) where !known.contains(name) {
                    let near = nearestName(to: name, among: known.sorted()).map { "Did you mean \"@\($0)\"?" }
                    mapping.fault(line, "no word class \"@\(name)\"", remedy: near ?? "Add it under \"classes\"")
                }
                return text
            }
        }
        func sentences(_ key: String) -> [String] {
            mapping.keyedLines(key).map { text, line in
                if !text.contains(where: \.isLetter) {
                    mapping.fault(line, "a sentence under \"\(key)\" has no word", remedy: "Write one, or take it out")
                } else if let first = sentenceLines[text] {
                    mapping.fault(
                        line, "this sentence stands on line \(first) already",
                        remedy: "A sentence is an example once, of what is unsafe or of what is safe")
                } else {
                    sentenceLines[text] = line
                }
                return text
            }
        }
        let caution = Practice.Caution(
            label: mapping.required("label"), patterns: patterns("patterns"), advised: patterns("advised"),
            unless: patterns("unless"), unsafe: sentences("unsafe"), safe: sentences("safe"))
        if caution.patterns.isEmpty && caution.advised.isEmpty && caution.unsafe.isEmpty {
            mapping.fault(
                "label", "\"\(caution.label)\" has nothing to be known by",
                remedy: "Add a pattern under \"patterns\" or \"advised\", or a sentence under \"unsafe\"")
        }
        mapping.reportUnknownKeys()
        return caution
    }

    private func cues(of root: inout YAMLMapping) -> [Practice.Cue: [String]] {
        var cues: [Practice.Cue: [String]] = [:]
        for cue in Practice.Cue.allCases {
            cues[cue] = root.strings(cue.rawValue)
            if cues[cue, default: []].isEmpty {
                root.fault(cue.rawValue, "the list \"\(cue.rawValue)\" is missing or empty", remedy: "Add it")
            }
        }
        return cues
    }
}
