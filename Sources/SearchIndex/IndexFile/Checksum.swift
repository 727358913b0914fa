// SPDX-License-Identifier: GPL-3.0-or-later

/// The 64-bit checksum of bytes that come piece by piece.
///
/// XXH64 by Y. Collet, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md, with seed 0.
package struct Checksum {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
    /// How many bytes are taken at once.
    private static let stripe = 32

    private var lanes = SIMD4<UInt64>(prime1 &+ prime2, prime2, 0, 0 &- prime1)
    /// The bytes that are not a whole stripe yet.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    init() { rest.reserveCapacity(Self.stripe) }

    /// The checksum of bytes that are all there.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var checksum = Checksum()
        checksum.update(bytes)
        return checksum.value
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        count &+= UInt64(bytes.count)
        var position = 0
        if !rest.isEmpty {
            position = min(bytes.count, Self.stripe - rest.count)
            rest.append(contentsOf: bytes[..<position])
            guard rest.count == Self.stripe else { return }
            rest.withUnsafeBytes { Self.mix(&lanes, $0, at: 0) }
            rest.removeAll(keepingCapacity: true)
        }
        var mixed = lanes
        while position + Self.stripe <= bytes.count {
            Self.mix(&mixed, bytes, at: position)
            position += Self.stripe
        }
        lanes = mixed
        rest.append(contentsOf: bytes[position...])
    }

    var value: UInt64 {
        var hash: UInt64
        if count >= UInt64(Self.stripe) {
            hash =
                Self.rotated(lanes[0], 1) &+ Self.rotated(lanes[1], 7) &+ Self.rotated(lanes[2], 12)
                &+ Self.rotated(lanes[3], 18)
            for lane in 0..<4 {
                hash = (hash ^ Self.round(0, lanes[lane])) &* Self.prime1 &+ Self.prime4
            }
        } else {
            hash = Self.prime5
        }
        hash &+= count
        return rest.withUnsafeBytes { Self.finished(hash, $0) }
    }

    private static func finished(_ start: UInt64, _ rest: UnsafeRawBufferPointer) -> UInt64 {
        var hash = start
        var position = 0
        while position + 8 <= rest.count {
            let word = UInt64(littleEndian: rest.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            hash = rotated(hash ^ round(0, word), 27) &* prime1 &+ prime4
            position += 8
        }
        if position + 4 <= rest.count {
            let word = UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            hash = rotated(hash ^ (UInt64(word) &* prime1), 23) &* prime2 &+ prime3
            position += 4
        }
        while position < rest.count {
            hash = rotated(hash ^ (UInt64(rest[position]) &* prime5), 11) &* prime1
            position += 1
        }
        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    @inline(__always)
    private static func mix(_ lanes: inout SIMD4<UInt64>, _ bytes: UnsafeRawBufferPointer, at position: Int) {
        for lane in 0..<4 {
            let word = bytes.loadUnaligned(fromByteOffset: position + lane * 8, as: UInt64.self)
            lanes[lane] = round(lanes[lane], UInt64(littleEndian: word))
        }
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* prime2, 31) &* prime1
    }

    @inline(__always)
    private static func rotated(_ value: UInt64, _ by: UInt64) -> UInt64 { value << by | value >> (64 - by) }
}
