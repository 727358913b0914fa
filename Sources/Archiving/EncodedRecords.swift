// SPDX-License-Identifier: GPL-3.0-or-later

/// Records of any length, found by their places and read in place from an archive.
package struct EncodedRecords: Sendable {
    /// Where each record stands, from the start of `range`.
    private let offsets: PackedArray<UInt32>
    private let bytes: ArchiveBytes
    private let range: Range<Int>

    package var count: Int { offsets.count }

    /// - Parameter encode: writes the record of an element.
    package init<Element>(_ elements: [Element], encode: (Element, inout ArchiveWriter) -> Void) {
        var writer = ArchiveWriter()
        offsets = PackedArray(
            elements.map { element in
                let offset = UInt32(writer.bytes.count)
                encode(element, &writer)
                return offset
            })
        bytes = ArchiveBytes(writer.bytes)
        range = 0..<writer.bytes.count
    }

    /// A reader at the record of a place, from 0.
    package func reader(at place: Int) -> ArchiveReader {
        ArchiveReader(bytes, at: range.lowerBound + min(Int(offsets[place]), range.count))
    }
}

extension EncodedRecords: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        offsets = try reader.packed()
        range = try reader.encodedRange()
        bytes = reader.bytes
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(offsets)
        bytes.withUnsafeBytes { writer.write(encoded: Array($0[range])) }
    }
}
