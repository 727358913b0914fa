// SPDX-License-Identifier: GPL-3.0-or-later

/// Blocks of 128 numbers, each number in the same few binary digits.
///
/// Four numbers stand side by side in a vector, so that one instruction takes out four: number *i* is in lane *i* mod 4.
/// A block of *b* digits is *b* · 16 bytes. D. Lemire and L. Boytsov, *Decoding billions of integers per second through
/// vectorization*, 2015, https://doi.org/10.1002/spe.2203.
enum BlockCodec {
    static let count = 128
    static let mostDigits = 32
    private static let lanes = 4
    private static let vectors = count / lanes
    private typealias Vector = SIMD4<UInt32>

    /// The bytes of a block whose numbers have so many digits.
    @inline(__always)
    static func size(digits: Int) -> Int { digits * MemoryLayout<Vector>.size }

    /// How many digits the largest of the numbers needs.
    static func digits(of values: UnsafePointer<UInt32>) -> Int {
        var all: UInt32 = 0
        for index in 0..<count { all |= values[index] }
        return UInt32.bitWidth - all.leadingZeroBitCount
    }

    /// Writes 128 numbers of at most `digits` digits to `size(digits:)` bytes.
    static func pack(_ values: UnsafePointer<UInt32>, digits: Int, into output: UnsafeMutableRawPointer) {
        guard digits > 0 else { return }
        var word = Vector(repeating: 0)
        var filled: UInt32 = 0
        var written = 0
        let source = UnsafeRawPointer(values)
        for vector in 0..<vectors {
            let value = source.loadUnaligned(fromByteOffset: vector * 16, as: Vector.self)
            word |= value &<< Vector(repeating: filled)
            filled += UInt32(digits)
            if filled >= 32 {
                output.storeBytes(of: word, toByteOffset: written * 16, as: Vector.self)
                written += 1
                filled -= 32
                let taken = UInt32(digits) - filled
                word = filled == 0 ? Vector(repeating: 0) : value &>> Vector(repeating: taken)
            }
        }
    }

    /// Reads 128 numbers of `digits` digits, 0 to 32.
    ///
    /// - Precondition: `input` has `size(digits:)` bytes, and `output` room for 128 numbers.
    @inline(__always)
    static func unpack(_ input: UnsafeRawPointer, digits: Int, into output: UnsafeMutablePointer<UInt32>) {
        let target = UnsafeMutableRawPointer(output)
        guard digits > 0 else {
            for vector in 0..<vectors {
                target.storeBytes(of: Vector(repeating: 0), toByteOffset: vector * 16, as: Vector.self)
            }
            return
        }
        let digits = UInt32(truncatingIfNeeded: digits)
        let mask = Vector(repeating: UInt32.max &>> (32 &- digits))
        var word = input.loadUnaligned(as: Vector.self)
        var read = 0
        var taken: UInt32 = 0
        for vector in 0..<vectors {
            var value = word &>> Vector(repeating: taken)
            taken &+= digits
            if taken >= 32 {
                taken &-= 32
                read &+= 16
                // After the last vector nothing is left to read.
                if vector < vectors - 1 || taken > 0 {
                    word = input.loadUnaligned(fromByteOffset: read, as: Vector.self)
                    if taken > 0 { value |= word &<< Vector(repeating: digits &- taken) }
                }
            }
            target.storeBytes(of: value & mask, toByteOffset: vector &* 16, as: Vector.self)
        }
    }

    /// One of the numbers of a block of `digits` digits, 0 to 32, by its place.
    ///
    /// - Precondition: `input` has `size(digits:)` bytes.
    @inline(__always)
    static func value(_ input: UnsafeRawPointer, digits: Int, at place: Int) -> UInt32 {
        guard digits > 0 else { return 0 }
        let bit = (place &>> 2) &* digits
        let shift = UInt32(truncatingIfNeeded: bit & 31)
        let word = input + ((bit &>> 5) &* 16 &+ (place & 3) &* 4)
        var value = word.loadUnaligned(as: UInt32.self) &>> shift
        if Int(shift) &+ digits > 32 {
            value |= word.loadUnaligned(fromByteOffset: 16, as: UInt32.self) &<< (32 &- shift)
        }
        return value & (UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- digits))
    }

    /// Turns the steps between neighbours, each less one, into the numbers themselves, the first of which comes after `start`.
    @inline(__always)
    static func sum(_ values: UnsafeMutablePointer<UInt32>, after start: UInt32) {
        var total = start
        for index in 0..<count {
            total &+= values[index] &+ 1
            values[index] = total
        }
    }
}
