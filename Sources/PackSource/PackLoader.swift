// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics
internal import Foundation
package import KnowledgePack

/// Reads a pack's folder, which holds `Corpus/` and `Intents/`.
package enum PackLoader {
    /// What came of reading a folder.
    package struct Result: Sendable {
        /// The pack; nil where it has an error.
        package var pack: Pack?
        /// All that is wrong or weak, by place.
        package var diagnostics: [Diagnostic]

        package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
    }

    /// Reads the folder and checks everything that a conversation relies on; every fault is reported, not the first alone.
    package static func load(_ folder: String) -> Result {
        let log = FaultLog()
        let source = PackFolder(path: folder, log: log)
        for part in ["Corpus", "Intents"] where !source.exists(part) {
            log.error(
                "\(folder)/\(part)", 0, "there is no such folder", remedy: "A pack has the folders Corpus and Intents")
        }
        guard log.diagnostics.isEmpty else { return Result(pack: nil, diagnostics: log.diagnostics) }

        let parser = IntentsParser(folder: source)
        let corpus = CorpusParser(folder: source)
        let topics = source.files(in: "Corpus", suffix: ".md").compactMap(corpus.topic)
        let (slots, profiles, meanings) = parser.slots()
        let (safetyRules, safetyClasses, safetyPoints) = parser.safety()
        let (scope, scopeClasses) = parser.scope()
        var classes = safetyClasses
        classes.merge(scopeClasses)
        let entities = parser.entities()
        let practice = PracticeParser(
            folder: source, knownClasses: Entity.groupNames(of: entities).union(classes.names)
        ).practice(keyPoints: topics.flatMap(\.keyPoints) + safetyPoints)
        let pack = Pack(
            topics: topics.map(\.topic), sources: parser.sources(), intents: parser.intents(),
            entities: entities, slots: slots, profiles: profiles, classes: classes, safetyRules: safetyRules,
            premises: parser.premises(), meanings: meanings, scope: scope, lexicon: parser.lexicon(),
            wording: parser.wording(),
            contacts: parser.contacts(),
            practice: practice)
        // Where nothing of a file could be read, whatever names something in it would be called wrong.
        let checks = log.hasUnreadFile ? [] : PackValidator(pack: pack).diagnostics()
        let diagnostics = (log.diagnostics + checks)
            .sorted { ($0.location, $0.problem) < ($1.location, $1.problem) }
        let isBroken = diagnostics.contains { $0.severity == .error }
        return Result(pack: isBroken ? nil : pack, diagnostics: diagnostics)
    }
}
