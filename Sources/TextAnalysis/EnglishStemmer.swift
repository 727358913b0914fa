// SPDX-License-Identifier: GPL-3.0-or-later

/// The Porter2 stemmer: cuts an English word to the part that its forms share (`breathing`, `breathes` → `breath`).
///
/// M. F. Porter and R. Boulton, *The English (Porter2) stemming algorithm*, 2002,
/// https://snowballstem.org/algorithms/english/stemmer.html. The steps stand below in its order and by its names; the
/// result equals the published vocabulary's, word for word.
package enum EnglishStemmer {
    /// The stem of a lower-case word; words of one or two letters, and words with letters outside a–z, keep their form.
    ///
    /// - Complexity: O(*n*) in the word's length, one allocation.
    package static func stem(_ word: String) -> String {
        var utf8 = Array(word.utf8)
        guard utf8.count > 2, utf8.allSatisfy({ isLowercase($0) || $0 == apostrophe }) else { return word }
        if let special = specialWords[word] { return special }
        if utf8[0] == apostrophe { utf8.removeFirst() }
        var stem = Stem(letters: utf8)
        stem.markConsonantY()
        stem.findRegions()
        stem.step0()
        stem.step1a()
        if !invariantAfterStep1a.contains(String(decoding: stem.letters, as: UTF8.self)) {
            stem.step1b()
            stem.step1c()
            stem.step2()
            stem.step3()
            stem.step4()
            stem.step5()
        }
        return String(decoding: stem.letters.map { $0 == markedY ? letterY : $0 }, as: UTF8.self)
    }

    private static let specialWords: [String: String] = [
        "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli",
        "only": "onli", "singly": "singl", "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas",
        "cosmos": "cosmos", "bias": "bias", "andes": "andes",
    ]

    private static let invariantAfterStep1a: Set<String> = [
        "inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed",
    ]

    fileprivate static let regionExceptions = [
        "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter",
    ]

    private static func isLowercase(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
}

private let apostrophe = UInt8(ascii: "'")
private let letterY = UInt8(ascii: "y")
private let letterE = UInt8(ascii: "e")
private let letterL = UInt8(ascii: "l")
/// A `y` that is a consonant, written `Y` in the description.
private let markedY = UInt8(ascii: "Y")

/// A word on its way to its stem, with the two regions in which endings may be cut.
private struct Stem {
    var letters: [UInt8]
    /// Where R1 begins: after the first non-vowel that follows a vowel.
    var region1 = 0
    /// Where R2 begins: the same again within R1.
    var region2 = 0

    static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), letterE, UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), letterY: true
        default: false
        }
    }

    mutating func markConsonantY() {
        for index in letters.indices where letters[index] == letterY {
            if index == 0 || Self.isVowel(letters[index - 1]) { letters[index] = markedY }
        }
    }

    mutating func findRegions() {
        region1 = regionStart(from: 0)
        for prefix in EnglishStemmer.regionExceptions where letters.starts(with: prefix.utf8) {
            region1 = prefix.utf8.count
        }
        region2 = regionStart(from: region1)
    }

    func regionStart(from start: Int) -> Int {
        var index = start + 1
        while index < letters.count {
            if !Self.isVowel(letters[index]), Self.isVowel(letters[index - 1]) { return index + 1 }
            index += 1
        }
        return letters.count
    }

    func ends(with suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard letters.count >= length else { return false }
        let start = letters.count - length
        for index in 0..<length where letters[start + index] != suffix.utf8Start[index] { return false }
        return true
    }

    func isInRegion1(_ length: Int) -> Bool { letters.count - length >= region1 }
    func isInRegion2(_ length: Int) -> Bool { letters.count - length >= region2 }

    func hasVowel(before end: Int) -> Bool { letters[..<max(0, end)].contains(where: Self.isVowel) }

    mutating func replaceEnding(of length: Int, with ending: StaticString = "") {
        letters.removeLast(length)
        for index in 0..<ending.utf8CodeUnitCount { letters.append(ending.utf8Start[index]) }
    }

    /// Whether the letters before `end` close with a short syllable.
    func endsWithShortSyllable(before end: Int) -> Bool {
        if end == 2 { return Self.isVowel(letters[0]) && !Self.isVowel(letters[1]) }
        if end == 4, letters[..<4].elementsEqual("past".utf8) { return true }
        guard end >= 3 else { return false }
        let last = letters[end - 1]
        return !Self.isVowel(letters[end - 3]) && Self.isVowel(letters[end - 2]) && !Self.isVowel(last)
            && last != UInt8(ascii: "w") && last != UInt8(ascii: "x") && last != markedY
    }

    var isShort: Bool { region1 >= letters.count && endsWithShortSyllable(before: letters.count) }

    mutating func step0() {
        for suffix in ["'s'", "'s", "'"] as [StaticString] where ends(with: suffix) {
            replaceEnding(of: suffix.utf8CodeUnitCount)
            return
        }
    }

    mutating func step1a() {
        if ends(with: "sses") {
            replaceEnding(of: 4, with: "ss")
        } else if ends(with: "ied") || ends(with: "ies") {
            replaceEnding(of: 3, with: letters.count > 4 ? "i" : "ie")
        } else if ends(with: "us") || ends(with: "ss") {
            return
        } else if ends(with: "s"), hasVowel(before: letters.count - 2) {
            replaceEnding(of: 1)
        }
    }

    mutating func step1b() {
        for suffix in ["eedly", "eed"] as [StaticString] where ends(with: suffix) {
            let length = suffix.utf8CodeUnitCount
            if isInRegion1(length) { replaceEnding(of: length, with: "ee") }
            return
        }
        for suffix in ["ingly", "edly", "ing", "ed"] as [StaticString] where ends(with: suffix) {
            let length = suffix.utf8CodeUnitCount
            let rest = letters.count - length
            if suffix.utf8Start[0] == UInt8(ascii: "i"), length == 3, rest == 2, letters[1] == letterY,
                !Self.isVowel(letters[0])
            {
                replaceEnding(of: 4, with: "ie")
                return
            }
            guard hasVowel(before: rest) else { return }
            replaceEnding(of: length)
            restoreEnding()
            return
        }
    }

    /// What step 1b does after it has cut an ending.
    private mutating func restoreEnding() {
        if ends(with: "at") || ends(with: "bl") || ends(with: "iz") {
            letters.append(letterE)
        } else if endsWithDouble {
            let isWholeWord = letters.count == 3
            let first = letters[0]
            if isWholeWord, first == UInt8(ascii: "a") || first == letterE || first == UInt8(ascii: "o") { return }
            letters.removeLast()
        } else if isShort {
            letters.append(letterE)
        }
    }

    private var endsWithDouble: Bool {
        guard letters.count >= 2, let last = letters.last, letters[letters.count - 2] == last else { return false }
        switch last {
        case UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "m"),
            UInt8(ascii: "n"), UInt8(ascii: "p"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        default:
            return false
        }
    }

    mutating func step1c() {
        guard let last = letters.last, last == letterY || last == markedY, letters.count > 2,
            !Self.isVowel(letters[letters.count - 2])
        else { return }
        letters[letters.count - 1] = UInt8(ascii: "i")
    }

    private static let step2Endings: [(StaticString, StaticString)] = [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"),
        ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("ogist", "og"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
        ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ]

    mutating func step2() {
        for (suffix, ending) in Self.step2Endings where ends(with: suffix) {
            let length = suffix.utf8CodeUnitCount
            guard isInRegion1(length) else { return }
            let before = letters.count > length ? letters[letters.count - length - 1] : 0
            if length == 3, ends(with: "ogi"), before != letterL { return }
            if length == 2, !Self.allowsLi(before) { return }
            replaceEnding(of: length, with: ending)
            return
        }
    }

    private static func allowsLi(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "c"), UInt8(ascii: "d"), letterE, UInt8(ascii: "g"), UInt8(ascii: "h"),
            UInt8(ascii: "k"), UInt8(ascii: "m"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            true
        default: false
        }
    }

    private static let step3Endings: [(StaticString, StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ]

    mutating func step3() {
        for (suffix, ending) in Self.step3Endings where ends(with: suffix) {
            let length = suffix.utf8CodeUnitCount
            guard isInRegion1(length) else { return }
            if ends(with: "ative"), !isInRegion2(length) { return }
            replaceEnding(of: length, with: ending)
            return
        }
    }

    private static let step4Endings: [StaticString] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic",
    ]

    mutating func step4() {
        for suffix in Self.step4Endings where ends(with: suffix) {
            let length = suffix.utf8CodeUnitCount
            guard isInRegion2(length) else { return }
            if ends(with: "ion") {
                let before = letters.count > length ? letters[letters.count - length - 1] : 0
                guard before == UInt8(ascii: "s") || before == UInt8(ascii: "t") else { return }
            }
            replaceEnding(of: length)
            return
        }
    }

    mutating func step5() {
        if ends(with: "e") {
            if isInRegion2(1) || (isInRegion1(1) && !endsWithShortSyllable(before: letters.count - 1)) {
                letters.removeLast()
            }
        } else if ends(with: "l"), isInRegion2(1), letters.count > 1, letters[letters.count - 2] == letterL {
            letters.removeLast()
        }
    }
}
