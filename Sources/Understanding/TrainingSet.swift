// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// Everything in a pack that shows what people ask, with what it means.
struct TrainingSet {
    /// What is asked of a text; the raw value is the number of the classifier's question.
    enum Question: Int, CaseIterable, Sendable {
        case intent, topic, section, passage
    }

    /// Much of what is typed to a pack is short and plain: the linear model, which keeps to its words, has half the say.
    static func trainer(networks: Int) -> ClassifierTrainer {
        ClassifierTrainer(networks: networks, inputDropout: 0.3, linearShare: 0.5)
    }

    /// The seed for what is asked.
    ///
    /// Another changes about ten acts of ten thousand either way; of five that were tried on one state of the texts, this one changed
    /// fewest replies of the recorded conversations.
    private static let seed: UInt64 = 7

    private struct Example {
        var text: String
        var labels: [Question: String]
        /// Whether it is what a user may type, rather than a name or a text of the pack.
        var isTyped = true
    }

    private let pack: Pack
    private let examples: [Example]
    /// The features of each text.
    let features: [[Feature]]
    /// Whether a user may type it, for each text.
    var areTyped: [Bool] { examples.map(\.isTyped) }

    init(pack: Pack, reading: ReadingTables) {
        self.pack = pack
        examples = Self.examples(of: pack)
        features = reading.features(of: examples.map(\.text), in: pack)
    }

    private static func examples(of pack: Pack) -> [Example] {
        var examples: [Example] = []
        for intent in pack.intents {
            var labels: [Question: String] = [.intent: intent.id]
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
        let own = Set(pack.intents.flatMap(\.examples).map(plain))
        for passage in pack.passages {
            let labels: [Question: String] = [
                .topic: passage.id.topic, .section: passage.id.section, .passage: passage.id.description,
            ]
            for text in passage.questions {
                var all = labels
                if !own.contains(plain(text)) { all[.intent] = aspects[passage.id.section] }
                examples.append(Example(text: text, labels: all))
            }
            examples.append(Example(text: passage.title, labels: labels, isTyped: false))
            examples.append(Example(text: passage.short, labels: labels, isTyped: false))
        }
        for entity in pack.entities {
            for name in entity.names + entity.misspellings.prefix(2) {
                examples.append(Example(text: name, labels: [.topic: entity.topic], isTyped: false))
            }
        }
        return examples
    }

    /// A text by its words alone.
    private static func plain(_ text: String) -> String {
        Tokenizer.tokens(of: text).filter(\.isContent).map(\.normal).joined(separator: " ")
    }

    /// The class of each text in the answers to questions.
    func targets(_ questions: [Question]) -> [Target] {
        let labels = ModelLabels(pack: pack)
        return questions.map { question in
            let names = labels[question]
            let numbers = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
            return Target(
                labels: examples.map { $0.labels[question].flatMap { numbers[$0] } ?? -1 }, classes: names.count)
        }
    }

    /// Trains the classifier of what is asked and writes it.
    func train(into writer: inout ArchiveWriter) throws(ArchiveError) {
        var trainer = Self.trainer(networks: 3)
        trainer.seed = Self.seed
        try FeatureClassifier.train(
            features, targets: targets(Question.allCases), by: trainer, into: &writer)
    }

    /// How often the intent of an example is found by models that were trained without it.
    ///
    /// The examples are dealt into parts; each part is read by a model trained on the others.
    func crossValidation(parts: Int) throws(ArchiveError) -> [String: (right: Int, total: Int)] {
        let names = pack.intents.map(\.id)
        let numbers = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let labels = examples.map { $0.labels[.intent].flatMap { numbers[$0] } ?? -1 }
        let known = labels.indices.filter { labels[$0] >= 0 }
        var found: [String: (right: Int, total: Int)] = [:]
        for part in 0..<parts {
            let learnt = known.filter { $0 % parts != part }
            let classifier = try FeatureClassifier.trained(
                on: learnt.map { features[$0] },
                targets: [Target(labels: learnt.map { labels[$0] }, classes: names.count)],
                by: Self.trainer(networks: 1))
            for index in known where index % parts == part {
                let read = classifier.reading(of: features[index]).probabilities(of: 0)
                let best = read.indices.max { read[$0] < read[$1] } ?? 0
                let (right, total) = found[names[labels[index]]] ?? (0, 0)
                found[names[labels[index]]] = (right + (best == labels[index] ? 1 : 0), total + 1)
            }
        }
        return found
    }
}
