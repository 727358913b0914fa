// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// Reads what staff rehearse with: key points beside the rules, `Intents/personas.yaml` and `Intents/rehearsal.yaml`.
struct PracticeParser {
    let folder: PackFolder

    private static let personasFile = "Intents/personas.yaml"
    private static let cuesFile = "Intents/rehearsal.yaml"

    /// All of it; a pack needs neither of the two files.
    func practice(keyPoints: [KeyPoint]) -> Practice {
        let (cautions, cues) = marking()
        return Practice(keyPoints: keyPoints, personas: personas(), cautions: cautions, cues: cues)
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

    private func marking() -> (cautions: [Practice.Caution], cues: [Practice.Cue: [String]]) {
        guard folder.exists(Self.cuesFile), var root = folder.mapping(of: Self.cuesFile) else { return ([], [:]) }
        let cautions = root.mappings("careful").map { mapping in
            var mapping = mapping
            let caution = Practice.Caution(label: mapping.required("label"), patterns: mapping.strings("patterns"))
            if caution.patterns.isEmpty { mapping.fault("patterns", "\"\(caution.label)\" has no pattern") }
            mapping.reportUnknownKeys()
            return caution
        }
        var cues: [Practice.Cue: [String]] = [:]
        for cue in Practice.Cue.allCases {
            cues[cue] = root.strings(cue.rawValue)
            if cues[cue, default: []].isEmpty {
                root.fault(cue.rawValue, "the list \"\(cue.rawValue)\" is missing or empty", remedy: "Add it")
            }
        }
        root.reportUnknownKeys()
        return (cautions, cues)
    }
}
