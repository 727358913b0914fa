// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of stems in two times 48 bits, by their hashes: two sets that have no bit in common have no stem in common.
///
/// B. H. Bloom, *Space/time trade-offs in hash coding with allowable errors*, CACM 13(7), 1970.
struct StemSet: Hashable, Sendable {
    /// How many bits each half has.
    private static let size: UInt64 = 48

    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    /// How many bits are set.
    var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

    /// - Parameter keys: the hashes of stems.
    init(_ keys: some Sequence<UInt64>) {
        for key in keys {
            let place = (key >> 48) * 2 * Self.size >> 16
            if place < Self.size { low |= 1 << place } else { high |= 1 << (place - Self.size) }
        }
    }
}
