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
    /// Stems, each with the term that stands for all that mean the same.
    let synonyms: Synonyms
    /// How many words of the safety rules are tried for a strange one.
    private static let choices = 3

    private let expansions: Expansions
    private let corrector: SpellingCorrector
    /// The hashes of the words of the safety rules.
    private let safetyWords: HashDirectory
    /// The keys of stems that carry no subject.
    let stopStems: HashDirectory
    /// The hashes of words that carry no subject.
    let stopWords: HashDirectory
    /// The keys of words that join two things that are asked about.
    let joints: HashDirectory
    /// The stems of each relative, so that "mums" is "mum", by its place in its class.
    private let relatives: TextDirectory
    let framing: Framing
    private let forms: WordForms
    let slots: SlotLexicon

    init(pack: Pack) {
        let lists = Self.expansions(of: pack)
        expansions = Expansions(lists)
        analyzer = Analyzer(expansions: expansions)
        names = EntityLinker.names(of: pack, analyzer: analyzer)
        let compiler = PatternCompiler(analyzer: analyzer, pack: pack)
        classes = PhraseTable(compiler.classPhrases)
        patterns = PatternTable(pack: pack, compiler: compiler)
        synonyms = Synonyms(Self.synonyms(of: pack.lexicon, analyzer: analyzer))
        stopStems = HashDirectory(
            of: pack.lexicon.stopWords.flatMap { [analyzer] in analyzer.tokens(of: $0).map(\.stem) })
        stopWords = HashDirectory(of: pack.lexicon.stopWords)
        joints = HashDirectory(
            of: pack.scope[ScopeTrigger.conjunction.name].flatMap { [analyzer] in
                analyzer.tokens(of: $0).map(\.stem)
            })
        relatives = TextDirectory(
            pack.classes[ScopeReader.relativeClass].map { [analyzer] name in
                Self.phrase(of: analyzer.tokens(of: name).filter(\.isContent))
            })
        framing = Framing(pack: pack, analyzer: analyzer)
        let vocabulary = PackVocabulary(pack: pack, forms: lists.keys)
        corrector = SpellingCorrector(
            words: vocabulary.counts, names: vocabulary.names, others: vocabulary.others)
        safetyWords = HashDirectory(of: PackVocabulary.safetyWords(of: pack))
        slots = SlotLexicon(pack: pack, analyzer: analyzer)
        forms = WordForms(corrector.knownWords.filter { lists[$0] == nil }) { [corrector, safetyWords] word in
            !corrector.words(near: word, among: safetyWords).isEmpty
        }
        forgivingAnalyzer = Analyzer(expansions: expansions, corrector: corrector, forms: forms)
        wakefulAnalyzers = Self.wakeful(expansions, corrector: corrector, words: safetyWords, forms: forms)
    }

    /// Reads the tables of a pack.
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        expansions = try Expansions(from: &reader)
        forms = try WordForms(from: &reader)
        analyzer = Analyzer(expansions: expansions, forms: forms)
        names = try PhraseTable(from: &reader)
        classes = try PhraseTable(from: &reader)
        patterns = try PatternTable(from: &reader)
        synonyms = try Synonyms(from: &reader)
        stopStems = try HashDirectory(from: &reader)
        stopWords = try HashDirectory(from: &reader)
        joints = try HashDirectory(from: &reader)
        relatives = try TextDirectory(from: &reader)
        framing = try Framing(from: &reader)
        corrector = try SpellingCorrector(from: &reader)
        safetyWords = try HashDirectory(from: &reader)
        slots = try SlotLexicon(from: &reader)
        forgivingAnalyzer = Analyzer(expansions: expansions, corrector: corrector, forms: forms)
        wakefulAnalyzers = Self.wakeful(expansions, corrector: corrector, words: safetyWords, forms: forms)
    }

    func write(to writer: inout ArchiveWriter) {
        expansions.write(to: &writer)
        forms.write(to: &writer)
        names.write(to: &writer)
        classes.write(to: &writer)
        patterns.write(to: &writer)
        synonyms.write(to: &writer)
        stopStems.write(to: &writer)
        stopWords.write(to: &writer)
        joints.write(to: &writer)
        relatives.write(to: &writer)
        framing.write(to: &writer)
        corrector.write(to: &writer)
        safetyWords.write(to: &writer)
        slots.write(to: &writer)
    }

    /// The place of a relative in its class, by the words for it; nil where there is none.
    func relative(_ words: some Sequence<Token>) -> Int? { relatives.place(of: Self.phrase(of: words)) }

    /// The stems of words as one text.
    private static func phrase(of words: some Sequence<Token>) -> String {
        words.reduce(into: "") { text, word in
            if !text.isEmpty { text += " " }
            text += word.stem
        }
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
        _ expansions: Expansions, corrector: SpellingCorrector, words: HashDirectory, forms: WordForms
    ) -> [Analyzer] {
        (0..<choices).map { choice in
            let preferred = Analyzer.Preference(words, choice: choice)
            return Analyzer(expansions: expansions, corrector: corrector, preferred: preferred, forms: forms)
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
