// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack
internal import TextAnalysis

/// A way in which the same message may be typed.
package enum MessageVariation: String, CaseIterable, Hashable, Sendable {
    /// Typing errors in every fourth longer word.
    case typos
    /// All capitals or all small letters.
    case letters
    /// No punctuation but what stands within a word or a number.
    case punctuation
    /// The other side of the ocean's spelling, where the pack knows both.
    case spelling
    /// Small words before and behind that say nothing.
    case filler

    private static let before = ["um, ", "sorry, quick question: ", "hi, so ", "ok so ", "oh, and "]
    private static let behind = ["", ", sorry", " please", " thanks"]

    /// The message so typed; the same for the same seed.
    ///
    /// - Parameter spellings: words to their other spellings.
    package func applied(to message: String, seed: UInt64, spellings: [String: String]) -> String {
        switch self {
        case .typos:
            var noise = TypingNoise(seed: seed)
            return noise.spoilt(message)
        case .letters:
            return seed.isMultiple(of: 2) ? message.uppercased() : message.lowercased()
        case .punctuation:
            return Self.withoutPunctuation(message)
        case .spelling:
            return Self.respelt(message, spellings)
        case .filler:
            let first = Self.before[Int(seed % UInt64(Self.before.count))]
            let last = Self.behind[Int(seed / 7 % UInt64(Self.behind.count))]
            return first + message + last
        }
    }

    private static func withoutPunctuation(_ message: String) -> String {
        let characters = Array(message)
        let kept = characters.indices.filter { index in
            guard ".,;:!?\"()".contains(characters[index]) else { return true }
            let isInner =
                index > 0 && index + 1 < characters.count
                && !characters[index - 1].isWhitespace && !characters[index + 1].isWhitespace
            return isInner
        }
        return String(kept.map { characters[$0] })
    }

    private static func respelt(_ message: String, _ spellings: [String: String]) -> String {
        var result = ""
        var word = ""
        for character in message {
            if character.isLetter {
                word.append(character)
            } else {
                result += spellings[word.lowercased()] ?? word
                result.append(character)
                word = ""
            }
        }
        return result + (spellings[word.lowercased()] ?? word)
    }

    /// The words that a pack knows in two spellings, each to the other one.
    ///
    /// Two forms are spellings of one word where they begin alike and are nearly as long; an abbreviation is neither.
    package static func spellings(of pack: Pack) -> [String: String] {
        var result: [String: String] = [:]
        for name in pack.lexicon.expansions.names {
            guard let other = pack.lexicon.expansions[name].first, name.count > 4, abs(name.count - other.count) <= 2,
                name.prefix(2) == other.prefix(2), name.last == other.last,
                name.allSatisfy(\.isLetter), other.allSatisfy(\.isLetter)
            else { continue }
            result[name] = other
            if result[other] == nil { result[other] = name }
        }
        return result
    }
}
