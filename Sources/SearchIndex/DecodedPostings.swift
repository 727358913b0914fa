// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import Synchronization

/// The postings of an index in memory of their own, for a program that searches it again and again.
///
/// They are decoded once there were a few searches: for one alone that costs more than it saves. What is remembered changes no score.
final class DecodedPostings: Sendable {
    /// A document for each posting, and a number that goes with it.
    struct Table<Number: Sendable>: Sendable {
        fileprivate var documents: [UInt32] = []
        fileprivate var numbers: [Number] = []

        /// Calls `body` with the document and the number of each posting at places.
        @inline(__always)
        func forEach(at places: Range<Int>, _ body: (DocumentID, Number) -> Void) {
            documents.withUnsafeBufferPointer { documents in
                numbers.withUnsafeBufferPointer { numbers in
                    for place in places.clamped(to: documents.indices) { body(Int(documents[place]), numbers[place]) }
                }
            }
        }
    }

    /// A table, and how often it was asked for before it was there.
    private struct Awaited<Number: Sendable> {
        var table: Table<Number>?
        var searches = 0

        mutating func callAsFunction(_ make: () -> Table<Number>) -> Table<Number>? {
            if table == nil {
                searches += 1
                if searches > DecodedPostings.fewSearches { table = make() }
            }
            return table
        }
    }

    private let frequencies = Mutex(Awaited<Float>())
    private let worths = Mutex(Awaited<Double>())
    /// How many searches do without.
    private static let fewSearches = 8

    /// The frequency of each posting; nil for the first few searches.
    func frequencies(of index: InvertedIndex) -> Table<Float>? {
        frequencies.withLock { $0 { Table(of: index) { Float($1) } } }
    }

    /// What each posting is worth by `BM25`; nil likewise.
    func worths(of index: InvertedIndex) -> Table<Double>? {
        worths.withLock { awaited in
            awaited {
                let lengths = index.lengths.elements
                return Table(of: index) { BM25().worth(of: $1, length: lengths[$0], meanLength: index.meanLength) }
            }
        }
    }
}

extension DecodedPostings.Table {
    /// - Parameter number: what goes with a document and the frequency of a term there.
    fileprivate init(of index: InvertedIndex, _ number: (DocumentID, Double) -> Number) {
        documents.reserveCapacity(index.postingCount)
        numbers.reserveCapacity(index.postingCount)
        index.forEachPosting(at: 0..<index.postingCount) {
            documents.append(UInt32(truncatingIfNeeded: $0))
            numbers.append(number($0, $1))
        }
    }
}
