// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// The sentences from which a `SentenceClassifier` learns: those that a pack gives for its cautions, and all that it tells users itself,
/// which is like none of them.
struct SentenceTraining {
    /// How often a sentence that looks like a caution, and is none, is learnt for once that another one is.
    private static let safeRepeats = 3

    private let pack: Pack
    private let labels: [String]
    private var sentences: [(text: String, label: Int)] = []

    init(pack: Pack) {
        self.pack = pack
        let cautions = pack.practice.cautions
        var labels = [""]
        for caution in cautions where !caution.unsafe.isEmpty && !labels.contains(caution.label) {
            labels.append(caution.label)
        }
        self.labels = labels
        guard labels.count > 1 else { return }
        for caution in cautions {
            let label = labels.firstIndex(of: caution.label) ?? 0
            sentences += caution.unsafe.map { ($0, label) }
            // What looks alike and may be said tells more than what is told users, and there is far less of it.
            for _ in 0..<Self.safeRepeats { sentences += caution.safe.map { ($0, 0) } }
        }
        sentences += pack.passages.flatMap { [$0.short, $0.body, $0.more] }.map { ($0, 0) }
        sentences += pack.safetyRules.map { ($0.say, 0) }
    }

    /// Trains the classifier and writes it.
    func train(with reading: ReadingTables, into writer: inout ArchiveWriter) throws(ArchiveError) {
        writer.write(labels.count)
        for label in labels { writer.write(label) }
        let features = SentenceFeatures(pack: pack, reading: reading)
        features.classes.write(to: &writer)
        let linker = EntityLinker(pack: pack, reading: reading)
        var learnt: [(features: [Feature], label: Int)] = []
        for (text, label) in sentences {
            let utterance = AnalyzedUtterance(text, by: reading.forgivingAnalyzer)
            // What is told users is cut into its sentences; an example is one thing that is said.
            let parts = label == 0 ? utterance.sentenceUtterances : [utterance]
            for part in parts where !part.words.isEmpty {
                learnt.append((features.features(of: part, mentions: linker.mentions(in: part)), label))
            }
        }
        try FeatureClassifier.train(
            learnt.map(\.features),
            targets: [Target(labels: learnt.map(\.label), classes: labels.count)],
            by: ClassifierTrainer(networks: 3, hidden: 64, linearShare: 0.5), into: &writer)
    }
}
