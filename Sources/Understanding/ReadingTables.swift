// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// What turns text into words, names and patterns in the language of one pack: made once when the pack is compiled.
struct ReadingTables: Sendable {
    /// Reads words as the pack's own texts are written.
    let analyzer: Analyzer
    /// Reads words as users type them: spelling is mended towards the pack's words.
    let forgivingAnalyzer: Analyzer
    /// Read strange words as those of the safety rules where they can, each another of those that are near.
    let wakefulAnalyzers: [Analyzer]
    /// The names of entities, each with its entity's number.
    let names: PhraseTable
    /// The phrases of word classes, each with its class's number.
    let classes: PhraseTable
    let patterns: PatternTable
    /// A stem to the term that stands for all that mean the same.
    let synonyms: [String: String]
    /// How many words of the safety rules are tried for a strange one.
    private static let choices = 3

    private let corrector: SpellingCorrector
    private let safetyWords: Set<String>

    init(pack: Pack) {
        let expansions = Self.expansions(of: pack)
        analyzer = Analyzer(expansions: expansions)
        names = EntityLinker.names(of: pack, analyzer: analyzer)
        let compiler = PatternCompiler(analyzer: analyzer, pack: pack)
        classes = PhraseTable(compiler.classPhrases)
        patterns = PatternTable(pack: pack, compiler: compiler)
        synonyms = Self.synonyms(of: pack.lexicon, analyzer: analyzer)
        let vocabulary = PackVocabulary(pack: pack, forms: expansions.keys)
        corrector = SpellingCorrector(
            words: vocabulary.counts, names: vocabulary.names, others: vocabulary.others)
        safetyWords = PackVocabulary.safetyWords(of: pack)
        forgivingAnalyzer = Analyzer(expansions: expansions, corrector: corrector)
        wakefulAnalyzers = Self.wakeful(expansions, corrector: corrector, words: safetyWords)
    }

    /// Reads the tables of a pack.
    init(of pack: Pack, from reader: inout ArchiveReader) throws(ArchiveError) {
        let expansions = Self.expansions(of: pack)
        analyzer = Analyzer(expansions: expansions)
        names = try PhraseTable(from: &reader)
        classes = try PhraseTable(from: &reader)
        patterns = try PatternTable(from: &reader)
        let stems: [String] = try reader.array()
        let terms: [String] = try reader.array()
        guard stems.count == terms.count else { throw .corrupt(offset: reader.offset) }
        synonyms = Dictionary(zip(stems, terms)) { first, _ in first }
        corrector = try SpellingCorrector(from: &reader)
        safetyWords = Set(try reader.array())
        forgivingAnalyzer = Analyzer(expansions: expansions, corrector: corrector)
        wakefulAnalyzers = Self.wakeful(expansions, corrector: corrector, words: safetyWords)
    }

    func write(to writer: inout ArchiveWriter) {
        names.write(to: &writer)
        classes.write(to: &writer)
        patterns.write(to: &writer)
        let stems = synonyms.keys.sorted()
        writer.write(stems)
        writer.write(stems.map { synonyms[$0] ?? "" })
        corrector.write(to: &writer)
        writer.write(safetyWords.sorted())
    }

    private static func expansions(of pack: Pack) -> [String: [String]] {
        var expansions: [String: [String]] = [:]
        for form in pack.lexicon.expansions.names {
            let plain = Tokenizer.tokens(of: form).map(\.normal)
            if plain.count == 1 { expansions[plain[0]] = pack.lexicon.expansions[form] }
        }
        return expansions
    }

    private static func wakeful(
        _ expansions: [String: [String]], corrector: SpellingCorrector, words: Set<String>
    ) -> [Analyzer] {
        (0..<choices).map { choice in
            let preferred = Analyzer.Preference(words, choice: choice)
            return Analyzer(expansions: expansions, corrector: corrector, preferred: preferred)
        }
    }

    /// A stem to the term that stands for all that mean the same.
    private static func synonyms(of lexicon: Lexicon, analyzer: Analyzer) -> [String: String] {
        var terms: [String: String] = [:]
        for group in lexicon.synonyms {
            let words = group.map { analyzer.tokens(of: $0).filter(\.isContent).map(\.stem) }.filter { $0.count == 1 }
                .compactMap(\.first)
            guard let first = words.first else { continue }
            for word in words where terms[word] == nil { terms[word] = "=" + first }
        }
        return terms
    }
}
