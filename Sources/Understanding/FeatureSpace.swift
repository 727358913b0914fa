// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The features that a model knows, each with its row and its inverse document frequency; read in place from an archive.
///
/// While a model is trained, the row of a feature is the place of its hash in the order of the hashes; the weights are then stored by
/// falling frequency, so that what most texts need stands together and the rest is hardly ever touched.
struct FeatureSpace: Sendable {
    /// An utterance's known features by ascending key, each with its row, each block scaled to the length of its weight.
    typealias Vector = [(row: Int, value: Float)]

    /// How a feature stands in the table, in one word: what its bucket does not say of its hash, its inverse document frequency in
    /// steps, and its row in stored weights.
    private enum Entry {
        static let hashBits: UInt64 = 14
        static let inverseBits: UInt64 = 12
        static let rowBits: UInt64 = 22
        static let hashMask: UInt64 = 1 << hashBits - 1
        static let largestInverse: UInt64 = 1 << inverseBits - 1
        static let mostRows = 1 << Int(rowBits)
        /// What one step of a stored inverse document frequency is worth.
        static let step: Float = 1 / 256
    }

    /// The features by ascending hash.
    private let entries: PackedArray<UInt48>
    /// Where the features of each bucket, the leading bits of a hash, begin; one more for the end.
    private let buckets: PackedArray<UInt32>
    /// How far a hash is shifted to give its bucket.
    private let shift: UInt32

    /// The number of features.
    var count: Int { entries.count }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        shift = UInt32(truncatingIfNeeded: try reader.int())
        entries = try reader.packed()
        buckets = try reader.packed()
        guard shift <= Entry.hashBits, buckets.count == 1 << Int(FeatureExtractor.hashBits - shift) + 1 else {
            throw .corrupt(offset: reader.offset)
        }
    }

    /// The row of a feature in stored weights.
    private static func row(_ entry: UInt48) -> Int { Int(entry.value >> (Entry.hashBits + Entry.inverseBits)) }

    /// The rows of training in the order in which their weights are stored.
    var storedOrder: [Int] {
        var order = [Int](repeating: 0, count: count)
        for (row, entry) in entries.enumerated() { order[Self.row(entry)] = row }
        return order
    }

    /// The power to which inverse document frequencies are taken.
    ///
    /// What is rare counts for more, though not as much as in search, since training weighs the features as well. Chosen on the
    /// validation part of CLINC150.
    private static let power: Float = 0.25

    /// Writes the space of the features that occur in at least `minimum` of the documents.
    static func write(documents: [[Feature]], minimum: Int, to writer: inout ArchiveWriter) {
        var frequencies: [UInt32: Int] = [:]
        for document in documents {
            for feature in document { frequencies[feature.hash, default: 0] += 1 }
        }
        let kept = frequencies.filter { $0.value >= minimum }.sorted { $0.key < $1.key }.prefix(Entry.mostRows)
        let byFrequency = kept.indices.sorted { (kept[$1].value, $0) < (kept[$0].value, $1) }
        var storedRows = [UInt64](repeating: 0, count: kept.count)
        for (stored, place) in byFrequency.enumerated() { storedRows[place] = UInt64(stored) }
        // Fewer bits of a hash in an entry leave more to the buckets.
        var bits = FeatureExtractor.hashBits - UInt32(Entry.hashBits)
        while 2 << bits < kept.count, bits < 20 { bits += 1 }
        let shift = FeatureExtractor.hashBits - bits
        var starts: [UInt32] = []
        var entries: [UInt48] = []
        for (place, feature) in kept.enumerated() {
            while starts.count <= Int(feature.key >> shift) { starts.append(UInt32(place)) }
            let inverse = pow(log(Float(1 + documents.count) / Float(1 + feature.value)) + 1, power)
            let steps = min(Entry.largestInverse, UInt64((inverse / Entry.step).rounded()))
            let hash = UInt64(feature.key & (1 << shift - 1))
            entries.append(
                UInt48(hash | steps << Entry.hashBits | storedRows[place] << (Entry.hashBits + Entry.inverseBits)))
        }
        while starts.count < 1 << Int(bits) + 1 { starts.append(UInt32(kept.count)) }
        writer.write(Int(shift))
        writer.write(packed: entries)
        writer.write(packed: starts)
    }

    /// Features weighted by (1 + log count) · inverse document frequency, each block scaled to the length of its weight.
    ///
    /// - Parameter isForTraining: whether the rows are those of training rather than of stored weights.
    /// - Complexity: O(*f*) for *f* features.
    func vector(of features: [Feature], isForTraining: Bool = false) -> Vector {
        var vector: Vector = []
        vector.reserveCapacity(features.count)
        var block = -1
        var start = 0
        var sum: Float = 0
        func close() {
            guard block >= 0, sum > 0 else { return }
            let weight = FeatureExtractor.Block(rawValue: block)?.weight ?? 1
            let scale = weight / sum.squareRoot()
            for index in start..<vector.count { vector[index].value *= scale }
        }
        for feature in features {
            if feature.block != block {
                close()
                (block, start, sum) = (feature.block, vector.count, 0)
            }
            guard let place = place(of: feature.hash) else { continue }
            let entry = entries[place]
            let row = isForTraining ? place : Self.row(entry)
            guard row < count else { continue }
            let inverse = Float((entry.value >> Entry.hashBits) & Entry.largestInverse) * Entry.step
            let value = (feature.count > 1 ? 1 + log(Float(feature.count)) : 1) * inverse
            vector.append((row, value))
            sum += value * value
        }
        close()
        return vector
    }

    /// The place of a hash; nil where it is not there.
    ///
    /// - Complexity: O(1) on average.
    @inline(__always)
    private func place(of hash: UInt32) -> Int? {
        let bucket = Int(hash >> shift)
        let wanted = UInt64(hash & (1 << shift &- 1))
        var place = Int(buckets[bucket])
        let end = min(Int(buckets[bucket + 1]), entries.count)
        while place < end {
            let found = entries[place].value & Entry.hashMask
            if found >= wanted { return found == wanted ? place : nil }
            place += 1
        }
        return nil
    }
}
