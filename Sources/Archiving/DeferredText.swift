// SPDX-License-Identifier: GPL-3.0-or-later

/// A text that stays in the archive until it is asked for.
///
/// - Complexity: O(*n*) in its length, each time that it is read from an archive.
@propertyWrapper
package struct DeferredText: Sendable {
    private enum Storage: Sendable {
        case text(String)
        case archived(ArchiveBytes, Range<Int>)
    }

    private var storage: Storage

    package init(wrappedValue: String) { storage = .text(wrappedValue) }

    package var wrappedValue: String {
        get {
            switch storage {
            case .text(let text): text
            case .archived(let bytes, let range):
                bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
            }
        }
        set { storage = .text(newValue) }
    }
}

extension DeferredText: Hashable {
    package static func == (left: DeferredText, right: DeferredText) -> Bool { left.wrappedValue == right.wrappedValue }
    package func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}

extension DeferredText: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let range = try reader.encodedRange()
        storage = .archived(reader.bytes, range)
    }

    package func write(to writer: inout ArchiveWriter) { writer.write(wrappedValue) }
}
