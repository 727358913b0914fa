// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A matrix of trained weights, six bits each, and what is added to its products, read in place from an archive: a row for each
/// input, a column for each class.
struct WeightMatrix: Sendable {
    /// The stored byte of a weight of 0.
    private static let zero: Float = 32
    private static let largestStep: Float = 31

    let rows: Int
    let columns: Int
    /// The bytes of a row: the columns, filled up to whole steps, in the order of `WeightedSums`.
    let width: Int
    /// What one step of a stored weight is worth, by column.
    private let scale: [Float]
    /// What is added to the score of each column.
    private let bias: [Float]
    private let weights: PackedArray<UInt6>

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        rows = try reader.int()
        columns = try reader.int()
        scale = try reader.packed(of: Float.self).elements
        bias = try reader.packed(of: Float.self).elements
        weights = try reader.packed()
        guard rows >= 0, columns >= 0, rows < 1 << 31, columns < 1 << 24 else { throw .corrupt(offset: reader.offset) }
        width = Self.width(columns)
        guard scale.count == width, bias.count == width, weights.count == rows * width,
            scale.allSatisfy(\.isFinite), bias.allSatisfy(\.isFinite)
        else {
            throw .corrupt(offset: reader.offset)
        }
    }

    private static func width(_ columns: Int) -> Int {
        let stride = WeightedSums.step
        return (columns + stride - 1) / stride * stride
    }

    /// Writes weights, `stored` to a row, and the bias of each column.
    ///
    /// - Parameter order: the rows in the order in which they are to be read.
    static func write(
        _ weights: [Float], bias: [Float], columns: Int, stored: Int, order: [Int], to writer: inout ArchiveWriter
    ) {
        let rows = order.count
        let width = width(columns)
        var scale = [Float](repeating: 0, count: width)
        for row in 0..<rows {
            for column in 0..<columns { scale[column] = max(scale[column], abs(weights[row * stored + column])) }
        }
        var quantised = [UInt6](repeating: UInt6(UInt8(zero)), count: rows * width)
        for (row, source) in order.enumerated() {
            for column in 0..<columns where scale[column] > 0 {
                let step = (weights[source * stored + column] / scale[column] * largestStep).rounded()
                quantised[row * width + WeightedSums.byte(ofColumn: column)] = UInt6(UInt8(zero + step))
            }
        }
        writer.write(rows)
        writer.write(columns)
        writer.write(packed: scale.map { ($0 / largestStep).toSixPlaces })
        writer.write(packed: (0..<width).map { $0 < columns ? bias[$0].toSixPlaces : 0 })
        writer.write(packed: quantised)
    }

    /// Writes the score of each column for values of rows to memory for `width` numbers.
    ///
    /// - Complexity: O(*f* · *c*) for *f* values and *c* columns.
    func score(_ excitation: Excitation, into scores: UnsafeMutablePointer<Float>) {
        weights.withUnsafeStart { start in
            guard let start else { return }
            withUnsafeTemporaryAllocation(of: WeightedSums.Term.self, capacity: excitation.rows.count) { terms in
                var count = 0
                for row in excitation.rows where row.row < rows {
                    terms.initializeElement(
                        at: count,
                        to: .init(
                            offset: Int(row.row) &* width,
                            factor: .init(repeating: UInt16(truncatingIfNeeded: row.factor))))
                    count += 1
                }
                let blocks = width / WeightedSums.Sums.scalarCount
                withUnsafeTemporaryAllocation(of: WeightedSums.Sums.self, capacity: blocks) { sums in
                    guard let sums = sums.baseAddress else { return }
                    WeightedSums.add(
                        UnsafeBufferPointer(rebasing: terms[..<count]), of: start, width: width, into: sums)
                    let excess = SIMD8<Int32>(repeating: excitation.total &* Int32(Self.zero))
                    let perStep = WeightedSums.Values(repeating: excitation.perStep)
                    let scores = UnsafeMutableRawPointer(scores)
                    scale.withUnsafeBytes { scale in
                        bias.withUnsafeBytes { bias in
                            for block in 0..<blocks {
                                let sum = WeightedSums.Values(SIMD8<Int32>(truncatingIfNeeded: sums[block]) &- excess)
                                let place = block * MemoryLayout<WeightedSums.Values>.size
                                let own = scale.loadUnaligned(fromByteOffset: place, as: WeightedSums.Values.self)
                                let added = bias.loadUnaligned(fromByteOffset: place, as: WeightedSums.Values.self)
                                scores.storeBytes(
                                    of: sum * own / perStep + added, toByteOffset: place, as: WeightedSums.Values.self)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Float {
    /// Rounded to six decimal places, so that what is read from an archive is what was written on any machine.
    var toSixPlaces: Float { Float((Double(self) * 1_000_000).rounded() / 1_000_000) }
}
