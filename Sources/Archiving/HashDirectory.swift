// SPDX-License-Identifier: GPL-3.0-or-later

/// Hashes in ascending order, each with its place, read where they stand; of longer ones the upper 48 bits are kept.
///
/// Public, as only what is public is compiled into the innermost loops of other modules. A table of where the hashes of each leading part begin leads to a handful of them.
public struct HashDirectory: Sendable {
    @usableFromInline let hashes: PackedArray<UInt48>
    @usableFromInline let buckets: PackedArray<UInt32>
    /// How far a hash is shifted to give what is kept of it, and how far that is to give its bucket.
    @usableFromInline let dropped: Int
    @usableFromInline let shift: Int
    private static let keptBits = 48

    /// - Parameters:
    ///   - hashes: in ascending order; of two that what is kept can't tell apart the first is found.
    ///   - bits: how many bits a hash has.
    package init(_ hashes: [UInt64], bits: Int) {
        var bucketBits = 4
        while 2 << bucketBits < hashes.count, bucketBits < min(20, bits) { bucketBits += 1 }
        dropped = max(0, bits - Self.keptBits)
        shift = bits - dropped - bucketBits
        var starts: [UInt32] = []
        starts.reserveCapacity(1 << bucketBits + 1)
        for (place, hash) in hashes.enumerated() {
            while starts.count <= Int(hash >> UInt64(dropped + shift)) { starts.append(UInt32(place)) }
        }
        while starts.count < 1 << bucketBits + 1 { starts.append(UInt32(hashes.count)) }
        self.hashes = PackedArray(hashes.map { [dropped] in UInt48($0 >> UInt64(dropped)) })
        buckets = PackedArray(starts)
    }

    /// The hashes of texts.
    package init(of texts: some Sequence<String>) {
        self.init(Set(texts.map { TextHash.of($0) }).sorted(), bits: UInt64.bitWidth)
    }

    package var count: Int { hashes.count }

    /// Whether a hash is there.
    ///
    /// - Complexity: O(1) on average.
    @inlinable
    public func contains(_ hash: UInt64) -> Bool { place(of: hash) != nil }

    /// The place of a hash; nil where it is not there.
    ///
    /// - Complexity: O(1) on average.
    @inlinable
    public func place(of hash: UInt64) -> Int? {
        let wanted = hash &>> UInt64(truncatingIfNeeded: dropped)
        let bucket = Int(truncatingIfNeeded: wanted &>> UInt64(truncatingIfNeeded: shift))
        guard bucket + 1 < buckets.count else { return nil }
        var place = Int(buckets[bucket])
        let end = min(Int(buckets[bucket + 1]), hashes.count)
        while place < end {
            let found = hashes[place].value
            if found >= wanted { return found == wanted ? place : nil }
            place += 1
        }
        return nil
    }
}

extension HashDirectory: Archivable {
    /// Reads what `write(to:)` wrote.
    public init(from reader: inout ArchiveReader) throws(ArchiveError) {
        dropped = try reader.int()
        shift = try reader.int()
        hashes = try reader.packed()
        buckets = try reader.packed()
        guard shift >= 0, shift < UInt64.bitWidth, dropped >= 0, dropped < UInt64.bitWidth else {
            throw .corrupt(offset: reader.offset)
        }
    }

    /// Writes it behind what was written before.
    public func write(to writer: inout ArchiveWriter) {
        writer.write(dropped)
        writer.write(shift)
        writer.write(hashes)
        writer.write(buckets)
    }
}
