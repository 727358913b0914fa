// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Where a statement comes from.
package struct Source: Hashable, Sendable {
    /// The short mark by which passages name it.
    package var id: String
    package var title: String
    /// Where it can be read; empty where nowhere in particular.
    package var address: String

    package init(id: String, title: String, address: String) {
        self.id = id
        self.title = title
        self.address = address
    }
}

extension Source: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        title = try reader.string()
        address = try reader.string()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(title)
        writer.write(address)
    }
}
