// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
package import KnowledgePack
internal import SearchIndex
internal import TextAnalysis

/// Finds the passages that answer, by words, by questions asked before, by topic, by aspect and by what is named.
struct PassageRetriever: Sendable {
    private enum Weight {
        static let question = 1.0
        static let words = 0.45
        static let topic = 1.5
        static let aspect = 0.55
        static let learnt = 0.8
        static let section = 0.3
        static let entity = 0.8
        /// For the general passage of a section, which answers where nothing asks for a part.
        static let general = 0.04
        /// For a passage that asks the very same question, from which cosine on.
        static let same = 0.5
        static let sameFrom = 0.97
    }

    private let passages: [Passage.ID]
    private let isGeneral: [Bool]
    let passageIndex: InvertedIndex
    private let questionIndex: InvertedIndex
    /// The passage of each question.
    private let questionPassages: [Int]
    private let topicOfPassage: [Int]
    private let sectionOfPassage: [Int]
    private let sections: [String: Int]
    private let topics: [String: Int]
    private let numbers: [Passage.ID: Int]
    private let terms: SearchTerms
    private let nameKinds: Set<String>
    private let subjectKinds: Set<String>

    init(pack: Pack, tables: RetrievalTables, reading: ReadingTables) {
        terms = SearchTerms(lexicon: pack.lexicon, analyzer: reading.analyzer, synonyms: reading.synonyms)
        nameKinds = Set(pack.lexicon.nameKinds)
        subjectKinds = Set(pack.lexicon.subjectKinds)
        let passages = pack.passages.map(\.id)
        self.passages = passages
        isGeneral = passages.map(\.part.isEmpty)
        let sections = Dictionary(
            uniqueKeysWithValues: Set(passages.map(\.section)).sorted().enumerated().map { ($1, $0) })
        self.sections = sections
        sectionOfPassage = passages.map { sections[$0.section] ?? 0 }
        topics = Dictionary(pack.topics.enumerated().map { ($1.id, $0) }) { first, _ in first }
        numbers = Dictionary(passages.enumerated().map { ($1, $0) }) { first, _ in first }
        topicOfPassage = pack.topics.enumerated().flatMap { number, topic in topic.passages.map { _ in number } }
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
        let bm25 = passageIndex.scores(for: words, by: BM25())
        let bestWords = bm25.max() ?? 0
        let cosines = questionCosines(utterance)
        var asked = [Double](repeating: 0, count: sections.count)
        for aspect in aspects {
            if let section = sections[aspect.label] { asked[section] = aspect.probability }
        }
        let named = mentions.compactMap(target)
        var parts = [RankedPassages.Parts](repeating: RankedPassages.Parts(), count: passages.count)
        var scores = [Double](repeating: 0, count: passages.count)
        for index in passages.indices {
            let (topic, section) = (topicOfPassage[index], sectionOfPassage[index])
            var part = RankedPassages.Parts()
            part.question = cosines[index]
            part.words = bestWords > 0 ? bm25[index] / bestWords : 0
            part.topic = learnt.topics[topic]
            part.aspect = asked[section]
            part.learnt = learnt.passages[index]
            for target in named where target.topic == topic {
                let isIt = target.passage == index
                part.entity = max(part.entity, target.worth + (isIt ? 0.4 : target.section == section ? 0.15 : 0))
            }
            parts[index] = part
            scores[index] =
                Weight.question * part.question + Weight.words * part.words + Weight.topic * part.topic
                + Weight.aspect * part.aspect + Weight.section * learnt.sections[section]
                + Weight.learnt * part.learnt.squareRoot() + Weight.entity * part.entity
                + (isGeneral[index] ? Weight.general : 0) + (part.question >= Weight.sameFrom ? Weight.same : 0)
        }
        return Evidence(
            ranked: RankedPassages(ids: passages, parts: parts, scores: scores), bestQuestion: cosines.max() ?? 0,
            coverage: terms.coverage(words, in: passageIndex))
    }

