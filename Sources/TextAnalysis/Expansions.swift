// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Other spellings and short forms, each with the words that it stands for, read in place from an archive.
package struct Expansions: Sendable {
    private let forms: HashDirectory
    /// The words that each form stands for.
    private let words: EncodedRecords

    /// - Parameter lists: a written form to the words it stands for: `oestrogen` to `estrogen`, `mets` to `metastases`.
    package init(_ lists: [String: [String]]) {
        let sorted = lists.map { (hash: TextHash.of($0.key), words: $0.value) }.sorted { $0.hash < $1.hash }
        forms = HashDirectory(sorted.map(\.hash), bits: UInt64.bitWidth)
        words = EncodedRecords(sorted.map(\.words)) { $1.write($0) }
    }

    /// The words that a form stands for; nil where it stands for none.
    package subscript(form: String) -> [String]? {
        guard let place = forms.place(of: TextHash.of(form)), place < words.count else { return nil }
        var reader = words.reader(at: place)
        return try? reader.array()
    }
}

extension Expansions: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral lists: (String, [String])...) { self.init(Dictionary(lists) { $1 }) }
}

extension Expansions: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        forms = try HashDirectory(from: &reader)
        words = try EncodedRecords(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        forms.write(to: &writer)
        words.write(to: &writer)
    }
}
