// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// What people put around what they say, and leave out between: "um, quick question …", "… please", a question that begins without
/// a sign before it.
///
/// Taken off, or put in, before anything is read, so that the same words mean the same however they are framed.
struct Framing: Sendable {
    /// The keys of phrases that say nothing at the start of a message, and at its end, longest first.
    private let openings: [[UInt64]]
    private let closings: [[UInt64]]
    /// The keys of pairs of words that begin a question by turning verb and person round.
    private let inversions: [[UInt64]]
    /// The keys of words before such a pair with which it is no question of its own.
    private let leads: HashDirectory

    /// Fewer words than these are read with their frame: it may be all that is meant.
    private static let fewestWords = 3
    /// How many words back something may stand that the question belongs to.
    private static let reach = 3
    /// How many words a question without a sign has at least, and what is before it.
    private static let shortestQuestion = 3

    init(pack: Pack, analyzer: Analyzer) {
        func phrases(_ trigger: ScopeTrigger) -> [[UInt64]] {
            pack.scope[trigger.name].map { analyzer.tokens(of: $0).filter(\.isContent).map(\.key) }
                .filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        }
        openings = phrases(.opening)
        closings = phrases(.closing)
        inversions = phrases(.inversion).filter { $0.count == 2 }
        leads = HashDirectory(Set(phrases(.lead).joined()).sorted(), bits: UInt64.bitWidth)
    }

    /// The utterance without its frame, each of its questions a sentence.
    ///
    /// - Complexity: O(*n*) in its words.
    func removed(from utterance: AnalyzedUtterance) -> AnalyzedUtterance {
        let keys = utterance.words.map(\.key)
        var range = keys.indices
        while let phrase = openings.first(where: { keys[range].starts(with: $0) }) {
            range = range.dropFirst(phrase.count)
        }
        while let phrase = closings.first(where: { keys[range].suffix($0.count).elementsEqual($0) }) {
            range = range.dropLast(phrase.count)
        }
        let kept = range.count < Self.fewestWords ? keys.indices : range
        let rest = kept == keys.indices ? utterance : utterance.without(Set(keys.indices).subtracting(kept))
        return rest.broken(before: unmarkedQuestions(in: rest))
    }

    /// Where a question begins in the middle of a sentence.
    private func unmarkedQuestions(in utterance: AnalyzedUtterance) -> [Int] {
        guard !inversions.isEmpty else { return [] }
        let words = utterance.words
        var found: [Int] = []
        var start = 0
        for place in words.indices {
            if utterance.startsSentence(place) { start = place }
            guard place - start >= Self.shortestQuestion, words.count - place >= Self.shortestQuestion,
                inversions.contains(where: { $0[0] == words[place].key && $0[1] == words[place + 1].key }),
                utterance.sentences[place + 2] == utterance.sentences[place],
                !words[max(start, place - Self.reach)..<place].contains(where: { leads.contains($0.key) })
            else { continue }
            found.append(place)
            start = place
        }
        return found
    }
}

extension Framing: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        openings = try reader.phrases()
        closings = try reader.phrases()
        inversions = try reader.phrases()
        leads = try HashDirectory(from: &reader)
        guard inversions.allSatisfy({ $0.count == 2 }) else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        for phrases in [openings, closings, inversions] {
            writer.write(phrases.count)
            for phrase in phrases { writer.write(packed: phrase) }
        }
        leads.write(to: &writer)
    }
}

extension ArchiveReader {
    /// Runs of keys.
    fileprivate mutating func phrases() throws(ArchiveError) -> [[UInt64]] {
        var phrases: [[UInt64]] = []
        for _ in 0..<max(0, try int()) { phrases.append(try packed(of: UInt64.self).elements) }
        return phrases
    }
}
