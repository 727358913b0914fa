// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import Testing
import TextAnalysis

@Suite("Analyzer")
struct AnalyzerTests {
    private static let analyzer = Analyzer(
        expansions: ["mtb": ["mountain", "bike"], "tyre": ["tire"], "tyres": ["tires"], "umm": []],
        corrector: SpellingCorrector(words: ["saddle": 5, "mountain": 5, "tyres": 5, "racing": 5], names: ["shimano"]))

    private func stems(_ text: String, _ analyzer: Analyzer = analyzer) -> [String] {
        analyzer.tokens(of: text).map(\.stem)
    }

    @Test("words are stemmed, numbers and signs kept as the tokenizer reads them")
    func stemming() {
        let plain = Analyzer(expansions: [:])
        #expect(stems("Braking: 2+ wheels, 38,4%!", plain) == ["brake", ":", "2", "+", "wheel", ",", "38.4", "%", "!"])
        #expect(plain.tokens(of: "Braking wheels").map(\.normal) == ["braking", "wheels"])
        #expect(plain.tokens(of: "38,4").first?.value == 38.4)
    }

    @Test("an abbreviation becomes the words that it stands for, each with its span")
    func expansion() {
        let tokens = Self.analyzer.tokens(of: "my MTB saddle")
        #expect(tokens.map(\.normal) == ["my", "mountain", "bike", "saddle"])
        #expect(tokens.map(\.span) == [0..<2, 3..<6, 3..<6, 7..<13])
        #expect(tokens.map(\.stem) == tokens.map { EnglishStemmer.stem($0.normal) })
        #expect(tokens.allSatisfy { $0.kind == .word })
    }

    @Test("another spelling becomes the pack's own")
    func variant() { #expect(stems("two tyres, one tyre") == ["two", "tire", ",", "one", "tire"]) }

    @Test("a form that stands for nothing is left out")
    func emptyExpansion() { #expect(stems("umm saddles") == ["saddl"]) }

    @Test("a mistyped word is mended, and keeps the span of what was typed")
    func correction() {
        let tokens = Self.analyzer.tokens(of: "Sadlle, shimnao")
        #expect(tokens.map(\.normal) == ["saddle", ",", "shimano"])
        #expect(tokens.map(\.span) == [0..<6, 6..<7, 8..<15])
    }

    @Test("a mended word is expanded in its turn")
    func correctionThenExpansion() { #expect(Self.analyzer.tokens(of: "tyrres").map(\.normal) == ["tires"]) }

    @Test("an abbreviation is not taken for a mistyped word")
    func expansionBeforeCorrection() {
        let analyzer = Analyzer(
            expansions: ["sadle": ["seat"]], corrector: SpellingCorrector(words: ["saddle": 5], names: []))
        #expect(analyzer.tokens(of: "sadle").map(\.normal) == ["seat"])
    }

    @Test("without a corrector words stand as they were typed")
    func noCorrector() { #expect(Analyzer(expansions: [:]).tokens(of: "sadlle").map(\.normal) == ["sadlle"]) }

    @Test("a text of nothing has no tokens", arguments: ["", "   ", "🚲"])
    func nothing(text: String) { #expect(Self.analyzer.tokens(of: text).isEmpty) }
}

@Suite("Words with their stems")
struct WordFormsTests {
    @Test("a word that is looked up is read as one that is stemmed")
    func sameAsStemmed() {
        let text =
            "The breathing of the skies was early: dying boxes, relational happiness; knots untied, bikes' bells."
        let plain = Analyzer().tokens(of: text)
        let words = plain.filter { $0.kind == .word }.map(\.normal)
        #expect(Analyzer(forms: WordForms(words) { _ in false }).tokens(of: text) == plain)
        #expect(Analyzer(forms: WordForms([]) { _ in false }).tokens(of: text) == plain)
    }

    @Test("a word that another may be preferred to is read as without a list of words, and is counted")
    func openWords() {
        let corrector = SpellingCorrector(words: ["chain": 30, "chair": 60], names: [], others: ["chaik", "bell"])
        let wanted = HashDirectory(of: ["chain"])
        let forms = WordForms(corrector.knownWords) { !corrector.words(near: $0, among: wanted).isEmpty }
        let preference = Analyzer.Preference(wanted, choice: 0)
        let plain = Analyzer(corrector: corrector, preferred: preference)
        let quick = Analyzer(corrector: corrector, preferred: preference, forms: forms)
        for text in ["my chaik rattles", "bells and chairs", "a chain, a chair, a bell", "chaik", "chaim"] {
            #expect(quick.tokens(of: text) == plain.tokens(of: text))
            #expect(quick.choices(in: text) == plain.choices(in: text))
        }
    }
}
