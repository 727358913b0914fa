// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// What turns text into words and names in the language of one pack: made once when the pack is compiled.
struct ReadingTables: Sendable {
    /// Reads words as the pack's own texts are written.
    let analyzer: Analyzer
    let names: [EntityLinker.Name]
    let compiler: PatternCompiler
    /// The texts of all patterns, for the archive.
    private let patternTexts: [String]
    private let vocabulary: Vocabulary

    init(pack: Pack) {
        let expansions = Self.expansions(of: pack)
        analyzer = Analyzer(expansions: expansions)
        names = EntityLinker.names(of: pack, analyzer: analyzer)
        compiler = PatternCompiler(analyzer: analyzer, pack: pack)
        patternTexts = Set(Self.patterns(of: pack)).sorted()
        vocabulary = Vocabulary(pack: pack, forms: expansions.keys)
    }

    /// An analyzer that mends the spelling of what users type: words far from the pack's are left alone.
    func forgivingAnalyzer(of pack: Pack) -> Analyzer {
        let corrector = SpellingCorrector(words: vocabulary.counts, names: vocabulary.names)
        return Analyzer(expansions: Self.expansions(of: pack), corrector: corrector)
    }

    private static func patterns(of pack: Pack) -> [String] {
        var patterns = pack.safetyRules.flatMap { $0.patterns + $0.exceptions }
        patterns += pack.scope.names.flatMap { pack.scope[$0] }
        patterns += pack.slots.flatMap(\.values).flatMap { $0.phrases + $0.answers }
        patterns += pack.profiles.flatMap(\.phrases)
        return patterns
    }

    /// Reads the tables of a pack.
    init(of pack: Pack, from reader: inout ArchiveReader) throws(ArchiveError) {
        analyzer = Analyzer(expansions: Self.expansions(of: pack))
        names = try reader.array()
        let classes: [WordClass] = try reader.array()
        patternTexts = try reader.array()
        let patterns: [Pattern] = try reader.array()
        let compiled = Dictionary(zip(patternTexts, patterns)) { first, _ in first }
        compiler = PatternCompiler(analyzer: analyzer, classes: classes, compiled: compiled)
        vocabulary = try Vocabulary(from: &reader)
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(names)
        writer.write(compiler.classes)
        writer.write(patternTexts)
        writer.write(patternTexts.map(compiler.pattern))
        vocabulary.write(to: &writer)
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
                if isProper, let word = words.first, word.utf8.count >= 6, entity.names.contains(name) { names.insert(word) }
            }
        }
        // A word that was typed wrong once among the examples is no word to mend others to.
        for (word, count) in counts where count < 2 && word.utf8.count > 3 { counts[word] = 1 }
    }
}

extension Vocabulary: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let words: [String] = try reader.array()
        counts = [:]
        counts.reserveCapacity(words.count)
        for word in words { counts[word] = try reader.int() }
        names = Set(try reader.array())
    }

    func write(to writer: inout ArchiveWriter) {
        let words = counts.keys.sorted()
        writer.write(words)
        for word in words { writer.write(counts[word] ?? 0) }
        writer.write(names.sorted())
    }
}
