// SPDX-License-Identifier: GPL-3.0-or-later

/// A number that stands in an archive in a fixed count of six-bit digits, the lowest first, each a byte from 48 to 111.
///
/// Public, as only what is public is compiled into the innermost loops of other modules.
public protocol PackedNumber: Sendable {
    /// How many digits it has.
    static var digits: Int { get }
    /// The number in its digits; bytes that are no digits give any number.
    init(digitsAt start: UnsafeRawPointer)
    /// The bits of the number, of which the lowest make its digits.
    var packedBits: UInt64 { get }
}

/// Up to eight digits at once.
public enum SixBitDigits {
    /// The number that eight bytes of digits are.
    @inlinable @inline(__always)
    public static func joined(_ bytes: UInt64) -> UInt64 {
        var digits = bytes &- 0x3030_3030_3030_3030
        digits = (digits & 0x003f_003f_003f_003f) | ((digits & 0x3f00_3f00_3f00_3f00) >> 2)
        digits = (digits & 0x0000_0fff_0000_0fff) | ((digits & 0x0fff_0000_0fff_0000) >> 4)
        return (digits & 0x00ff_ffff) | ((digits >> 8) & 0xffff_ff00_0000)
    }

    /// The eight bytes of digits that 48 bits are: what `joined` puts together, taken apart.
    @inlinable @inline(__always)
    public static func split(_ bits: UInt64) -> UInt64 {
        var digits = (bits & 0x00ff_ffff) | ((bits & 0xffff_ff00_0000) << 8)
        digits = (digits & 0x0000_0fff_0000_0fff) | ((digits & 0x00ff_f000_00ff_f000) << 4)
        digits = (digits & 0x003f_003f_003f_003f) | ((digits & 0x0fc0_0fc0_0fc0_0fc0) << 2)
        return digits &+ 0x3030_3030_3030_3030
    }

    /// Writes a number's lowest digits.
    static func append(_ bits: UInt64, count: Int, to bytes: inout [UInt8]) {
        var rest = bits
        for _ in 0..<count {
            bytes.append(48 + UInt8(truncatingIfNeeded: rest & 63))
            rest >>= 6
        }
    }
}

extension UInt8: PackedNumber {
    /// Two digits.
    @inlinable public static var digits: Int { 2 }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) {
        let low = start.load(as: UInt8.self) &- 48
        self = low | (start.load(fromByteOffset: 1, as: UInt8.self) &- 48) << 6
    }
    /// Its bits.
    public var packedBits: UInt64 { UInt64(self) }
}

extension UInt16: PackedNumber {
    /// Three digits.
    @inlinable public static var digits: Int { 3 }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) {
        func digit(_ place: Int) -> UInt16 { UInt16(start.load(fromByteOffset: place, as: UInt8.self) &- 48) }
        self = digit(0) | digit(1) << 6 | digit(2) << 12
    }
    /// Its bits.
    public var packedBits: UInt64 { UInt64(self) }
}

extension UInt32: PackedNumber {
    /// Six digits.
    @inlinable public static var digits: Int { 6 }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) {
        let low = UInt64(start.loadUnaligned(as: UInt32.self))
        let high = UInt64(start.loadUnaligned(fromByteOffset: 4, as: UInt16.self)) | 0x3030_0000
        self = UInt32(truncatingIfNeeded: SixBitDigits.joined(low | high << 32))
    }
    /// Its bits.
    public var packedBits: UInt64 { UInt64(self) }
}

extension UInt64: PackedNumber {
    /// Eleven digits.
    @inlinable public static var digits: Int { 11 }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) {
        // The two reads have five digits in common.
        let low = SixBitDigits.joined(start.loadUnaligned(as: UInt64.self))
        let high = SixBitDigits.joined(start.loadUnaligned(fromByteOffset: 3, as: UInt64.self))
        self = low & 0x3_ffff | high << 18
    }
    /// Its bits.
    public var packedBits: UInt64 { self }
}

extension Float: PackedNumber {
    /// As many as its bits take.
    @inlinable public static var digits: Int { UInt32.digits }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) { self.init(bitPattern: UInt32(digitsAt: start)) }
    /// Its bits.
    public var packedBits: UInt64 { bitPattern.packedBits }
}

extension Double: PackedNumber {
    /// As many as its bits take.
    @inlinable public static var digits: Int { UInt64.digits }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) { self.init(bitPattern: UInt64(digitsAt: start)) }
    /// Its bits.
    public var packedBits: UInt64 { bitPattern.packedBits }
}

/// A number from 0 to 63, in one digit.
public struct UInt6: PackedNumber, Hashable {
    /// The number.
    public let value: UInt8
    /// A number, of which the lowest six bits are taken.
    @inlinable public init(_ value: UInt8) { self.value = value & 63 }
    /// One digit.
    @inlinable public static var digits: Int { 1 }
    /// The number in its digit.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) { self.init(start.load(as: UInt8.self) &- 48) }
    /// Its bits.
    public var packedBits: UInt64 { UInt64(value) }
}

/// A number of 48 bits, in eight digits, which one machine word holds.
public struct UInt48: PackedNumber, Hashable {
    /// The number.
    public let value: UInt64
    /// A number, of which the lowest 48 bits are taken.
    @inlinable public init(_ value: UInt64) { self.value = value & 0xffff_ffff_ffff }
    /// Eight digits.
    @inlinable public static var digits: Int { 8 }
    /// The number in its digits.
    @inlinable @inline(__always)
    public init(digitsAt start: UnsafeRawPointer) {
        value = SixBitDigits.joined(start.loadUnaligned(as: UInt64.self)) & 0xffff_ffff_ffff
    }
    /// Its bits.
    public var packedBits: UInt64 { value }
}
