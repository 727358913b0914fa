// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that can be written to an archive and read back.
public protocol Archivable {
    /// Reads what `write(to:)` wrote.
    init(from reader: inout ArchiveReader) throws(ArchiveError)
    /// Writes the value behind what was written before.
    func write(to writer: inout ArchiveWriter)
}

/// Writes values one after another into bytes that are also valid UTF-8 text.
///
/// Numbers are variable-length, five bits a byte, or of a fixed count of six-bit digits, in the 64 characters from `0` to `o`; strings
/// are their length and their UTF-8. So an archive can stand in a Swift string literal, where the program reads it in place: no decoding,
/// no file, no start-up cost beyond touching the pages.
public struct ArchiveWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ value: Int) {
        var rest = UInt(bitPattern: (value << 1) ^ (value >> (Int.bitWidth - 1)))
        repeat {
            let payload = UInt8(truncatingIfNeeded: rest & 31)
            rest >>= 5
            bytes.append(48 + (rest == 0 ? payload : payload | 32))
        } while rest != 0
    }

    package mutating func write(_ value: Bool) { write(value ? 1 : 0) }

    /// Writes a number to six decimal places.
    package mutating func write(_ value: Double) { write(Int((value * 1_000_000).rounded())) }

    package mutating func write(_ value: String) {
        write(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    /// Writes numbers of one width, to be read where they stand.
    package mutating func write<Element: PackedNumber>(packed values: [Element]) {
        write(values.count)
        bytes.reserveCapacity(bytes.count + values.count * Element.digits)
        for value in values { SixBitDigits.append(value.packedBits, count: Element.digits, to: &bytes) }
    }

    /// Writes numbers that were read where they stand.
    package mutating func write<Element: PackedNumber>(_ values: PackedArray<Element>) {
        write(values.count)
        bytes += values.digits
    }

    /// Writes bytes that another writer made, to be read where they stand.
    package mutating func write(encoded bytes: [UInt8]) {
        write(bytes.count)
        self.bytes += bytes
    }

    /// Goes on with what another writer wrote.
    package mutating func append(_ written: ArchiveWriter) { bytes += written.bytes }

    package mutating func write(_ values: [some Archivable]) {
        write(values.count)
        for value in values { value.write(to: &self) }
    }

    package mutating func write(_ value: (some Archivable)?) {
        write(value != nil)
        value?.write(to: &self)
    }
}

extension String: Archivable {
    /// A text.
    @inlinable
    public init(from reader: inout ArchiveReader) throws(ArchiveError) { self = try reader.string() }
    /// Writes it behind what was written before.
    public func write(to writer: inout ArchiveWriter) { writer.write(self) }
}

extension Int: Archivable {
    /// A number.
    @inlinable
    public init(from reader: inout ArchiveReader) throws(ArchiveError) { self = try reader.int() }
    /// Writes it behind what was written before.
    public func write(to writer: inout ArchiveWriter) { writer.write(self) }
}

extension Double: Archivable {
    /// A number with six decimal places.
    @inlinable
    public init(from reader: inout ArchiveReader) throws(ArchiveError) { self = try reader.double() }
    /// Writes it behind what was written before.
    public func write(to writer: inout ArchiveWriter) { writer.write(self) }
}

extension Array: Archivable where Element: Archivable {
    /// A list.
    @inlinable
    public init(from reader: inout ArchiveReader) throws(ArchiveError) { self = try reader.array() }
    /// Writes it behind what was written before.
    public func write(to writer: inout ArchiveWriter) { writer.write(self) }
}
