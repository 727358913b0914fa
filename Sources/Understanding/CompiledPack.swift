// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import KnowledgePack

/// A pack and the models trained from it, as one archive.
package struct CompiledPack: Sendable {
    /// Raised whenever the archive's layout changes.
    private static let formatVersion = 20

    package let pack: Pack
    let reading: ReadingTables
    let retrieval: RetrievalTables
    /// Says what is asked.
    let classifier: FeatureClassifier
    /// Says what danger a text is like: apart from the other, so that an example of danger changes nothing but what is heard of it.
    let danger: FeatureClassifier
    let wordings: KnownWordings
    /// Reads the sentences of answers.
    let sentences: SentenceClassifier
    /// The classes of each question that the classifiers answer, and what they stand for.
    let labels: ModelLabels

    /// Reads what `archive(of:)` wrote; the weights stay where they are.
    ///
    /// - Throws: `ArchiveError` where the bytes are not such an archive.
    package init(reading bytes: ArchiveBytes) throws(ArchiveError) {
        var reader = ArchiveReader(bytes)
        guard try reader.int() == Self.formatVersion else { throw .corrupt(offset: 0) }
        pack = try Pack(from: &reader)
        reading = try ReadingTables(from: &reader)
        retrieval = try RetrievalTables(from: &reader)
        labels = try ModelLabels(from: &reader)
        wordings = try KnownWordings(from: &reader)
        classifier = try FeatureClassifier(from: &reader)
        danger = try FeatureClassifier(from: &reader)
        let directory = retrieval.directory
        guard labels.sizes == classifier.classes, danger.classes == [labels.ruleLevels.count + 1],
            labels.ruleLevels.count == pack.safetyRuleCount,
            wordings.isSound(intents: labels.intents.count),
            directory.isSound(topics: pack.topicCount, labels: labels)
        else { throw .corrupt(offset: reader.offset) }
        sentences = try SentenceClassifier(reading: reading, from: &reader)
    }

    /// Trains the models of a pack and writes all of it into an archive: the same pack gives the same bytes.
    package static func archive(of pack: Pack) throws(ArchiveError) -> [UInt8] {
        var writer = ArchiveWriter()
        writer.write(formatVersion)
        pack.write(to: &writer)
        let reading = ReadingTables(pack: pack)
        reading.write(to: &writer)
        RetrievalTables(pack: pack, reading: reading).write(to: &writer)
        ModelLabels(pack: pack).write(to: &writer)
        KnownWordings(pack: pack, reading: reading).write(to: &writer)
        let asked = TrainingSet(pack: pack, reading: reading)
        try asked.train(into: &writer)
        try DangerTraining(pack: pack, ordinary: asked).train(with: reading, into: &writer)
        try SentenceTraining(pack: pack).train(with: reading, into: &writer)
        return writer.bytes
    }

    /// How often the intent of an example is found by models trained without it, by intent.
    ///
    /// - Parameter parts: into how many parts the examples are dealt; as many models are trained.
    /// - Complexity: some seconds for each part of a pack of ten thousand examples.
    package func crossValidation(parts: Int) throws(ArchiveError) -> [String: (right: Int, total: Int)] {
        try TrainingSet(pack: pack, reading: reading).crossValidation(parts: parts)
    }

    /// Compiles a pack in memory.
    package static func compiling(_ pack: Pack) throws(ArchiveError) -> CompiledPack {
        try CompiledPack(reading: ArchiveBytes(try archive(of: pack)))
    }
}
