// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers that are worked on together.
typealias Lanes = SIMD8<Float>

/// Floating-point numbers while a model is trained, in rows of whole lanes.
///
/// Not for sharing between threads: each training owns its own.
final class LaneMatrix {
    let rows: Int
    /// The number of lanes in a row.
    let blocks: Int
    private let storage: UnsafeMutablePointer<Lanes>

    init(rows: Int, blocks: Int) {
        self.rows = rows
        self.blocks = blocks
        storage = .allocate(capacity: max(1, rows * blocks))
        storage.initialize(repeating: .zero, count: max(1, rows * blocks))
    }

    deinit { storage.deallocate() }

    var width: Int { blocks * Lanes.scalarCount }

    subscript(row: Int) -> LaneRow { LaneRow(start: storage + row * blocks, blocks: blocks) }

    /// All numbers, row by row.
    var values: [Float] {
        (0..<rows).flatMap { row in (0..<width).map { self[row][$0] } }
    }

    /// Fills the first `count` numbers of each row, evenly from `-range` to `range`.
    func randomise(range: Float, count: Int, using numbers: inout SeededNumbers) {
        for row in 0..<rows {
            for column in 0..<count { self[row][column] = Float.random(in: -range...range, using: &numbers) }
        }
    }
}

/// One row of a matrix that lives elsewhere.
struct LaneRow {
    let start: UnsafeMutablePointer<Lanes>
    let blocks: Int

    @inline(__always)
    subscript(index: Int) -> Float {
        get { start[index / Lanes.scalarCount][index % Lanes.scalarCount] }
        nonmutating set { start[index / Lanes.scalarCount][index % Lanes.scalarCount] = newValue }
    }

    @inline(__always)
    func copy(_ other: LaneRow) { for block in 0..<blocks { start[block] = other.start[block] } }

    @inline(__always)
    func add(_ other: LaneRow, times factor: Float) {
        let factors = Lanes(repeating: factor)
        for block in 0..<blocks { start[block] += other.start[block] * factors }
    }

    @inline(__always)
    func dot(_ other: LaneRow) -> Float {
        var sum = Lanes.zero
        for block in 0..<blocks { sum += start[block] * other.start[block] }
        return sum.sum()
    }
}

/// A run of numbers while a model is trained.
final class FloatRow {
    private let storage: UnsafeMutablePointer<Float>

    init(count: Int, filledWith value: Float) {
        storage = .allocate(capacity: max(1, count))
        storage.initialize(repeating: value, count: max(1, count))
    }

    deinit { storage.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Float {
        get { storage[index] }
        set { storage[index] = newValue }
    }
}

/// A generator whose numbers depend on its seed alone.
///
/// A linear congruential generator with the constants of D. E. Knuth's MMIX.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
