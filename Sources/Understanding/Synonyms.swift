// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import SearchIndex

/// Stems, each with the term that stands for all that mean the same, read in place from an archive.
struct Synonyms: Sendable {
    /// The hashes of the stems.
    private let stems: HashDirectory
    /// The term of each one, and its hash.
    private let terms: EncodedRecords
    private let hashes: PackedArray<UInt64>

    /// - Parameter terms: a stem to its term.
    init(_ terms: [String: String] = [:]) {
        let sorted = terms.map { (hash: TextHash.of($0.key), term: $0.value) }.sorted { $0.hash < $1.hash }
        stems = HashDirectory(sorted.map(\.hash), bits: UInt64.bitWidth)
        hashes = PackedArray(sorted.map { TextHash.of($0.term) })
        self.terms = EncodedRecords(sorted.map(\.term)) { $1.write($0) }
    }

    /// The hash of the term for a stem, by the stem's key; nil where it has none.
    func hash(of key: UInt64) -> UInt64? { stems.place(of: key).map { hashes[$0] } }

    /// The term for a stem, by the stem's key; nil where it has none.
    func term(of key: UInt64) -> WeightedTerm? {
        guard let place = stems.place(of: key) else { return nil }
        var reader = terms.reader(at: place)
        guard let term = try? reader.string() else { return nil }
        return WeightedTerm(term, hash: hashes[place])
    }
}

extension Synonyms: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        stems = try HashDirectory(from: &reader)
        hashes = try reader.packed()
        terms = try EncodedRecords(from: &reader)
        guard hashes.count == stems.count, terms.count == stems.count else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        stems.write(to: &writer)
        writer.write(hashes)
        terms.write(to: &writer)
    }
}
