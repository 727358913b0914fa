// SPDX-License-Identifier: GPL-3.0-or-later

/// How many years of US school a text asks of its reader.
///
/// The Flesch–Kincaid grade level: 0.39 · words/sentences + 11.8 · syllables/words − 15.59 (J. P. Kincaid and others,
/// *Derivation of new readability formulas for Navy enlisted personnel*, 1975). Names that a reader must meet anyway, such as
/// those of medicines, count as known words: two syllables at most.
package struct ReadingGrade: Sendable {
    private let knownWords: Set<String>

    /// - Parameter knownWords: lower-case words that count as known.
    package init(knownWords: Set<String>) { self.knownWords = knownWords }

    /// The grade of a text; 0 where it has no word.
    ///
    /// Each line is at least one sentence, as lists are read.
    package func grade(of text: String) -> Double {
        var sentences = 0
        var words = 0
        var syllables = 0
        for line in text.split(separator: "\n") {
            for sentence in Self.sentences(of: line) where !sentence.isEmpty {
                sentences += 1
                words += sentence.count
                syllables += sentence.reduce(0) { $0 + self.syllables(in: $1) }
            }
        }
        guard words > 0 else { return 0 }
        return 0.39 * Double(words) / Double(sentences) + 11.8 * Double(syllables) / Double(words) - 15.59
    }

    /// The words of each sentence of a line; a hyphen or slash parts words.
    private static func sentences(of line: Substring) -> [[String]] {
        var sentences: [[String]] = [[]]
        var word = ""
        let characters = Array(line)
        func isInner(_ character: Character) -> Bool { character == "'" || character == "’" || character == "+" }
        for (index, character) in characters.enumerated() {
            if character.isLetter || character.isNumber || (isInner(character) && !word.isEmpty) {
                word.append(character)
                continue
            }
            if !word.isEmpty { sentences[sentences.count - 1].append(word) }
            word = ""
            let isEnd = character == "." || character == "!" || character == "?" || character == ":"
            if isEnd, index + 1 == characters.count || characters[index + 1].isWhitespace { sentences.append([]) }
        }
        if !word.isEmpty { sentences[sentences.count - 1].append(word) }
        return sentences
    }

    func syllables(in word: String) -> Int {
        let lower = word.lowercased()
        let groups = Self.vowelGroups(in: lower)
        if knownWords.contains(lower) || (lower.hasSuffix("s") && knownWords.contains(String(lower.dropLast()))) {
            return min(2, max(1, groups))
        }
        if lower.contains(where: \.isNumber) { return 1 }
        var count = groups
        // A final e is silent, but for the one after a consonant and l: "table", not "whole".
        let beforeL = lower.dropLast(2).last
        let isSpokenE = lower.hasSuffix("le") && !(beforeL.map { "aeiouy".contains($0) } ?? true)
        if lower.hasSuffix("e"), !isSpokenE, count > 1 { count -= 1 }
        let spoken = ["ses", "zes", "ches", "shes", "ces", "ges", "xes"]
        if lower.hasSuffix("es"), count > 1, !spoken.contains(where: lower.hasSuffix) { count -= 1 }
        if lower.hasSuffix("ed"), count > 1, !lower.hasSuffix("ted"), !lower.hasSuffix("ded") { count -= 1 }
        return max(1, count)
    }

    private static func vowelGroups(in word: String) -> Int {
        var groups = 0
        var wasVowel = false
        for letter in word {
            let isVowel = "aeiouy".contains(letter)
            if isVowel, !wasVowel { groups += 1 }
            wasVowel = isVowel
        }
        return groups
    }
}
