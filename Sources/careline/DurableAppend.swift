// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Adding to an open file so that what is added is on the disk before anything else happens.
enum DurableAppend {
    /// What went wrong, as a sentence's end: `can't be written: No space left on device`.
    struct Fault: Error {
        var problem: String
    }

    /// Why the last call of the system failed.
    static var reason: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }

    /// Writes all of a text and waits until the disk has it.
    static func append(_ text: String, to descriptor: CInt) throws(Fault) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Fault(problem: "can't be written: \(reason)") }
            written += count
        }
        // A pipe or a device keeps nothing that could be waited for.
        if fsync(descriptor) != 0, ![EINVAL, EROFS, ENOTSUP].contains(errno) {
            throw Fault(problem: "can't be kept: \(reason)")
        }
    }
}
