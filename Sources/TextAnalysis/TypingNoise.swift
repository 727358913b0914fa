// SPDX-License-Identifier: GPL-3.0-or-later

/// Typing errors, the same for the same seed: one slip in every fourth word of four letters or more.
///
/// The kinds of slips and how often the first letter is hit are those of J. J. Pollock and A. Zamora, *Automatic spelling correction
/// in scientific and scholarly text*, CACM 27(4), 1984, https://doi.org/10.1145/358027.358048; how often a wrong key is one beside the
/// right one is that of J. T. Grudin, *Error patterns in novice and skilled transcription typing*, 1983,
/// https://doi.org/10.1007/978-1-4612-5470-6_6.
package struct TypingNoise: Sendable {
    private static let shortestWord = 4
    private static let every = 4
    /// Of 1,000 slips how many leave out a letter, put one in, and take a wrong one; the others swap two.
    private static let (omissions, insertions, substitutions) = (370, 290, 205)
    /// Of 1,000 slips how many are at the first letter.
    private static let atFirstLetter = 78
    /// Of 1,000 wrong letters how many are from a key beside the right one.
    private static let besideRightKey = 580
    private var state: UInt64
    private var wordsSeen = 0

    package init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    /// A text with its errors.
    package mutating func spoilt(_ text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if character.isLetter {
                word.append(character)
            } else {
                result += edited(word)
                result.append(character)
                word = ""
            }
        }
        return result + edited(word)
    }

    private mutating func edited(_ word: String) -> String {
        guard word.count >= Self.shortestWord else { return word }
        wordsSeen += 1
        guard wordsSeen % Self.every == 0 else { return word }
        var letters = Array(word)
        let place = below(1_000) < Self.atFirstLetter ? 0 : 1 + below(letters.count - 1)
        let kind = below(1_000)
        if kind < Self.omissions {
            letters.remove(at: place)
        } else if kind < Self.omissions + Self.insertions {
            letters.insert(wrongLetter(for: letters[place], orItself: true), at: place)
        } else if kind < Self.omissions + Self.insertions + Self.substitutions {
            letters[place] = wrongLetter(for: letters[place], orItself: false)
        } else {
            let left = min(place, letters.count - 2)
            letters.swapAt(left, left + 1)
        }
        return String(letters)
    }

    /// A letter typed in place of another, or beside it, where it may also be doubled.
    private mutating func wrongLetter(for letter: Character, orItself: Bool) -> Character {
        let isNear = below(1_000) < Self.besideRightKey
        let lower = letter.lowercased().utf8.first ?? 0
        let near = TypingSlip.neighbors(of: lower) + (orItself ? [lower] : [])
        let typed =
            isNear && lower >= 97 && lower <= 122 ? near[below(near.count)] : UInt8(ascii: "a") + UInt8(below(26))
        return Character(Unicode.Scalar(typed))
    }

    /// The next number below a bound.
    ///
    /// Xorshift (G. Marsaglia, *Xorshift RNGs*, Journal of Statistical Software 8(14), 2003).
    private mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, bound)))
    }
}
