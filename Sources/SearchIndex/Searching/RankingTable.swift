// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How the documents of an index file are ranked.
package enum IndexRanking: Hashable, Sendable {
    /// BM25 over the quantised lengths.
    case bm25(BM25)
    /// The classic cosine of vectors weighted (1 + log frequency) · inverse document frequency, from 0 to about 1.
    case cosine

    /// BM25 as an index is built for: k1 1.2, b 0.75, the values of Robertson's experiments and of most engines.
    package static let standard = IndexRanking.bm25(BM25(k1: 1.2, b: 0.75))
}

/// What a posting is worth by a ranking, for each frequency and each byte of a length, worked out beforehand.
///
/// Also, what a term's occurrence adds to a score: a multiple of `quantum`, so that sums are exact, and equal in whatever
/// order they are made.
final class RankingTable: @unchecked Sendable {
    /// Frequencies up to this are looked up.
    static let rows = 16
    let worths: UnsafeMutablePointer<Double>
    let ranking: IndexRanking
    let documentCount: Int
    let meanLength: Double

    init(_ ranking: IndexRanking, documentCount: Int, meanLength: Double) {
        self.ranking = ranking
        self.documentCount = documentCount
        self.meanLength = meanLength
        worths = .allocate(capacity: Self.rows * 256)
        for row in 0..<Self.rows {
            for byte in 0..<256 {
                worths[row << 8 | byte] = Self.worth(
                    ranking, frequency: Double(row + 1), length: UInt8(byte), meanLength: meanLength)
            }
        }
    }

    deinit { worths.deallocate() }

    private static func worth(_ ranking: IndexRanking, frequency: Double, length: UInt8, meanLength: Double) -> Double {
        switch ranking {
        case .bm25(let ranking):
            ranking.worth(of: frequency, length: Double(LengthCode.decode(length)), meanLength: meanLength)
        case .cosine: (1 + log(frequency)) / VectorLengthCode.decode(length)
        }
    }

    /// What an occurrence is worth.
    ///
    /// - Parameter frequencyLessOne: the frequency as it stands in the file.
    @inline(__always)
    func worth(_ frequencyLessOne: UInt32, _ length: UInt8) -> Double {
        if frequencyLessOne < UInt32(Self.rows) { return worths[Int(frequencyLessOne) << 8 | Int(length)] }
        return Self.worth(ranking, frequency: Double(frequencyLessOne) + 1, length: length, meanLength: meanLength)
    }

    /// No occurrence is worth more.
    var mostWorth: Double { worth(UInt32(IndexLimits.mostFrequency), 0) }

    /// What a term is worth, by its rarity.
    func weight(documentFrequency: Int) -> Double {
        let statistics = TermStatistics(documentFrequency: documentFrequency, documentCount: documentCount)
        switch ranking {
        case .bm25(let ranking): return ranking.weight(of: statistics)
        case .cosine:
            let inverse = Self.inverseFrequency(statistics)
            return inverse * inverse
        }
    }

    /// The inverse document frequency of the vector space, above zero for every term.
    static func inverseFrequency(_ term: TermStatistics) -> Double {
        1 + log(Double(max(1, term.documentCount)) / Double(max(1, term.documentFrequency)))
    }

    /// The most that any posting can be worth whose frequency has so many digits, in a document not shorter than `length`.
    func bound(frequencyDigits: Int, length: UInt8) -> Double {
        // What the table's own rounding could hide is added.
        worth(UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(frequencyDigits)) - 1), length) * (1 + 1e-12)
    }
}

/// Rounds what occurrences add to a score, so that sums of them are exact.
struct ScoreQuantum {
    /// Adding and taking away this number leaves a multiple of the quantum.
    private let magic: Double
    let value: Double

    /// - Parameter most: no score is higher.
    init(most: Double) {
        // 2^-30 unless scores are so high that a sum would not fit 53 digits.
        var exponent = -30
        while Self.power(exponent + 51) < most, exponent < 900 { exponent += 1 }
        value = Self.power(exponent)
        magic = Self.power(exponent + 52)
    }

    private static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }

    /// The nearest multiple of the quantum.
    @inline(__always)
    func rounded(_ score: Double) -> Double { (score + magic) - magic }
}
