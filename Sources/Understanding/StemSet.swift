// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of stems in 64 bits, by their hashes: two sets that have no bit in common have no stem in common.
///
/// B. H. Bloom, *Space/time trade-offs in hash coding with allowable errors*, CACM 13(7), 1970.
struct StemSet: Hashable, Sendable {
    private(set) var bits: UInt64 = 0

    init(_ stems: some Sequence<String>) {
        for stem in stems {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in stem.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            bits |= 1 << (hash >> 58)
        }
    }
}
