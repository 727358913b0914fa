// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// A value that stays in the archive until it is first asked for, and is then remembered; shared by all copies of what holds it.
package final class Remembered<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>
    private let bytes: ArchiveBytes?
    private let offset: Int
    /// How the value is read; kept here, as to look up what a type conforms to costs a program that starts much.
    private let decode: (@Sendable (inout ArchiveReader) throws(ArchiveError) -> Value)?
    private let otherwise: @Sendable () -> Value

    package init(_ value: Value) {
        self.value = Mutex(value)
        bytes = nil
        offset = 0
        decode = nil
        otherwise = { value }
    }

    /// - Parameter otherwise: makes the value where the archive is damaged.
    package init(
        from reader: inout ArchiveReader, otherwise: @escaping @Sendable () -> Value
    ) throws(ArchiveError) where Value: Archivable {
        decode = { (reader: inout ArchiveReader) throws(ArchiveError) in try Value(from: &reader) }
        offset = try reader.encodedRange().lowerBound
        bytes = reader.bytes
        value = Mutex(nil)
        self.otherwise = otherwise
    }

    package func callAsFunction() -> Value {
        value.withLock { value in
            if let value { return value }
            var read: Value?
            if let bytes, let decode {
                var reader = ArchiveReader(bytes, at: offset)
                read = try? decode(&reader)
            }
            let found = read ?? otherwise()
            value = found
            return found
        }
    }

    package func write(to writer: inout ArchiveWriter) where Value: Archivable {
        var own = ArchiveWriter()
        self().write(to: &own)
        writer.write(encoded: own.bytes)
    }
}

extension Remembered: Equatable where Value: Equatable {
    package static func == (left: Remembered, right: Remembered) -> Bool { left === right || left() == right() }
}

extension Remembered: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(self()) }
}
