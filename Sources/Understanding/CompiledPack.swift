// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import KnowledgePack
internal import TextAnalysis

/// A pack and the models trained from it, as one archive.
package struct CompiledPack: Sendable {
    /// Raised whenever the archive's layout changes.
    private static let formatVersion = 1

    package let pack: Pack
    let reading: ReadingTables
    let retrieval: RetrievalTables
    let space: FeatureSpace
    let intents: LinearClassifier
    let topics: LinearClassifier
    let dangers: LinearClassifier

    /// Reads what `archive(of:)` wrote; the weights stay where they are.
    ///
    /// - Throws: `ArchiveError` where the bytes are not such an archive.
    package init(reading bytes: ArchiveBytes) throws(ArchiveError) {
        var reader = ArchiveReader(bytes)
        guard try reader.int() == Self.formatVersion else { throw .corrupt(offset: 0) }
        pack = try Pack(from: &reader)
        reading = try ReadingTables(of: pack, from: &reader)
        retrieval = try RetrievalTables(from: &reader)
        space = try FeatureSpace(from: &reader)
        intents = try LinearClassifier(from: &reader)
        topics = try LinearClassifier(from: &reader)
        dangers = try LinearClassifier(from: &reader)
    }

    /// Trains the models of a pack and writes all of it into an archive: the same pack gives the same bytes.
    package static func archive(of pack: Pack) -> [UInt8] {
        var writer = ArchiveWriter()
        writer.write(formatVersion)
        pack.write(to: &writer)
        let reading = ReadingTables(pack: pack)
        reading.write(to: &writer)
        RetrievalTables(pack: pack, analyzer: reading.analyzer).write(to: &writer)
        TrainingSet(pack: pack).train(with: reading, into: &writer)
        return writer.bytes
    }

    /// Compiles a pack in memory.
    package static func compiling(_ pack: Pack) throws(ArchiveError) -> CompiledPack {
        try CompiledPack(reading: ArchiveBytes(archive(of: pack)))
    }
}

/// Everything in a pack that shows what people type, with what it means.
private struct TrainingSet {
    private struct Example {
        var text: String
        var intent: String?
        var topic: String?
        var danger: String
    }

    private let pack: Pack
    private var examples: [Example] = []

    init(pack: Pack) {
        self.pack = pack
        for intent in pack.intents {
            let topic = intent.act == .answer && !intent.topic.isEmpty ? intent.topic : nil
            for text in intent.examples {
                examples.append(Example(text: text, intent: intent.id, topic: topic, danger: SafetyScreen.noneLabel))
            }
        }
        let aspects = Dictionary(
            pack.intents.filter { !$0.aspect.isEmpty && $0.act == .answer }.map { ($0.aspect, $0.id) }
        ) { first, _ in first }
        // Where an intent has a passage's question among its own examples, the intent says what it asks.
        let own = Set(pack.intents.flatMap(\.examples).map(Self.plain))
        for passage in pack.passages {
            for text in passage.questions + [passage.title] {
                let danger = text == passage.title ? "" : SafetyScreen.noneLabel
                let intent = own.contains(Self.plain(text)) ? nil : aspects[passage.id.section]
                examples.append(Example(text: text, intent: intent, topic: passage.id.topic, danger: danger))
            }
            examples.append(Example(text: passage.short, intent: nil, topic: passage.id.topic, danger: ""))
        }
        for entity in pack.entities {
            for name in entity.names + entity.misspellings.prefix(2) {
                examples.append(Example(text: name, intent: nil, topic: entity.topic, danger: ""))
            }
        }
        for rule in pack.safetyRules where rule.level != .ask {
            for text in rule.examples { examples.append(Example(text: text, intent: nil, topic: nil, danger: rule.id)) }
            for text in rule.counterexamples {
                examples.append(Example(text: text, intent: nil, topic: nil, danger: SafetyScreen.noneLabel))
            }
        }
    }

    /// A text by its words alone.
    private static func plain(_ text: String) -> String {
        Tokenizer.tokens(of: text).filter(\.isContent).map(\.normal).joined(separator: " ")
    }

    func train(with reading: ReadingTables, into writer: inout ArchiveWriter) {
        let linker = EntityLinker(pack: pack, names: reading.names)
        let extractor = FeatureExtractor()
        let features = examples.map { example in
            let utterance = AnalyzedUtterance(example.text, by: reading.analyzer)
            return extractor.features(of: utterance, mentions: linker.mentions(in: utterance))
        }
        let space = FeatureSpace(documents: features, minimum: 3)
        let vectors = features.map(space.vector)
        space.write(to: &writer)
        train(\.intent, pack.intents.map(\.id), vectors, rows: space.count, into: &writer)
        train(\.topic, pack.topics.map(\.id), vectors, rows: space.count, into: &writer)
        let dangers = [SafetyScreen.noneLabel] + pack.safetyRules.filter { $0.level != .ask }.map(\.id)
        train({ $0.danger.isEmpty ? nil : $0.danger }, dangers, vectors, rows: space.count, into: &writer)
    }

    private func train(
        _ label: (Example) -> String?, _ labels: [String], _ vectors: [FeatureSpace.Vector], rows: Int,
        into writer: inout ArchiveWriter
    ) {
        let numbers = Dictionary(labels.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        var chosen: [FeatureSpace.Vector] = []
        var targets: [Int] = []
        for (example, vector) in zip(examples, vectors) {
            guard let name = label(example), let number = numbers[name] else { continue }
            chosen.append(vector)
            targets.append(number)
        }
        let trained = SoftmaxTrainer().train(chosen, labels: targets, classes: labels.count, rows: rows)
        LinearClassifier.write(trained, labels: labels, to: &writer)
    }
}
