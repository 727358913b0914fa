// SPDX-License-Identifier: GPL-3.0-or-later

/// The length of a document in one byte: exact up to 40, then to four binary digits.
///
/// The coding of Lucene's `SmallFloat.intToByte4`. A length is read back as the smallest that has its byte, and the
/// bytes are in the order of the lengths.
enum LengthCode {
    /// So many small lengths have a byte of their own before the digits begin to count.
    private static let exact = 24
    private static let explicitDigits = 3
    private static let longest = Int(Int32.max)

    static func encode(_ length: Int) -> UInt8 {
        let length = min(max(length, 0), longest)
        if length < exact { return UInt8(length) }
        let rest = length - exact
        let digits = Int.bitWidth - rest.leadingZeroBitCount
        if digits <= explicitDigits + 1 { return UInt8(exact + rest) }
        let shift = digits - (explicitDigits + 1)
        let mantissa = (rest >> shift) & ((1 << explicitDigits) - 1)
        return UInt8(exact + (mantissa | (shift + 1) << explicitDigits))
    }

    static func decode(_ byte: UInt8) -> Int {
        let code = Int(byte)
        if code < exact { return code }
        let rest = code - exact
        let shift = (rest >> explicitDigits) - 1
        let mantissa = rest & ((1 << explicitDigits) - 1)
        return exact + (shift < 0 ? mantissa : (mantissa | 1 << explicitDigits) << shift)
    }
}

/// The length of a document's vector in one byte: sixteen steps to each doubling, from 1/16 to 4,000.
enum VectorLengthCode {
    private static let least = 0.0625
    private static let stepsPerOctave = 16

    /// The smallest byte whose length is not below `length`, so that no cosine comes out above 1 by the coding alone.
    static func encode(_ length: Double) -> UInt8 {
        var low = 0
        var high = 255
        while low < high {
            let middle = (low + high) / 2
            if decode(UInt8(middle)) < length { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }

    static func decode(_ byte: UInt8) -> Double {
        let octave = Int(byte) / stepsPerOctave
        let step = Double(Int(byte) % stepsPerOctave) / Double(stepsPerOctave)
        return least * Double(1 << octave) * (1 + step)
    }
}
