// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// Matrices of trained weights, three bits each, two in a byte, side by side and read in place from an archive: a row for each
/// input, and in it for each matrix a column for each output.
///
/// Eight levels to a row, evenly apart by what is best for its spread, cost a sum over many rows little: what each is off by
/// cancels out. J. Max, *Quantizing for minimum distortion*, IRE Transactions on Information Theory 6(1), 1960. The matrices'
/// rows of one input stand next to each other, since they are read together.
struct PairedWeights: Sendable {
    private static let levels = 8
    /// The distance of levels as a share of the root mean square, where the error of eight of them is least.
    private static let distance: Float = 0.586
    /// In how many steps the largest value is taken.
    private static let steps: Float = 511
    private static let largestScale: Float = 4095

    /// One matrix on its way into an archive.
    struct Quantised: Sendable {
        fileprivate var columns = 0
        /// What one step of a row's stored scale is worth.
        fileprivate var scaleStep: Float = 0
        /// For each row the distance of its levels, in steps.
        fileprivate var scales: [UInt16] = []
        fileprivate var packed: [UInt6] = []
    }

    let rows: Int
    let columns: Int
    /// The bytes of a row of one matrix.
    private let width: Int
    /// What one step of a row's scale is worth, by matrix.
    private let scaleSteps: [Float]
    /// The distance of each row's levels, in steps, twelve bits for each matrix.
    private let scales: PackedArray<UInt48>
    private static let scaleBits = 12
    private static let mostMatrices = 4
    private let weights: PackedArray<UInt6>

