// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// The words of the pack's language beside its names.
package struct Lexicon: Hashable, Sendable {
    /// A written form to the words it stands for: other spellings and abbreviations.
    package var expansions: NamedLists
    /// Groups of words that mean the same in a search.
    package var synonyms: [[String]]
    /// Words that the reading grade counts as known.
    package var knownWords: [String]
    /// Words that carry no subject: not looked for in a search.
    package var stopWords: [String]

    package init(expansions: NamedLists, synonyms: [[String]], knownWords: [String], stopWords: [String]) {
        self.expansions = expansions
        self.synonyms = synonyms
        self.knownWords = knownWords
        self.stopWords = stopWords
    }
}

extension Lexicon: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        expansions = try NamedLists(from: &reader)
        synonyms = []
        for _ in 0..<max(0, try reader.int()) { synonyms.append(try reader.array()) }
        knownWords = try reader.array()
        stopWords = try reader.array()
    }

    package func write(to writer: inout ArchiveWriter) {
        expansions.write(to: &writer)
        writer.write(synonyms.count)
        for group in synonyms { writer.write(group) }
        writer.write(knownWords)
        writer.write(stopWords)
    }
}
