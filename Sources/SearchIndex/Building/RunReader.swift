// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a run from its spill file, term by term.
struct RunReader {
    /// Where the documents of the run begin in the index.
    let base: UInt32
    private let file: SpillFile
    private let end: Int
    /// Where the buffer's bytes stand in the file.
    private var offset: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private static let bufferSize = 1 << 17

    private(set) var term: [UInt8] = []
    private(set) var documentFrequency = 0
    private var postingsSize = 0

    init(_ file: SpillFile, range: Range<Int>, base: UInt32) {
        self.file = file
        self.base = base
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Goes to the next term; false at the end.
    mutating func next() throws(IndexFileError) -> Bool {
        position += postingsSize
        postingsSize = 0
        guard offset + position < end else { return false }
        // A term's head is shorter than this, unless the run ends before.
        try fill(1 + IndexLimits.longestTerm + 20)
        guard position < buffer.count else { throw Self.broken }
        let length = Int(buffer[position])
        guard position + 1 + length <= buffer.count else { throw Self.broken }
        term.removeAll(keepingCapacity: true)
        term.append(contentsOf: buffer[(position + 1)..<(position + 1 + length)])
        position += 1 + length
        let numbers: (frequency: UInt64, size: UInt64)? = buffer.withUnsafeBytes { bytes in
            guard let frequency = VariableLength.read(bytes, &position),
                let size = VariableLength.read(bytes, &position)
            else { return nil }
            return (frequency, size)
        }
        guard let numbers else { throw Self.broken }
        documentFrequency = Int(numbers.frequency)
        postingsSize = Int(numbers.size)
        return true
    }

    /// Gives the postings of the term, each with its document in the index and its frequency.
    mutating func forEachPosting(_ body: (UInt32, UInt32) -> Void) throws(IndexFileError) {
        try fill(postingsSize)
        guard position + postingsSize <= buffer.count else { throw Self.broken }
        let isWhole = buffer.withUnsafeBytes { bytes in
            let postings = UnsafeRawBufferPointer(rebasing: bytes[position..<(position + postingsSize)])
            return RunCoding.decode(postings, count: documentFrequency, base: base, body)
        }
        guard isWhole else { throw Self.broken }
    }

    private static var broken: IndexFileError {
        .system(doing: "read", reason: "a temporary file is not what was written")
    }

    /// Has at least so many bytes from `position` on in the buffer, where the run has so many.
    private mutating func fill(_ count: Int) throws(IndexFileError) {
        guard buffer.count - position < count else { return }
        buffer.removeSubrange(..<min(position, buffer.count))
        offset += position
        position = 0
        let wanted = min(max(count, Self.bufferSize), end - offset)
        while buffer.count < wanted {
            let have = buffer.count
            let room = wanted - have
            let offset = offset
            let file = file
            let part = try Result<[UInt8], IndexFileError> { () throws(IndexFileError) in
                let target = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
                defer { target.deallocate() }
                let count = try file.read(at: offset + have, into: target)
                return Array(target[..<count])
            }.get()
            guard !part.isEmpty else { throw Self.broken }
            buffer += part
        }
    }
}
