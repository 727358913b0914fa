// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The features that a model knows, each with its row and its inverse document frequency; read in place from an archive.
///
/// The hashes stand in ascending order, their places by their leading bits in a table of their own, so that a lookup reads a handful
/// of entries and opening costs nothing.
struct FeatureSpace: Sendable {
    /// An utterance's known features by ascending key, each block scaled to the length of its weight.
    typealias Vector = [(row: Int, value: Float)]

    private enum Entry {
        static let hashDigits = 5
        static let frequencyDigits = 2
        static let width = hashDigits + frequencyDigits
        /// What one step of a stored inverse document frequency is worth.
        static let step: Float = 1 / 256
        static let bucketDigits = 4
    }

    /// The number of features.
    let count: Int
    private let bytes: ArchiveBytes
    private let table: Range<Int>
    private let buckets: Range<Int>
    /// How far a hash is shifted to give its bucket.
    private let shift: UInt32

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        shift = UInt32(truncatingIfNeeded: try reader.int())
        table = try reader.encodedRange()
        buckets = try reader.encodedRange()
        bytes = reader.bytes
        count = table.count / Entry.width
        guard shift < FeatureExtractor.hashBits, table.count % Entry.width == 0,
            buckets.count == (1 << Int(FeatureExtractor.hashBits - shift) + 1) * Entry.bucketDigits
        else { throw .corrupt(offset: reader.offset) }
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
        let kept = frequencies.filter { $0.value >= minimum }.sorted { $0.key < $1.key }
        var bits: UInt32 = 4
        while 1 << bits < kept.count / 2, bits < 20 { bits += 1 }
        let shift = FeatureExtractor.hashBits - bits
        var starts: [Int] = []
        var entries: [UInt8] = []
        entries.reserveCapacity(kept.count * Entry.width)
        for (row, feature) in kept.enumerated() {
            while starts.count <= Int(feature.key >> shift) { starts.append(row) }
            append(Int(feature.key), digits: Entry.hashDigits, to: &entries)
            let inverse = pow(log(Float(1 + documents.count) / Float(1 + feature.value)) + 1, power)
            append(min(4095, Int((inverse / Entry.step).rounded())), digits: Entry.frequencyDigits, to: &entries)
        }
        while starts.count < 1 << Int(bits) + 1 { starts.append(kept.count) }
        var bucketBytes: [UInt8] = []
        for start in starts { append(start, digits: Entry.bucketDigits, to: &bucketBytes) }
        writer.write(Int(shift))
        writer.write(encoded: entries)
        writer.write(encoded: bucketBytes)
    }

    private static func append(_ value: Int, digits: Int, to bytes: inout [UInt8]) {
        for digit in stride(from: (digits - 1) * 6, through: 0, by: -6) {
            bytes.append(48 + UInt8(truncatingIfNeeded: (value >> digit) & 63))
        }
    }

    @inline(__always)
    private static func number(_ buffer: UnsafeBufferPointer<UInt8>, at start: Int, digits: Int) -> Int {
        var value = 0
        for index in start..<(start + digits) { value = value << 6 | Int((buffer[index] &- 48) & 63) }
        return value
    }

    /// Features weighted by (1 + log count) · inverse document frequency, each block scaled to the length of its weight.
    ///
    /// - Complexity: O(*f*) for *f* features.
    func vector(of features: [Feature]) -> Vector {
        var vector: Vector = []
        vector.reserveCapacity(features.count)
        bytes.withUnsafeBytes { buffer in
            var block = -1
            var start = 0
            var sum: Float = 0
            func close(_ vector: inout Vector) {
                guard block >= 0, sum > 0 else { return }
                let weight = FeatureExtractor.Block(rawValue: block)?.weight ?? 1
                let scale = weight / sum.squareRoot()
                for index in start..<vector.count { vector[index].value *= scale }
            }
            for feature in features {
                if feature.block != block {
                    close(&vector)
                    (block, start, sum) = (feature.block, vector.count, 0)
                }
                guard let (row, inverse) = entry(of: Int(feature.hash), in: buffer) else { continue }
                let value = (feature.count > 1 ? 1 + log(Float(feature.count)) : 1) * inverse
                vector.append((row, value))
                sum += value * value
            }
            close(&vector)
        }
        return vector
    }

    private func entry(of hash: Int, in buffer: UnsafeBufferPointer<UInt8>) -> (row: Int, inverse: Float)? {
        let bucket = buckets.lowerBound + (hash >> Int(shift)) * Entry.bucketDigits
        let first = Self.number(buffer, at: bucket, digits: Entry.bucketDigits)
        let last = Self.number(buffer, at: bucket + Entry.bucketDigits, digits: Entry.bucketDigits)
        guard last <= count else { return nil }
        var row = first
        while row < last {
            let start = table.lowerBound + row * Entry.width
            let found = Self.number(buffer, at: start, digits: Entry.hashDigits)
            if found == hash {
                let steps = Self.number(buffer, at: start + Entry.hashDigits, digits: Entry.frequencyDigits)
                return (row, Float(steps) * Entry.step)
            }
            if found > hash { return nil }
            row += 1
        }
        return nil
    }
}
