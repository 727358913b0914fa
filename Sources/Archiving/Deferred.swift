// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that stays in the archive until it is asked for, as most of a pack never is in one conversation.
///
/// - Complexity: reading it costs its decoding, each time.
@propertyWrapper
package struct Deferred<Value: Sendable>: Sendable {
    private enum Storage: Sendable {
        case value(Value)
        case archived(ArchiveBytes, offset: Int, decode: Decode, otherwise: Value)
    }

    /// How a value is read; kept here, as to look up again and again what a type conforms to costs a program that starts much.
    private typealias Decode = @Sendable (inout ArchiveReader) throws(ArchiveError) -> Value

    private var storage: Storage

    package init(wrappedValue: Value) { storage = .value(wrappedValue) }

    package var wrappedValue: Value {
        get {
            switch storage {
            case .value(let value): return value
            case .archived(let bytes, let offset, let decode, let otherwise):
                var reader = ArchiveReader(bytes, at: offset)
                return (try? decode(&reader)) ?? otherwise
            }
        }
        set { storage = .value(newValue) }
    }
}

extension Deferred where Value: Archivable {
    /// - Parameter otherwise: the value where the archive is damaged.
    package init(from reader: inout ArchiveReader, otherwise: Value) throws(ArchiveError) {
        let range = try reader.encodedRange()
        storage = .archived(
            reader.bytes, offset: range.lowerBound,
            decode: { (reader: inout ArchiveReader) throws(ArchiveError) in try Value(from: &reader) },
            otherwise: otherwise)
    }

    package func write(to writer: inout ArchiveWriter) {
        var own = ArchiveWriter()
        wrappedValue.write(to: &own)
        writer.write(encoded: own.bytes)
    }
}

extension Deferred: Equatable where Value: Equatable {
    package static func == (left: Deferred, right: Deferred) -> Bool { left.wrappedValue == right.wrappedValue }
}

extension Deferred: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
