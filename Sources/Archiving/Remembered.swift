// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// A value that stays in the archive until it is first asked for, and is then remembered; shared by all copies of what holds it.
package final class Remembered<Value: Sendable>: Sendable {
    /// The value in memory; a part of it is read without a copy of the rest.
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    /// A `Box`; of no type of its own, as to look up the type of a lock for each kind of value costs more than the lock.
    private let box: Mutex<(any AnyObject & Sendable)?>
    private let bytes: ArchiveBytes?
    private let offset: Int
    /// How the value is read; kept here, as to look up what a type conforms to costs a program that starts much.
    private let decode: (@Sendable (inout ArchiveReader) throws(ArchiveError) -> Value)?
    private let otherwise: @Sendable () -> Value

    package init(_ value: Value) {
        box = Mutex(Box(value))
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
        box = Mutex(nil)
        self.otherwise = otherwise
    }

    package func callAsFunction() -> Value { read { $0 } }

    /// What `body` makes of the value.
    package func read<Result>(_ body: (Value) -> Result) -> Result {
        let known = box.withLock { box in
            if let box { return box }
            var read: Value?
            if let bytes, let decode {
                var reader = ArchiveReader(bytes, at: offset)
                read = try? decode(&reader)
            }
            let made = Box(read ?? otherwise())
            box = made
            return made
        }
        return body(unsafeDowncast(known, to: Box.self).value)
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
