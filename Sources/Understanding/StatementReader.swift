// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
package import KnowledgePack
internal import SearchIndex
package import TextAnalysis

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads what somebody states, rather than what they ask: words, what each stands for, and where patterns stand.
///
/// For marking answers; it reads with the same tables as the interpreter and shares none of its models.
package struct StatementReader: Sendable {
    /// Patterns of a pack that were made ready.
    package struct Patterns: Sendable {
        fileprivate let patterns: [Parts]

        /// A pattern, and each of its pieces as one of its own.
        fileprivate struct Parts {
            let whole: Pattern
            let pieces: [Pattern]
            let absent: [Pattern]

            init(_ parsed: ParsedPattern) {
                whole = Pattern(parsed)
                pieces = parsed.pieces.map { Pattern(ParsedPattern(pieces: [$0])) }
                absent = parsed.absent.map { Pattern(ParsedPattern(pieces: [$0])) }
            }
        }
    }

    private let reading: ReadingTables
    private let linker: EntityLinker
    private let passages: InvertedIndex
    private let sentences: SentenceClassifier
    private var compiler: PatternCompiler
    private let terms: SearchTerms
    /// In how many passages a word counts as standing at least, so that one that no passage has is not worth all the others.
    private static let fewestPassages = 3

    package init(_ model: CompiledPack) {
        reading = model.reading
        linker = EntityLinker(pack: model.pack, reading: model.reading)
        passages = model.retrieval.passages
        sentences = model.sentences
        compiler = PatternCompiler(analyzer: model.reading.analyzer, pack: model.pack)
        terms = SearchTerms(model.reading, analyzer: model.reading.analyzer)
    }

    /// What somebody typed: spelling is mended.
    package func statement(_ text: String) -> Statement { Statement(text, by: reading.forgivingAnalyzer, in: self) }

    /// What an author wrote: every word is meant as it stands.
    package func written(_ text: String) -> Statement { Statement(text, by: reading.analyzer, in: self) }

    /// Makes patterns ready; their form is that of safety rules.
    package func patterns(_ texts: [String]) -> Patterns {
        Patterns(patterns: texts.map { .init(compiler.parsed($0)) })
    }

    /// The same reader, whose patterns may name further word classes.
    package func naming(_ classes: NamedLists) -> StatementReader {
        var reader = self
        reader.compiler = compiler.adding(classes)
        return reader
    }

    /// What a sentence is like, by the examples of the pack's cautions.
    package struct Likeness: Sendable {
        /// The caution that it is likest.
        package var label: String
        /// The probability that it is like any.
        package var probability: Double
    }

    /// What some words of a statement are like, read as one sentence; nil where the pack has no examples.
    ///
    /// - Parameter words: in ascending order.
    package func likeness(of words: [Int], in statement: Statement) -> Likeness? {
        let utterance = statement.utterance.keeping(words)
        return sentences.likeness(of: utterance, mentions: mentions(in: utterance))
    }

    /// How much a word tells, by how few passages have it: from 0.5 up; everyday words, which are not indexed, tell least.
    package func rarity(of stem: String) -> Double {
        let key = TextHash.of(stem)
        if terms.isStopWord(key) { return Self.leastRarity }
        let count = Double(passages.documentCount + 1)
        let having = max(Self.fewestPassages, passages.documentFrequency(ofHash: key))
        return max(0, log(count / Double(having + 1))) + Self.leastRarity
    }

    private static let leastRarity = 0.5

    fileprivate func concepts(of utterance: AnalyzedUtterance, mentions: [EntityMention]) -> [Set<String>] {
        // The synonyms of a search gather a subject, opposites among them: they are no words that mean the same.
        var concepts = utterance.words.map { Set([$0.stem]) }
        for mention in mentions { for word in mention.words { concepts[word].insert("@" + mention.entity.id) } }
        return concepts
    }

    fileprivate func mentions(in utterance: AnalyzedUtterance) -> [EntityMention] { linker.mentions(in: utterance) }

    fileprivate func matcher(
        of utterance: AnalyzedUtterance, mentions: [EntityMention]
    ) -> PatternMatcher {
        PatternMatcher(utterance: utterance, mentions: mentions, classes: reading.classes)
    }
}

/// A text with what each of its words stands for.
package struct Statement: Sendable {
    package let utterance: AnalyzedUtterance
    /// For each word its stem, and the name that it belongs to where there is one.
    package let concepts: [Set<String>]
    private let matcher: PatternMatcher

    fileprivate init(_ text: String, by analyzer: Analyzer, in reader: StatementReader) {
        utterance = AnalyzedUtterance(text, by: analyzer)
        let mentions = reader.mentions(in: utterance)
        concepts = reader.concepts(of: utterance, mentions: mentions)
        matcher = reader.matcher(of: utterance, mentions: mentions)
    }

    package var words: [Token] { utterance.words }

    /// The words of each match that a pattern names, without what its gaps pass over; in order of place.
    ///
    /// A match does not cross into another clause. Of a pattern in pieces it is the last that is looked for: the others, in any order, have to be in its sentence or the one
    /// before, and those that must be absent are not in its sentence.
    package func namedWords(of patterns: StatementReader.Patterns) -> [[Int]] {
        patterns.patterns.flatMap { pattern -> [[Int]] in
            let found = pattern.pieces.map { matcher.allMatches($0, withinClause: true) }
            guard let last = found.last, !found.contains(where: \.isEmpty) else { return [] }
            let unwanted = pattern.absent.flatMap { matcher.allMatches($0) }
            let sentences = utterance.sentences
            return last.filter { range in
                let sentence = sentences[range.lowerBound]
                return found.dropLast().allSatisfy { piece in
                    piece.contains {
                        (sentence - 1...sentence).contains(sentences[$0.lowerBound]) && !$0.overlaps(range)
                    }
                } && !unwanted.contains { sentences[$0.lowerBound] == sentence }
            }.map { range in range.filter { pattern.whole.names(words[$0]) } }
        }.filter { !$0.isEmpty }.sorted { $0[0] < $1[0] }
    }

    /// Where one of the patterns matches, in order of place.
    package func ranges(of patterns: StatementReader.Patterns) -> [Range<Int>] {
        patterns.patterns.flatMap { matcher.allMatches($0.whole) }.sorted {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }
    }
}
