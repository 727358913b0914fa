// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A classifier and the space of the features that it was trained on.
struct FeatureClassifier: Sendable {
    private let space: FeatureSpace
    private let classifier: TextClassifier

    /// In how many texts a feature must stand, unless told otherwise.
    static let fewest = 3

    /// The number of classes of each question.
    var classes: [Int] { classifier.classes }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        space = try FeatureSpace(from: &reader)
        classifier = try TextClassifier(rows: space.count, from: &reader)
    }

    /// A text, by its features, as the classifier sees it.
    func reading(of features: [Feature]) -> TextClassifier.Reading {
        classifier.reading(of: space.vector(of: features))
    }

    /// Trains a classifier on texts and writes it with its space.
    ///
    /// - Parameters:
    ///   - documents: the features of each text.
    ///   - targets: what is asked, with a class for each text.
    ///   - kept: how many of the first questions the classifier will answer; the others only teach it, all by default.
    ///   - fewest: in how many texts a feature must stand to be known.
    static func train(
        _ documents: [[Feature]], targets: [Target], keeping kept: Int? = nil, fewest: Int = fewest,
        by trainer: ClassifierTrainer, into writer: inout ArchiveWriter
    ) throws(ArchiveError) {
        var own = ArchiveWriter()
        FeatureSpace.write(documents: documents, minimum: fewest, to: &own)
        var reader = ArchiveReader(ArchiveBytes(own.bytes))
        writer.append(own)
        let space = try FeatureSpace(from: &reader)
        trainer.train(
            documents.map { space.vector(of: $0, isForTraining: true) }, targets: targets,
            keeping: kept ?? targets.count, space: space, to: &writer)
    }

    /// The same, to be used at once.
    static func trained(
        on documents: [[Feature]], targets: [Target], fewest: Int = fewest, by trainer: ClassifierTrainer
    ) throws(ArchiveError) -> FeatureClassifier {
        var writer = ArchiveWriter()
        try train(documents, targets: targets, fewest: fewest, by: trainer, into: &writer)
        var reader = ArchiveReader(ArchiveBytes(writer.bytes))
        return try FeatureClassifier(from: &reader)
    }
}
