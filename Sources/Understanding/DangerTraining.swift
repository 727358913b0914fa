// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack

/// The texts from which the classifier of danger learns: the examples of the pack's safety rules, and all that is ordinary.
///
/// It learns what ordinary texts ask as well, though it is never asked for it: words that it knows from many an ordinary question alarm
/// less by themselves (R. Caruana, *Multitask learning*, Machine Learning 28, 1997).
struct DangerTraining {
    /// Danger is rare among what people type and dear to miss: each sign of it is learnt as often as several plain sentences.
    private static let dangerRepeats = 3
    /// The class of what is no danger; those of the rules come after it.
    private static let none = 0

    let pack: Pack
    /// What is ordinary.
    let ordinary: TrainingSet

    /// Trains the classifier of danger and writes it.
    func train(with reading: ReadingTables, into writer: inout ArchiveWriter) throws(ArchiveError) {
        var texts: [String] = []
        var dangers = ordinary.areTyped.map { $0 ? Self.none : -1 }
        for (number, rule) in pack.safetyRules.enumerated() {
            let examples = rule.examples.flatMap { Array(repeating: $0, count: Self.dangerRepeats) }
            texts += examples + rule.counterexamples
            dangers += examples.map { _ in number + 1 } + rule.counterexamples.map { _ in Self.none }
        }
        let asked = ordinary.targets([.intent, .topic, .section]).map { target in
            Target(
                labels: target.labels + Array(repeating: -1, count: texts.count),
                classes: target.classes)
        }
        try FeatureClassifier.train(
            ordinary.features + reading.features(of: texts, in: pack),
            targets: [Target(labels: dangers, classes: pack.safetyRuleCount + 1)] + asked, keeping: 1,
            by: TrainingSet.trainer(networks: 3), into: &writer)
    }
}

extension ReadingTables {
    /// The features of texts as they are typed.
    func features(of texts: [String], in pack: Pack) -> [[Feature]] {
        let linker = EntityLinker(pack: pack, reading: self)
        let extractor = FeatureExtractor(synonyms: synonyms)
        return texts.map { text in
            let utterance = AnalyzedUtterance(text, by: forgivingAnalyzer)
            return extractor.features(of: utterance, mentions: linker.mentions(in: utterance))
        }
    }
}
