// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A matrix of trained weights, six bits each, read in place from an archive: a row for each input, a column for each output.
struct WeightMatrix: Sendable {
    /// How many columns are worked on in one step; columns are filled up to a multiple of it.
    private static let stride = 16
    /// The stored byte of a weight of 0.
    private static let zero: Float = 80
    private static let largestStep: Float = 31
    /// In how many steps a value is taken, and how many products of it and a weight are below 2¹⁶.
    private static let steps: Float = 127
    private static let addedAtOnce = 8

    let rows: Int
    let columns: Int
    private let storedColumns: Int
    /// What one step of a stored weight is worth, by column.
    private let scale: [Float]
    private let bytes: ArchiveBytes
    private let range: Range<Int>

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        rows = try reader.int()
        columns = try reader.int()
        let scale: [Double] = try reader.array()
        self.scale = scale.map(Float.init)
        range = try reader.encodedRange()
        bytes = reader.bytes
        storedColumns = Self.stored(columns)
        guard rows >= 0, columns >= 0, scale.count == columns, rows < 1 << 32, columns < 1 << 24,
            range.count == rows * storedColumns
        else { throw .corrupt(offset: reader.offset) }
    }

    private static func stored(_ columns: Int) -> Int { (max(0, columns) + stride - 1) / stride * stride }

    /// Writes weights, row by row, `stored` to a row.
    static func write(_ weights: [Float], columns: Int, stored: Int, to writer: inout ArchiveWriter) {
        let rows = stored == 0 ? 0 : weights.count / stored
        var scale = [Float](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns { scale[column] = max(scale[column], abs(weights[row * stored + column])) }
        }
        let width = Self.stored(columns)
        var quantised = [UInt8](repeating: UInt8(zero) - 48, count: rows * width)
        for row in 0..<rows {
            for column in 0..<columns where scale[column] > 0 {
                let step = (weights[row * stored + column] / scale[column] * largestStep).rounded()
                quantised[row * width + column] = UInt8(zero + step) - 48
            }
        }
        writer.write(rows)
        writer.write(columns)
        writer.write(scale.map { Double($0 / largestStep) })
        writer.write(sixBitValues: quantised)
    }

    /// What a vector of values from 0 on gives for each column.
    ///
    /// The values are taken in 127 steps, so that eight products fit into sixteen bits, and a machine word works on
    /// many columns at once.
    ///
    /// - Complexity: O(*f* · *c*) for *f* values and *c* columns.
    func product(with vector: FeatureSpace.Vector) -> [Float] {
        let largest = vector.reduce(0) { max($0, $1.value) }
        guard largest > 0 else { return [Float](repeating: 0, count: columns) }
        let perStep = Self.steps / largest
        var total = 0
        var sums = [UInt32](repeating: 0, count: storedColumns)
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: storedColumns) { part in
                guard let part = part.baseAddress else { return }
                part.initialize(repeating: 0, count: storedColumns)
                sums.withUnsafeMutableBufferPointer { sums in
                    var added = 0
                    for (row, value) in vector where row < rows {
                        let step = UInt16((value * perStep).rounded())
                        if step == 0 { continue }
                        total += Int(step)
                        let weights = base + range.lowerBound + row * storedColumns
                        for column in 0..<storedColumns {
                            part[column] &+= UInt16(truncatingIfNeeded: weights[column] &- 48) &* step
                        }
                        added += 1
                        if added == Self.addedAtOnce {
                            for column in 0..<storedColumns { sums[column] &+= UInt32(part[column]) }
                            part.update(repeating: 0, count: storedColumns)
                            added = 0
                        }
                    }
                    for column in 0..<storedColumns { sums[column] &+= UInt32(part[column]) }
                }
            }
        }
        // The stored numbers are too large by that of zero, the same for each column.
        let excess = total * Int(Self.zero - 48)
        return (0..<columns).map { Float(Int(sums[$0]) - excess) * scale[$0] / perStep }
    }
}
