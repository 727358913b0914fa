// SPDX-License-Identifier: GPL-3.0-or-later

/// The hash of a text, 64 bits, the same on every machine.
///
/// FNV-1a, by G. Fowler, L. C. Noll and K.-P. Vo, 1991. It is taken byte by byte, so that the hash of a longer text goes on from
/// that of its beginning. Of the few thousand words of a pack no two have the same.
public enum TextHash {
    /// The hash of no text.
    @inlinable public static var empty: UInt64 { 0xcbf2_9ce4_8422_2325 }

    /// The hash of a text and one more byte.
    @inlinable @inline(__always)
    public static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    /// The hash of a text.
    ///
    /// - Parameter start: the hash of what stands before the text.
    @inlinable
    public static func of(_ text: String, after start: UInt64 = empty) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var hash = start
            for byte in bytes { hash = adding(byte, to: hash) }
            return hash
        }
    }
}
