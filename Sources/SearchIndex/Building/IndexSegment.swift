// SPDX-License-Identifier: GPL-3.0-or-later

/// A stretch of documents while it is in memory: what was given, and for each document its terms.
///
/// A worker fills one, hands it to the `IndexWriter`, and uses it again; terms keep their numbers until `forgetTerms()`.
package struct IndexSegment: Sendable {
    private(set) var terms = TermNumbers()
    /// A term's posting in the document at hand, as its place plus one.
    private var places: [UInt32] = []
    /// How many documents hold each term.
    private(set) var documentFrequencies: [UInt32] = []

    /// One term of one document.
    struct Occurrence {
        var term: UInt32
        var frequency: UInt32
    }

    private(set) var occurrences: [Occurrence] = []
    /// Where the occurrences of each document end.
    private(set) var occurrenceEnds: [Int] = []
    private(set) var lengths: [UInt32] = []
    private(set) var names: [UInt8] = []
    private(set) var nameEnds: [Int] = []
    /// Records for `TextRecords`, and where each begins.
    private(set) var texts: [UInt8] = []
    private(set) var textStarts: [Int] = []

    package init() {}

    package var documentCount: Int { lengths.count }
    /// How much memory the terms take, about, in bytes.
    package var termMemory: Int { terms.bytes.count + terms.count * 24 }

    /// The number by which `add` knows a term.
    package mutating func number(of term: UnsafeRawBufferPointer) -> UInt32 {
        let number = terms.number(of: UnsafeRawBufferPointer(rebasing: term.prefix(IndexLimits.longestTerm)))
        while places.count < terms.count {
            places.append(0)
            documentFrequencies.append(0)
        }
        return number
    }

    /// Adds a document: what is kept of it, and the numbers of its terms.
    ///
    /// - Parameter titleWeight: how often each term of the title counts.
    package mutating func add(
        name: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer, source: UnsafeRawBufferPointer,
        text: UnsafeRawBufferPointer, titleTerms: [UInt32], textTerms: [UInt32], titleWeight: Int
    ) {
        let start = UInt32(occurrences.count)
        count(titleTerms, weight: UInt32(titleWeight), from: start)
        count(textTerms, weight: 1, from: start)
        occurrenceEnds.append(occurrences.count)
        lengths.append(UInt32(clamping: titleTerms.count * titleWeight + textTerms.count))
        names.append(contentsOf: name)
        nameEnds.append(names.count)
        textStarts.append(texts.count)
        TextRecords.appendHead(title: title.count, source: source.count, text: text.count, to: &texts)
        texts.append(contentsOf: title)
        texts.append(contentsOf: source)
        texts.append(contentsOf: text)
    }

    private mutating func count(_ terms: [UInt32], weight: UInt32, from start: UInt32) {
        for term in terms {
            let place = places[Int(term)]
            if place > start {
                occurrences[Int(place) - 1].frequency &+= weight
            } else {
                occurrences.append(Occurrence(term: term, frequency: weight))
                places[Int(term)] = UInt32(truncatingIfNeeded: occurrences.count)
                documentFrequencies[Int(term)] &+= 1
            }
        }
    }

    /// Makes room for the next stretch; terms keep their numbers.
    package mutating func removeDocuments() {
        occurrences.removeAll(keepingCapacity: true)
        occurrenceEnds.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        nameEnds.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        textStarts.removeAll(keepingCapacity: true)
        for index in places.indices {
            places[index] = 0
            documentFrequencies[index] = 0
        }
    }

    /// Gives up the terms too; no number from before is known any more.
    package mutating func forgetTerms() {
        removeDocuments()
        terms = TermNumbers()
        places = []
        documentFrequencies = []
    }

    // MARK: In the order of terms

    /// A posting with a document of the stretch, from 0.
    struct LocalPosting {
        var document: UInt32
        var frequency: UInt32
    }

    /// The run of the stretch: for each term in the order of its bytes, the term, how many postings, how many bytes, the postings.
    ///
    /// - Complexity: O(*p* + *t* log *t*) for *p* postings and *t* terms.
    package func sortedRun() -> SortedRun {
        let order = terms.sorted { documentFrequencies[$0] > 0 }
        // Where the next posting of each term goes.
        var next = [Int](repeating: 0, count: documentFrequencies.count)
        var total = 0
        for term in order {
            next[Int(term)] = total
            total += Int(documentFrequencies[Int(term)])
        }
        let postings = [LocalPosting](unsafeUninitializedCapacity: total) { buffer, count in
            var begin = 0
            for document in occurrenceEnds.indices {
                let end = occurrenceEnds[document]
                for index in begin..<end {
                    let occurrence = occurrences[index]
                    let place = next[Int(occurrence.term)]
                    next[Int(occurrence.term)] = place &+ 1
                    buffer[place] = LocalPosting(document: UInt32(document), frequency: occurrence.frequency)
                }
                begin = end
            }
            count = total
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(total * 2 + order.count * 16)
        var encoded: [UInt8] = []
        var start = 0
        for term in order {
            let end = start + Int(documentFrequencies[Int(term)])
            RunCoding.encode(postings[start..<end], to: &encoded)
            terms.withBytes(of: Int(term)) { name in
                bytes.append(UInt8(name.count))
                bytes.append(contentsOf: name)
            }
            VariableLength.append(UInt64(end - start), to: &bytes)
            VariableLength.append(UInt64(encoded.count), to: &bytes)
            bytes += encoded
            start = end
        }
        return SortedRun(bytes: bytes)
    }
}

/// The postings of a segment by term, as they go to the disk.
package struct SortedRun: Sendable {
    let bytes: [UInt8]
}

/// The postings of a run: twice the step from the document before, one more where the frequency follows.
enum RunCoding {
    static func encode(_ postings: ArraySlice<IndexSegment.LocalPosting>, to bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        var last: UInt32 = 0
        for posting in postings {
            let step = UInt64(posting.document &- last)
            last = posting.document
            let frequency = min(posting.frequency, UInt32(IndexLimits.mostFrequency))
            let head = step << 1 | (frequency > 1 ? 1 : 0)
            if head < 0x80 { bytes.append(UInt8(head)) } else { VariableLength.append(head, to: &bytes) }
            if frequency > 1 { VariableLength.append(UInt64(frequency), to: &bytes) }
        }
    }

    /// Calls `body` with each document and frequency; false where the bytes end too early.
    @inline(__always)
    static func decode(
        _ bytes: UnsafeRawBufferPointer, count: Int, base: UInt32, _ body: (UInt32, UInt32) -> Void
    ) -> Bool {
        var position = 0
        var document = base
        for _ in 0..<count {
            guard let head = VariableLength.read(bytes, &position) else { return false }
            document &+= UInt32(truncatingIfNeeded: head >> 1)
            var frequency: UInt32 = 1
            if head & 1 == 1 {
                guard let more = VariableLength.read(bytes, &position) else { return false }
                frequency = UInt32(truncatingIfNeeded: more)
            }
            body(document, frequency)
        }
        return position == bytes.count
    }
}
