// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// A feature of an utterance, as a hash of its kind and text, and how often it occurs.
struct Feature: Hashable, Sendable {
    var hash: UInt32
    var count: Float
}

/// Turns an utterance into features: stems, pairs of stems, groups of letters, and the kinds of things that are named.
///
/// Names are seen twice, as themselves and as their kind, so that what is learnt with one medicine holds for another.
struct FeatureExtractor: Sendable {
    /// The tags that keep features of different kinds apart.
    private enum Tag: UInt8 {
        case word = 1
        case pair, letters, kind, kindPair, topic, start, question, length
    }

    func features(of utterance: AnalyzedUtterance, mentions: [EntityMention]) -> [Feature] {
        var hashes: [UInt32] = []
        hashes.reserveCapacity(utterance.words.count * 12)
        addWords(utterance, to: &hashes)
        addKinds(utterance, mentions: mentions, to: &hashes)
        if utterance.endsInQuestionMark.contains(true) { hashes.append(Self.hash(.question, [])) }
        let bucket = [1, 2, 3, 5, 8, 13, 21, 34].firstIndex { utterance.words.count <= $0 } ?? 8
        hashes.append(Self.hash(.length, [UInt8(bucket)]))
        return Self.counted(hashes)
    }

    private static func counted(_ hashes: [UInt32]) -> [Feature] {
        var features: [Feature] = []
        for hash in hashes.sorted() {
            if features.last?.hash == hash {
                features[features.count - 1].count += 1
            } else {
                features.append(Feature(hash: hash, count: 1))
            }
        }
        return features
    }

    private func addWords(_ utterance: AnalyzedUtterance, to hashes: inout [UInt32]) {
        var previous: [UInt8] = Array("^".utf8)
        for (position, word) in utterance.words.enumerated() {
            let stem = Array((word.kind == .number ? "#" : word.stem).utf8)
            hashes.append(Self.hash(.word, stem))
            hashes.append(Self.hash(.pair, previous + [32] + stem))
            if position < 2 { hashes.append(Self.hash(.start, stem)) }
            previous = stem
            guard word.kind == .word else { continue }
            let letters = [UInt8(ascii: "<")] + Array(word.normal.utf8) + [UInt8(ascii: ">")]
            for size in 3...4 where letters.count >= size {
                for start in 0...(letters.count - size) {
                    hashes.append(Self.hash(.letters, letters[start..<(start + size)]))
                }
            }
        }
        hashes.append(Self.hash(.pair, previous + [32, UInt8(ascii: "$")]))
    }

    /// The utterance again, with each name replaced by its kind.
    private func addKinds(_ utterance: AnalyzedUtterance, mentions: [EntityMention], to hashes: inout [UInt32]) {
        guard !mentions.isEmpty else { return }
        var previous: [UInt8] = Array("^".utf8)
        var position = 0
        while position < utterance.words.count {
            let mention = mentions.first { $0.words.lowerBound == position }
            let current = Array((mention.map { "@" + $0.entity.kind } ?? utterance.words[position].stem).utf8)
            if let mention {
                hashes.append(Self.hash(.kind, current))
                hashes.append(Self.hash(.topic, Array(mention.entity.topic.utf8)))
                for group in mention.entity.groups { hashes.append(Self.hash(.kind, Array(group.utf8))) }
            }
            if mention != nil || previous.first == UInt8(ascii: "@") {
                hashes.append(Self.hash(.kindPair, previous + [32] + current))
            }
            previous = current
            position = mention?.words.upperBound ?? position + 1
        }
        if previous.first == UInt8(ascii: "@") {
            hashes.append(Self.hash(.kindPair, previous + [32, UInt8(ascii: "$")]))
        }
    }

    /// The hash of a feature's tag and bytes, 30 bits.
    ///
    /// FNV-1a, by G. Fowler, L. C. Noll and K.-P. Vo, 1991, folded.
    private static func hash(_ tag: Tag, _ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        hash = (hash ^ UInt64(tag.rawValue)) &* 0x100_0000_01b3
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt32(truncatingIfNeeded: (hash >> 34) ^ hash) & 0x3fff_ffff
    }
}
