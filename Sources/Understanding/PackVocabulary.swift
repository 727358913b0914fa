// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// The words that somebody can mean: those of a pack's own texts, and of its examples where they are spelt as in the language.
///
/// Examples hold the misspellings of many; what only they have, and no list of the language, is mended like any other typing error.
struct PackVocabulary {
    /// From how often on a word of the examples is one, though in no list.
    private static let oftenSeen = 12

    /// Words that can be meant, and how often they stand in the pack.
    private(set) var counts: [String: Int] = [:]
    /// Names of one thing, which win over ordinary words.
    private(set) var names: Set<String> = []
    /// Words of the language that the pack has no use for, and misspellings that it knows as names.
    private(set) var others: Set<String>

    init(pack: Pack, forms: some Sequence<String>) {
        others = Set(pack.lexicon.commonWords)
        for form in forms { counts[form, default: 0] += 1 }
        countTexts(of: pack)
        countExamples(of: pack)
        for entity in pack.entities {
            for name in entity.names {
                let words = Self.words(of: name)
                count(words)
                // Only the name of one thing wins over an ordinary word.
                let isProper = pack.lexicon.nameKinds.contains(entity.kind) && words.count == 1
                if isProper, let word = words.first, word.utf8.count >= 6 { names.insert(word) }
            }
        }
        keepMisspeltNames(of: pack)
        others.subtract(counts.keys)
    }

    /// A misspelt name is found as it stands, and nothing is mended to it.
    ///
    /// But where mending its words gives the name ("triple positve"), they are mended wherever they stand.
    private mutating func keepMisspeltNames(of pack: Pack) {
        let corrector = SpellingCorrector(words: counts, names: names, others: others)
        for entity in pack.entities where !entity.misspellings.isEmpty {
            let names = Set(entity.names.map(Self.words))
            for misspelling in entity.misspellings {
                let words = Self.words(of: misspelling)
                if words.count > 1, names.contains(words.map { corrector.correction(of: $0) ?? $0 }) { continue }
                others.formUnion(words)
            }
        }
    }

    /// The words of the patterns that tell of danger and of the classes in them.
    static func safetyWords(of pack: Pack) -> Set<String> {
        var found: Set<String> = []
        for pattern in pack.safetyRules.flatMap({ $0.patterns + $0.exceptions }) {
            for part in pattern.split(whereSeparator: { " |&!".contains($0) }) {
                let texts = part.hasPrefix("@") ? pack.classes[String(part.dropFirst())] : [String(part)]
                found.formUnion(texts.flatMap(words))
            }
        }
        return found
    }

    private static func words(of text: String) -> [String] {
        Tokenizer.tokens(of: text).filter { $0.kind == .word }.map(\.normal)
    }

    private mutating func count(_ words: [String]) { for word in words { counts[word, default: 0] += 1 } }

    /// The texts that somebody wrote and checked.
    private mutating func countTexts(of pack: Pack) {
        func count(_ text: String) { self.count(Self.words(of: text)) }
        for passage in pack.passages { [passage.title, passage.body, passage.short, passage.more].forEach(count) }
        for name in pack.classes.names { pack.classes[name].forEach(count) }
        for name in pack.scope.names { pack.scope[name].forEach(count) }
        for rule in pack.safetyRules { rule.patterns.forEach(count) }
        pack.lexicon.stopWords.forEach(count)
        pack.lexicon.synonyms.forEach { $0.forEach(count) }
        for slot in pack.slots {
            for component in slot.components { component.names.forEach(count) }
            slot.names.forEach(count)
            for value in slot.values { (value.cues + value.phrases + value.answers).forEach(count) }
        }
        for profile in pack.profiles { profile.phrases.forEach(count) }
    }

    /// The sentences that show what people type.
    private mutating func countExamples(of pack: Pack) {
        var seen: [String: Int] = [:]
        func count(_ text: String) { for word in Self.words(of: text) { seen[word, default: 0] += 1 } }
        for passage in pack.passages { passage.questions.forEach(count) }
        for intent in pack.intents { intent.examples.forEach(count) }
        for (word, count) in seen {
            let isWord = others.isEmpty || others.contains(word) || count >= Self.oftenSeen
            if isWord || counts[word] != nil { counts[word, default: 0] += count }
        }
    }
}
