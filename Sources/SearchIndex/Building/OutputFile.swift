// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that is written beside the one it replaces, and takes its place only when it is whole and on the disk.
///
/// What was begun stands under the name with `.building`; a build that was broken off leaves it behind, the next overwrites it.
final class OutputFile {
    private static let bufferSize = 1 << 20

    private let path: String
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private(set) var position: UInt64 = 0
    private var checksum = Checksum()
    /// Whether the temporary file is this one's, and no other build's.
    private var isLocked = false
    private var isFinished = false

    private var temporaryPath: String { path + ".building" }

    init(_ path: String) throws(IndexFileError) {
        self.path = path
        let temporary = path + ".building"
        // What fails here is deinitialised: it closes once, and takes away no file but its own.
        descriptor = open(temporary, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(doing: "written", reason: SystemCall.reason) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .system(doing: "written", reason: "another build is writing \(temporary)")
        }
        isLocked = true
        guard ftruncate(descriptor, 0) == 0 else {
            throw .system(doing: "written", reason: SystemCall.reason)
        }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit {
        if isLocked, !isFinished { unlink(temporaryPath) }
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(IndexFileError) {
        position += UInt64(bytes.count)
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            checksum.update(bytes)
            try SystemFile.write(bytes, to: descriptor)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    func write(_ bytes: [UInt8]) throws(IndexFileError) {
        try bytes.withUnsafeBytes { bytes in Result { () throws(IndexFileError) in try write(bytes) } }.get()
    }

    private func flush() throws(IndexFileError) {
        guard !buffer.isEmpty else { return }
        let result = buffer.withUnsafeBytes { bytes in
            checksum.update(bytes)
            return Result { () throws(IndexFileError) in try SystemFile.write(bytes, to: descriptor) }
        }
        try result.get()
        buffer.removeAll(keepingCapacity: true)
    }

    /// Goes to where the next part may begin, and begins its checksum.
    func align(to alignment: UInt64) throws(IndexFileError) {
        let rest = position % alignment
        if rest > 0 { try write([UInt8](repeating: 0, count: Int(alignment - rest))) }
        try flush()
        checksum = Checksum()
    }

    /// The checksum of what was written since `align(to:)`.
    func partChecksum() throws(IndexFileError) -> UInt64 {
        try flush()
        return checksum.value
    }

    /// Writes the beginning, waits until the disk has all, and puts the file in its place.
    func finish(header: [UInt8]) throws(IndexFileError) {
        try flush()
        let written = header.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == header.count, fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else {
            throw .system(doing: "written", reason: SystemCall.reason)
        }
        isFinished = true
        let folder = open(SystemFile.folder(of: path), O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }
}

/// The little of the system's files that is needed to write an index.
enum SystemFile {
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) throws(IndexFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = systemWrite(descriptor, part.baseAddress, part.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(doing: "written", reason: SystemCall.reason) }
            rest = rest.dropFirst(count)
        }
    }

    /// The folder that a file stands in.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// The system's `write`, by a name that the functions above do not hide.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
