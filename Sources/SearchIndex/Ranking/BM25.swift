// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// BM25, with the inverse document frequency kept above zero as Lucene does.
///
/// S. Robertson and H. Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009,
/// https://doi.org/10.1561/1500000019.
package struct BM25: RankingFunction, Hashable {
    /// How soon more of the same term stops counting; 0 counts presence alone.
    package var k1: Double
    /// How far a document's length is held against it, from 0 (not at all) to 1.
    package var b: Double

    package init(k1: Double = 1.2, b: Double = 0.5) {
        self.k1 = k1
        self.b = b
    }

    package func weight(of term: TermStatistics) -> Double {
        let frequency = Double(term.documentFrequency)
        return log(1 + (Double(term.documentCount) - frequency + 0.5) / (frequency + 0.5))
    }

    package func worth(of frequency: Double, length: Double, meanLength: Double) -> Double {
        let norm = k1 * (1 - b + b * length / max(meanLength, 1e-9))
        return frequency * (k1 + 1) / (frequency + norm)
    }
}
