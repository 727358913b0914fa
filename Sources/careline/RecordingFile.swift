// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import Transcripts

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A recording on disk: each turn is there for good before the next is asked for.
final class RecordingFile {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let descriptor: CInt
    private let path: String

    /// Begins a recording in a file that must not be there yet.
    init(creating path: String) throws(Failure) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw Failure(
                    description: "\(path) is there already. Go on with it by --resume \(path), or choose another name.")
            }
            throw Failure(
                description: "\(path) can't be written: \(DurableAppend.reason). Choose another name or folder.")
        }
        try append(Recording.head)
    }

    /// Goes on with a recording.
    init(continuing path: String) throws(Failure) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw Failure(description: "\(path) can't be written: \(DurableAppend.reason)") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Adds a text, all of it, and waits until the disk has it.
    func append(_ text: String) throws(Failure) {
        do throws(DurableAppend.Fault) {
            try DurableAppend.append(text, to: descriptor)
        } catch {
            throw Failure(description: "\(path) \(error.problem)")
        }
    }
}
