// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex
internal import TextAnalysis

/// Reads chunks of the input into a segment, on one core.
struct SegmentReader {
    struct Found {
        struct Problem {
            /// Counted within the chunk, from 0; nil for a file as a whole.
            var line: Int?
            var file = ""
            var text: String
        }

        var problems: [Problem] = []
        var lines = 0
    }

    private(set) var segment = IndexSegment()
    private let terms: TermReader
    private let titleWeight: Int
    private let termMemory: Int
    private var line = PassageLine()
    private var titleTerms: [UInt32] = []
    private var textTerms: [UInt32] = []

    /// - Parameter termMemory: with more bytes of terms, all are given up between two chunks.
    init(_ analysis: PassageAnalysis, titleWeight: Int, termMemory: Int) {
        terms = TermReader(analysis)
        self.titleWeight = titleWeight
        self.termMemory = termMemory
    }

    /// Makes room for the next chunk.
    mutating func removeDocuments() {
        if terms.memory + segment.termMemory > termMemory {
            terms.forget()
            segment.forgetTerms()
        } else {
            segment.removeDocuments()
        }
    }

    /// Reads a chunk into the segment.
    mutating func read(_ chunk: PassageChunk) -> Found {
        var found = Found()
        switch chunk.content {
        case .lines(let bytes, let count):
            bytes.withUnsafeBytes { readLines($0, count: count, &found) }
        case .longLine:
            let text = "longer than \(PassageChunks.longestLine >> 20) MiB"
            found.problems.append(.init(line: 0, text: text))
            found.lines = 1
        case .files(let paths):
            for path in paths { readFile(path, &found) }
        }
        return found
    }

    private mutating func readLines(_ bytes: UnsafeRawBufferPointer, count: Int, _ found: inout Found) {
        var start = 0
        while start < count {
            let end = Self.lineEnd(bytes, from: start, to: count)
            if !Self.isBlank(bytes, start..<end) {
                do throws(PassageLine.Problem) {
                    try line.read(bytes, start..<end)
                    line.pad()
                    addLine()
                } catch {
                    found.problems.append(.init(line: found.lines, text: error.text))
                }
            }
            found.lines += 1
            start = end + 1
        }
    }

    private static func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        UnsafeRawBufferPointer(rebasing: bytes[start..<end]).firstIndex(of: 10).map { start + $0 } ?? end
    }

    private static func isBlank(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    }

    private mutating func addLine() {
        titleTerms.removeAll(keepingCapacity: true)
        textTerms.removeAll(keepingCapacity: true)
        line.withBytes(of: line.title) { title in
            terms.append(title, to: &titleTerms) { segment.number(of: $0) }
            line.withBytes(of: line.text) { text in
                terms.append(text, to: &textTerms) { segment.number(of: $0) }
                line.withBytes(of: line.id) { id in
                    line.withBytes(of: line.source) { source in
                        segment.add(
                            name: id, title: title, source: source, text: text, titleTerms: titleTerms,
                            textTerms: textTerms, titleWeight: titleWeight)
                    }
                }
            }
        }
    }

    private mutating func readFile(_ path: String, _ found: inout Found) {
        do throws(InputProblem) {
            let text = try TextFolder.text(of: path)
            let name = path.split(separator: "/").last.map(String.init) ?? path
            for passage in TextFolder.passages(of: text, fileName: name) {
                add(name: "\(path)#\(passage.number)", title: passage.title, source: path, text: passage.text)
            }
        } catch {
            found.problems.append(.init(line: nil, file: error.place, text: error.problem))
        }
    }

    private mutating func add(name: String, title: String, source: String, text: String) {
        titleTerms.removeAll(keepingCapacity: true)
        textTerms.removeAll(keepingCapacity: true)
        Self.withPadded(title) { title in
            terms.append(title, to: &titleTerms) { segment.number(of: $0) }
            Self.withPadded(text) { text in
                terms.append(text, to: &textTerms) { segment.number(of: $0) }
                Self.withPadded(name) { name in
                    Self.withPadded(source) { source in
                        segment.add(
                            name: name, title: title, source: source, text: text, titleTerms: titleTerms,
                            textTerms: textTerms, titleWeight: titleWeight)
                    }
                }
            }
        }
    }

    private static func withPadded(_ text: String, _ body: (UnsafeRawBufferPointer) -> Void) {
        let count = text.utf8.count
        let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: TermReader.padding)
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
}
