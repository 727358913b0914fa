// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Scores to probabilities.
package enum Softmax {
    /// In place, for the first `count` values of a row; the rest become 0.
    static func normalise(_ row: LaneRow, count: Int) {
        var largest = -Float.infinity
        for index in 0..<count { largest = max(largest, row[index]) }
        var total: Float = 0
        for index in 0..<count {
            row[index] = exp(row[index] - largest)
            total += row[index]
        }
        for index in 0..<count { row[index] /= total }
        for index in count..<(row.blocks * Lanes.scalarCount) { row[index] = 0 }
    }

    // MARK: Many numbers at once

    private typealias Values = SIMD4<Float>

    /// Up to how many models have a mean.
    static let mostModels = 4

    /// The mean of the probabilities that some models give to `count` classes: for each class the sum over the models of its share
    /// times exp(score - largest) / total.
    ///
    /// - Parameters:
    ///   - scores: `stride` for each model, a multiple of eight, aligned to sixteen bytes; they are used up.
    ///   - shares: each model's part of the mean.
    ///   - means: room for `stride` numbers, of which `count` count.
    package static func mean(
        of scores: UnsafeMutablePointer<Float>, stride: Int, shares: [Double], count: Int,
        into means: UnsafeMutablePointer<Double>
    ) {
        for column in 0..<count { means[column] = 0 }
        for (model, share) in shares.enumerated() {
            let own = scores + model * stride
            // What is beyond the classes is nothing.
            for column in count..<stride { own[column] = -.infinity }
            let scale = 1 / exponentials(of: own, count: stride)
            for column in 0..<count { means[column] += Double(own[column] * scale) * share }
        }
    }

    /// Replaces each of `count` values, a multiple of four, by exp(value - largest).
    ///
    /// - Returns: the sum of them all.
    private static func exponentials(of values: UnsafeMutablePointer<Float>, count: Int) -> Float {
        let raw = UnsafeMutableRawPointer(values)
        let width = MemoryLayout<Values>.size
        var largest = Values(repeating: -.infinity)
        for place in Swift.stride(from: 0, to: count / 4 * width, by: width) {
            let own = raw.load(fromByteOffset: place, as: Values.self)
            largest.replace(with: own, where: own .> largest)
        }
        let top = Values(repeating: largest.max())
        var total = Values.zero
        for place in Swift.stride(from: 0, to: count / 4 * width, by: width) {
            let power = exponential(raw.load(fromByteOffset: place, as: Values.self) - top)
            raw.storeBytes(of: power, toByteOffset: place, as: Values.self)
            total += power
        }
        return total.sum()
    }

    /// exp(x) for x up to 0, exact to about one unit in the last place, 0 below -87.
    ///
    /// The whole powers of two are put aside, the rest is a polynomial of degree six (S. L. Moshier, *Cephes Math Library*, 1989).
    @inline(__always)
    private static func exponential(_ x: Values) -> Values {
        let rounding = Values(repeating: 0x1.8p23)
        let bounded = x.replacing(with: -87, where: x .< -87)
        let shifted = bounded * 1.442_695_04 + rounding
        let whole = shifted - rounding
        let rest = bounded - whole * 0.693_359_375 + whole * 2.121_944_4e-4
        var sum = rest * 1.987_569_15e-4 + 1.398_199_95e-3
        sum = sum * rest + 8.333_452e-3
        sum = sum * rest + 4.166_579_6e-2
        sum = sum * rest + 1.666_666_55e-1
        sum = sum * rest + 0.5
        sum = sum * (rest * rest) + rest + 1
        let exponent = shifted.bits &<< 23
        let power = unsafeBitCast(sum.bits &+ exponent, to: Values.self)
        return power.replacing(with: 0, where: x .< -87)
    }
}

extension SIMD4<Float> {
    /// The bits of the four.
    @inline(__always)
    fileprivate var bits: SIMD4<UInt32> { unsafeBitCast(self, to: SIMD4<UInt32>.self) }
}
