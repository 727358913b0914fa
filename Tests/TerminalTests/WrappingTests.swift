// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

@Suite("Wrapping")
struct WrappingTests {
    @Test(
        "columns are counted as a terminal shows them",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("乳がん", 6), ("한국", 4), ("\u{1100}\u{1161}", 2), ("🙂", 2),
            ("👩‍👧", 2), ("🇨🇿", 2), ("❤️", 2), ("❤", 1), ("a\u{200B}b", 2), ("ｶ", 1), ("Ａ", 2),
            ("\u{1B}[1;31mab\u{1B}[0m", 2),
            ("–…•", 3), ("क्ष", 2),
        ])
    func columns(text: String, expected: Int) {
        #expect(DisplayWidth.columns(of: text) == expected)
    }

    @Test(
        "lines are broken between words",
        arguments: [
            ("one two three", 7, "one two\nthree"), ("one two", 7, "one two"), ("one  two", 8, "one  two"),
            ("one  two three", 8, "one two\nthree"), ("one two   ", 7, "one two"), ("a\n\nb", 5, "a\n\nb"),
            ("乳 がん がん", 7, "乳 がん\nがん"), ("e\u{301}e\u{301} e\u{301}", 4, "e\u{301}e\u{301} e\u{301}"),
            ("a b", 0, "a b"),
            ("", 10, ""), ("   \n", 2, "\n"), ("5\u{A0}mg 5\u{A0}mg", 6, "5\u{A0}mg\n5\u{A0}mg"),
        ])
    func breaks(text: String, width: Int, expected: String) {
        #expect(Wrapping.wrap(text, to: width) == expected)
    }

    @Test(
        "a word is broken only if no line can hold it",
        arguments: [
            ("a bcdefgh", 4, "a\nbcde\nfgh"), ("abcdefgh i", 4, "abcd\nefgh\ni"), ("乳乳乳", 1, "乳\n乳\n乳"),
            ("a bcd", 4, "a\nbcd"), ("乳乳乳", 3, "乳\n乳\n乳"),
        ])
    func longWords(text: String, width: Int, expected: String) {
        #expect(Wrapping.wrap(text, to: width) == expected)
    }

    @Test(
        "what goes on is indented as it began, in a list as its text is",
        arguments: [
            ("  one two three", 9, "  one two\n  three"), ("- one two three", 9, "- one two\n  three"),
            ("1. one two three", 10, "1. one two\n   three"), ("  - one two", 8, "  - one\n    two"),
            ("12) one two", 8, "12) one\n    two"), ("- a - b - c", 6, "- a -\n  b -\n  c"),
            ("-one two", 5, "-one\ntwo"),
            ("3.5 one two", 8, "3.5 one\ntwo"), ("\tone two", 8, "    one\n    two"),
        ])
    func hangingIndents(text: String, width: Int, expected: String) {
        #expect(Wrapping.wrap(text, to: width) == expected)
    }

    @Test("an indent deeper than half the line leaves the other half for the text")
    func deepIndents() {
        #expect(Wrapping.wrap(String(repeating: " ", count: 20) + "one two", to: 10) == "     one\n     two")
    }

    @Test("no line is wider than the width, and no letter is lost", arguments: [1, 2, 3, 5, 8, 13, 40, 80])
    func property(width: Int) {
        let words = [
            "a", "乳がん", "- x", "\n", "trastuzumab-deruxtecan", "🙂", "1. one", "  ", "né", "\u{1B}[1mbold\u{1B}[0m",
            "\n\n",
        ]
        var state: UInt32 = 7
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<30 {
                state = state &* 1_664_525 &+ 1_013_904_223
                text += words[Int(state >> 16) % words.count] + " "
            }
            let wrapped = Wrapping.wrap(text, to: width)
            #expect(wrapped.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
            let widest = wrapped.split(separator: "\n").map { DisplayWidth.columns(of: $0) }.max() ?? 0
            #expect(widest <= max(width, 2 + width / 2))
        }
    }
}
