// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the known word that was meant by a mistyped one.
///
/// A candidate is at most one edit away (insertion, deletion, substitution, or two letters swapped), two for words of eight
/// letters or more, and begins with the same letter unless only the first two are swapped. The nearest wins; among equals,
/// names before words, then the more frequent. Distance: F. J. Damerau, *A technique for computer detection and correction
/// of spelling errors*, CACM 7(3), 1964, https://doi.org/10.1145/363958.363994 (optimal string alignment).
package struct SpellingCorrector: Sendable {
    private struct Entry: Sendable {
        var word: String
        var length: Int
        /// Names weigh more than any count.
        var weight: Int
    }

    private static let nameWeight = 1_000_000

    /// Candidates by first letter.
    private var entries: [[Entry]] = Array(repeating: [], count: 26)
    private var known: Set<String> = []

    /// - Parameters:
    ///   - words: known words and how often they were seen.
    ///   - names: words that win over others at the same distance, such as names of medicines.
    package init(words: [String: Int], names: Set<String>) {
        known.reserveCapacity(words.count + names.count)
        for (word, count) in words where !names.contains(word) { add(word, weight: count) }
        for name in names { add(name, weight: Self.nameWeight) }
    }

    private mutating func add(_ word: String, weight: Int) {
        known.insert(word)
        let length = word.utf8.count
        guard length >= 4, let bucket = Self.bucket(of: word.utf8.first) else { return }
        entries[bucket].append(Entry(word: word, length: length, weight: weight))
    }

    private static func bucket(of first: UInt8?) -> Int? {
        guard let first, first >= 97, first <= 122 else { return nil }
        return Int(first) - 97
    }

    package func isKnown(_ word: String) -> Bool { known.contains(word) }

    /// The word meant, or nil where the word is known already, too short to judge, or near to nothing.
    ///
    /// - Complexity: O(*c* · *n*²) for *c* known words with the same first letter and nearly the same length *n*.
    package func correction(of word: String) -> String? {
        guard word.utf8.count >= 4, !known.contains(word) else { return nil }
        let letters = Array(word.utf8)
        guard letters.allSatisfy({ $0 >= 97 && $0 <= 122 }) else { return nil }
        let limit = letters.count >= 8 ? 2 : 1
        var best: (entry: Entry, distance: Int)?
        for bucket in Set([Self.bucket(of: letters[0]), Self.bucket(of: letters[1])]).compactMap({ $0 }) {
            for entry in entries[bucket] where abs(entry.length - letters.count) <= limit {
                let candidate = Array(entry.word.utf8)
                let sameFirst = candidate[0] == letters[0]
                let swapped = candidate[0] == letters[1] && candidate[1] == letters[0]
                guard sameFirst || swapped else { continue }
                let distance = Self.distance(letters, candidate, limit: limit)
                guard distance <= limit else { continue }
                if letters.count == 4, !(swapped || entry.length > 4) { continue }
                if let current = best {
                    guard
                        (distance, -entry.weight, entry.word)
                            < (current.distance, -current.entry.weight, current.entry.word)
                    else { continue }
                }
                best = (entry, distance)
            }
        }
        return best?.entry.word
    }

    /// The optimal string alignment distance, or more than `limit` as soon as it must be.
    static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var row = last
        for i in 1...left.count {
            row[0] = i
            var smallest = i
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    value = min(value, beforeLast[j - 2] + 1)
                }
                row[j] = value
                smallest = min(smallest, value)
            }
            if smallest > limit { return limit + 1 }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[right.count]
    }
}
