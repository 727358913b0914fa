// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Scores to probabilities.
enum Softmax {
    static func probabilities(_ scores: [Float], plus bias: [Float]) -> [Float] {
        var result = scores
        var largest = -Float.infinity
        for index in result.indices {
            result[index] += bias[index]
            largest = max(largest, result[index])
        }
        var total: Float = 0
        for index in result.indices {
            result[index] = exp(result[index] - largest)
            total += result[index]
        }
        let scale = 1 / total
        for index in result.indices { result[index] *= scale }
        return result
    }

    /// The same in place, for the first `count` values of a row; the rest become 0.
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
}
