// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import TextAnalysis

/// Finds patterns in one utterance.
struct PatternMatcher {
    let utterance: AnalyzedUtterance
    let mentions: [EntityMention]
    /// The digits of each word's key, as they stand in patterns.
    private let keys: [UInt64]
    /// The word classes that begin at each word.
    private let classMatches: [PhraseTable.Match]
    /// Where those of each word begin; one more for the end.
    private let classStarts: [Int]

    init(utterance: AnalyzedUtterance, mentions: [EntityMention], classes: PhraseTable) {
        self.utterance = utterance
        self.mentions = mentions
        keys = utterance.words.map { SixBitDigits.split(Pattern.key($0.key)) }
        var matches: [PhraseTable.Match] = []
        var starts = [0]
        starts.reserveCapacity(utterance.words.count + 1)
        for position in utterance.words.indices {
            classes.forEachMatch(in: utterance, at: position) {
                matches.append($0)
                return true
            }
            starts.append(matches.count)
        }
        classMatches = matches
        classStarts = starts
    }

    /// Where words of a class stand.
    func matches(ofClass number: Int) -> [Range<Int>] {
        guard classMatches.contains(where: { $0.number == number }) else { return [] }
        return utterance.words.indices.flatMap { start in
            classMatches[classRange(at: start)].filter { $0.number == number }.map { start..<$0.end }
        }
    }

    /// Where the word classes stand that begin at a word.
    private func classRange(at word: Int) -> Range<Int> { classStarts[word]..<classStarts[word + 1] }

    /// Where a pattern matches: the range of each of its pieces; nil where it doesn't.
    ///
    /// Each piece is found at its first place.
    func match(_ pattern: Pattern) -> [Range<Int>]? {
        var ranges: [Range<Int>] = []
        var piece = pattern.firstPiece
        for _ in 0..<pattern.pieceCount {
            guard let range = firstMatch(of: pattern, piece) else { return nil }
            ranges.append(range)
            piece = pattern.end(ofPieceAt: piece)
        }
        return ranges.isEmpty || holdsAbsent(of: pattern, piece) ? nil : ranges
    }

    /// Whether any of the pieces that must not match does; they stand behind the others.
    private func holdsAbsent(of pattern: Pattern, _ first: Int) -> Bool {
        var piece = first
        for _ in 0..<pattern.absentCount {
            if firstMatch(of: pattern, piece) != nil { return true }
            piece = pattern.end(ofPieceAt: piece)
        }
        return false
    }

    /// Every place where a pattern of one piece matches, and no other that it rules out; the first place of each piece of one with more.
    ///
    /// - Parameter withinClause: whether a gap may not reach into another clause.
    func allMatches(_ pattern: Pattern, withinClause: Bool = false) -> [Range<Int>] {
        guard pattern.pieceCount == 1 else { return match(pattern) ?? [] }
        let piece = pattern.firstPiece
        let elements = pattern.elementCount(ofPieceAt: piece)
        var found: [Range<Int>] = []
        for start in starts(of: pattern, piece) {
            guard let end = end(of: pattern, piece + 1, left: elements, isFirst: true, from: start) else { continue }
            // "No, elsewhere & …": words side by side may stand in two clauses where exceptions narrow the pattern.
            let mayCross = pattern.absentCount > 0 && end - start == elements
            if withinClause, !mayCross, utterance.clauses[start] != utterance.clauses[end - 1] { continue }
            found.append(start..<end)
        }
        return found.isEmpty || holdsAbsent(of: pattern, pattern.end(ofPieceAt: piece)) ? [] : found
    }

    private func firstMatch(of pattern: Pattern, _ piece: Int) -> Range<Int>? {
        let elements = pattern.elementCount(ofPieceAt: piece)
        for start in starts(of: pattern, piece) {
            if let end = end(of: pattern, piece + 1, left: elements, isFirst: true, from: start) { return start..<end }
        }
        return nil
    }

