// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
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
        "words of three and four letters are mended to words seen often, where the slip is of a common kind",
        arguments: [
            ("gera", "gear"), ("egar", "gear"), ("ger", "gear"), ("gerr", nil), ("gesr", "gear"), ("geat", "gear"),
            ("ear", nil), ("xear", nil), ("sadl", nil), ("pedl", nil), ("ge", nil),
        ] as [(String, String?)])
    func shortWords(typed: String, meant: String?) {
        let corrector = SpellingCorrector(words: ["gear": 90, "pedal": 9, "saddle": 9], names: [])
        #expect(corrector.correction(of: typed) == meant)
    }

    @Test(
        "the word is meant that is seen so often, and missed by so likely a slip, that it is the likeliest",
        arguments: [
            ("scaned", "scanned"), ("qhest", "chest"), ("ellow", "yellow"), ("ayellow", "yellow"), ("spole", "spoke"),
        ])
    func likeliest(typed: String, meant: String) {
        let corrector = SpellingCorrector(
            words: [
                "scanned": 3, "scared": 9, "chest": 90, "quest": 1, "yellow": 9, "elbow": 7, "allow": 30, "spoke": 1,
                "spore": 1,
            ], names: [])
        #expect(corrector.correction(of: typed) == meant)
    }

    @Test("two words typed as one are parted where both are seen often")
    func runTogether() {
        let corrector = SpellingCorrector(words: ["flat": 90, "tyre": 60, "tube": 3], names: [])
        #expect(corrector.words(meantBy: "flattyre") == ["flat", "tyre"])
        #expect(corrector.words(meantBy: "flattube") == nil)
        #expect(corrector.words(meantBy: "tyrre") == ["tyre"])
    }

    @Test("among wanted words those near a strange one are found though another is likelier, unless it is far likelier")
    func wanted() {
        let corrector = SpellingCorrector(
            words: ["chain": 30, "chair": 60, "charm": 90], names: [], others: ["chais"])
        #expect(corrector.correction(of: "chaim") == "chain")
        #expect(corrector.words(near: "chaik", among: HashDirectory(of: ["chain"])) == ["chain"])
        #expect(corrector.words(near: "chaim", among: HashDirectory(of: ["chair"])) == ["chair"])
        #expect(corrector.words(near: "chaik", among: HashDirectory(of: ["charm"])) == [])
        let other = SpellingCorrector(words: ["chain": 1, "chair": 60], names: [])
        #expect(other.words(near: "chaik", among: HashDirectory(of: ["chain"])) == [])
        #expect(corrector.words(near: "chain", among: HashDirectory(of: ["chair"])) == [])
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
        let near = known.compactMap { word -> (distance: Int, isWord: Int, score: Int, word: String)? in
            let distance = distance(letters, Array(word))
            let start = Array(word.prefix(2))
            guard distance == 1 || distance == limit && (start[0] == letters[0] || start == [letters[1], letters[0]])
            else { return nil }
            let slip = distance == 1 ? TypingSlip.likelihood(of: Array(typed.utf8), for: Array(word.utf8)) : 1
            let isName = names.contains(word)
            return (distance, isName ? 0 : 1, -(isName ? 1 : words[word] ?? 0) * slip, word)
        }
        return near.min { $0 < $1 }?.word
    }

    @Test(
        "a first letter that is wrong, left out or too many is mended",
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
