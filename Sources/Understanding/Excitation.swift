// SPDX-License-Identifier: GPL-3.0-or-later

/// The values of some rows of a matrix, in whole steps, as `WeightedSums` takes them; the other rows' are 0.
struct Excitation: Sendable {
    /// In how many steps the largest value is taken.
    static let steps: Float = 127

    /// A row that has a value, and its steps, 1 to 127.
    struct Row: Sendable {
        var row: UInt32
        var factor: UInt32
    }

    let rows: [Row]
    /// How many steps a value of 1 has.
    let perStep: Float
    /// All steps together.
    let total: Int32

    /// - Parameter values: rows with values from 0 on.
    init(_ values: FeatureSpace.Vector) {
        let largest = values.reduce(0) { max($0, $1.value) }
        self.init(largest: largest, of: values.count) { add in
            for (row, value) in values { add(row, value) }
        }
    }

    /// - Parameter values: a value from 0 on for each row.
    init(_ values: UnsafeBufferPointer<Float>) {
        self.init(largest: values.reduce(0, max), of: values.count) { add in
            for (row, value) in values.enumerated() where value > 0 { add(row, value) }
        }
    }

    /// - Parameter forEach: calls what it is given with each row and its value.
    @inline(__always)
    private init(largest: Float, of count: Int, _ forEach: ((Int, Float) -> Void) -> Void) {
        guard largest > 0 else {
            (rows, perStep, total) = ([], 1, 0)
            return
        }
        let perStep = Self.steps / largest
        var total: Int32 = 0
        rows = [Row](unsafeUninitializedCapacity: count) { rows, initialized in
            forEach { row, value in
                let factor = (value * perStep).nearestWhole
                if factor == 0 { return }
                rows[initialized] = Row(
                    row: UInt32(truncatingIfNeeded: row), factor: UInt32(truncatingIfNeeded: factor))
                total += factor
                initialized += 1
            }
        }
        (self.perStep, self.total) = (perStep, total)
    }
}

extension Float {
    /// The same as `rounded()` for numbers from 0 to 2¹⁶, without a call; 0 for others, which only damaged weights give.
    @inline(__always)
    var nearestWhole: Int32 {
        guard self >= 0, self < 65_536 else { return 0 }
        let whole = Int32(self)
        return self - Float(whole) >= 0.5 ? whole + 1 : whole
    }
}
