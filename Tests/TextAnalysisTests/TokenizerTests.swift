// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

/// A text and the tokens expected of it: words as they are, `#` before a number, signs in brackets, `,` for the end of
/// a clause and `.` for that of a sentence.
private struct Reading: CustomTestStringConvertible, Sendable {
    let text: String
    let tokens: String

    init(_ text: String, _ tokens: String) {
        self.text = text
        self.tokens = tokens
    }

    var testDescription: String { "\"\(text)\"" }

    static func of(_ text: String) -> String {
        Tokenizer.tokens(of: text).map { token in
            switch token.kind {
            case .word: token.normal
            case .number: "#\(token.normal)"
            case .sign: "(\(token.normal))"
            case .clauseBreak: ","
            case .sentenceBreak: "."
            }
        }.joined(separator: " ")
    }
}

@Suite("Tokenizer")
struct TokenizerTests {
    @Test(
        "a plus or minus glued to a word is a sign",
        arguments: [
            Reading("er+", "er (+)"), Reading("ER+ now", "er (+) now"), Reading("er-", "er (-)"),
            Reading("ER\u{2212}", "er (-)"), Reading("her2-, pr+", "her2 (-) , pr (+)"), Reading("er++", "er (+) (+)"),
            Reading("er+/pr-", "er (+) pr (-)"), Reading("er/pr+", "er pr (+)"), Reading("er +", "er (+)"),
            Reading("er -", "er (-)"), Reading("er (-)", "er , (-) ,"), Reading("+ve", "(+) ve"),
            Reading("-ve", "(-) ve"), Reading("er -ve", "er (-) ve"),
        ])
    private func gluedSigns(reading: Reading) { #expect(Reading.of(reading.text) == reading.tokens) }

    @Test(
        "numbers keep their decimals, thousands and signs",
        arguments: [
            Reading("2+", "#2 (+)"), Reading("2 +", "#2 (+)"), Reading("38.4", "#38.4"), Reading("38,4", "#38.4"),
            Reading("38.4.", "#38.4 ."), Reading("38,4, 39", "#38.4 , #39"), Reading("1,000", "#1000"),
            Reading("1,234.5", "#1234.5"), Reading("8/8", "#8 (/) #8"), Reading("8\u{2044}8", "#8 (/) #8"),
            Reading("8 / 8", "#8 (/) #8"), Reading("10%", "#10 (%)"), Reading("10 %", "#10 (%)"),
            Reading("0.5 %", "#0.5 (%)"), Reading("<1%", "(<) #1 (%)"), Reading("\u{2264}1", "(<) #1"),
            Reading("\u{2265}10", "(>) #10"), Reading("~20", "(~) #20"), Reading("ki67=20", "ki67 (=) #20"),
            Reading("20-30", "#20 #30"), Reading("20\u{2013}30", "#20 , #30"), Reading("-2", "(-) #2"),
            Reading("２＋", "#2 (+)"), Reading("2b", "#2 b"), Reading("007", "#007"),
        ])
    private func numbers(reading: Reading) { #expect(Reading.of(reading.text) == reading.tokens) }

    @Test(
        "a number has its value",
        arguments: [
            ("2+", 2), ("38.4", 38.4), ("38,4", 38.4), ("1,000", 1000), ("1,234.5", 1234.5), ("0,05", 0.05), ("007", 7),
        ] as [(String, Double)])
    func values(text: String, value: Double) throws {
        let token = try #require(Tokenizer.tokens(of: text).first)
        #expect(token.kind == .number)
        #expect(token.value == value)
    }

    @Test(
        "dots lead to a value, a slash parts signs, and a variant's name is one word",
        arguments: [
            Reading("cps.......4", "cps , #4"), Reading("er ... 90%", "er , #90 (%)"),
            Reading("well....no", "well . . . . no"),
            Reading("er........positive", "er , positive"), Reading("+/-", "(+) (/) (-)"),
            Reading("c.68_69delAG", "c6869delag"), Reading("(p.Arg9Gln), x", ", parg9gln , , x"),
            Reading("p.(Arg9*) x", "parg9 x"), Reading("c.5096G>A.", "c5096ga ."), Reading("m.a", "m a"),
        ])
    private func reports(reading: Reading) { #expect(Reading.of(reading.text) == reading.tokens) }

    @Test(
        "a hyphen or slash between letters only joins, a dash breaks",
        arguments: [
            Reading("er/pr", "er pr"), Reading("and/or", "and or"), Reading("pd-l1", "pd l1"),
            Reading("PD\u{2011}L1", "pd l1"),
            Reading("her2-low", "her2 low"), Reading("t-dm1", "t dm1"), Reading("well -- no", "well , , no"),
            Reading("well \u{2014} no", "well , no"), Reading("well\u{2013}no", "well , no"), Reading("1/b", "#1 b"),
        ])
    private func joiners(reading: Reading) { #expect(Reading.of(reading.text) == reading.tokens) }

    @Test(
        "apostrophes are dropped, accents and case folded",
        arguments: [
            Reading("can't", "cant"), Reading("can\u{2019}t", "cant"), Reading("I\u{02BC}m", "im"),
            Reading("'quoted'", "quoted"), Reading("riders' bikes", "riders bikes"),
            Reading("rock 'n' roll", "rock n roll"),
            Reading("Café", "cafe"), Reading("Cafe\u{301}", "cafe"), Reading("ŁÓDŹ", "lodz"), Reading("naïve", "naive"),
            Reading("İstanbul", "istanbul"), Reading("ＢＥＬＬ", "bell"), Reading("bell\u{200B}s", "bells"),
            Reading("so\u{00AD}lid", "solid"), Reading("a\u{00A0}b", "a b"), Reading("тормоз", "тормоз"),
            Reading("sooooo", "soo"), Reading("brrrr!", "brr ."), Reading("1000", "#1000"),
        ])
    private func folding(reading: Reading) { #expect(Reading.of(reading.text) == reading.tokens) }

    @Test(
        "punctuation ends clauses and sentences, and a dot within a word or number does not",
        arguments: [
            Reading("Yes. No", "yes . no"), Reading("Yes! No?", "yes . no ."), Reading("one\ntwo", "one . two"),
            Reading("one\r\ntwo", "one . two"), Reading("one, two; three: four", "one , two , three , four"),
            Reading("one (two) [three]", "one , two , , three ,"), Reading("bell.example", "bell example"),
            Reading("wait...", "wait . . ."), Reading("wait\u{2026}", "wait ,"), Reading("\"bell\"", ", bell ,"),
            Reading("a|b", "a , b"),
        ])
    private func breaks(reading: Reading) { #expect(Reading.of(reading.text) == reading.tokens) }

    @Test(
        "nothing and emoji alone have no tokens",
        arguments: ["", " \t ", "🚲", "👩🏽‍🔧 🇳🇱", "❤️‍🩹", "\u{301}\u{200D}\u{FE0F}", "'"])
    func empty(text: String) { #expect(Tokenizer.tokens(of: text).isEmpty) }

    @Test("only breaks carry no meaning by themselves")
    func content() {
        #expect(Tokenizer.tokens(of: "er+ 2, ok.").map(\.isContent) == [true, true, true, false, true, false])
    }

    // MARK: Spans

    @Test(
        "spans are UTF-8 offsets that slice back to what was typed",
        arguments: [
            ("Café ŁÓDŹ 38,4°", ["Café", "ŁÓDŹ", "38,4"]), ("can’t 2+", ["can’t", "2", "+"]),
            ("🚲 bell", ["bell"]), ("ER\u{2212} ok", ["ER", "\u{2212}", "ok"]),
            ("e\u{301}te\u{301} 8/8", ["e\u{301}te\u{301}", "8", "/", "8"]), ("sooooo ２＋", ["sooooo", "２", "＋"]),
        ])
    func slices(text: String, slices: [String]) {
        let bytes = Array(text.utf8)
        let found = Tokenizer.tokens(of: text).map { String(decoding: bytes[$0.span], as: UTF8.self) }
        #expect(found.map { Array($0.utf8) } == slices.map { Array($0.utf8) })
    }

    @Test("in any text, spans ascend, end between characters, and a word or number reads the same by itself")
    func anyText() throws {
        for seed in UInt64(0)..<3000 {
            let text = Self.randomText(seed: seed)
            let bytes = Array(text.utf8)
            var end = 0
            for token in Tokenizer.tokens(of: text) {
                #expect(token.span.lowerBound >= end && !token.span.isEmpty, "seed \(seed), \(token)")
                end = token.span.upperBound
                try #require(end <= bytes.count, "seed \(seed), \(token)")
                #expect(!token.normal.isEmpty && token.stem == token.normal, "seed \(seed), \(token)")
                guard let typed = String(validating: bytes[token.span], as: UTF8.self) else {
                    Issue.record("seed \(seed), \(token) cuts a character")
                    continue
                }
                guard token.kind == .word || token.kind == .number else { continue }
                let alone = Tokenizer.tokens(of: typed)
                #expect(alone.count == 1, "seed \(seed), \"\(typed)\"")
                #expect(alone.first?.kind == token.kind, "seed \(seed), \"\(typed)\"")
                #expect(alone.first?.normal == token.normal, "seed \(seed), \"\(typed)\"")
                #expect(alone.first?.value == token.value, "seed \(seed), \"\(typed)\"")
                let plain = Tokenizer.tokens(of: token.normal)
                #expect(plain.map(\.normal) == [token.normal], "seed \(seed), \"\(typed)\"")
            }
        }
    }

    /// Pieces of what people type, of what no keyboard has, and of bytes that were no text.
    private static func randomText(seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        let typed = [
            "er", "Bell", "soooo", "2", "38", ".", ",", "+", "-", "/", "%", "'", "’", " ", "\n", "\r\n", "é",
            "e\u{301}", "Ł",
            "\u{2212}", "🚲", "👩🏽‍🔧", "000", "(", "<", "\u{200B}", "ＡＢ", "ß", "İ",
        ]
        let odd: [UInt32] = [
            0, 0x7F, 0x85, 0x300, 0x301, 0x200D, 0x202E, 0x20E3, 0xE000, 0xFDD0, 0xFE0F, 0xFEFF, 0xFDFA, 0xFFFD, 0xFFFF,
            0x1C5,
            0x1D400, 0x1F1F3, 0xE0041, 0x10FFFF,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...24, using: &generator) {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0:
                let value = odd.randomElement(using: &generator) ?? 0
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            case 1:
                let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            case 2:
                let noise = (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) }
                text += String(decoding: noise, as: UTF8.self)
            default:
                text += typed.randomElement(using: &generator) ?? ""
            }
        }
        return text
    }
}
