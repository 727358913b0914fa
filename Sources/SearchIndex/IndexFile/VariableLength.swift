// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers in as many bytes as they need, seven binary digits a byte, the lowest first.
enum VariableLength {
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The number at a position, which is moved behind it; nil where the bytes end before it does.
    @inline(__always)
    static func read(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// The same as an `Int` that is at most `limit`.
    @inline(__always)
    static func read(_ bytes: UnsafeRawBufferPointer, _ position: inout Int, upTo limit: Int) -> Int? {
        guard let value = read(bytes, &position), value <= UInt64(limit) else { return nil }
        return Int(value)
    }
}

/// Numbers of fixed width, the lowest byte first.
extension [UInt8] {
    mutating func append(fixed value: some FixedWidthInteger & UnsignedInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
