// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import SearchIndex
internal import TextAnalysis

/// Finds the passages that answer, by words, by questions asked before, by topic, by aspect and by what is named.
struct PassageRetriever: Sendable {
    private enum Weight {
        static let question = 1.0
        static let words = 1.0
        static let topic = 1.5
        static let aspect = 0.55
        static let learnt = 0.8
        static let section = 0.3
        static let entity = 0.6
        /// For the general passage of a section, which answers where nothing asks for a part.
        static let general = 0.04
        /// For a passage that asks the very same question, from which cosine on.
        static let same = 0.5
        static let sameFrom = 0.97
    }

    private let passages: PassageDirectory
    private let passageIndex: InvertedIndex
    private let questionIndex: InvertedIndex
    /// The passage of each question.
    private let questionPassages: PackedArray<UInt32>
    private let terms: SearchTerms
    private let nameKinds: [String]
    private let subjectKinds: [String]

    init(pack: Pack, tables: RetrievalTables, reading: ReadingTables) {
        terms = SearchTerms(reading, analyzer: reading.analyzer)
        nameKinds = pack.lexicon.nameKinds
        subjectKinds = pack.lexicon.subjectKinds
        passages = tables.directory
        passageIndex = tables.passages
        questionIndex = tables.questions
        questionPassages = tables.questionPassages
    }

    /// How near an utterance is to the corpus.
    struct Evidence {
        var ranked: RankedPassages
        /// The best cosine to a question of the corpus.
        var bestQuestion: Double
        /// The share of the utterance's meaningful words that the corpus knows, weighted by rarity.
        var coverage: Double
    }

    /// What the classifier makes of an utterance: a probability for each topic, section and passage of the pack.
    struct Learnt {
        var topics: [Double]
        var sections: [Double]
        var passages: [Double]
    }

    /// - Parameters:
    ///   - aspects: the sections that the intents ask for.
    ///   - mentions: the entities named.
    func retrieve(
        _ utterance: AnalyzedUtterance, learnt: Learnt, aspects: [ScoredLabel], mentions: [EntityMention]
    ) -> Evidence {
        let words = terms.query(utterance)
        let count = passages.count
        var parts = RankedPassages.Parts()
        let bm25 = passageIndex.scoresByBM25(for: words)
        let bestWords = bm25.max() ?? 0
        parts.words = bestWords > 0 ? bm25.map { $0 / bestWords } : bm25
        parts.questions = questionCosines(utterance)
        parts.topics = learnt.topics
        var asked = [Double](repeating: 0, count: passages.sectionCount)
        for aspect in aspects {
            if let section = passages.place(ofSection: aspect.label) { asked[section] = aspect.probability }
        }
        parts.learnt = learnt.passages
        let sectionOfPassage = passages.sectionOfPassage
        parts.aspects = [Double](unsafeUninitializedCapacity: count) { aspects, initialized in
            for index in 0..<count { aspects[index] = asked[sectionOfPassage[index]] }
            initialized = count
        }
        parts.entities = entityWorths(mentions)
        let scores = scores(of: parts, sections: learnt.sections)
        let bestQuestion = parts.questions.max() ?? 0
        return Evidence(
            ranked: RankedPassages(passages, parts: parts, scores: scores), bestQuestion: bestQuestion,
            coverage: terms.coverage(words, in: passageIndex))
    }

    /// The sum of all evidence for each passage.
    private func scores(of parts: RankedPassages.Parts, sections: [Double]) -> [Double] {
        let (questions, words, aspects) = (parts.questions, parts.words, parts.aspects)
        let (learnt, entities, topics) = (parts.learnt, parts.entities, parts.topics)
        let (sectionOfPassage, isGeneral) = (passages.sectionOfPassage, passages.isGeneral)
        return [Double](unsafeUninitializedCapacity: passages.count) { scores, initialized in
            for (topic, range) in passages.ranges.enumerated() {
                let ofTopic = Weight.topic * topics[topic]
                for index in range {
                    let question = questions[index]
                    var score = Weight.question * question + Weight.words * words[index] + ofTopic
                    score += Weight.aspect * aspects[index]
                    score += Weight.section * sections[sectionOfPassage[index]]
                    score += Weight.learnt * learnt[index].squareRoot()
                    score += Weight.entity * entities[index]
                    score += isGeneral[index] ? Weight.general : 0
                    score += question >= Weight.sameFrom ? Weight.same : 0
                    scores[index] = score
                }
            }
            initialized = scores.count
        }
    }

    /// The best cosine to a question of each passage.
    private func questionCosines(_ utterance: AnalyzedUtterance) -> [Double] {
        let vector = TFIDFCosine.unitVector(of: terms.bag(of: utterance)) {
            RetrievalTables.worth(of: questionIndex.documentFrequency(ofHash: $0.hash), of: questionIndex.documentCount)
        }
        return questionIndex.greatestSums(
            of: vector.filter { $0.weight > 0 }, byGroup: questionPassages, count: passages.count)
    }

    /// How loudly the things named speak for each passage.
    private func entityWorths(_ mentions: [EntityMention]) -> [Double] {
        var worths = [Double](repeating: 0, count: passages.count)
        for target in mentions.compactMap(target) {
            for index in passages.ranges[target.topic] {
                let isIt = target.passage == index
                let worth = target.worth + (isIt ? 0.4 : target.section == passages.sectionOfPassage[index] ? 0.15 : 0)
                worths[index] = max(worths[index], worth)
            }
        }
        return worths
    }

