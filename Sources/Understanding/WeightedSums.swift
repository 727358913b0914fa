// SPDX-License-Identifier: GPL-3.0-or-later

/// Adds up rows of small numbers, each row times a factor: the arithmetic of the classifiers, many columns at once.
///
/// A machine word of sixteen bits holds the bytes of two columns. Whole words are multiplied and added up, and so is what stands in
/// them above each column; the sum of a column alone is the one less the other, put in its place. All that is done modulo 2¹⁶, which
/// a column's own sum never reaches, so that the sums are exact, in whatever order. They are then added up in thirty-two bits.
/// The baseline of every 64-bit machine has all the instructions that it takes.
package enum WeightedSums {
    package typealias Words = SIMD8<UInt16>
    package typealias Sums = SIMD8<UInt32>
    /// What is made of sums.
    typealias Values = SIMD8<Float>

    /// So many bytes are read at once; rows have a multiple of them.
    package static let step = 16
    /// So many are worked on together where there are as many: eight sums of words fill half of a machine's registers.
    private static let stretch = 64
    private static let pairedStretch = 32
    /// What a digit of 0 is stored as.
    private static let zero = Words(repeating: 0x30)

    /// The column of each byte of a step, where one column has a byte: those of even bytes come first.
    package static func byte(ofColumn column: Int) -> Int {
        let within = column % step
        return column - within + (within < step / 2 ? 2 * within : 2 * (within - step / 2) + 1)
    }

    /// Where a column stands, where two columns share a byte: its byte, and whether it is in the upper three bits.
    package static func place(ofPaired column: Int) -> (byte: Int, isUpper: Bool) {
        let within = column % (2 * step)
        let (quarter, lane) = (within / Words.scalarCount, within % Words.scalarCount)
        return (column / (2 * step) * step + 2 * lane + quarter / 2, !quarter.isMultiple(of: 2))
    }

    /// A row that takes part, where it begins, and its factor in every lane.
    package struct Term {
        package let offset: Int
        package let factor: Words

        package init(offset: Int, factor: Words) {
            self.offset = offset
            self.factor = factor
        }
    }

    /// How many products of a number below 64 and a factor up to 127 are below 2¹⁶.
    private static let addedAtOnce = 8

    /// Sums of rows of six-bit digits, times factors up to 127.
    ///
    /// - Parameters:
    ///   - start: the first row's digits.
    ///   - width: the bytes of a row, a multiple of `step`, in the order of `byte(ofColumn:)`.
    ///   - sums: room for `width` sums, in the order of the columns.
    package static func add(
        _ terms: UnsafeBufferPointer<Term>, of start: UnsafeRawPointer, width: Int,
        into sums: UnsafeMutablePointer<Sums>
    ) {
        let whole = width / stretch * stretch
        for byte in Swift.stride(from: whole, to: width, by: step) {
            addStep(terms, of: start + byte, into: sums + byte / Sums.scalarCount)
        }
        for byte in Swift.stride(from: 0, to: whole, by: stretch) {
            let target = sums + byte / Sums.scalarCount
            for place in 0..<8 { target[place] = .zero }
            var first = 0
            while first < terms.count {
                let end = min(first + addedAtOnce, terms.count)
                var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
                var (e, f, g, h) = (Words.zero, Words.zero, Words.zero, Words.zero)
                var factors = Words.zero
                for term in first..<end {
                    let row = start + (terms[term].offset &+ byte)
                    let factor = terms[term].factor
                    factors &+= factor
                    let w0 = row.loadUnaligned(as: Words.self)
                    a &+= w0 &* factor
                    b &+= (w0 &>> 8) &* factor
                    let w1 = row.loadUnaligned(fromByteOffset: step, as: Words.self)
                    c &+= w1 &* factor
                    d &+= (w1 &>> 8) &* factor
                    let w2 = row.loadUnaligned(fromByteOffset: 2 * step, as: Words.self)
                    e &+= w2 &* factor
                    f &+= (w2 &>> 8) &* factor
                    let w3 = row.loadUnaligned(fromByteOffset: 3 * step, as: Words.self)
                    g &+= w3 &* factor
                    h &+= (w3 &>> 8) &* factor
                }
                let excess = factors &* zero
                carry(
                    a &- (b &<< 8) &- excess, b &- excess, c &- (d &<< 8) &- excess, d &- excess, into: target)
                carry(
                    e &- (f &<< 8) &- excess, f &- excess, g &- (h &<< 8) &- excess, h &- excess, into: target + 4)
                first = end
            }
        }
    }

    /// The same for one step of the rows.
    private static func addStep(
        _ terms: UnsafeBufferPointer<Term>, of start: UnsafeRawPointer, into target: UnsafeMutablePointer<Sums>
    ) {
        target[0] = .zero
        target[1] = .zero
        var first = 0
        while first < terms.count {
            let end = min(first + addedAtOnce, terms.count)
            var (a, b) = (Words.zero, Words.zero)
            var factors = Words.zero
            for term in first..<end {
                let words = (start + terms[term].offset).loadUnaligned(as: Words.self)
                factors &+= terms[term].factor
                a &+= words &* terms[term].factor
                b &+= (words &>> 8) &* terms[term].factor
            }
            let excess = factors &* zero
            target[0] &+= Sums(truncatingIfNeeded: a &- (b &<< 8) &- excess)
            target[1] &+= Sums(truncatingIfNeeded: b &- excess)
            first = end
        }
    }

    /// Adds four sums of words to those before.
    @inline(__always)
    private static func carry(_ a: Words, _ b: Words, _ c: Words, _ d: Words, into target: UnsafeMutablePointer<Sums>) {
        target[0] &+= Sums(truncatingIfNeeded: a)
        target[1] &+= Sums(truncatingIfNeeded: b)
        target[2] &+= Sums(truncatingIfNeeded: c)
        target[3] &+= Sums(truncatingIfNeeded: d)
    }

    /// How many products of a number below 8 and a factor up to 511 are below 2¹⁶.
    private static let pairsAddedAtOnce = 18

    /// Sums of rows of digits that hold two numbers of three bits, times factors up to 511.
    ///
    /// - Parameters:
    ///   - start: the first row's digits.
    ///   - width: the bytes of a row, a multiple of `2 * step`, its columns where `place(ofPaired:)` says.
    ///   - sums: room for `2 * width` sums, in the order of the columns.
    package static func addPaired(
        _ terms: UnsafeBufferPointer<Term>, of start: UnsafeRawPointer, width: Int,
        into sums: UnsafeMutablePointer<Sums>
    ) {
        for byte in Swift.stride(from: 0, to: width, by: pairedStretch) {
            let target = sums + 2 * byte / Sums.scalarCount
            for place in 0..<8 { target[place] = .zero }
            var first = 0
            while first < terms.count {
                let end = min(first + pairsAddedAtOnce, terms.count)
                var (a, b, c, d) = (Words.zero, Words.zero, Words.zero, Words.zero)
                var (e, f, g, h) = (Words.zero, Words.zero, Words.zero, Words.zero)
                var factors = Words.zero
                for term in first..<end {
                    let row = start + (terms[term].offset &+ byte)
                    let factor = terms[term].factor
                    factors &+= factor
                    let w0 = row.loadUnaligned(as: Words.self)
                    a &+= w0 &* factor
                    b &+= (w0 &>> 3) &* factor
                    c &+= (w0 &>> 8) &* factor
                    d &+= (w0 &>> 11) &* factor
                    let w1 = row.loadUnaligned(fromByteOffset: step, as: Words.self)
                    e &+= w1 &* factor
                    f &+= (w1 &>> 3) &* factor
                    g &+= (w1 &>> 8) &* factor
                    h &+= (w1 &>> 11) &* factor
                }
                let excess = factors &* (zero &>> 3)
                carry(
                    a &- (b &<< 3), b &- (c &<< 5) &- excess, c &- (d &<< 3), d &- excess, into: target)
                carry(
                    e &- (f &<< 3), f &- (g &<< 5) &- excess, g &- (h &<< 3), h &- excess, into: target + 4)
                first = end
            }
        }
    }
}
