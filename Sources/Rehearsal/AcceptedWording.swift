// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// One way of saying a key point: the ideas that have to be there, each with the words that stand for it.
struct AcceptedWording: Sendable {
    /// An idea, as the concepts of the words that say it; one of the alternatives is enough.
    struct Idea: Sendable {
        /// Each alternative is a run of words, and each word the set of concepts that stand for it.
        var alternatives: [[Set<String>]]
    }

    var ideas: [Idea]
    /// Whether it denies something.
    var isDenial: Bool

    /// Reads `lowers/holds pressure`; small words and denials are no ideas of their own.
    init(_ text: String, cues: MarkingCues, reader: StatementReader) {
        ideas = []
        isDenial = false
        for piece in Self.pieces(of: text) {
            let isGroup = piece.count > 1
            let alternatives = piece.compactMap { alternative -> [Set<String>]? in
                let statement = reader.written(alternative)
                if !isGroup, !statement.ranges(of: cues.negation).isEmpty {
                    isDenial = true
                    return nil
                }
                let meaningful = statement.words.indices.filter { !cues.isSmall(statement.words[$0]) }
                // In a group a small word was written on purpose.
                let kept = meaningful.isEmpty && isGroup ? Array(statement.words.indices) : meaningful
                return kept.isEmpty ? nil : kept.map { statement.concepts[$0] }
            }
            if !alternatives.isEmpty { ideas.append(Idea(alternatives: alternatives)) }
        }
        joinNames(in: text, cues: cues, reader: reader)
    }

    /// The words of a wording, each with those that are as good; a slash before a figure parts nothing.
    private static func pieces(of text: String) -> [[String]] {
        text.split(separator: " ").map { word in
            var alternatives: [Substring] = []
            var start = word.startIndex
            for index in word.indices where word[index] == "/" {
                let next = word.index(after: index)
                guard next < word.endIndex, !word[next].isNumber, index > start else { continue }
                alternatives.append(word[start..<index])
                start = next
            }
            alternatives.append(word[start...])
            return alternatives.map { String($0.replacing("-", with: " ")) }
        }
    }

    /// A name of several words is met by any other name of the same thing.
    private mutating func joinNames(in text: String, cues: MarkingCues, reader: StatementReader) {
        guard !text.contains("/") else { return }
        let statement = reader.written(text)
        let denials = statement.ranges(of: cues.negation)
        let meaningful = statement.words.indices.filter { word in
            !cues.isSmall(statement.words[word]) && !denials.contains { $0.contains(word) }
        }
        guard meaningful.count == ideas.count else { return }
        var joined: [Idea] = []
        var lastName: String?
        for (place, word) in meaningful.enumerated() {
            let name = statement.concepts[word].filter { $0.hasPrefix("@") }.min()
            if let name, name == lastName {
                // The name's further words: the first alternative is its words, the second its entity.
                joined[joined.count - 1].alternatives[0] += ideas[place].alternatives[0]
            } else if let name {
                joined.append(Idea(alternatives: [ideas[place].alternatives[0], [[name]]]))
            } else {
                joined.append(ideas[place])
            }
            lastName = name
        }
        ideas = joined
    }
}
