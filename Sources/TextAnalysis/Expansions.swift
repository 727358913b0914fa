// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Other spellings and short forms, each with the words that it stands for, read in place from an archive.
package struct Expansions: Sendable {
    private let forms: HashDirectory
    /// Where the words of each form stand, from the start of `range`.
    private let offsets: PackedArray<UInt32>
    private let bytes: ArchiveBytes
    private let range: Range<Int>

    /// - Parameter lists: a written form to the words it stands for: `oestrogen` to `estrogen`, `mets` to `metastases`.
    package init(_ lists: [String: [String]]) {
        let sorted = lists.map { (hash: TextHash.of($0.key), words: $0.value) }.sorted { $0.hash < $1.hash }
        forms = HashDirectory(sorted.map(\.hash), bits: UInt64.bitWidth)
        var writer = ArchiveWriter()
        offsets = PackedArray(
            sorted.map { list in
                let offset = UInt32(writer.bytes.count)
                writer.write(list.words)
                return offset
            })
        bytes = ArchiveBytes(writer.bytes)
        range = 0..<writer.bytes.count
    }

    /// The words that a form stands for; nil where it stands for none.
    package subscript(form: String) -> [String]? {
        guard let place = forms.place(of: TextHash.of(form)), place < offsets.count else { return nil }
        var reader = ArchiveReader(bytes, at: range.lowerBound + min(Int(offsets[place]), range.count))
        return try? reader.array()
    }
}

extension Expansions: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral lists: (String, [String])...) { self.init(Dictionary(lists) { $1 }) }
}

extension Expansions: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        forms = try HashDirectory(from: &reader)
        offsets = try reader.packed()
        range = try reader.encodedRange()
        bytes = reader.bytes
    }

    package func write(to writer: inout ArchiveWriter) {
        forms.write(to: &writer)
        writer.write(offsets)
        bytes.withUnsafeBytes { writer.write(encoded: Array($0[range])) }
    }
}
