// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The features that a model knows, each with its row and its inverse document frequency.
struct FeatureSpace: Sendable {
    /// An utterance's known features as a unit vector, by ascending row.
    typealias Vector = [(row: Int, value: Float)]

    private(set) var hashes: [UInt32]
    private(set) var inverseFrequencies: [Float]
    /// Open addressing: a row, or -1; the table is a power of two in size.
    private var table: [Int32]

    /// Keeps the features that occur in at least `minimum` of the documents.
    init(documents: [[Feature]], minimum: Int) {
        var frequencies: [UInt32: Int] = [:]
        for document in documents {
            for feature in document { frequencies[feature.hash, default: 0] += 1 }
        }
        let kept = frequencies.filter { $0.value >= minimum }.sorted { $0.key < $1.key }
        hashes = kept.map(\.key)
        inverseFrequencies = kept.map { log(Float(1 + documents.count) / Float(1 + $0.value)) + 1 }
        table = Self.table(for: hashes)
    }

    private static func table(for hashes: [UInt32]) -> [Int32] {
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        var table = [Int32](repeating: -1, count: size)
        for (row, hash) in hashes.enumerated() {
            var index = Int(hash &* 2_654_435_769) & (size - 1)
            while table[index] >= 0 { index = (index + 1) & (size - 1) }
            table[index] = Int32(row)
        }
        return table
    }

    var count: Int { hashes.count }

    func row(of hash: UInt32) -> Int? {
        var index = Int(hash &* 2_654_435_769) & (table.count - 1)
        while table[index] >= 0 {
            let row = Int(table[index])
            if hashes[row] == hash { return row }
            index = (index + 1) & (table.count - 1)
        }
        return nil
    }

    /// Features weighted by (1 + log count) · inverse document frequency, as a unit vector.
    func vector(of features: [Feature]) -> Vector {
        var vector: Vector = []
        vector.reserveCapacity(features.count)
        var sum: Float = 0
        for feature in features {
            guard let row = row(of: feature.hash) else { continue }
            let value = (feature.count > 1 ? 1 + log(feature.count) : 1) * inverseFrequencies[row]
            vector.append((row, value))
            sum += value * value
        }
        guard sum > 0 else { return [] }
        let scale = 1 / sum.squareRoot()
        for index in vector.indices { vector[index].value *= scale }
        return vector
    }
}

extension FeatureSpace: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        let count = try reader.int()
        guard count >= 0, count < 1 << 24 else { throw .corrupt(offset: reader.offset) }
        hashes = []
        inverseFrequencies = []
        hashes.reserveCapacity(count)
        inverseFrequencies.reserveCapacity(count)
        var last: UInt32 = 0
        for _ in 0..<count {
            last &+= UInt32(truncatingIfNeeded: try reader.int())
            hashes.append(last)
            inverseFrequencies.append(Float(try reader.int()) / 100)
        }
        table = Self.table(for: hashes)
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(hashes.count)
        var last: UInt32 = 0
        for (hash, frequency) in zip(hashes, inverseFrequencies) {
            writer.write(Int(hash - last))
            writer.write(Int((frequency * 100).rounded()))
            last = hash
        }
    }
}
