// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
package import KnowledgePack
internal import SearchIndex
internal import TextAnalysis

/// A passage and how well it answers, with what each kind of evidence gave.
package struct RankedPassage: Hashable, Sendable {
    package var id: Passage.ID
    /// The sum of the parts, each from 0 to about 1 before its weight.
    package var score: Double
    /// The cosine to the nearest of the questions that ask for it.
    package var question: Double
    /// The BM25 score as a share of the best passage's.
    package var words: Double
    /// The probability of its topic.
    package var topic: Double
    /// The probability of its section.
    package var aspect: Double
    /// The probability of the passage itself.
    package var learnt: Double
    /// What named things speak for it.
    package var entity: Double
}

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

    let passages: [Passage]
    let passageIndex: InvertedIndex
    private let questionIndex: InvertedIndex
    /// The passage of each question.
    private let questionPassages: [Int]
    private let topicOfPassage: [Int]
    private let sectionOfPassage: [Int]
    private let sections: [String: Int]
    private let terms: SearchTerms
    private let nameKinds: Set<String>
    private let subjectKinds: Set<String>

    init(pack: Pack, tables: RetrievalTables, analyzer: Analyzer) {
        terms = SearchTerms(lexicon: pack.lexicon, analyzer: analyzer)
        nameKinds = Set(pack.lexicon.nameKinds)
        subjectKinds = Set(pack.lexicon.subjectKinds)
        let passages = pack.passages
        self.passages = passages
        let sections = Dictionary(
            uniqueKeysWithValues: Set(passages.map(\.id.section)).sorted().enumerated().map { ($1, $0) })
        self.sections = sections
        sectionOfPassage = passages.map { sections[$0.id.section] ?? 0 }
        topicOfPassage = pack.topics.enumerated().flatMap { number, topic in topic.passages.map { _ in number } }
        passageIndex = tables.passages
        questionIndex = tables.questions
        questionPassages = tables.questionPassages
    }

    /// How near an utterance is to the corpus.
    struct Evidence {
        var ranked: [RankedPassage]
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
        let vector = TFIDFCosine.unitVector(of: terms.bag(of: utterance)) {
            RetrievalTables.inverseFrequency(questionIndex.documentFrequency(of: $0), of: questionIndex.documentCount)
        }
        var cosine = [Double](repeating: 0, count: passages.count)
        for (question, score) in questionIndex.scores(for: vector, by: TFIDFCosine()).enumerated() where score > 0 {
            let owner = questionPassages[question]
            cosine[owner] = max(cosine[owner], score)
        }
        var asked = [Double](repeating: 0, count: sections.count)
        for aspect in aspects {
            if let section = sections[aspect.label] { asked[section] = aspect.probability }
        }
        var ranked: [RankedPassage] = []
        ranked.reserveCapacity(passages.count)
        for (index, passage) in passages.enumerated() {
            var part = RankedPassage(
                id: passage.id, score: 0, question: cosine[index],
                words: bestWords > 0 ? bm25[index] / bestWords : 0,
                topic: learnt.topics[topicOfPassage[index]], aspect: asked[sectionOfPassage[index]],
                learnt: learnt.passages[index], entity: entityEvidence(for: passage.id, mentions: mentions))
            part.score =
                Weight.question * part.question + Weight.words * part.words + Weight.topic * part.topic
                + Weight.aspect * part.aspect + Weight.section * learnt.sections[sectionOfPassage[index]]
                + Weight.learnt * part.learnt.squareRoot() + Weight.entity * part.entity
                + (passage.id.part.isEmpty ? Weight.general : 0)
                + (part.question >= Weight.sameFrom ? Weight.same : 0)
            ranked.append(part)
        }
        // Equal scores stand in the order of the corpus.
        let order = ranked.indices.sorted { (ranked[$1].score, $0) < (ranked[$0].score, $1) }
        return Evidence(
            ranked: order.map { ranked[$0] }, bestQuestion: cosine.max() ?? 0,
            coverage: terms.coverage(words, in: passageIndex))
    }

    private func entityEvidence(for id: Passage.ID, mentions: [EntityMention]) -> Double {
        var evidence = 0.0
        for mention in mentions where mention.entity.topic == id.topic {
            let isNamed = !nameKinds.isDisjoint(with: mention.groups)
            let target = Passage.ID(topic: mention.entity.topic, path: mention.entity.section)
            let isSubject = !subjectKinds.isDisjoint(with: mention.groups)
            let base = isNamed ? 1.3 : isSubject ? 0.7 : 0.35
            evidence = max(evidence, target == id ? base + 0.4 : target.section == id.section ? base + 0.15 : base)
        }
        return evidence
    }

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
            (passages[hit.document].id, hit, passageIndex.explain(hit.document, for: words, by: BM25()))
        }
    }
}

/// Text to the terms of an index: stems without empty words, joined by what means the same.
struct SearchTerms: Sendable {
    private let analyzer: Analyzer
    private let stopStems: Set<String>
    /// A stem to the term of its group of synonyms.
    private let synonymTerms: [String: String]

    init(lexicon: Lexicon, analyzer: Analyzer) {
        self.analyzer = analyzer
        stopStems = Set(lexicon.stopWords.flatMap { Self.stems($0, by: analyzer) })
        synonymTerms = Self.synonyms(of: lexicon, analyzer: analyzer)
    }

    private static func stems(_ text: String, by analyzer: Analyzer) -> [String] {
        analyzer.tokens(of: text).filter(\.isContent).map(\.stem)
    }

    /// A stem to the term that stands for all that mean the same.
    static func synonyms(of lexicon: Lexicon, analyzer: Analyzer) -> [String: String] {
        var terms: [String: String] = [:]
        for group in lexicon.synonyms {
            let words = group.map { stems($0, by: analyzer) }.filter { $0.count == 1 }.compactMap(\.first)
            guard let first = words.first else { continue }
            for word in words where terms[word] == nil { terms[word] = "=" + first }
        }
        return terms
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
