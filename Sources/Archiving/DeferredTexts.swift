// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts that stay in the archive until they are asked for.
///
/// What a conversation never looks at, such as the examples that models were trained on, so costs nothing when a program starts.
@propertyWrapper
package struct DeferredTexts: Sendable {
    private enum Storage: Sendable {
        case texts([String])
        case archived(ArchiveBytes, offset: Int)
    }

    private var storage: Storage

    package init(wrappedValue: [String]) { storage = .texts(wrappedValue) }

    /// The texts; none where the archive is damaged.
    ///
    /// - Complexity: O(*n*) in their length, each time that they are read from an archive.
    package var wrappedValue: [String] {
        get {
            switch storage {
            case .texts(let texts): return texts
            case .archived(let bytes, let offset):
                var reader = ArchiveReader(bytes, at: offset)
                return (try? reader.array()) ?? []
            }
        }
        set { storage = .texts(newValue) }
    }

    /// How many there are, without reading them.
    package var count: Int {
        switch storage {
        case .texts(let texts): return texts.count
        case .archived(let bytes, let offset):
            var reader = ArchiveReader(bytes, at: offset)
            return (try? reader.int()) ?? 0
        }
    }
}

extension DeferredTexts: Hashable {
    package static func == (left: DeferredTexts, right: DeferredTexts) -> Bool {
        left.wrappedValue == right.wrappedValue
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}

extension DeferredTexts: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let range = try reader.encodedRange()
        storage = .archived(reader.bytes, offset: range.lowerBound)
    }

    package func write(to writer: inout ArchiveWriter) {
        var own = ArchiveWriter()
        own.write(wrappedValue)
        writer.write(encoded: own.bytes)
    }
}
