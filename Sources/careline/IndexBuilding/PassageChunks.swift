// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A stretch of the input of a build, numbered in order.
struct PassageChunk {
    enum Content {
        /// Whole lines of JSON Lines; so many bytes of the array, and then `JSONReader.padding` more.
        case lines([UInt8], count: Int)
        /// A line that is too long to be read.
        case longLine
        /// Files of text, by their names.
        case files([String])
    }

    var number: Int
    /// Which of the inputs it is from, and that file's or folder's name.
    var input: Int
    var path: String
    var content: Content
    /// How much of the input it is.
    var size: Int
}

/// The input of a build, cut into chunks of whole lines or whole files.
///
/// One thread asks at a time.
final class PassageChunks {
    private let inputs: [String]
    private let chunkSize: Int
    private var nextInput = 0
    private var number = 0
    private var descriptor: CInt = -1
    /// What was read behind the last line end.
    private var rest: [UInt8] = []
    private var files: ArraySlice<TextFile> = []
    /// Longer lines are passed over.
    static let longestLine = 64 << 20
    /// The size of all inputs, in bytes.
    let totalSize: Int

    private struct TextFile {
        var path: String
        var size: Int
    }

    /// - Parameters:
    ///   - inputs: files of JSON Lines, and folders of Markdown and text.
    ///   - chunkSize: about so many bytes a chunk; a longer line makes a longer chunk.
    init(_ inputs: [String], chunkSize: Int) throws(InputProblem) {
        self.inputs = inputs
        self.chunkSize = chunkSize
        var total = 0
        for path in inputs {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw InputProblem(place: path, problem: "can't be read: \(Self.reason)")
            }
            if status.st_mode & S_IFMT == S_IFDIR {
                total += try TextFolder.files(in: path).reduce(0) { $0 + $1.size }
            } else {
                total += Int(status.st_size)
            }
        }
        totalSize = total
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private static var reason: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }

    /// The next chunk; nil at the end.
    func next() throws(InputProblem) -> PassageChunk? {
        while true {
            if !files.isEmpty { return fileChunk() }
            if descriptor >= 0, let chunk = try lineChunk() { return chunk }
            guard nextInput < inputs.count else { return nil }
            try openNextInput()
        }
    }

    private func openNextInput() throws(InputProblem) {
        let path = inputs[nextInput]
        nextInput += 1
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            files = try TextFolder.files(in: path).map { TextFile(path: $0.path, size: $0.size) }[...]
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputProblem(place: path, problem: "can't be read: \(Self.reason)") }
        rest = []
    }

    private func fileChunk() -> PassageChunk {
        var paths: [String] = []
        var size = 0
        while let file = files.first, paths.isEmpty || size + file.size <= chunkSize {
            paths.append(file.path)
            size += file.size
            files.removeFirst()
        }
        return chunk(.files(paths), size: size)
    }

    private func chunk(_ content: PassageChunk.Content, size: Int) -> PassageChunk {
        defer { number += 1 }
        return PassageChunk(
            number: number, input: nextInput - 1, path: inputs[nextInput - 1], content: content, size: size)
    }

    private func lineChunk() throws(InputProblem) -> PassageChunk? {
        var bytes = rest
        rest = []
        // At the beginning of the last part read, where the search for a line end goes back to.
        var searched = 0
        var room = max(chunkSize - bytes.count, 1 << 16)
        while true {
            let count = try read(room, to: &bytes)
            if count == 0 {
                close(descriptor)
                descriptor = -1
                if bytes.isEmpty { return nil }
                return lines(bytes, bytes.count)
            }
            if bytes.count < chunkSize { continue }
            if let end = bytes[searched...].lastIndex(of: 10) {
                rest = Array(bytes[(end + 1)...])
                return lines(bytes, end + 1)
            }
            searched = bytes.count
            room = chunkSize
            if bytes.count > Self.longestLine { return try longLine(bytes.count) }
        }
    }

    /// Reads on to the end of a line that is too long.
    private func longLine(_ start: Int) throws(InputProblem) -> PassageChunk {
        var size = start
        var part: [UInt8] = []
        while true {
            part.removeAll(keepingCapacity: true)
            let count = try read(chunkSize, to: &part)
            if count == 0 { return chunk(.longLine, size: size) }
            if let end = part.firstIndex(of: 10) {
                rest = Array(part[(end + 1)...])
                return chunk(.longLine, size: size + end + 1)
            }
            size += count
        }
    }

    private func lines(_ bytes: [UInt8], _ count: Int) -> PassageChunk {
        var bytes = bytes
        while bytes.count < count + JSONReader.padding { bytes.append(0) }
        return chunk(.lines(bytes, count: count), size: count)
    }

    private func read(_ room: Int, to bytes: inout [UInt8]) throws(InputProblem) -> Int {
        let have = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: room))
        let descriptor = descriptor
        var count = -1
        repeat {
            count = bytes.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                return systemRead(descriptor, base + have, room)
            }
        } while count < 0 && errno == EINTR
        guard count >= 0 else {
            throw InputProblem(place: inputs[nextInput - 1], problem: "can't be read: \(Self.reason)")
        }
        bytes.removeLast(room - count)
        return count
    }
}

private func systemRead(_ descriptor: CInt, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, target, count)
}

/// What can't be used of an input.
struct InputProblem: Error, CustomStringConvertible, Sendable {
    var place: String
    var problem: String
    var description: String { "\(place): \(problem)" }
}
