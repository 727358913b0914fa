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
    /// The names of entities, each with its entity's number.
    let names: PhraseTable
    /// The phrases of word classes, each with its class's number.
    let classes: PhraseTable
    let patterns: PatternTable
    private let corrector: SpellingCorrector

    init(pack: Pack) {
        let expansions = Self.expansions(of: pack)
        analyzer = Analyzer(expansions: expansions)
        names = EntityLinker.names(of: pack, analyzer: analyzer)
        let compiler = PatternCompiler(analyzer: analyzer, pack: pack)
        classes = PhraseTable(compiler.classPhrases)
        patterns = PatternTable(pack: pack, compiler: compiler)
        let vocabulary = Vocabulary(pack: pack, forms: expansions.keys)
        corrector = SpellingCorrector(words: vocabulary.counts, names: vocabulary.names)
        forgivingAnalyzer = Analyzer(expansions: expansions, corrector: corrector)
    }

    /// Reads the tables of a pack.
    init(of pack: Pack, from reader: inout ArchiveReader) throws(ArchiveError) {
        let expansions = Self.expansions(of: pack)
        analyzer = Analyzer(expansions: expansions)
        names = try PhraseTable(from: &reader)
        classes = try PhraseTable(from: &reader)
        patterns = try PatternTable(from: &reader)
        corrector = try SpellingCorrector(from: &reader)
        forgivingAnalyzer = Analyzer(expansions: expansions, corrector: corrector)
    }

    func write(to writer: inout ArchiveWriter) {
        names.write(to: &writer)
        classes.write(to: &writer)
        patterns.write(to: &writer)
        corrector.write(to: &writer)
    }

    private static func expansions(of pack: Pack) -> [String: [String]] {
        var expansions: [String: [String]] = [:]
        for form in pack.lexicon.expansions.names {
            let plain = Tokenizer.tokens(of: form).map(\.normal)
            if plain.count == 1 { expansions[plain[0]] = pack.lexicon.expansions[form] }
        }
        return expansions
    }
}

/// The words of a pack, as they are written in it.
private struct Vocabulary {
    var counts: [String: Int] = [:]
    var names: Set<String> = []

    init(pack: Pack, forms: some Sequence<String>) {
        func count(_ text: String) {
            for token in Tokenizer.tokens(of: text) where token.kind == .word { counts[token.normal, default: 0] += 1 }
        }
        for form in forms { counts[form, default: 0] += 1 }
        for passage in pack.passages {
            ([passage.title, passage.body, passage.short, passage.more] + passage.questions).forEach(count)
        }
        for intent in pack.intents { intent.examples.forEach(count) }
        for rule in pack.safetyRules { (rule.examples + rule.counterexamples + rule.patterns).forEach(count) }
        for name in pack.classes.names { pack.classes[name].forEach(count) }
        for name in pack.scope.names { pack.scope[name].forEach(count) }
        pack.lexicon.stopWords.forEach(count)
        pack.lexicon.synonyms.forEach { $0.forEach(count) }
        for slot in pack.slots {
            for component in slot.components { component.names.forEach(count) }
            slot.names.forEach(count)
            for value in slot.values { (value.cues + value.phrases + value.answers).forEach(count) }
        }
        for profile in pack.profiles { profile.phrases.forEach(count) }
        for entity in pack.entities {
            for name in entity.names + entity.misspellings {
                let words = Tokenizer.tokens(of: name).filter { $0.kind == .word }.map(\.normal)
                words.forEach { counts[$0, default: 0] += 1 }
                // Only the name of one thing wins over an ordinary word.
                let isProper = pack.lexicon.nameKinds.contains(entity.kind) && words.count == 1
                if isProper, let word = words.first, word.utf8.count >= 6, entity.names.contains(name) {
                    names.insert(word)
                }
            }
        }
    }
}
