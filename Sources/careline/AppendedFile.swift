// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that lines are only ever added to, each on the disk before the next is written.
struct AppendedFile {
    /// Why a line could not be kept.
    struct Problem: Error, CustomStringConvertible {
        var path: String
        var reason: String
        var description: String { "careline: \(path): \(reason)" }
    }

    let path: String

    /// Opens the file to see that lines can be added to it; it is made where there is none.
    init(_ path: String) throws {
        self.path = path
        close(try open())
    }

    private func open() throws -> CInt {
        let descriptor = openForAppending(path)
        if descriptor < 0 { throw Problem(path: path, reason: "can't be written: \(DurableAppend.reason)") }
        return descriptor
    }

    /// Adds a line; a last line that was torn off when it was written gets its line end first.
    func append(_ line: String) throws {
        let descriptor = try open()
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 10
        if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
        do throws(DurableAppend.Fault) {
            try DurableAppend.append((last == 10 ? "" : "\n") + line + "\n", to: descriptor)
        } catch {
            throw Problem(path: path, reason: error.problem)
        }
    }
}

/// Opens a file for adding, readable by its owner alone where it is made.
private func openForAppending(_ path: String) -> CInt { open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600) }
