// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Lists of words or texts, each under a name, in the order of the names.
package struct NamedLists: Hashable, Sendable {
    private var lists: [String: [String]]

    package init(_ lists: [String: [String]] = [:]) { self.lists = lists }

    package var names: [String] { lists.keys.sorted() }

    package subscript(name: String) -> [String] {
        get { lists[name] ?? [] }
        set { lists[name] = newValue }
    }

    package func contains(_ name: String) -> Bool { lists[name] != nil }

    package mutating func merge(_ other: NamedLists) { lists.merge(other.lists) { $0 + $1 } }
}

extension NamedLists: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        lists = [:]
        for _ in 0..<max(0, try reader.int()) {
            let name = try reader.string()
            lists[name] = try reader.array()
        }
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(lists.count)
        for name in names {
            writer.write(name)
            writer.write(self[name])
        }
    }
}
