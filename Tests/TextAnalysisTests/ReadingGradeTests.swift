// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

@Suite("ReadingGrade")
struct ReadingGradeTests {
    private func grade(_ text: String, known: Set<String> = []) -> Double {
        ReadingGrade(knownWords: known).grade(of: text)
    }

    /// The Flesch–Kincaid grade level of a text with these counts.
    private func formula(words: Double, sentences: Double, syllables: Double) -> Double {
        0.39 * words / sentences + 11.8 * syllables / words - 15.59
    }

    private func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-9 }

    @Test("a text counted by hand has the grade of the formula")
    func handCounted() {
        // The ri-der stops. She checks both brakes!
        #expect(isClose(grade("The rider stops. She checks both brakes!"), 0.39 * 7 / 2 + 11.8 * 8 / 7 - 15.59))
        // Is the pe-dal loose? Tight-en it with a long span-ner.
        let second = "Is the pedal loose? Tighten it with a long spanner."
        #expect(isClose(grade(second), formula(words: 10, sentences: 2, syllables: 13)))
    }

    /// A text of one word: the grade tells its syllables.
    @Test(
        "a word has the syllables that are spoken",
        arguments: [
            ("bell", 1), ("brake", 1), ("brakes", 1), ("pedal", 2), ("saddle", 2), ("bicycle", 3), ("stopped", 1),
            ("wanted", 2), ("needed", 2), ("changes", 2), ("boxes", 2), ("wheel", 1), ("the", 1), ("me", 1),
            ("rhythm", 1),
            ("28", 1), ("er", 1), ("mountain", 2), ("handlebar", 3),
        ])
    func syllables(word: String, count: Double) {
        #expect(isClose(grade(word), formula(words: 1, sentences: 1, syllables: count)), "\(word)")
    }

    @Test(
        "a silent e after l and a vowel is no syllable", arguments: ["while", "whole", "scale", "hole"])
    func silentE(word: String) {
        #expect(isClose(grade(word), formula(words: 1, sentences: 1, syllables: 1)), "\(word)")
    }

    @Test(
        "a known word counts two syllables at most, whatever its case and in the plural",
        arguments: ["derailleur", "Derailleur", "derailleurs", "DERAILLEURS"])
    func knownWords(word: String) {
        #expect(isClose(grade(word), formula(words: 1, sentences: 1, syllables: 3)))
        let known = grade(word, known: ["derailleur"])
        #expect(isClose(known, formula(words: 1, sentences: 1, syllables: 2)))
    }

    @Test("a known word of one syllable stays one")
    func shortKnownWord() {
        #expect(grade("bell", known: ["bell"]) == grade("bell"))
    }

    @Test(
        "sentences end at full stops, question and exclamation marks, colons and line ends, not within a number",
        arguments: [
            ("One bell. One bell. One bell.", 3), ("One bell! One bell? One bell", 3),
            ("One bell: one bell one bell", 2),
            ("One bell\none bell\none bell", 3), ("- one bell\n\n- one bell one bell.", 2),
            ("One 2.5 bell one bell", 1),
            ("One bell... one bell one bell.", 2),
        ])
    func sentences(text: String, count: Double) {
        let flat = text.replacing(#/[^A-Za-z]+/#, with: " ")
        let words = Double(flat.split(separator: " ").count) + (text.contains("2.5") ? 2 : 0)
        #expect(isClose(grade(text), formula(words: words, sentences: count, syllables: words)), "\(text)")
    }

    @Test("longer sentences and longer words have a higher grade")
    func order() {
        let short = grade("The bell rings. The bell stops.")
        #expect(grade("The bell rings and the bell stops.") > short)
        #expect(grade("The derailleur operates. The derailleur malfunctions.") > short)
    }

    @Test("a text without words has grade 0", arguments: ["", "\n\n", "… – !", "🚲"])
    func noWords(text: String) { #expect(grade(text) == 0) }
}
