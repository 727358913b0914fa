// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Where a statement comes from.
package struct Source: Hashable, Sendable {
    /// The short mark by which passages name it.
    package var id: String
    @DeferredText package var title: String
    /// Where it can be read; empty where nowhere in particular.
    @DeferredText package var address: String

    package init(id: String, title: String, address: String) {
        self.id = id
        self.title = title
        self.address = address
    }
}

extension Source: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        _title = try DeferredText(from: &reader)
        _address = try DeferredText(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        _title.write(to: &writer)
        _address.write(to: &writer)
    }
}
