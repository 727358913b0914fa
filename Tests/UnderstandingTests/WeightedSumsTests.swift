// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Understanding

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Each sum beside the plain loop that it stands for.
@Suite("Sums of many numbers at once")
struct WeightedSumsTests {
    private static let seeds = UInt64(0)..<40
    private static let rows = 40

    /// What is added up of `rows` rows with these bytes.
    private func sums(
        _ bytes: [UInt8], width: Int, rows: [Int], factors: [UInt16], columns: Int,
        by add: (
            UnsafeBufferPointer<WeightedSums.Term>, UnsafeRawPointer, Int, UnsafeMutablePointer<WeightedSums.Sums>
        ) -> Void
    ) -> [UInt32] {
        let terms = zip(rows, factors).map {
            WeightedSums.Term(offset: $0 * width, factor: WeightedSums.Words(repeating: $1))
        }
        var sums = [WeightedSums.Sums](repeating: .init(repeating: .max), count: columns / 8)
        bytes.withUnsafeBytes { bytes in
            terms.withUnsafeBufferPointer { terms in
                sums.withUnsafeMutableBufferPointer { sums in
                    if let start = bytes.baseAddress, let sums = sums.baseAddress { add(terms, start, width, sums) }
                }
            }
        }
        return sums.flatMap { sum in (0..<8).map { sum[$0] } }
    }

    @Test("rows of six-bit numbers add up, each times its factor", arguments: seeds)
    func sixBits(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let width = WeightedSums.step * Int.random(in: 1...9, using: &numbers)
        // Mostly as large as can be, so that a sum of too few bits would show.
        let low = seed.isMultiple(of: 2) ? 60 : 0
        let weights = (0..<(Self.rows * width)).map { _ in UInt8.random(in: UInt8(low)...63, using: &numbers) }
        var bytes = weights
        for place in weights.indices {
            let (row, column) = (place / width, place % width)
            bytes[row * width + WeightedSums.byte(ofColumn: column)] = 48 + weights[place]
        }
        let rows = (0..<Int.random(in: 0...60, using: &numbers)).map { _ in Int.random(in: 0..<40, using: &numbers) }
        let factors = rows.map { _ in UInt16.random(in: seed.isMultiple(of: 2) ? 120...127 : 0...127, using: &numbers) }
        let found = sums(bytes, width: width, rows: rows, factors: factors, columns: width) {
            WeightedSums.add($0, of: $1, width: $2, into: $3)
        }
        let plain = (0..<width).map { column in
            zip(rows, factors).reduce(UInt32(0)) { $0 + UInt32(weights[$1.0 * width + column]) * UInt32($1.1) }
        }
        #expect(found == plain)
    }

    @Test("rows with two numbers in a byte add up, each number by itself", arguments: seeds)
    func paired(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let columns = 4 * WeightedSums.step * Int.random(in: 1...3, using: &numbers)
        let width = columns / 2
        let low = seed.isMultiple(of: 2) ? 6 : 0
        let weights = (0..<(Self.rows * columns)).map { _ in UInt8.random(in: UInt8(low)...7, using: &numbers) }
        var bytes = [UInt8](repeating: 48, count: Self.rows * width)
        for place in weights.indices {
            let (row, column) = (place / columns, place % columns)
            let (byte, isUpper) = WeightedSums.place(ofPaired: column)
            bytes[row * width + byte] += isUpper ? weights[place] << 3 : weights[place]
        }
        let rows = (0..<Int.random(in: 0...90, using: &numbers)).map { _ in Int.random(in: 0..<40, using: &numbers) }
        let factors = rows.map { _ in UInt16.random(in: seed.isMultiple(of: 2) ? 500...511 : 0...511, using: &numbers) }
        let found = sums(bytes, width: width, rows: rows, factors: factors, columns: columns) {
            WeightedSums.addPaired($0, of: $1, width: $2, into: $3)
        }
        let plain = (0..<columns).map { column in
            zip(rows, factors).reduce(UInt32(0)) { $0 + UInt32(weights[$1.0 * columns + column]) * UInt32($1.1) }
        }
        #expect(found == plain)
    }

    @Test("probabilities add up to one, and are those of exp", arguments: seeds)
    func softmax(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...70, using: &numbers)
        let stride = (count + 15) / 16 * 16
        let models = Int.random(in: 1...4, using: &numbers)
        let shares = [Double](repeating: 1 / Double(models), count: models)
        let given = (0..<(models * stride)).map { _ in Float.random(in: -120...5, using: &numbers) }
        var means = [Double](repeating: .nan, count: count)
        withUnsafeTemporaryAllocation(byteCount: given.count * 4, alignment: 64) { memory in
            let scores = memory.bindMemory(to: Float.self)
            _ = scores.initialize(from: given)
            guard let start = scores.baseAddress else { return }
            Softmax.mean(of: start, stride: stride, shares: shares, count: count, into: &means)
        }
        #expect(abs(means.reduce(0, +) - 1) < 1e-5)
        for place in 0..<count {
            let expected = (0..<models).reduce(0.0) { sum, model in
                let own = given[(model * stride)..<(model * stride + count)].map(Double.init)
                let largest = own.max() ?? 0
                let total = own.reduce(0) { $0 + exp($1 - largest) }
                return sum + exp(own[place] - largest) / total * shares[model]
            }
            #expect(abs(means[place] - expected) < 1e-6 * max(1e-3, expected) + 1e-9)
        }
    }

    @Test("scores fall, equal ones in their order, however few are asked for", arguments: seeds)
    func order(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let scores = (0..<Int.random(in: 1...200, using: &numbers)).map { _ in
            Double(Int.random(in: 0...20, using: &numbers)) / 8
        }
        let plain = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        let order = FallingOrder(of: scores)
        #expect(order[0] == plain[0])
        #expect(scores.indices.map { order[$0] } == plain)
        let range = 0..<(scores.count / 2)
        #expect(order.first(in: range) == plain.first(where: range.contains))
    }
}
