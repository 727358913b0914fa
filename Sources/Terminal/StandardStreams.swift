// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Nothing more can be written: the reader has gone, or the disk is full.
package struct OutputClosed: Error, Hashable {
    /// The system's number of the error.
    package let code: CInt

    /// Whether the reader of a pipe has gone, which is no fault: `careline | head` does it.
    package var isBrokenPipe: Bool { code == EPIPE }

    /// The system's words for it.
    package var reason: String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}

/// The way out: standard output for the conversation, standard error for everything else.
package enum StandardStreams {
    /// Writes a text to standard output, all of it, at once.
    package static func writeOut(_ text: String) throws(OutputClosed) { try write(text, to: 1) }

    /// Writes a text to standard error, all of it, at once.
    package static func writeError(_ text: String) throws(OutputClosed) { try write(text, to: 2) }

    /// Lets a write to a pipe without a reader fail instead of ending the program; to be called first of all.
    package static func ignoreBrokenPipe() { signal(SIGPIPE, SIG_IGN) }

    /// Whether a descriptor is a terminal.
    package static func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

    static func write(_ text: String, to descriptor: CInt) throws(OutputClosed) {
        let bytes = Array(text.utf8)
        let failure = bytes.withUnsafeBytes { failureOfWriting($0, to: descriptor) }
        if let failure { throw OutputClosed(code: failure) }
    }

    /// Goes on where a signal, a full pipe or a slow reader broke off; the error's number, or nil once all is written.
    private static func failureOfWriting(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) -> CInt? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = systemWrite(descriptor, part.baseAddress, part.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&wait, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

/// The system's `write`, by a name that the functions above do not hide.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
