// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

@Suite("Sentences on lines")
struct SentencesTests {
    @Test(
        "each sentence has a line of its own",
        arguments: [
            ("One. Two? Three!", "One.\nTwo?\nThree!"), ("1. One. Two.", "1. One.\nTwo."),
            ("about 2.5 mg. 3 days.", "about 2.5 mg.\n3 days."),
            ("a\n\nB. C", "a\n\nB.\nC"), ("", ""),
        ])
    func plain(text: String, expected: String) {
        #expect(Sentences.onLines(text) == expected)
    }
}
