// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an archive could not be read.
public enum ArchiveError: Error, Hashable, Sendable {
    /// The bytes end before the value does, or are not of this format.
    case corrupt(offset: Int)
}

/// Reads back, in the same order, what an `ArchiveWriter` wrote; every read is checked against the end of the bytes.
///
/// Public, as only what is public is compiled into other modules, and a program that starts does little else.
public struct ArchiveReader {
    /// What is read from.
    public let bytes: ArchiveBytes
    /// Where the next value stands.
    public var offset = 0

    /// A reader of what stands from an offset on.
    @inlinable
    public init(_ bytes: ArchiveBytes, at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// A number of any size.
    @inlinable
    public mutating func int() throws(ArchiveError) -> Int {
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

    /// A truth value.
    @inlinable
    public mutating func bool() throws(ArchiveError) -> Bool { try int() != 0 }

    /// A number with six decimal places.
    @inlinable
    public mutating func double() throws(ArchiveError) -> Double { Double(try int()) / 1_000_000 }

    /// A text.
    @inlinable
    public mutating func string() throws(ArchiveError) -> String {
        let range = try range(of: try int())
        return bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
    }

    /// Where encoded bytes stand in the archive, for reading in place.
    @inlinable
    public mutating func encodedRange() throws(ArchiveError) -> Range<Int> { try range(of: try int()) }

    /// Numbers that `write(packed:)` wrote, to be read where they stand.
    @inlinable
    public mutating func packed<Element: PackedNumber>(
        of type: Element.Type = Element.self
    ) throws(ArchiveError) -> PackedArray<Element> {
        let count = try int()
        let width = Element.digits
        guard count >= 0, count <= (bytes.count - offset) / width else { throw .corrupt(offset: offset) }
        return PackedArray(bytes, at: try range(of: count * width).lowerBound, count: count)
    }

    /// A list.
    @inlinable
    public mutating func array<Element: Archivable>(
        of type: Element.Type = Element.self
    ) throws(ArchiveError) -> [Element] {
        let count = try int()
        guard count >= 0, count <= bytes.count - offset else { throw .corrupt(offset: offset) }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try Element(from: &self)) }
        return elements
    }

    /// A value that may not be there.
    @inlinable
    public mutating func optional<Wrapped: Archivable>(
        _ type: Wrapped.Type = Wrapped.self
    ) throws(ArchiveError) -> Wrapped? {
        try bool() ? try Wrapped(from: &self) : nil
    }

    @inlinable
    mutating func range(of length: Int) throws(ArchiveError) -> Range<Int> {
        guard length >= 0, length <= bytes.count - offset else { throw .corrupt(offset: offset) }
        defer { offset += length }
        return offset..<(offset + length)
    }
}
