// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an archive could not be read.
package enum ArchiveError: Error, Hashable, Sendable {
    /// The bytes end before the value does, or are not of this format.
    case corrupt(offset: Int)
}

/// Bytes that stay where they are for as long as the program runs, or as long as this value lives.
package struct ArchiveBytes: Sendable {
    /// Owns the memory where it is not part of the program.
    private final class Owner: Sendable {
        let bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    private enum Storage: Sendable {
        case literal(StaticString)
        case array(Owner)
    }

    private let storage: Storage

    /// Bytes of a string literal, read in place.
    package init(_ literal: StaticString) { storage = .literal(literal) }

    package init(_ bytes: [UInt8]) { storage = .array(Owner(bytes)) }

    package var count: Int {
        switch storage {
        case .literal(let literal): literal.utf8CodeUnitCount
        case .array(let owner): owner.bytes.count
        }
    }

    package func withUnsafeBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        switch storage {
        case .literal(let literal):
            body(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        case .array(let owner):
            owner.bytes.withUnsafeBufferPointer { body($0) }
        }
    }
}

extension ArchiveBytes: CustomDebugStringConvertible, CustomReflectable {
    /// How many bytes there are: a compiled pack is far too much to print where a value that holds one is.
    package var debugDescription: String { "\(count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: ["count": count]) }
}

/// Reads back, in the same order, what an `ArchiveWriter` wrote; every read is checked against the end of the bytes.
package struct ArchiveReader {
    package let bytes: ArchiveBytes
    package private(set) var offset = 0

    package init(_ bytes: ArchiveBytes, at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    package mutating func int() throws(ArchiveError) -> Int {
        let start = offset
        let (value, end) = bytes.withUnsafeBytes { buffer -> (UInt, Int) in
            var value: UInt = 0
            var shift: UInt = 0
            var position = start
            while position < buffer.count, shift < 65 {
                let digit = buffer[position] &- 48
                guard digit < 64 else { return (0, -1) }
                value |= UInt(digit & 31) << shift
                shift += 5
                position += 1
                if digit & 32 == 0 { return (value, position) }
            }
            return (0, -1)
        }
        guard end >= 0 else { throw .corrupt(offset: start) }
        offset = end
        return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
    }

    package mutating func bool() throws(ArchiveError) -> Bool { try int() != 0 }

    package mutating func double() throws(ArchiveError) -> Double { Double(try int()) / 1_000_000 }

    package mutating func string() throws(ArchiveError) -> String {
        let range = try range(of: try int())
        return bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
    }

    /// Where six-bit values, or other encoded bytes, stand in the archive, for reading in place.
    package mutating func encodedRange() throws(ArchiveError) -> Range<Int> { try range(of: try int()) }

    package mutating func array<Element: Archivable>(
        of type: Element.Type = Element.self
    ) throws(ArchiveError) -> [Element] {
        let count = try int()
        guard count >= 0, count <= bytes.count - offset else { throw .corrupt(offset: offset) }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try Element(from: &self)) }
        return elements
    }

    package mutating func optional<Wrapped: Archivable>(
        _ type: Wrapped.Type = Wrapped.self
    ) throws(ArchiveError) -> Wrapped? {
        try bool() ? try Wrapped(from: &self) : nil
    }

    private mutating func range(of length: Int) throws(ArchiveError) -> Range<Int> {
        guard length >= 0, length <= bytes.count - offset else { throw .corrupt(offset: offset) }
        defer { offset += length }
        return offset..<(offset + length)
    }
}