    /// How many matrices there are.
    var count: Int { scaleSteps.count }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        rows = try reader.int()
        columns = try reader.int()
        scaleSteps = try reader.packed(of: Float.self).elements
        scales = try reader.packed()
        weights = try reader.packed()
        guard rows >= 0, columns >= 0, rows < 1 << 31, columns < 1 << 24, scaleSteps.count <= Self.mostMatrices else {
            throw .corrupt(offset: reader.offset)
        }
        width = Self.width(columns)
        guard scales.count == rows, weights.count == rows * scaleSteps.count * width else {
            throw .corrupt(offset: reader.offset)
        }
    }

    /// Half of the columns, since two share a byte, filled up to whole steps.
    private static func width(_ columns: Int) -> Int {
        let stride = 2 * WeightedSums.step
        return ((columns + 1) / 2 + stride - 1) / stride * stride
    }

    static func quantised(_ matrix: LaneMatrix, columns: Int) -> Quantised {
        let distances = (0..<matrix.rows).map { row in
            let squares = (0..<columns).reduce(Float(0)) { $0 + matrix[row][$1] * matrix[row][$1] }
            return (squares / Float(max(1, columns))).squareRoot() * distance
        }
        let scaleStep = max(distances.max() ?? 0, 1e-3) / largestScale
        let width = Self.width(columns)
        var packed = [UInt8](repeating: 0, count: matrix.rows * width)
        var scales: [UInt16] = []
        for (row, distance) in distances.enumerated() {
            let steps = min(largestScale, max(1, (distance / scaleStep).rounded()))
            scales.append(UInt16(steps))
            for column in 0..<columns {
                let level = (matrix[row][column] / (steps * scaleStep) + Float(levels - 1) / 2).rounded()
                let bits = UInt8(min(Float(levels - 1), max(0, level)))
                let place = WeightedSums.place(ofPaired: column)
                packed[row * width + place.byte] |= place.isUpper ? bits << 3 : bits
            }
        }
        return Quantised(
            columns: columns, scaleStep: scaleStep.toSixPlaces, scales: scales, packed: packed.map(UInt6.init))
    }

    /// Writes matrices of the same shape, their rows in an order.
    static func write(_ matrices: [Quantised], order: [Int], to writer: inout ArchiveWriter) {
        let columns = matrices.first?.columns ?? 0
        let width = Self.width(columns)
        var scales: [UInt48] = []
        var weights: [UInt6] = []
        weights.reserveCapacity(order.count * width * matrices.count)
        for row in order {
            var own: UInt64 = 0
            for (place, matrix) in matrices.enumerated() {
                own |= UInt64(matrix.scales[row]) << UInt64(place * scaleBits)
                weights += matrix.packed[(row * width)..<((row + 1) * width)]
            }
            scales.append(UInt48(own))
        }
        writer.write(order.count)
        writer.write(columns)
        writer.write(packed: matrices.map(\.scaleStep))
        writer.write(packed: scales)
        writer.write(packed: weights)
    }

    /// What a vector of values from 0 on gives for each column of each matrix.
    ///
    /// - Parameter products: room for as many numbers as there are columns of all matrices, which are set down one after another.
    /// - Complexity: O(*f* · *c*) for *f* values and *c* columns.
    func multiply(_ vector: FeatureSpace.Vector, into products: UnsafeMutableBufferPointer<Float>) {
        let known = vector.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: known * count) { values in
            withUnsafeTemporaryAllocation(of: WeightedSums.Term.self, capacity: known) { terms in
                scale(vector, into: values)
                for matrix in 0..<count {
                    let own = UnsafeMutableBufferPointer(rebasing: values[(matrix * known)..<((matrix + 1) * known)])
                    let product = UnsafeMutableBufferPointer(
                        rebasing: products[(matrix * columns)..<((matrix + 1) * columns)])
                    let largest = own.reduce(0) { $0 > $1 ? $0 : $1 }
                    guard largest > 0 else {
                        product.initialize(repeating: 0)
                        continue
                    }
                    let perStep = Self.steps / largest
                    var total = 0
                    var used = 0
                    for (place, (row, _)) in vector.enumerated() where row < rows {
                        let factor = (own[place] * perStep).nearestWhole
                        total += Int(factor)
                        terms.initializeElement(
                            at: used,
                            to: .init(
                                offset: row &* (width &* count) &+ matrix &* width,
                                factor: .init(repeating: UInt16(truncatingIfNeeded: factor))))
                        used += 1
                    }
                    add(UnsafeBufferPointer(rebasing: terms[..<used]), total: total, perStep: perStep, into: product)
                }
            }
        }
    }

    /// Sets down the values of a vector times the scales of each matrix; a row that there is not counts as nothing.
    private func scale(_ vector: FeatureSpace.Vector, into values: UnsafeMutableBufferPointer<Float>) {
        for (place, (row, value)) in vector.enumerated() {
            var own = row < rows ? scales[row].value : 0
            for matrix in 0..<count {
                let scale = Float(own & (1 << UInt64(Self.scaleBits) - 1)) * scaleSteps[matrix]
                values.initializeElement(at: matrix * vector.count + place, to: value * scale)
                own >>= UInt64(Self.scaleBits)
            }
        }
    }

    /// Adds up rows and makes values of the sums.
    private func add(
        _ terms: UnsafeBufferPointer<WeightedSums.Term>, total: Int, perStep: Float,
        into product: UnsafeMutableBufferPointer<Float>
    ) {
        let lanes = WeightedSums.Sums.scalarCount
        withUnsafeTemporaryAllocation(of: WeightedSums.Sums.self, capacity: 2 * width / lanes) { sums in
            weights.withUnsafeStart { start in
                guard let start, let sums = sums.baseAddress else { return }
                WeightedSums.addPaired(terms, of: start, width: width, into: sums)
            }
            // Level 0 stands for three and a half distances below nothing.
            let excess = Float(total) * Float(Self.levels - 1) / 2
            UnsafeRawBufferPointer(sums).withMemoryRebound(to: UInt32.self) { sums in
                for column in 0..<columns {
                    product[column] = (Float(Int32(truncatingIfNeeded: sums[column])) - excess) / perStep
                }
            }
        }
    }
}
