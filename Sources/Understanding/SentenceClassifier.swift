// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// Says which of the pack's cautions a sentence is like, by the sentences that the pack gives for each; small, and apart from the
/// classifier of what users type.
///
/// A linear model and networks over the same features as that one's, and over word classes, of which it learns what stands denied and what near
/// what, so that a few examples speak for all the words of a class.
struct SentenceClassifier: Sendable {
    /// The label of each class; that of none is the first.
    private let labels: [String]
    private let features: SentenceFeatures
    private let classifier: FeatureClassifier

    init(reading: ReadingTables, from reader: inout ArchiveReader) throws(ArchiveError) {
        let count = try reader.int()
        guard count >= 0, count < 1 << 10 else { throw .corrupt(offset: reader.offset) }
        var labels: [String] = []
        for _ in 0..<count { labels.append(try reader.string()) }
        self.labels = labels
        features = SentenceFeatures(classes: try PhraseTable(from: &reader), synonyms: reading.synonyms)
        classifier = try FeatureClassifier(from: &reader)
        guard classifier.classes == [count] else { throw .corrupt(offset: reader.offset) }
    }

    /// What a sentence is like; nil where the pack has no examples.
    ///
    /// - Complexity: O(*f* · *c*) for *f* features and *c* cautions.
    func likeness(of utterance: AnalyzedUtterance, mentions: [EntityMention]) -> StatementReader.Likeness? {
        guard labels.count > 1 else { return nil }
        let probabilities = classifier.reading(of: features.features(of: utterance, mentions: mentions))
            .probabilities(of: 0)
        guard let best = probabilities.indices.dropFirst().max(by: { probabilities[$0] < probabilities[$1] }) else {
            return nil
        }
        return StatementReader.Likeness(label: labels[best], probability: 1 - probabilities[0])
    }
}

/// The features of a sentence of an answer: those of what users type, and the word classes by which answers are marked.
struct SentenceFeatures: Sendable {
    /// How many words a denial reaches.
    private static let reach = 5
    /// What stands for a denial in the table of classes; the classes come after it.
    private static let denial = 0

    /// The phrases of the word classes, each with its class's number.
    let classes: PhraseTable
    private let extractor: FeatureExtractor

    init(classes: PhraseTable, synonyms: Synonyms) {
        self.classes = classes
        extractor = FeatureExtractor(synonyms: synonyms)
    }

    /// Makes the table of classes of a pack.
    init(pack: Pack, reading: ReadingTables) {
        let own = pack.practice.classes
        func phrases(_ number: Int, _ texts: [String]) -> [PhraseTable.Phrase] {
            texts.map { text in
                PhraseTable.Phrase(
                    stems: reading.analyzer.tokens(of: text).filter(\.isContent).map(\.stem), number: number)
            }
        }
        let table = own.names.enumerated().flatMap { number, name in
            phrases(
                number + 1,
                own[name].flatMap { text -> [String] in
                    if text.hasPrefix("#") { return [] }
                    // Kinds of things that are named are features already.
                    return text.hasPrefix("@") ? pack.classes[String(text.dropFirst())] : [text]
                })
        }
        self.init(
            classes: PhraseTable(phrases(Self.denial, pack.practice.cues[.negation] ?? []) + table),
            synonyms: reading.synonyms)
    }

    /// The features of a sentence, by ascending key.
    func features(of utterance: AnalyzedUtterance, mentions: [EntityMention]) -> [Feature] {
        var found = FeatureExtractor.ClassReading()
        for word in utterance.words.indices {
            classes.forEachMatch(in: utterance, at: word) { match in
                if match.number == Self.denial {
                    found.denied.formUnion(match.end..<min(match.end + Self.reach, utterance.words.count))
                } else {
                    found.places.append((word, match.number))
                }
                return true
            }
        }
        return extractor.features(of: utterance, mentions: mentions, classes: found)
    }
}
