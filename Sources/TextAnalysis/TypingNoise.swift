// SPDX-License-Identifier: GPL-3.0-or-later

/// Typing errors, the same for the same seed: one random edit in every fourth word of four letters or more.
package struct TypingNoise: Sendable {
    private static let shortestWord = 4
    private static let every = 4
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
        let place = below(letters.count)
        switch below(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letter(), at: place)
        case 2: letters[place] = letter()
        default:
            let left = min(place, letters.count - 2)
            letters.swapAt(left, left + 1)
        }
        return String(letters)
    }

    private mutating func letter() -> Character {
        Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(below(26))))
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