    /// What a named thing speaks for, and how loudly.
    private func target(of mention: EntityMention) -> (topic: Int, section: Int, passage: Int, worth: Double)? {
        guard let topic = passages.place(ofTopic: mention.entity.topic) else { return nil }
        let id = Passage.ID(topic: mention.entity.topic, path: mention.entity.section)
        let worth =
            !mention.groups.isDisjoint(with: nameKinds)
            ? 1.3 : !mention.groups.isDisjoint(with: subjectKinds) ? 0.7 : 0.35
        return (topic, passages.place(ofSection: id.section) ?? -1, passages.place(of: id) ?? -1, worth)
    }

    func isStopWord(_ word: Token) -> Bool { terms.isStopWord(word.key) }

    /// The number of words that carry meaning beside the names in an utterance.
    func meaningfulWords(in utterance: AnalyzedUtterance, apartFrom mentions: [EntityMention]) -> Int {
        let isMeaningful = meaning(in: utterance, apartFrom: mentions)
        return utterance.words.indices.count(where: isMeaningful)
    }

    /// The stems of those words.
    func meaningfulStems(in utterance: AnalyzedUtterance, apartFrom mentions: [EntityMention]) -> [String] {
        let isMeaningful = meaning(in: utterance, apartFrom: mentions)
        return utterance.words.indices.filter(isMeaningful).map { utterance.words[$0].stem }
    }

    /// Whether the word at a place carries meaning beside the names.
    private func meaning(
        in utterance: AnalyzedUtterance, apartFrom mentions: [EntityMention]
    ) -> (Int) -> Bool {
        let named = mentions.filter { !$0.groups.isDisjoint(with: nameKinds) }.map(\.words)
        return { index in
            let word = utterance.words[index]
            return word.kind == .word && !terms.isStopWord(word.key) && !named.contains { $0.contains(index) }
        }
    }

    /// Passages for plain words alone, best first, for whoever searches the corpus.
    func search(_ utterance: AnalyzedUtterance, top limit: Int) -> [(id: Passage.ID, hit: Hit, why: ScoreExplanation)] {
        let words = terms.query(utterance)
        return passageIndex.search(words, top: limit, by: BM25()).map { hit in
            (passages.id(at: hit.document), hit, passageIndex.explain(hit.document, for: words, by: BM25()))
        }
    }
}

/// Text to the terms of an index: stems without empty words, joined by what means the same.
struct SearchTerms: Sendable {
    private let analyzer: Analyzer
    /// The keys of stems that carry no subject.
    private let stopStems: HashDirectory
    private let synonyms: Synonyms

    /// How much a synonym counts, beside the word itself.
    private static let synonymWeight = 0.6
    private static let synonymMark: Character = "="

    /// - Parameter analyzer: reads the texts that have not been read yet.
    init(_ reading: ReadingTables, analyzer: Analyzer) {
        self.analyzer = analyzer
        stopStems = reading.stopStems
        synonyms = reading.synonyms
    }

    func isStopWord(_ key: UInt64) -> Bool { stopStems.contains(key) }

    private func terms(of tokens: [Token], weight: Double) -> [WeightedTerm] {
        var result: [WeightedTerm] = []
        for token in tokens where token.kind == .word && !stopStems.contains(token.key) {
            result.append(WeightedTerm(token.stem, hash: token.key, weight: weight))
            if var synonym = synonyms.term(of: token.key) {
                synonym.weight = weight * Self.synonymWeight
                result.append(synonym)
            }
        }
        return result
    }

    func document(_ passage: Passage, of topic: Topic) -> [WeightedTerm] {
        let fields: [(String, Double)] = [
            (passage.title, 3), (([topic.title] + topic.names).joined(separator: " "), 1),
            (passage.questions.joined(separator: " . "), 1), (passage.body, 1), (passage.short, 1), (passage.more, 0.5),
        ]
        return fields.flatMap { terms(of: analyzer.tokens(of: $0.0), weight: $0.1) }
    }

    func query(_ utterance: AnalyzedUtterance) -> [WeightedTerm] { terms(of: utterance.words, weight: 1) }

    /// The terms of a question for comparing it with another: all stems, pairs of stems, synonyms.
    func bag(of text: String) -> [WeightedTerm] { bag(analyzer.tokens(of: text).filter(\.isContent)) }

    func bag(of utterance: AnalyzedUtterance) -> [WeightedTerm] { bag(utterance.words) }

    private func bag(_ words: [Token]) -> [WeightedTerm] {
        var result: [WeightedTerm] = []
        result.reserveCapacity(words.count * 3)
        var previous: (word: Token, isStop: Bool)?
        for word in words {
            result.append(WeightedTerm(word.stem, hash: word.key))
            if let synonym = synonyms.term(of: word.key) { result.append(synonym) }
            let isStop = stopStems.contains(word.key)
            if let previous, !(isStop && previous.isStop) {
                let hash = TextHash.of(word.stem, after: TextHash.adding(UInt8(ascii: " "), to: previous.word.key))
                result.append(WeightedTerm(previous.word.stem + " " + word.stem, hash: hash))
            }
            previous = (word, isStop)
        }
        return result
    }

    func coverage(_ query: [WeightedTerm], in index: InvertedIndex) -> Double {
        var words = 0
        var known = 0
        for term in query where term.term.first != Self.synonymMark {
            words += 1
            if index.documentFrequency(ofHash: term.hash) > 0 { known += 1 }
        }
        return words == 0 ? 0 : Double(known) / Double(words)
    }
}
