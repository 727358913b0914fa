// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Words that are right as they stand, each with its stem, read in place: what is looked up need not be stemmed, nor its spelling
/// doubted.
package struct WordForms: Sendable {
    private static let mostEndings = 256
    /// What is set, beside the bytes that a stem keeps, where something may be preferred to a word.
    private static let openMark: UInt8 = 128

    /// The hashes of the words.
    private let words: HashDirectory
    /// The key of each word's stem.
    private let keys: PackedArray<UInt64>
    /// How many bytes of each word its stem keeps, and the number of the ending that they get.
    private let kept: PackedArray<UInt8>
    private let ending: PackedArray<UInt8>
    private let endings: [String]

    /// - Parameters:
    ///   - words: words without accents; those whose stem is put together in an unusual way are left out.
    ///   - isOpen: whether an analyzer that prefers some words may take one for another.
    package init(_ words: some Sequence<String>, isOpen: (String) -> Bool) {
        var endings = [""]
        var rows: [(hash: UInt64, key: UInt64, kept: UInt8, ending: UInt8)] = []
        for word in words {
            let stem = EnglishStemmer.stem(word)
            let kept = zip(word.utf8, stem.utf8).prefix { $0 == $1 }.count
            guard let rest = String(stem.utf8.dropFirst(kept)), kept < Self.openMark else { continue }
            if !endings.contains(rest), endings.count < Self.mostEndings { endings.append(rest) }
            guard let ending = endings.firstIndex(of: rest) else { continue }
            rows.append(
                (TextHash.of(word), TextHash.of(stem), UInt8(kept) | (isOpen(word) ? Self.openMark : 0), UInt8(ending)))
        }
        rows.sort { $0.hash < $1.hash }
        self.words = HashDirectory(rows.map(\.hash), bits: UInt64.bitWidth)
        keys = PackedArray(rows.map(\.key))
        kept = PackedArray(rows.map(\.kept))
        ending = PackedArray(rows.map(\.ending))
        self.endings = endings
    }

    /// A word with its stem; nil where it is not among those known.
    ///
    /// - Parameter settledOnly: whether a word that may be taken for another counts as not known.
    /// - Complexity: O(*n*) in the word's length.
    func stemmed(_ word: String, span: Range<Int>, settledOnly: Bool) -> Token? {
        var word = word
        guard let place = words.place(of: TextHash.of(word)) else { return nil }
        let own = kept[place]
        guard !settledOnly || own < Self.openMark else { return nil }
        let length = Int(own & ~Self.openMark)
        let ending = Int(ending[place])
        guard length <= word.utf8.count, ending < endings.count else { return nil }
        let isWhole = length == word.utf8.count && ending == 0
        let stem = isWhole ? word : word.withUTF8 { String(decoding: $0[..<length], as: UTF8.self) } + endings[ending]
        return Token(word: word, stem: stem, key: keys[place], span: span)
    }
}

extension WordForms {
    /// Whether a word is known and never taken for another.
    ///
    /// - Complexity: O(*n*) in its length.
    func isSettled(_ word: String) -> Bool {
        words.place(of: TextHash.of(word)).map { kept[$0] < Self.openMark } ?? false
    }
}

extension WordForms: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        words = try HashDirectory(from: &reader)
        keys = try reader.packed()
        kept = try reader.packed()
        ending = try reader.packed()
        endings = try reader.array()
        guard keys.count == words.count, kept.count == words.count, ending.count == words.count else {
            throw .corrupt(offset: reader.offset)
        }
    }

    package func write(to writer: inout ArchiveWriter) {
        words.write(to: &writer)
        writer.write(keys)
        writer.write(kept)
        writer.write(ending)
        writer.write(endings)
    }
}