    /// The words at which a piece may begin: those at which an alternative of its first element stands.
    ///
    /// The alternatives are gone through once, and not once a word.
    private func starts(of pattern: Pattern, _ piece: Int) -> Places {
        let count = pattern.elementCount(ofPieceAt: piece) > 0 ? pattern.alternativeCount(ofElementAt: piece + 1) : 0
        var places = Places(count: keys.count)
        guard count > 0, places.canBeFewer else { return places }
        places.removeAll()
        var place = piece + 2
        for _ in 0..<count {
            let alternative = pattern.alternative(at: place)
            place = alternative.next
            guard alternative.kind == .words, alternative.number > 0 else {
                for position in keys.indices where next(after: alternative, of: pattern, at: position) != nil {
                    places.insert(position)
                }
                continue
            }
            guard let first = pattern.digits(at: alternative.payload) else { continue }
            for position in keys.indices where keys[position] == first { places.insert(position) }
        }
        return places
    }

    /// Words by their places, in order: all of them, or some of up to 64.
    private struct Places: Sequence, IteratorProtocol {
        private let count: Int
        private var following = 0
        private var some: UInt64?

        init(count: Int) { self.count = count }

        var canBeFewer: Bool { count <= UInt64.bitWidth }

        mutating func removeAll() { some = 0 }

        mutating func insert(_ place: Int) { some? |= 1 << UInt64(place) }

        mutating func next() -> Int? {
            if let left = some {
                guard left != 0 else { return nil }
                some = left & (left - 1)
                return left.trailingZeroBitCount
            }
            guard following < count else { return nil }
            defer { following += 1 }
            return following
        }
    }

    /// The end of the match of a piece, from one of its elements on, that begins at a word; nil where it doesn't match there.
    ///
    /// - Parameter left: how many elements there are from this one on.
    private func end(of pattern: Pattern, _ element: Int, left: Int, isFirst: Bool, from start: Int) -> Int? {
        guard left > 0 else { return start }
        let count = pattern.alternativeCount(ofElementAt: element)
        guard count > 0 else {
            // Gap behind gap is only where an archive is damaged, and would be tried without end.
            guard left == 1 || pattern.alternativeCount(ofElementAt: element + 1) > 0 else { return nil }
            for position in start...(start + Pattern.longestGap) {
                guard position < keys.count else { return nil }
                if start > 0, utterance.sentences[position] != utterance.sentences[start - 1] { return nil }
                if let end = end(of: pattern, element + 1, left: left - 1, isFirst: false, from: position) {
                    return end
                }
            }
            return nil
        }
        if !isFirst, start > 0, start < keys.count, utterance.sentences[start] != utterance.sentences[start - 1] {
            return nil
        }
        // Where the next element stands is looked for when it is needed.
        var behind: Int?
        func rest(from position: Int) -> Int? {
            if left == 1 { return position }
            let next = behind ?? pattern.end(ofElementAt: element)
            behind = next
            return end(of: pattern, next, left: left - 1, isFirst: false, from: position)
        }
        var place = element + 1
        for _ in 0..<count {
            let alternative = pattern.alternative(at: place)
            place = alternative.next
            if alternative.kind == .wordClass {
                guard start < keys.count else { continue }
                for match in classRange(at: start) where classMatches[match].number == alternative.number {
                    if let end = rest(from: classMatches[match].end) { return end }
                }
            } else if let next = next(after: alternative, of: pattern, at: start), let end = rest(from: next) {
                return end
            }
        }
        return nil
    }

    private func next(after alternative: Pattern.Alternative, of pattern: Pattern, at position: Int) -> Int? {
        guard position < keys.count else { return nil }
        switch alternative.kind {
        case .words:
            let count = alternative.number
            guard position + count <= keys.count else { return nil }
            for offset in 0..<count
            where pattern.digits(at: alternative.payload + offset) != keys[position + offset] {
                return nil
            }
            return position + count
        case .number:
            let word = utterance.words[position]
            let low = pattern.double(at: alternative.payload)
            let high = pattern.double(at: alternative.payload + 2)
            return word.kind == .number && word.value >= low && word.value <= high ? position + 1 : nil
        case .entity:
            let group = pattern.number(at: alternative.payload)
            return mentions.first { $0.words.lowerBound == position && $0.belongs(to: group) }?.words.upperBound
        case .wordClass:
            return classMatches[classRange(at: position)].first { $0.number == alternative.number }?.end
        }
    }
}
