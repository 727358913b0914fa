// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// Finds patterns in one utterance.
struct PatternMatcher {
    let utterance: AnalyzedUtterance
    let mentions: [EntityMention]
    /// The word classes that begin at each word.
    private let classMatches: [[PhraseTable.Match]]

    init(utterance: AnalyzedUtterance, mentions: [EntityMention], classes: PhraseTable) {
        self.utterance = utterance
        self.mentions = mentions
        classMatches = utterance.words.indices.map { classes.matches(in: utterance, at: $0) }
    }

    /// Where words of a class stand.
    func matches(ofClass number: Int) -> [Range<Int>] {
        classMatches.enumerated().flatMap { start, matches in
            matches.filter { $0.number == number }.map { start..<$0.end }
        }
    }

    /// Where a pattern matches: the range of each of its pieces; nil where it doesn't.
    ///
    /// Each piece is found at its first place.
    func match(_ pattern: Pattern) -> [Range<Int>]? {
        var ranges: [Range<Int>] = []
        for piece in pattern.pieces {
            guard let range = firstMatch(of: piece) else { return nil }
            ranges.append(range)
        }
        if pattern.absent.contains(where: { firstMatch(of: $0) != nil }) { return nil }
        return ranges.isEmpty ? nil : ranges
    }

    /// Every place where a one-piece pattern matches.
    ///
    /// - Parameter withinClause: whether a gap may not reach into another clause.
    func allMatches(_ pattern: Pattern, withinClause: Bool = false) -> [Range<Int>] {
        guard pattern.pieces.count == 1, pattern.absent.isEmpty, let piece = pattern.pieces.first else {
            return match(pattern) ?? []
        }
        return utterance.words.indices.compactMap { start in
            guard let end = end(of: piece, 0, from: start) else { return nil }
            if withinClause, utterance.clauses[start] != utterance.clauses[end - 1] { return nil }
            return start..<end
        }
    }

    private func firstMatch(of piece: [Pattern.Element]) -> Range<Int>? {
        for start in utterance.words.indices {
            if let end = end(of: piece, 0, from: start) { return start..<end }
        }
        return nil
    }

    /// The end of the match of a piece, from one of its elements on, that begins at a word; nil where it doesn't match there.
    private func end(of piece: [Pattern.Element], _ place: Int, from start: Int) -> Int? {
        guard place < piece.count else { return start }
        switch piece[place] {
        case .gap:
            for skipped in 0...Pattern.longestGap {
                let position = start + skipped
                guard position < utterance.words.count else { return nil }
                if start > 0, utterance.sentences[position] != utterance.sentences[start - 1] { return nil }
                if let end = end(of: piece, place + 1, from: position) { return end }
            }
            return nil
        case .oneOf(let alternatives):
            if place > 0, start > 0, start < utterance.words.count,
                utterance.sentences[start] != utterance.sentences[start - 1]
            {
                return nil
            }
            for alternative in alternatives {
                if case .wordClass(let number) = alternative {
                    guard start < classMatches.count else { continue }
                    for match in classMatches[start] where match.number == number {
                        if let end = end(of: piece, place + 1, from: match.end) { return end }
                    }
                } else if let next = next(after: alternative, at: start),
                    let end = end(of: piece, place + 1, from: next)
                {
                    return end
                }
            }
            return nil
        }
    }

    private func next(after alternative: Pattern.Alternative, at position: Int) -> Int? {
        guard position < utterance.words.count else { return nil }
        switch alternative {
        case .words(let stems):
            guard position + stems.count <= utterance.words.count else { return nil }
            for (offset, stem) in stems.enumerated() where utterance.words[position + offset].stem != stem {
                return nil
            }
            return position + stems.count
        case .number(let low, let high):
            let word = utterance.words[position]
            return word.kind == .number && word.value >= low && word.value <= high ? position + 1 : nil
        case .entity(let group):
            return mentions.first { $0.words.lowerBound == position && $0.groups.contains(group) }?.words.upperBound
        case .wordClass(let number):
            return classMatches[position].first { $0.number == number }?.end
        }
    }
}
