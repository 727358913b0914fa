// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Finds the known word that was meant by a mistyped one.
///
/// A candidate is at most one edit away (insertion, deletion, substitution, or two letters swapped), two for words of seven
/// letters or more, and begins with the same letter unless only the first two are swapped; where there is none, the first letter
/// alone may be wrong, one too many or left out. A word of four letters is mended only where a letter was left out or the first
/// two were swapped. The nearest wins; among equals, names before words, then the more
/// frequent. Distance: F. J. Damerau, *A technique for computer detection and correction of spelling errors*, CACM 7(3), 1964,
/// https://doi.org/10.1145/363958.363994 (optimal string alignment).
package struct SpellingCorrector: Sendable {
    /// Shorter words are too short to judge.
    private static let shortest = 4

    /// The words that can be meant.
    private let table: WordTable
    /// Further words that stay as they are.
    private let others: WordTable

    /// - Parameters:
    ///   - words: words that can be meant and how often they were seen.
    ///   - names: words that win over others at the same distance, such as names of medicines.
    ///   - others: words that are right as they stand, though nothing is mended to them.
    package init(words: [String: Int], names: Set<String>, others: Set<String> = []) {
        var weights = words.mapValues { min($0, WordTable.nameWeight - 1) }
        for name in names { weights[name] = WordTable.nameWeight }
        table = WordTable(weights: weights)
        self.others = WordTable(
            weights: Dictionary(uniqueKeysWithValues: others.filter { weights[$0] == nil }.map { ($0, 0) }))
    }

    package func isKnown(_ word: String) -> Bool { isKnown(Array(word.utf8)) }

    private func isKnown(_ letters: [UInt8]) -> Bool { table.contains(letters) || others.contains(letters) }

    /// The letters of a word as a set of bits: words a few edits apart differ in few of them.
    private static func letterSet(_ letters: some Sequence<UInt8>) -> UInt32 {
        letters.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }

    /// The word meant, or nil where the word is known already, too short to judge, or near to nothing.
    ///
    /// - Complexity: O(*c* · *n*²) for *c* known words with the same first letter and nearly the same length *n*.
    package func correction(of word: String) -> String? {
        let letters = Array(word.utf8)
        guard letters.count >= Self.shortest, letters.allSatisfy({ $0 >= 97 && $0 <= 122 }), !isKnown(letters) else {
            return nil
        }
        let limit = letters.count >= 7 ? 2 : 1
        let set = Self.letterSet(letters)
        var best: (word: [UInt8], distance: Int, weight: Int)?
        for first in Set([letters[0], letters[1]]) {
            for length in (letters.count - limit)...(letters.count + limit) {
                guard length >= 4, let bucket = table.bucket(of: first, length: length) else { continue }
                table.forEach(in: bucket) { candidate, weight in
                    let swapped = candidate[0] == letters[1] && candidate[1] == letters[0]
                    guard candidate[0] == letters[0] || swapped else { return }
                    if letters.count == 4, !swapped, length <= 4 { return }
                    // An edit changes at most two letters of the set.
                    guard (Self.letterSet(candidate) ^ set).nonzeroBitCount <= 2 * limit else { return }
                    let distance = Self.distance(letters, candidate, limit: limit)
                    guard distance <= limit else { return }
                    if let current = best {
                        guard (distance, -weight) <= (current.distance, -current.weight) else { return }
                        if (distance, weight) == (current.distance, current.weight),
                            !candidate.lexicographicallyPrecedes(current.word)
                        {
                            return
                        }
                    }
                    best = (Array(candidate), distance, weight)
                }
            }
        }
        let word = best?.word ?? withAnotherStart(letters)
        return word.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The weightiest known word that differs in its first letter alone; nil for none.
    private func withAnotherStart(_ letters: [UInt8]) -> [UInt8]? {
        let rest = Array(letters.dropFirst())
        let alphabet = UInt8(ascii: "a")...UInt8(ascii: "z")
        var candidates = alphabet.map { [$0] + letters }
        if letters.count > Self.shortest { candidates += alphabet.map { [$0] + rest } + [rest] }
        let known = candidates.compactMap { word in table.weight(of: word).map { (word: word, weight: $0) } }
        // Of two that are as likely, neither was surely meant.
        guard let best = known.max(by: { $0.weight < $1.weight }), best.weight > 0,
            known.count(where: { $0.weight == best.weight }) == 1
        else { return nil }
        return best.word
    }

    /// The optimal string alignment distance, or more than `limit` as soon as it must be.
    static func distance(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
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

extension SpellingCorrector: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        table = try WordTable(from: &reader)
        others = try WordTable(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        table.write(to: &writer)
        others.write(to: &writer)
    }
}