    /// The best cosine to a question of each passage.
    private func questionCosines(_ utterance: AnalyzedUtterance) -> [Double] {
        let vector = TFIDFCosine.unitVector(of: terms.bag(of: utterance)) {
            RetrievalTables.worth(of: questionIndex.documentFrequency(of: $0), of: questionIndex.documentCount)
        }
        var sums = [Float](repeating: 0, count: questionPassages.count)
        var touched: [Int] = []
        for term in vector where term.weight > 0 {
            questionIndex.forEachPosting(of: term.term) { question, frequency in
                if sums[question] == 0 { touched.append(question) }
                sums[question] += Float(term.weight * frequency)
            }
        }
        var cosines = [Double](repeating: 0, count: passages.count)
        for question in touched {
            let owner = questionPassages[question]
            cosines[owner] = max(cosines[owner], Double(sums[question]))
        }
        return cosines
    }

    /// What a named thing speaks for, and how loudly.
    private func target(of mention: EntityMention) -> (topic: Int, section: Int, passage: Int, worth: Double)? {
        guard let topic = topics[mention.entity.topic] else { return nil }
        let id = Passage.ID(topic: mention.entity.topic, path: mention.entity.section)
        let worth =
            !nameKinds.isDisjoint(with: mention.groups)
            ? 1.3 : !subjectKinds.isDisjoint(with: mention.groups) ? 0.7 : 0.35
        return (topic, sections[id.section] ?? -1, numbers[id] ?? -1, worth)
    }

    func isStopWord(_ stem: String) -> Bool { terms.isStopWord(stem) }

    /// The number of words that carry meaning beside the names in an utterance.
    func meaningfulWords(in utterance: AnalyzedUtterance, apartFrom mentions: [EntityMention]) -> Int {
        let named = Set(mentions.filter { !nameKinds.isDisjoint(with: $0.groups) }.flatMap(\.words))
        return utterance.words.indices.count { index in
            let word = utterance.words[index]
            return word.kind == .word && !named.contains(index) && !terms.isStopWord(word.stem)
        }
    }

    /// Passages for plain words alone, best first, for whoever searches the corpus.
    func search(_ utterance: AnalyzedUtterance, top limit: Int) -> [(id: Passage.ID, hit: Hit, why: ScoreExplanation)] {
        let words = terms.query(utterance)
        return passageIndex.search(words, top: limit, by: BM25()).map { hit in
            (passages[hit.document], hit, passageIndex.explain(hit.document, for: words, by: BM25()))
        }
    }
}

/// Text to the terms of an index: stems without empty words, joined by what means the same.
struct SearchTerms: Sendable {
    private let analyzer: Analyzer
    private let stopStems: Set<String>
    /// A stem to the term of its group of synonyms.
    private let synonymTerms: [String: String]

    init(lexicon: Lexicon, analyzer: Analyzer, synonyms: [String: String]) {
        self.analyzer = analyzer
        stopStems = Set(lexicon.stopWords.flatMap { analyzer.tokens(of: $0).map(\.stem) })
        synonymTerms = synonyms
    }

    func isStopWord(_ stem: String) -> Bool { stopStems.contains(stem) }

    private func terms(of tokens: [Token], weight: Double) -> [WeightedTerm] {
        var result: [WeightedTerm] = []
        for token in tokens where token.kind == .word && !stopStems.contains(token.stem) {
            result.append(WeightedTerm(token.stem, weight: weight))
            if let synonym = synonymTerms[token.stem] { result.append(WeightedTerm(synonym, weight: weight * 0.6)) }
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
    func bag(of text: String) -> [String] { bag(stems: analyzer.tokens(of: text).filter(\.isContent).map(\.stem)) }

    func bag(of utterance: AnalyzedUtterance) -> [String] { bag(stems: utterance.words.map(\.stem)) }

    private func bag(stems: [String]) -> [String] {
        var result: [String] = []
        var previous: String?
        for stem in stems {
            result.append(stem)
            if let synonym = synonymTerms[stem] { result.append(synonym) }
            if let previous, !(stopStems.contains(stem) && stopStems.contains(previous)) {
                result.append(previous + " " + stem)
            }
            previous = stem
        }
        return result
    }

    func coverage(_ query: [WeightedTerm], in index: InvertedIndex) -> Double {
        let words = query.filter { !$0.term.hasPrefix("=") }
        guard !words.isEmpty else { return 0 }
        return Double(words.count { index.documentFrequency(of: $0.term) > 0 }) / Double(words.count)
    }
}
