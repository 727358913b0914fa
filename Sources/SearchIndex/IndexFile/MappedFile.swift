// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that is read as memory, without being read through.
///
/// The bytes never change: an index is replaced by renaming a new file over it, which leaves an open one as it was.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    init(_ path: String) throws(IndexFileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(doing: "opened", reason: SystemCall.reason) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(doing: "read", reason: SystemCall.reason) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { throw .foreign }
        let size = Int(status.st_size)
        guard let start = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
            throw .system(doing: "read", reason: SystemCall.reason)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

/// What the system says of the call that failed last.
enum SystemCall {
    static var reason: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}
