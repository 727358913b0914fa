// SPDX-License-Identifier: GPL-3.0-or-later
/// Writes an index file from segments, which come in the order of their documents.
///
/// Each segment goes to the disk as a sorted run, and the runs are merged at the end: what is held in memory is some bytes for
/// each document and a buffer for each run. The file is the same bytes however its documents were cut into segments.
package final class IndexWriter {
    private let path: String
    private let output: OutputFile
    private let names: SpillFile
    private let runs: SpillFile
    private var runRanges: [(range: Range<Int>, base: UInt32)] = []
    private var header = IndexHeader()
    private var textOffsets: [UInt8] = []
    private var nameOffsets: [UInt8] = []
    private var lastName: [UInt8] = []
    private var lengths: [UInt8] = []

    /// Begins a file; nothing is at `path` before `finish`.
    ///
    /// - Parameters:
    ///   - analysis: the name of what makes the terms, at most 32 bytes.
    ///   - titleWeight: how often a term of a title counts.
    package init(_ path: String, analysis: String, titleWeight: Int) throws(IndexFileError) {
        self.path = path
        output = try OutputFile(path)
        names = try SpillFile(beside: path)
        runs = try SpillFile(beside: path)
        header.analysis = analysis
        header.titleWeight = UInt32(clamping: titleWeight)
        if case .bm25(let ranking) = IndexRanking.standard {
            header.k1 = ranking.k1
            header.b = ranking.b
        }
        try output.write([UInt8](repeating: 0, count: IndexHeader.size))
        try output.align(to: IndexHeader.alignment)
        header.sections[IndexPart.texts.rawValue].offset = output.position
    }

    package var documentCount: Int { lengths.count }

    /// Adds the documents of a segment behind those that were added before.
    ///
    /// - Parameter run: what `IndexSegment.sortedRun()` gave for it.
    package func append(_ segment: IndexSegment, run: SortedRun) throws(IndexFileError) {
        let base = lengths.count
        guard base + segment.documentCount <= IndexLimits.documents else {
            throw .tooMuch("\(IndexLimits.documents) documents")
        }
        let textStart = output.position - header.sections[IndexPart.texts.rawValue].offset
        var nameBytes: [UInt8] = []
        segment.names.withUnsafeBytes { all in
            var start = 0
            for document in 0..<segment.documentCount {
                if (base + document) % StoredGroups.size == 0 {
                    textOffsets.append(fixed: textStart + UInt64(segment.textStarts[document]))
                    nameOffsets.append(fixed: UInt64(names.size + nameBytes.count))
                    lastName = []
                }
                let name = UnsafeRawBufferPointer(rebasing: all[start..<segment.nameEnds[document]])
                NameRecords.append(name, after: lastName, to: &nameBytes)
                lastName = Array(name)
                start = segment.nameEnds[document]
                header.totalLength += UInt64(segment.lengths[document])
                lengths.append(LengthCode.encode(Int(segment.lengths[document])))
            }
        }
        try output.write(segment.texts)
        try names.append(nameBytes)
        let start = runs.size
        try runs.append(run.bytes)
        runRanges.append((start..<runs.size, UInt32(base)))
    }

    /// Merges the runs and puts the file in its place.
    ///
    /// - Parameter progress: is told how many bytes of how many are merged.
    package func finish(progress: (Int, Int) -> Void = { _, _ in }) throws(IndexFileError) {
        header.documentCount = UInt64(lengths.count)
        try end(.texts)
        try write(textOffsets, as: .textOffsets)
        try begin(.names)
        try names.copy(to: output)
        try end(.names)
        try write(nameOffsets, as: .nameOffsets)
        try write(lengths, as: .lengths)
        try runs.flush()
        let blocks = try SpillFile(beside: path)
        let terms = try SpillFile(beside: path)
        var merge = RunMerge(
            runs: runRanges.map { RunReader(runs, range: $0.range, base: $0.base) }, lengths: lengths,
            meanLength: lengths.isEmpty ? 0 : Double(header.totalLength) / Double(lengths.count))
        try begin(.postings)
        let offsets = try merge.run(
            postings: output, blocks: blocks, terms: terms, progress: { progress($0, self.runs.size) })
        try end(.postings)
        header.termCount = UInt64(merge.termCount)
        header.postingCount = UInt64(merge.postingCount)
        try begin(.blocks)
        try blocks.copy(to: output)
        try end(.blocks)
        try begin(.terms)
        try terms.copy(to: output)
        try end(.terms)
        try write(offsets, as: .termOffsets)
        try write(merge.vectorLengths, as: .vectorLengths)
        try output.finish(header: header.bytes)
    }

    private func begin(_ part: IndexPart) throws(IndexFileError) {
        try output.align(to: IndexHeader.alignment)
        header.sections[part.rawValue].offset = output.position
    }

    private func end(_ part: IndexPart) throws(IndexFileError) {
        header.sections[part.rawValue].size = output.position - header.sections[part.rawValue].offset
        header.sections[part.rawValue].checksum = try output.partChecksum()
    }

    private func write(_ bytes: [UInt8], as part: IndexPart) throws(IndexFileError) {
        try begin(part)
        try output.write(bytes)
        try end(part)
    }
}
