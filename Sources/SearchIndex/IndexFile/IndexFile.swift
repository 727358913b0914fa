// SPDX-License-Identifier: GPL-3.0-or-later

/// An index in a file: documents, and what finds them, read in place.
///
/// Opening reads the header alone, whatever the size of the file. What is read later is checked when it is used: a damaged
/// file gives an error or other results, never an access outside of it. `verify()` reads everything.
package final class IndexFile: @unchecked Sendable {
    let header: IndexHeader
    private let file: MappedFile
    private let parts: [UnsafeRawBufferPointer]
    private let lengths: UnsafePointer<UInt8>
    private let vectorLengths: UnsafePointer<UInt8>

    package let documentCount: Int

    /// Opens a file.
    ///
    /// - Complexity: O(1).
    package init(_ path: String) throws(IndexFileError) {
        file = try MappedFile(path)
        header = try IndexHeader(file.bytes)
        documentCount = Int(header.documentCount)
        let bytes = file.bytes
        parts = header.sections.map {
            UnsafeRawBufferPointer(rebasing: bytes[Int($0.offset)..<Int($0.offset + $0.size)])
        }
        guard let base = bytes.baseAddress else { throw .foreign }
        let sections = header.sections
        func start(_ part: IndexPart) -> UnsafePointer<UInt8> {
            (base + Int(sections[part.rawValue].offset)).assumingMemoryBound(to: UInt8.self)
        }
        lengths = start(.lengths)
        vectorLengths = start(.vectorLengths)
    }

    func part(_ part: IndexPart) -> UnsafeRawBufferPointer { parts[part.rawValue] }

    /// A byte for each document: what a ranking holds against it.
    func lengths(for ranking: IndexRanking) -> UnsafePointer<UInt8> {
        switch ranking {
        case .bm25: lengths
        case .cosine: vectorLengths
        }
    }

    // MARK: What it holds

    /// The name of the analysis that made the terms.
    package var analysis: String { header.analysis }
    /// How often an occurrence in a title was counted.
    package var titleWeight: Int { Int(header.titleWeight) }
    package var termCount: Int { Int(clamping: header.termCount) }
    package var postingCount: Int { Int(clamping: header.postingCount) }
    /// The mean of the documents' lengths in terms, 0 for no documents.
    package var meanLength: Double {
        documentCount == 0 ? 0 : Double(header.totalLength) / Double(documentCount)
    }
    /// The size of the file, in bytes.
    package var size: Int { file.bytes.count }

    /// The size of a part, in bytes.
    package func size(of part: IndexPart) -> Int { parts[part.rawValue].count }

    /// Reads everything and compares it with its checksums.
    ///
    /// - Complexity: O(*n*) in the file's size.
    package func verify() throws(IndexFileError) {
        for part in IndexPart.allCases
        where Checksum.of(parts[part.rawValue]) != header.sections[part.rawValue].checksum {
            throw .damaged(part: part.description)
        }
    }

    // MARK: Documents and terms

    /// The id that a document came with.
    ///
    /// - Precondition: `document` is one of the file's, from 0.
    package func name(of document: DocumentID) throws(IndexFileError) -> String {
        try NameRecords(bytes: part(.names), offsets: part(.nameOffsets)).name(document)
    }

    /// A document as it was given.
    ///
    /// - Precondition: `document` is one of the file's, from 0.
    package func passage(_ document: DocumentID) throws(IndexFileError) -> StoredPassage {
        let record = try TextRecords(bytes: part(.texts), offsets: part(.textOffsets)).record(document)
        return StoredPassage(
            name: try name(of: document), title: record.title, source: record.source, text: record.text)
    }

    /// The entry of a term; nil where no document holds it.
    func entry(of term: String) throws(IndexFileError) -> TermEntry? {
        let dictionary = TermDictionary(
            terms: part(.terms), offsets: part(.termOffsets), postingsSize: part(.postings).count,
            blockCount: part(.blocks).count / BlockSummary.size)
        let bytes = Array(term.utf8)
        guard bytes.count <= IndexLimits.longestTerm else { return nil }
        let found = bytes.withUnsafeBytes { bytes in
            Result { () throws(IndexFileError) in try dictionary.entry(of: bytes) }
        }
        guard let entry = try found.get() else { return nil }
        guard entry.documentFrequency <= documentCount else { throw .damaged(part: IndexPart.terms.description) }
        return entry
    }

    /// In how many documents a term occurs.
    package func documentFrequency(of term: String) throws(IndexFileError) -> Int {
        try entry(of: term)?.documentFrequency ?? 0
    }
}
