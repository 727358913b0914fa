// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

@Suite("SpellingCorrector")
struct SpellingCorrectorTests {
    private static let corrector = SpellingCorrector(
        words: [
            "saddle": 9, "brake": 30, "break": 40, "pedal": 9, "chain": 50, "derailleur": 3, "wheel": 20, "bicycle": 80,
            "rim": 12, "handlebar": 7, "mudguard": 2, "spoke": 5, "smoke": 50, "spike": 5,
        ],
        names: ["shimano", "campagnolo", "brooks"])

    @Test(
        "one edit away from a word, the word is meant",
        arguments: [
            ("sadle", "saddle"), ("sadddle", "saddle"), ("saddke", "saddle"), ("sadlde", "saddle"), ("saddl", "saddle"),
            ("asddle", "saddle"), ("hwheel", "wheel"), ("hceel", nil), ("shimnao", "shimano"), ("broks", "brooks"),
        ] as [(String, String?)])
    func oneEdit(typed: String, meant: String?) { #expect(Self.corrector.correction(of: typed) == meant) }

    @Test(
        "two edits are mended only in words of seven letters or more",
        arguments: [
            ("deraileur", "derailleur"), ("derailer", "derailleur"), ("handelbra", "handlebar"),
            ("camapgnola", "campagnolo"),
            ("mudgaurrd", "mudguard"), ("bycycel", "bicycle"), ("shimmon", "shimano"), ("bycicel", nil),
            ("sdadel", nil),
            ("sadel", nil), ("derler", nil),
        ] as [(String, String?)])
    func twoEdits(typed: String, meant: String?) { #expect(Self.corrector.correction(of: typed) == meant) }

    @Test(
        "known words, short words, words of other than plain letters and words near to nothing are left alone",
        arguments: ["saddle", "shimano", "rim", "rmi", "", "sadd1e", "sädle", "Sadle", "unicorn", "🚲🚲🚲🚲"])
    func leftAlone(word: String) { #expect(Self.corrector.correction(of: word) == nil) }

    @Test(
        "in a word of four letters, only a letter that was left out or the first two swapped are mended",
        arguments: [
            ("pedl", "pedal"), ("sadl", nil), ("egar", "gear"), ("geat", nil), ("gars", nil), ("ger", nil),
            ("gea", nil),
        ] as [(String, String?)])
    func fourLetters(typed: String, meant: String?) {
        let corrector = SpellingCorrector(words: ["gear": 9, "pedal": 9, "saddle": 9], names: [])
        #expect(corrector.correction(of: typed) == meant)
    }

    @Test("the nearest wins over the more frequent")
    func nearest() {
        let corrector = SpellingCorrector(words: ["mudguard": 1, "mudguarded": 900], names: [])
        #expect(corrector.correction(of: "mudguarrd") == "mudguard")
    }

    @Test("among equals a name wins, then the more frequent, then the first by alphabet")
    func equals() {
        #expect(SpellingCorrector(words: ["broom": 900], names: ["brook"]).correction(of: "brooz") == "brook")
        #expect(SpellingCorrector(words: ["broom": 3, "brook": 2], names: []).correction(of: "brooz") == "broom")
        #expect(SpellingCorrector(words: ["broom": 2, "brook": 2], names: []).correction(of: "brooz") == "brook")
    }

    /// Names of several words are not mended as one: a message is read word by word.
    @Test("words and names are known, and a word that is both counts as a name")
    func known() {
        let corrector = SpellingCorrector(
            words: ["rim": 1, "brook": 1, "broom": 900], names: ["brook", "royce", "rolls royce"])
        for word in ["rim", "brook", "broom", "royce"] { #expect(corrector.isKnown(word)) }
        for word in ["hub", "rolls royce", "rims", ""] { #expect(!corrector.isKnown(word)) }
        #expect(corrector.correction(of: "brooz") == "brook")
    }

    @Test("with no words there is nothing to mend")
    func noWords() { #expect(SpellingCorrector(words: [:], names: []).correction(of: "sadle") == nil) }

    @Test("corrections are those of a search through all words")
    func oracle() {
        var generator = SeededGenerator(seed: 11)
        func word(_ lengths: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: lengths, using: &generator)).map { _ in
                    "abcd".randomElement(using: &generator) ?? "a"
                })
        }
        for round in 0..<100 {
            var words: [String: Int] = [:]
            for _ in 0..<30 { words[word(4...11)] = Int.random(in: 1...3, using: &generator) }
            let names = Set((0..<3).map { _ in word(4...11) })
            let corrector = SpellingCorrector(words: words, names: names)
            for _ in 0..<30 {
                let typed = word(5...11)
                let expected = Self.naiveCorrection(of: typed, words, names)
                #expect(corrector.correction(of: typed) == expected, "\(typed), round \(round)")
            }
        }
    }

    private static func naiveCorrection(of typed: String, _ words: [String: Int], _ names: Set<String>) -> String? {
        let letters = Array(typed)
        let limit = letters.count >= 7 ? 2 : 1
        let known = names.union(words.keys)
        guard !known.contains(typed) else { return nil }
        return known.map { candidate in
            (distance: distance(letters, Array(candidate)), isWord: !names.contains(candidate), word: candidate)
        }.filter { candidate in
            let start = Array(candidate.word.prefix(2))
            let isSwapped = start == [letters[1], letters[0]]
            return candidate.distance <= limit && (start.first == letters[0] || isSwapped)
        }.min { left, right in
            let leftKey = (left.distance, left.isWord ? 1 : 0, left.isWord ? -(words[left.word] ?? 0) : 0, left.word)
            let rightKey = (
                right.distance, right.isWord ? 1 : 0, right.isWord ? -(words[right.word] ?? 0) : 0, right.word
            )
            return leftKey < rightKey
        }?.word ?? naiveStart(of: typed, known: known.map { ($0, names.contains($0) ? .max : words[$0] ?? 0) })
    }

    /// The one weightiest word that differs in its first letter alone.
    private static func naiveStart(of typed: String, known: [(word: String, weight: Int)]) -> String? {
        let rest = typed.dropFirst()
        let near = known.filter { candidate in
            let tail = candidate.word.dropFirst()
            return tail == typed || typed.count > 4 && (tail == rest || candidate.word == rest)
        }.sorted { $0.weight > $1.weight }
        return near.count == 1 || near.count > 1 && near[0].weight > near[1].weight ? near[0].word : nil
    }

    @Test(
        "a first letter that is wrong, left out or too many is mended where one word alone is meant",
        arguments: [
            ("xaddle", "saddle"), ("addle", "saddle"), ("ssaddle", "saddle"), ("xedal", "pedal"), ("xear", nil),
        ]
            as [(String, String?)])
    func firstLetter(typed: String, meant: String?) {
        let corrector = SpellingCorrector(words: ["gear": 9, "pedal": 9, "medals": 9, "saddle": 9], names: [])
        #expect(corrector.correction(of: typed) == meant)
    }

    /// Optimal string alignment, by its recursive definition.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var table = (0...left.count).map { row in (0...right.count).map { row == 0 ? $0 : ($0 == 0 ? row : 0) } }
        for i in left.indices {
            for j in right.indices {
                let substitution = table[i][j] + (left[i] == right[j] ? 0 : 1)
                var best = min(substitution, table[i][j + 1] + 1, table[i + 1][j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, table[i - 1][j - 1] + 1)
                }
                table[i + 1][j + 1] = best
            }
        }
        return table[left.count][right.count]
    }
}
