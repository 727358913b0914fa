// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// A feature of an utterance and how often it occurs.
struct Feature: Hashable, Sendable {
    /// Its block above thirty bits, and below them the hash of its kind and text.
    var key: UInt32
    var count: Int32

    var hash: UInt32 { key & FeatureExtractor.hashMask }
    var block: Int { Int(key >> FeatureExtractor.hashBits) }
}

/// Turns an utterance into features: stems and pairs of stems; groups of letters; the kinds of things that are named.
///
/// Names are seen twice, as themselves and as their kind, so that what is learnt with one medicine holds for another; words are
/// seen twice where they mean the same as others.
struct FeatureExtractor: Sendable {
    /// Features that are weighed against each other; each block has a weight of its own in an utterance.
    enum Block: Int, CaseIterable {
        case words, letters, kinds

        var weight: Float {
            switch self {
            case .words: 1
            case .letters: 0.8
            case .kinds: 0.8
            }
        }
    }

    /// The tags that keep features of different kinds apart.
    private enum Tag: UInt64 {
        case word = 1
        case pair, letters, kind, kindPair, topic, start, question, length, synonym, wordClass, deniedClass, classPair,
            denied
    }

    /// The word classes that begin at each word, and the words that are denied.
    struct ClassReading: Sendable {
        var places: [(word: Int, number: Int)] = []
        var denied: Set<Int> = []
    }

    static let hashBits: UInt32 = 30
    static let hashMask: UInt32 = 1 << hashBits - 1
    /// The hash of what stands before the first and after the last word.
    private static let edge: UInt64 = 0x5e
    /// How many words apart the word classes of a pair may begin.
    private static let classReach = 5
    /// The hash of what stands for any number.
    private static let number = TextHash.of("#")

    private let synonyms: Synonyms

    /// - Parameter synonyms: words that are seen twice, as themselves and as what they mean.
    init(synonyms: Synonyms = Synonyms()) { self.synonyms = synonyms }

    /// The features of an utterance, by ascending key.
    ///
    /// - Parameter classes: word classes that are features of their own, alone, denied, and in pairs near each other.
    func features(
        of utterance: AnalyzedUtterance, mentions: [EntityMention], classes: ClassReading = ClassReading()
    ) -> [Feature] {
        var keys: [UInt32] = []
        keys.reserveCapacity(utterance.words.count * 20 + 8)
        addWords(utterance, to: &keys)
        addKinds(utterance, mentions: mentions, to: &keys)
        addClasses(classes, in: utterance, to: &keys)
        if utterance.endsInQuestionMark.contains(true) { keys.append(Self.key(.words, .question, 0)) }
        let bucket = [1, 2, 3, 5, 8, 13, 21, 34].firstIndex { utterance.words.count <= $0 } ?? 8
        keys.append(Self.key(.words, .length, UInt64(bucket)))
        return Self.counted(&keys)
    }

    private static func counted(_ keys: inout [UInt32]) -> [Feature] {
        keys.sort()
        var features: [Feature] = []
        features.reserveCapacity(keys.count)
        for key in keys {
            if features.last?.key == key {
                features[features.count - 1].count += 1
            } else {
                features.append(Feature(key: key, count: 1))
            }
        }
        return features
    }

    private func addWords(_ utterance: AnalyzedUtterance, to keys: inout [UInt32]) {
        var previous = Self.edge
        for (position, word) in utterance.words.enumerated() {
            let stem = word.kind == .number ? Self.number : word.key
            keys.append(Self.key(.words, .word, stem))
            keys.append(Self.key(.words, .pair, Self.joined(previous, stem)))
            if position < 2 { keys.append(Self.key(.words, .start, stem)) }
            previous = stem
            guard word.kind == .word else { continue }
            if let synonym = synonyms.hash(of: word.key) { keys.append(Self.key(.kinds, .synonym, synonym)) }
            addLetters(of: word.normal, to: &keys)
        }
        keys.append(Self.key(.words, .pair, Self.joined(previous, Self.edge)))
    }

    /// Groups of three to five letters of a word with its ends.
    private func addLetters(of word: String, to keys: inout [UInt32]) {
        var word = word
        word.withUTF8 { utf8 in
            let count = utf8.count + 2
            func letter(_ place: Int) -> UInt8 {
                place == 0 ? UInt8(ascii: "<") : place == count - 1 ? UInt8(ascii: ">") : utf8[place - 1]
            }
            for start in 0..<(count - 2) {
                var hash = TextHash.empty
                for end in start..<min(count, start + 5) {
                    hash = TextHash.adding(letter(end), to: hash)
                    if end - start >= 2 { keys.append(Self.key(.letters, .letters, hash)) }
                }
            }
        }
    }

    /// The utterance again, with each name replaced by its kind.
    private func addKinds(_ utterance: AnalyzedUtterance, mentions: [EntityMention], to keys: inout [UInt32]) {
        guard !mentions.isEmpty else { return }
        var previous = Self.edge
        var previousIsKind = false
        var position = 0
        var next = 0
        while position < utterance.words.count {
            let mention = next < mentions.count && mentions[next].words.lowerBound == position ? mentions[next] : nil
            let current = mention?.kindKey ?? utterance.words[position].key
            if let mention {
                next += 1
                keys.append(Self.key(.kinds, .kind, current))
                keys.append(Self.key(.kinds, .topic, mention.topicKey))
                for group in mention.groupKeys { keys.append(Self.key(.kinds, .kind, group)) }
            }
            if mention != nil || previousIsKind {
                keys.append(Self.key(.kinds, .kindPair, Self.joined(previous, current)))
            }
            previous = current
            previousIsKind = mention != nil
            position = mention?.words.upperBound ?? position + 1
        }
        if previousIsKind { keys.append(Self.key(.kinds, .kindPair, Self.joined(previous, Self.edge))) }
    }

    private func addClasses(_ classes: ClassReading, in utterance: AnalyzedUtterance, to keys: inout [UInt32]) {
        for (index, place) in classes.places.enumerated() {
            let number = UInt64(place.number)
            keys.append(Self.key(.kinds, .wordClass, number))
            if classes.denied.contains(place.word) { keys.append(Self.key(.kinds, .deniedClass, number)) }
            for other in classes.places[(index + 1)...] where other.number != place.number && other.word > place.word {
                if other.word - place.word > Self.classReach { break }
                keys.append(Self.key(.kinds, .classPair, Self.joined(number + 1, UInt64(other.number))))
            }
        }
        for word in classes.denied { keys.append(Self.key(.kinds, .denied, utterance.words[word].key)) }
    }

    private static func joined(_ left: UInt64, _ right: UInt64) -> UInt64 {
        ((left << 23 | left >> 41) ^ right) &* 0x9e37_79b9_7f4a_7c15
    }

    /// A hash mixed with its tag and folded to thirty bits, below its block.
    private static func key(_ block: Block, _ tag: Tag, _ hash: UInt64) -> UInt32 {
        var mixed = (hash ^ tag.rawValue &* 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
        mixed ^= mixed >> 32
        mixed = mixed &* 0xc4ce_b9fe_1a85_ec53
        return UInt32(block.rawValue) << hashBits | UInt32(truncatingIfNeeded: mixed >> 34)
    }
}
