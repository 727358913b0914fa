// SPDX-License-Identifier: GPL-3.0-or-later

/// Where each of some texts stands in its list, found by its hash and read in place from an archive.
package struct TextDirectory: Sendable {
    private let hashes: HashDirectory
    /// How many texts there are.
    package let count: Int
    /// The place of each hash.
    private let places: PackedArray<UInt32>

    /// - Parameter texts: in the order of their list; of two that are the same the first is found.
    package init(_ texts: [String] = []) {
        var found: [(hash: UInt64, place: UInt32)] = []
        for (place, text) in texts.enumerated() { found.append((TextHash.of(text), UInt32(place))) }
        found.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
        var last: UInt64?
        found.removeAll { entry in
            defer { last = entry.hash }
            return entry.hash == last
        }
        hashes = HashDirectory(found.map(\.hash), bits: UInt64.bitWidth)
        places = PackedArray(found.map(\.place))
        count = texts.count
    }

    /// The place of a text, from 0; nil where it is not in the list.
    ///
    /// - Complexity: O(*n*) in its length.
    package func place(of text: String) -> Int? {
        guard let entry = hashes.place(of: TextHash.of(text)) else { return nil }
        let place = Int(places[entry])
        return place < count ? place : nil
    }
}

extension TextDirectory: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        hashes = try HashDirectory(from: &reader)
        places = try reader.packed()
        count = try reader.int()
        guard places.count == hashes.count, places.count <= count else { throw .corrupt(offset: reader.offset) }
    }

    package func write(to writer: inout ArchiveWriter) {
        hashes.write(to: &writer)
        writer.write(places)
        writer.write(count)
    }
}
