// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A part of a pack that can be looked at without the others of its kind.
protocol PackPart: Archivable, Sendable {
    /// What is read where the archive is damaged.
    static var unreadable: Self { get }
}

/// The parts of one kind, in the order of the pack; each stays in the archive until it is looked at, and is then remembered.
///
/// What a part must be is asked of the extension alone, as to look that up for each kind costs a program that starts much.
struct PackList<Part: Sendable>: Sendable {
    private enum Storage: Sendable {
        case parts([Part])
        case archived(ArchivedParts)
    }

    private var storage: Storage

    init(_ parts: [Part] = []) { storage = .parts(parts) }
}

/// One part that was read, or all.
private final class Box<Value: Sendable>: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

extension PackList where Part: PackPart {
    var count: Int {
        switch storage {
        case .parts(let parts): parts.count
        case .archived(let archived): archived.records.count
        }
    }

    /// The part at a place.
    subscript(place: Int) -> Part {
        switch storage {
        case .parts(let parts): return parts[place]
        case .archived(let archived):
            precondition(place >= 0 && place < archived.records.count)
            // A list puts nothing else into the boxes.
            if let known = archived.box(at: place) { return unsafeDowncast(known, to: Box<Part>.self).value }
            if let all = archived.boxOfAll { return unsafeDowncast(all, to: Box<[Part]>.self).value[place] }
            let part = Self.part(at: place, in: archived.records)
            archived.remember(Box(part), at: place)
            return part
        }
    }

    /// All parts.
    ///
    /// - Complexity: O(*n*) in their length the first time.
    var all: [Part] {
        switch storage {
        case .parts(let parts): return parts
        case .archived(let archived):
            if let known = archived.boxOfAll { return unsafeDowncast(known, to: Box<[Part]>.self).value }
            let all = (0..<archived.records.count).map { Self.part(at: $0, in: archived.records) }
            archived.rememberAll(Box(all))
            return all
        }
    }

    private static func part(at place: Int, in records: EncodedRecords) -> Part {
        var reader = records.reader(at: place)
        return (try? Part(from: &reader)) ?? .unreadable
    }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        storage = .archived(ArchivedParts(try EncodedRecords(from: &reader)))
    }

    func write(to writer: inout ArchiveWriter) { EncodedRecords(all) { $0.write(to: &$1) }.write(to: &writer) }
}
