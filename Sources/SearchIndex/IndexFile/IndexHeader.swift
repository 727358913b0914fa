// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of an index file, in their order.
package enum IndexPart: Int, CaseIterable, Sendable, CustomStringConvertible {
    /// Titles, sources and texts, a record a document.
    case texts
    /// Where in `texts` the first record of each group of documents begins.
    case textOffsets
    /// The ids that documents came with, in groups.
    case names
    /// Where in `names` each group begins.
    case nameOffsets
    /// The length of each document, by `LengthCode`.
    case lengths
    /// The documents and frequencies of each term.
    case postings
    /// The summary of each block of postings.
    case blocks
    /// The terms, in groups.
    case terms
    /// Where in `terms` each group begins.
    case termOffsets
    /// The length of each document's vector, by `VectorLengthCode`.
    case vectorLengths

    package var description: String {
        switch self {
        case .texts: "texts"
        case .textOffsets: "text offsets"
        case .names: "names"
        case .nameOffsets: "name offsets"
        case .lengths: "lengths"
        case .vectorLengths: "vector lengths"
        case .postings: "postings"
        case .blocks: "block summaries"
        case .terms: "terms"
        case .termOffsets: "term offsets"
        }
    }

    /// Whether it is the documents as they came rather than what finds them.
    package var isStoredText: Bool { self == .texts || self == .textOffsets }
}

/// The beginning of an index file: what it is, what it holds, and where its parts stand.
///
/// Fixed in size and covered by a checksum of its own, which is verified whenever a file is opened.
struct IndexHeader: Hashable, Sendable {
    struct Section: Hashable, Sendable {
        var offset: UInt64 = 0
        var size: UInt64 = 0
        var checksum: UInt64 = 0
    }

    /// The first byte is no text, the line ends tell whether the file went through a text conversion.
    private static let magic: [UInt8] = [0x89, 0x43, 0x4c, 0x58, 0x0d, 0x0a, 0x1a, 0x0a]
    private static let version: UInt32 = 1
    static let size = 512
    private static let longestAnalysis = 32
    /// Parts begin at multiples of this.
    static let alignment: UInt64 = 16

    /// The name of the analysis that made the terms; queries need the same.
    var analysis = ""
    /// How often an occurrence in the title was counted.
    var titleWeight: UInt32 = 1
    var documentCount: UInt64 = 0
    var termCount: UInt64 = 0
    var postingCount: UInt64 = 0
    /// The sum of the lengths of all documents, in terms.
    var totalLength: UInt64 = 0
    /// The ranking by which the summaries of blocks were chosen.
    var k1 = 0.0
    var b = 0.0
    var sections = [Section](repeating: Section(), count: IndexPart.allCases.count)

    /// The size that the file has to have.
    var fileSize: UInt64 { sections.last.map { $0.offset + $0.size } ?? UInt64(Self.size) }

    /// The header as `size` bytes.
    var bytes: [UInt8] {
        var bytes = Self.magic
        bytes.append(fixed: Self.version)
        bytes.append(fixed: titleWeight)
        for number in [documentCount, termCount, postingCount, totalLength, k1.bitPattern, b.bitPattern] {
            bytes.append(fixed: number)
        }
        let name = Array(analysis.utf8.prefix(Self.longestAnalysis))
        bytes += name + [UInt8](repeating: 0, count: Self.longestAnalysis - name.count)
        for section in sections {
            for number in [section.offset, section.size, section.checksum] { bytes.append(fixed: number) }
        }
        bytes += [UInt8](repeating: 0, count: Self.size - 8 - bytes.count)
        bytes.append(fixed: bytes.withUnsafeBytes { Checksum.of($0) })
        return bytes
    }

    init() {}

    /// Reads and checks a header; the rest of the file is looked at for its size alone.
    init(_ file: UnsafeRawBufferPointer) throws(IndexFileError) {
        let magic = Self.magic
        guard file.count >= magic.count, file.prefix(magic.count).elementsEqual(magic) else { throw .foreign }
        guard file.count >= Self.size else {
            throw .size(expected: UInt64(Self.size), found: UInt64(file.count))
        }
        func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Number {
            Number(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: type))
        }
        let version = number(8, UInt32.self)
        guard version == Self.version else { throw .version(version) }
        let covered = UnsafeRawBufferPointer(rebasing: file[..<(Self.size - 8)])
        guard number(Self.size - 8, UInt64.self) == Checksum.of(covered) else { throw .damaged(part: "header") }
        titleWeight = number(12, UInt32.self)
        documentCount = number(16, UInt64.self)
        termCount = number(24, UInt64.self)
        postingCount = number(32, UInt64.self)
        totalLength = number(40, UInt64.self)
        k1 = Double(bitPattern: number(48, UInt64.self))
        b = Double(bitPattern: number(56, UInt64.self))
        analysis = String(decoding: file[64..<(64 + Self.longestAnalysis)].prefix { $0 != 0 }, as: UTF8.self)
        for index in sections.indices {
            let offset = 64 + Self.longestAnalysis + index * 24
            sections[index].offset = number(offset, UInt64.self)
            sections[index].size = number(offset + 8, UInt64.self)
            sections[index].checksum = number(offset + 16, UInt64.self)
        }
        try check(fileSize: UInt64(file.count))
    }

    /// That the parts stand one behind another, within the file, and have the sizes that the counts ask for.
    private func check(fileSize found: UInt64) throws(IndexFileError) {
        var end = UInt64(Self.size)
        for section in sections {
            let (next, isTooMuch) = section.offset.addingReportingOverflow(section.size)
            guard section.offset >= end, section.offset % Self.alignment == 0, !isTooMuch else {
                throw .damaged(part: "header")
            }
            end = next
        }
        guard found == end else { throw .size(expected: end, found: found) }
        func size(_ part: IndexPart) -> UInt64 { sections[part.rawValue].size }
        let documents = documentCount
        guard documents <= UInt64(IndexLimits.documents), size(.lengths) == documents,
            size(.vectorLengths) == documents,
            size(.textOffsets) == (documents + UInt64(StoredGroups.size) - 1) / UInt64(StoredGroups.size) * 8,
            size(.nameOffsets) == size(.textOffsets), termCount <= UInt64(IndexLimits.terms),
            size(.termOffsets) == (termCount + UInt64(TermGroups.size) - 1) / UInt64(TermGroups.size) * 8,
            size(.blocks) % UInt64(BlockSummary.size) == 0
        else { throw .damaged(part: "header") }
    }
}

/// How much an index file can hold.
package enum IndexLimits {
    /// 2^28: the summary of a block has so many digits for a place in the postings of a term.
    package static let documents = 1 << 28
    package static let terms = 1 << 31
    /// Longer terms are not found, and not to be added.
    package static let longestTerm = 255
    /// More occurrences in one document count as so many.
    static let mostFrequency = 1 << 24
}
