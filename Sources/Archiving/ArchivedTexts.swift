// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts by their places, each read in place from an archive when it is asked for.
package struct ArchivedTexts: RandomAccessCollection, Sendable {
    private let records: EncodedRecords

    package init(_ texts: [String] = []) { records = EncodedRecords(texts) { $1.write($0) } }

    package var startIndex: Int { 0 }
    package var endIndex: Int { records.count }

    /// A text; empty where the archive is damaged.
    ///
    /// - Complexity: O(*n*) in its length.
    package subscript(place: Int) -> String {
        var reader = records.reader(at: place)
        return (try? reader.string()) ?? ""
    }
}

extension ArchivedTexts: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) { records = try EncodedRecords(from: &reader) }
    package func write(to writer: inout ArchiveWriter) { records.write(to: &writer) }
}
