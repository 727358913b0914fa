// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Bytes that have no room in memory until the end of a build, in a file without a name: nothing is left of it afterwards.
final class SpillFile {
    private static let bufferSize = 1 << 18

    private let descriptor: CInt
    private var buffer: [UInt8] = []
    /// How many bytes were appended.
    private(set) var size = 0

    /// - Parameter path: a file in whose folder there is room.
    init(beside path: String) throws(IndexFileError) {
        var name = Array((path + ".spill-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw .system(doing: "written", reason: SystemCall.reason) }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws(IndexFileError) {
        size += bytes.count
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(IndexFileError) {
        size += bytes.count
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    func flush() throws(IndexFileError) {
        let result = buffer.withUnsafeBytes { bytes in
            Result { () throws(IndexFileError) in try SystemFile.write(bytes, to: descriptor) }
        }
        try result.get()
        buffer.removeAll(keepingCapacity: true)
    }

    /// Reads bytes that were flushed; how many, 0 at the end.
    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(IndexFileError) -> Int {
        while true {
            let count = pread(descriptor, target.baseAddress, target.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(doing: "read", reason: SystemCall.reason) }
            return count
        }
    }

    /// Copies everything to an output.
    func copy(to output: OutputFile) throws(IndexFileError) {
        try flush()
        let part = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 16)
        defer { part.deallocate() }
        var offset = 0
        while offset < size {
            let count = try read(at: offset, into: part)
            guard count > 0 else { throw .system(doing: "read", reason: "a temporary file ends too early") }
            try output.write(UnsafeRawBufferPointer(rebasing: part[..<count]))
            offset += count
        }
    }
}
