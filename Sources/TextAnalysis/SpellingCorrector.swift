// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Finds the known word that was meant by a mistyped one.
///
/// A candidate is at most one edit away (insertion, deletion, substitution, or two letters swapped), or two for words of seven
/// letters or more that begin with the same letter. The nearest wins; among those one edit away, names before words, then the
/// word that is seen so often, and missed by so likely a slip, that it was most probably meant. Words of three or four letters
/// are mended only to words that are seen often, and only where the slip is of a common kind. Distance: F. J. Damerau, *A technique
/// for computer detection and correction of spelling errors*, CACM 7(3), 1964, https://doi.org/10.1145/363958.363994 (optimal
/// string alignment).
package struct SpellingCorrector: Sendable {
    /// Shorter words are too short to judge.
    private static let shortest = 3
    /// Up to this length a word is short: much is one edit away from it.
    private static let short = 4
    /// How often a word must be seen for a short one to be mended to it.
    private static let oftenSeen = 40
    /// How many times likelier another word may be than one that may be meant all the same.
    private static let doubt = 4
    /// From which length on two edits are allowed.
    private static let long = 7

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

    /// The words that stay as they are.
    package var knownWords: [String] { table.words + others.words }

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
        return canBeMended(letters) ? candidates(for: letters).first?.text : nil
    }

    /// The words meant, or nil as for `correction(of:)`: two where the space between them was left out.
    ///
    /// - Complexity: as for `correction(of:)`.
    package func words(meantBy word: String) -> [String]? {
        let letters = Array(word.utf8)
        guard canBeMended(letters) else { return nil }
        let nearest = candidates(for: letters).first
        if nearest?.distance != 1, let parts = parts(of: letters) {
            return parts.map { String(decoding: $0, as: UTF8.self) }
        }
        return nearest.map { [$0.text] }
    }

    /// Words that may be meant though another is likelier, the likeliest first: those of a set that are one edit away from what is
    /// unknown, or from a word of the language that nothing is mended to.
    ///
    /// - Complexity: as for `correction(of:)`.
    package func words(near word: String, among wanted: HashDirectory) -> [String] {
        let letters = Array(word.utf8)
        guard Self.isWord(letters), !table.contains(letters) else { return [] }
        let isOther = others.contains(letters)
        let near = candidates(for: letters, isBold: true).filter { $0.distance == 1 }
        let best = isOther ? 0 : near.first?.score ?? 0
        return near.filter { candidate in
            candidate.score * Self.doubt >= best && (!isOther || TypingSlip.isPlain(candidate.likelihood))
        }.map(\.text).filter { wanted.contains(TextHash.of($0)) }
    }

    private static func isWord(_ letters: [UInt8]) -> Bool {
        letters.count >= shortest && letters.allSatisfy { $0 >= 97 && $0 <= 122 }
    }

    private func canBeMended(_ letters: [UInt8]) -> Bool {
        Self.isWord(letters) && !isKnown(letters)
    }

    /// Two words that are seen often and make up the letters; of several pairs the one whose rarer word is seen most.
    private func parts(of letters: [UInt8]) -> [ArraySlice<UInt8>]? {
        var best: (end: Int, weight: Int)?
        for end in 2..<max(2, letters.count - 1) where max(end, letters.count - end) >= Self.short {
            guard let left = table.weight(of: Array(letters[..<end])), left >= Self.oftenSeen,
                let right = table.weight(of: Array(letters[end...])), right >= Self.oftenSeen
            else { continue }
            if best.map({ min(left, right) > $0.weight }) ?? true { best = (end, min(left, right)) }
        }
        return best.map { [letters[..<$0.end], letters[$0.end...]] }
    }

    /// The known words that are near enough, the likeliest first.
    ///
    /// - Parameter isBold: whether words of three or four letters too are mended to any word.
    private func candidates(for letters: [UInt8], isBold: Bool = false) -> [Candidate] {
        var found: [Candidate] = []
        for first in Set([letters[0], letters[1]]) {
            forEachCandidate(near: letters, from: first) { found.append($0) }
        }
        forEachWithAnotherStart(letters) { found.append($0) }
        if letters.count <= Self.short, !isBold {
            found.removeAll { $0.weight < Self.oftenSeen || !TypingSlip.isPlain($0.likelihood) }
        }
        return found.sorted(by: >)
    }

    /// A word that can be meant; greater is likelier.
    private struct Candidate: Comparable {
        var word: [UInt8]
        var distance: Int
        /// How often it is seen.
        var weight: Int
        /// How likely the slip is, as `TypingSlip` says it; 1 for two edits.
        var likelihood: Int

        /// How likely it was meant; a name rather than any word.
        var score: Int {
            let isName = weight == WordTable.nameWeight && distance == 1
            return (isName ? weight * weight : weight) * likelihood
        }

        var text: String { String(decoding: word, as: UTF8.self) }

        static func < (left: Candidate, right: Candidate) -> Bool {
            if left.distance != right.distance { return left.distance > right.distance }
            if left.score != right.score { return left.score < right.score }
            return right.word.lexicographicallyPrecedes(left.word)
        }
    }

    /// A word one edit away as a candidate; nil where both are too short for it.
    private func oneEditAway(_ word: [UInt8], weight: Int, typed letters: [UInt8]) -> Candidate? {
        guard letters.count >= Self.short || word.count >= Self.short else { return nil }
        return Candidate(
            word: word, distance: 1, weight: weight, likelihood: TypingSlip.likelihood(of: letters, for: word))
    }

    /// The words of a first letter that are near enough.
    private func forEachCandidate(near letters: [UInt8], from first: UInt8, _ body: (Candidate) -> Void) {
        let limit = letters.count >= Self.long ? 2 : 1
        let set = Self.letterSet(letters)
        for length in (letters.count - limit)...(letters.count + limit) {
            guard length >= Self.short - 1, let bucket = table.bucket(of: first, length: length) else { continue }
            table.forEach(in: bucket) { candidate, weight in
                let swapped = candidate[0] == letters[1] && candidate[1] == letters[0]
                guard candidate[0] == letters[0] || swapped else { return }
                // An edit changes at most two letters of the set.
                guard (Self.letterSet(candidate) ^ set).nonzeroBitCount <= 2 * limit else { return }
                let distance = Self.distance(letters, candidate, limit: limit)
                guard distance <= limit else { return }
                let word = Array(candidate)
                if distance == 1 {
                    if let found = oneEditAway(word, weight: weight, typed: letters) { body(found) }
                } else {
                    body(Candidate(word: word, distance: distance, weight: weight, likelihood: 1))
                }
            }
        }
    }

    /// The words that differ in their first letter alone: another, one too many, or left out.
    private func forEachWithAnotherStart(_ letters: [UInt8], _ body: (Candidate) -> Void) {
        let rest = Array(letters.dropFirst())
        func consider(_ word: [UInt8]) {
            guard let weight = table.weight(of: word), weight > 0,
                let found = oneEditAway(word, weight: weight, typed: letters)
            else { return }
            body(found)
        }
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            consider([letter] + letters)
            consider([letter] + rest)
        }
        consider(rest)
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
