// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// Lists of words or texts, each under a name, in the order of the names; each stays in the archive until it is asked for.
package struct NamedLists: Sendable {
    private enum Storage: Sendable {
        case lists([String: [String]])
        case archived(Archived)
    }

    /// A name and its list in each record, in ascending order of the names; shared by all copies.
    private final class Archived: Sendable {
        let records: EncodedRecords
        let places: TextDirectory

        init(_ records: EncodedRecords, places: TextDirectory) {
            self.records = records
            self.places = places
        }
    }

    private var storage: Storage

    package init(_ lists: [String: [String]] = [:]) { storage = .lists(lists) }

    package var names: [String] {
        switch storage {
        case .lists(let lists): lists.keys.sorted()
        case .archived(let archived): (0..<archived.records.count).map { Self.name(at: $0, in: archived.records) }
        }
    }

    /// - Complexity: O(*m*) in the length of the list.
    package subscript(name: String) -> [String] {
        get {
            switch storage {
            case .lists(let lists): return lists[name] ?? []
            case .archived(let archived):
                guard let place = archived.places.place(of: name) else { return [] }
                return Self.list(at: place, in: archived.records)
            }
        }
        set {
            var lists = lists
            lists[name] = newValue
            storage = .lists(lists)
        }
    }

    /// One text of a list, which counts round and round; nil where the list has none.
    package func text(_ number: Int, of name: String) -> String? {
        switch storage {
        case .lists(let lists):
            guard let list = lists[name], !list.isEmpty else { return nil }
            return list[number % list.count]
        case .archived(let archived):
            guard let place = archived.places.place(of: name) else { return nil }
            return try? Self.text(number, at: place, in: archived.records)
        }
    }

    package func contains(_ name: String) -> Bool { place(of: name) != nil }

    /// The place of a name among all; nil where there is no such list.
    package func place(of name: String) -> Int? {
        switch storage {
        case .lists(let lists): lists[name] == nil ? nil : names.firstIndex(of: name)
        case .archived(let archived): archived.places.place(of: name)
        }
    }

    package mutating func merge(_ other: NamedLists) {
        storage = .lists(lists.merging(other.lists) { $0 + $1 })
    }

    private var lists: [String: [String]] {
        switch storage {
        case .lists(let lists): lists
        case .archived(let archived):
            Dictionary(
                (0..<archived.records.count).map { place in
                    (Self.name(at: place, in: archived.records), Self.list(at: place, in: archived.records))
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    // MARK: Records

    private static func name(at place: Int, in records: EncodedRecords) -> String {
        var reader = records.reader(at: place)
        return (try? reader.string()) ?? ""
    }

    private static func list(at place: Int, in records: EncodedRecords) -> [String] {
        var reader = records.reader(at: place)
        guard (try? reader.encodedRange()) != nil else { return [] }
        return (try? reader.array()) ?? []
    }

    private static func text(
        _ number: Int, at place: Int, in records: EncodedRecords
    ) throws(ArchiveError) -> String? {
        var reader = records.reader(at: place)
        _ = try reader.encodedRange()
        let count = try reader.int()
        guard count > 0 else { return nil }
        for _ in 0..<(number % count) { _ = try reader.encodedRange() }
        return try reader.string()
    }
}

extension NamedLists: Hashable {
    package static func == (left: NamedLists, right: NamedLists) -> Bool { left.lists == right.lists }
    package func hash(into hasher: inout Hasher) { hasher.combine(lists) }
}

extension NamedLists: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let places = try TextDirectory(from: &reader)
        let records = try EncodedRecords(from: &reader)
        guard records.count == places.count else { throw .corrupt(offset: reader.offset) }
        storage = .archived(Archived(records, places: places))
    }

    package func write(to writer: inout ArchiveWriter) {
        let lists = lists
        let names = lists.keys.sorted()
        TextDirectory(names).write(to: &writer)
        let records = EncodedRecords(names) { name, writer in
            writer.write(name)
            writer.write(lists[name] ?? [])
        }
        records.write(to: &writer)
    }
}
