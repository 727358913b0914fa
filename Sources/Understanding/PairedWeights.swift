// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// A matrix of trained weights, three bits each, two in a byte, read in place from an archive: a row for each input, a column for
/// each output.
///
/// Eight levels to a row, evenly apart by what is best for its spread, cost a sum over many rows little: what each is off by
/// cancels out. J. Max, *Quantizing for minimum distortion*, IRE Transactions on Information Theory 6(1), 1960.
struct PairedWeights: Sendable {
    /// How many bytes of a row are worked on in one step; rows are filled up to a multiple of it.
    private static let stride = 16
    private static let levels = 8
    /// The distance of levels as a share of the root mean square, where the error of eight of them is least.
    private static let distance: Float = 0.586
    /// In how many steps a value is taken, and how many products of it and a level are below 2¹⁶.
    private static let steps: Float = 511
    private static let addedAtOnce = 18
    private static let scaleDigits = 2
    private static let largestScale: Float = 4095

    let rows: Int
    let columns: Int
    /// The bytes of a row.
    private let width: Int
    /// What one step of a row's stored scale is worth.
    private let scaleStep: Float
    private let bytes: ArchiveBytes
    private let weights: Range<Int>
    /// For each row the distance of its levels, in two six-bit digits.
    private let scales: Range<Int>

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        rows = try reader.int()
        columns = try reader.int()
        scaleStep = Float(try reader.double())
        scales = try reader.encodedRange()
        weights = try reader.encodedRange()
        bytes = reader.bytes
        guard rows >= 0, columns >= 0, rows < 1 << 32, columns < 1 << 24 else { throw .corrupt(offset: reader.offset) }
        width = Self.width(columns)
        guard weights.count == rows * width, scales.count == rows * Self.scaleDigits else {
            throw .corrupt(offset: reader.offset)
        }
    }

    /// Half of the columns, since two share a byte, filled up to whole strides.
    private static func width(_ columns: Int) -> Int { ((columns + 1) / 2 + stride - 1) / stride * stride }

    /// Writes weights, row by row.
    static func write(_ matrix: LaneMatrix, columns: Int, to writer: inout ArchiveWriter) {
        let distances = (0..<matrix.rows).map { row in
            let squares = (0..<columns).reduce(Float(0)) { $0 + matrix[row][$1] * matrix[row][$1] }
            return (squares / Float(max(1, columns))).squareRoot() * distance
        }
        let scaleStep = max(distances.max() ?? 0, 1e-3) / largestScale
        let width = Self.width(columns)
        var packed = [UInt8](repeating: 0, count: matrix.rows * width)
        var scaleBytes: [UInt8] = []
        for (row, distance) in distances.enumerated() {
            let steps = min(largestScale, max(1, (distance / scaleStep).rounded()))
            scaleBytes += [48 + UInt8(Int(steps) >> 6), 48 + UInt8(Int(steps) & 63)]
            for column in 0..<columns {
                let level = (matrix[row][column] / (steps * scaleStep) + Float(levels - 1) / 2).rounded()
                let bits = UInt8(min(Float(levels - 1), max(0, level)))
                packed[row * width + column % width] |= column < width ? bits : bits << 3
            }
        }
        writer.write(matrix.rows)
        writer.write(columns)
        writer.write(Double(scaleStep))
        writer.write(encoded: scaleBytes)
        writer.write(sixBitValues: packed)
    }

    /// What a vector of values from 0 on gives for each column.
    ///
    /// - Complexity: O(*f* · *c*) for *f* values and *c* columns.
    func product(with vector: FeatureSpace.Vector) -> [Float] {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return [] }
            func scale(_ row: Int) -> Float {
                let place = scales.lowerBound + row * Self.scaleDigits
                return Float(Int(buffer[place] &- 48) << 6 | Int(buffer[place + 1] &- 48)) * scaleStep
            }
            let scaled = vector.lazy.filter { $0.row < rows }.map { (row: $0.row, value: $0.value * scale($0.row)) }
            let largest = scaled.reduce(0) { max($0, $1.value) }
            guard largest > 0 else { return [Float](repeating: 0, count: columns) }
            let perStep = Self.steps / largest
            var total = 0
            return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width * 2) { part in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width * 2) { sums in
                    part.initialize(repeating: 0)
                    sums.initialize(repeating: 0)
                    guard let low = part.baseAddress else { return [] }
                    let high = low + width
                    var added = 0
                    func carry() {
                        for column in 0..<(width * 2) { sums[column] &+= UInt32(low[column]) }
                        part.update(repeating: 0)
                        added = 0
                    }
                    for (row, value) in scaled {
                        let step = UInt16((value * perStep).rounded())
                        if step == 0 { continue }
                        total += Int(step)
                        let start = base + weights.lowerBound + row * width
                        for column in 0..<width {
                            let pair = start[column] &- 48
                            low[column] &+= UInt16(truncatingIfNeeded: pair & 7) &* step
                            high[column] &+= UInt16(truncatingIfNeeded: pair >> 3) &* step
                        }
                        added += 1
                        if added == Self.addedAtOnce { carry() }
                    }
                    carry()
                    // Level 0 stands for three and a half distances below nothing.
                    let excess = Float(total) * Float(Self.levels - 1) / 2
                    return (0..<columns).map { (Float(sums[$0]) - excess) / perStep }
                }
            }
        }
    }
}
