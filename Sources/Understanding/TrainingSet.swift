// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// Everything in a pack that shows what people type, with what it means.
struct TrainingSet {
    /// What is asked of a text; the raw value is the number of the classifier's question.
    enum Question: Int, CaseIterable, Sendable {
        case intent, topic, section, passage, danger
    }

    private static let dangerRepeats = 3

    /// Much of what is typed to a pack is short and plain: the linear model, which keeps to its words, has half the say.
    private static func trainer(networks: Int, linearHeads: Set<Int> = [0]) -> ClassifierTrainer {
        ClassifierTrainer(networks: networks, inputDropout: 0.3, linearShare: 0.5, linearHeads: linearHeads)
    }

    private struct Example {
        var text: String
        var labels: [Question: String]
    }

    private let pack: Pack
    private var examples: [Example] = []

    init(pack: Pack) {
        self.pack = pack
        for intent in pack.intents {
            var labels: [Question: String] = [.intent: intent.id, .danger: SafetyScreen.noneLabel]
            if intent.act == .answer {
                if !intent.topic.isEmpty { labels[.topic] = intent.topic }
                if !intent.aspect.isEmpty { labels[.section] = intent.aspect }
            }
            if intent.act == .social || intent.act == .outOfScope || intent.act == .clarify {
                labels[.topic] = ModelLabels.noTopic
            }
            for text in intent.examples { examples.append(Example(text: text, labels: labels)) }
        }
        let aspects = Dictionary(
            pack.intents.filter { !$0.aspect.isEmpty && $0.act == .answer }.map { ($0.aspect, $0.id) }
        ) { first, _ in first }
        // Where an intent has a passage's question among its own examples, the intent says what it asks.
        let own = Set(pack.intents.flatMap(\.examples).map(Self.plain))
        for passage in pack.passages {
            let labels: [Question: String] = [
                .topic: passage.id.topic, .section: passage.id.section, .passage: passage.id.description,
            ]
            for text in passage.questions {
                var all = labels
                all[.danger] = SafetyScreen.noneLabel
                if !own.contains(Self.plain(text)) { all[.intent] = aspects[passage.id.section] }
                examples.append(Example(text: text, labels: all))
            }
            examples.append(Example(text: passage.title, labels: labels))
            examples.append(Example(text: passage.short, labels: labels))
        }
        for entity in pack.entities {
            for name in entity.names + entity.misspellings.prefix(2) {
                examples.append(Example(text: name, labels: [.topic: entity.topic]))
            }
        }
        for rule in pack.safetyRules {
            // Danger is rare among examples and dear to miss: each sign of it is learnt as often as several plain sentences.
            for text in rule.examples {
                let example = Example(text: text, labels: [.danger: rule.id])
                examples += Array(repeating: example, count: Self.dangerRepeats)
            }
            for text in rule.counterexamples {
                examples.append(Example(text: text, labels: [.danger: SafetyScreen.noneLabel]))
            }
        }
    }

    /// A text by its words alone.
    private static func plain(_ text: String) -> String {
        Tokenizer.tokens(of: text).filter(\.isContent).map(\.normal).joined(separator: " ")
    }

    /// Trains the feature space and the classifier of the pack and writes them.
    func train(with reading: ReadingTables, into writer: inout ArchiveWriter) throws(ArchiveError) {
        let features = features(with: reading)
        let space = try Self.space(of: features, into: &writer)
        let labels = ModelLabels(pack: pack)
        let targets = Question.allCases.map { question in
            let names = labels[question]
            let numbers = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
            return Target(
                labels: examples.map { $0.labels[question].flatMap { numbers[$0] } ?? -1 }, classes: names.count)
        }
        Self.trainer(networks: 3, linearHeads: [Question.intent.rawValue, Question.danger.rawValue])
            .train(
                features.map { space.vector(of: $0, isForTraining: true) }, targets: targets, space: space, to: &writer)
    }

    private func features(with reading: ReadingTables) -> [[Feature]] {
        let linker = EntityLinker(pack: pack, reading: reading)
        let extractor = FeatureExtractor(synonyms: reading.synonyms)
        return examples.map { example in
            let utterance = AnalyzedUtterance(example.text, by: reading.forgivingAnalyzer)
            return extractor.features(of: utterance, mentions: linker.mentions(in: utterance))
        }
    }

    /// The space of features that occur more than twice, which is written as well.
    private static func space(
        of features: [[Feature]], into writer: inout ArchiveWriter
    ) throws(ArchiveError) -> FeatureSpace {
        var spaceWriter = ArchiveWriter()
        FeatureSpace.write(documents: features, minimum: 3, to: &spaceWriter)
        var reader = ArchiveReader(ArchiveBytes(spaceWriter.bytes))
        writer.append(spaceWriter)
        return try FeatureSpace(from: &reader)
    }

    /// How often the intent of an example is found by models that were trained without it.
    ///
    /// The examples are dealt into parts; each part is read by a model trained on the others.
    func crossValidation(
        with reading: ReadingTables, parts: Int
    ) throws(ArchiveError) -> [String: (right: Int, total: Int)] {
        let features = features(with: reading)
        let names = pack.intents.map(\.id)
        let numbers = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let labels = examples.map { $0.labels[.intent].flatMap { numbers[$0] } ?? -1 }
        let known = labels.indices.filter { labels[$0] >= 0 }
        var found: [String: (right: Int, total: Int)] = [:]
        for part in 0..<parts {
            let learnt = known.filter { $0 % parts != part }
            var writer = ArchiveWriter()
            let space = try Self.space(of: learnt.map { features[$0] }, into: &writer)
            var trained = ArchiveWriter()
            Self.trainer(networks: 1).train(
                learnt.map { space.vector(of: features[$0], isForTraining: true) },
                targets: [Target(labels: learnt.map { labels[$0] }, classes: names.count)], space: space,
                to: &trained)
            var trainedReader = ArchiveReader(ArchiveBytes(trained.bytes))
            let classifier = try TextClassifier(rows: space.count, from: &trainedReader)
            for index in known where index % parts == part {
                let read = classifier.reading(of: space.vector(of: features[index])).probabilities(of: 0)
                let best = read.indices.max { read[$0] < read[$1] } ?? 0
                let (right, total) = found[names[labels[index]]] ?? (0, 0)
                found[names[labels[index]]] = (right + (best == labels[index] ? 1 : 0), total + 1)
            }
        }
        return found
    }
}
