// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program at a terminal of its own, and a person who reads and types there.
///
/// A step that waits in vain is a failure that shows the screen, and the end of its test. A reply that is another one is
/// known at the next prompt; for all else there is a time limit, a short one after it has been reached once.
final class TerminalSession {
    private static let prompt = "you> "
    /// Seconds to wait for something: after one wait in vain the next one will hardly do better.
    private static let patience = Mutex(CommandRunner.timeLimit)
    private static let littlePatience = 2.0

    private let control: CInt
    private let child: ChildProcess
    private var bytes: [UInt8] = []
    /// How much of the plain text has been seen.
    private var seen = 0
    private var known: Ending?

    /// Starts the program at a new terminal.
    ///
    /// - Parameter environment: with `TERM`, where the terminal has a type.
    init(_ arguments: [String] = [], environment: [String: String] = ["TERM": "xterm"], columns: UInt16 = 80) throws {
        let program = try CommandRunner.program()
        (control, child) = try ChildProcess.lock.withLock {
            let (control, path) = try Self.openTerminal()
            Self.setColumns(columns, of: control)
            let child = try ChildProcess(program, arguments, environment: environment, streams: .terminal(path))
            return (control, child)
        }
    }

    deinit {
        if known == nil { child.end() }
        close(control)
    }

    private static func openTerminal() throws -> (control: CInt, path: String) {
        let failure = ChildProcess.Failure(description: "no pseudo-terminal")
        #if canImport(Darwin)
            let control = posix_openpt(O_RDWR | O_NOCTTY)
            guard control >= 0, grantpt(control) == 0, unlockpt(control) == 0, let name = ptsname(control) else {
                throw failure
            }
            let path = String(cString: name)
        #else
            // What posix_openpt, unlockpt and ptsname do; Swift's Glibc leaves them out. TIOCSPTLCK, then TIOCGPTN.
            let control = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var lock: CInt = 0
            var number: CInt = 0
            guard control >= 0, ioctl(control, 0x4004_5431, &lock) == 0, ioctl(control, 0x8004_5430, &number) == 0
            else {
                throw failure
            }
            let path = "/dev/pts/\(number)"
        #endif
        _ = fcntl(control, F_SETFD, FD_CLOEXEC)
        return (control, path)
    }

    /// Everything that was written to the terminal.
    var screen: String { String(decoding: bytes, as: UTF8.self) }

    /// The screen without escape codes and carriage returns.
    var plainText: String { String(decoding: plainBytes, as: UTF8.self) }

    /// The lines of the screen without escape codes.
    var plainLines: [String] {
        plainBytes.split(separator: 10, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private var plainBytes: [UInt8] {
        var plain: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == 0x1b else {
                if byte != 13 { plain.append(byte) }
                continue
            }
            guard rest.first == UInt8(ascii: "[") else {
                rest = rest.dropFirst()
                continue
            }
            // The parameters of the code, and the letter that ends it.
            rest = rest.dropFirst().drop { !(0x40...0x7e).contains($0) }.dropFirst()
        }
        return plain
    }

    /// Makes the terminal wider or narrower.
    func resize(columns: UInt16) { Self.setColumns(columns, of: control) }

    private static func setColumns(_ columns: UInt16, of control: CInt) {
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(control, UInt(TIOCSWINSZ), &size)
    }

    func type(_ keys: String) {
        let keys = Array(keys.utf8)
        _ = write(control, keys, keys.count)
    }

    /// Waits until a text stands on the screen, after what was seen before.
    func see(_ text: String) throws { try see(text, before: nil) }

    /// Waits for a reply that begins so, under its label; another one is a failure as soon as the next prompt is there.
    func hear(_ text: String) throws { try see("careline:\n  " + text, before: "\n" + Self.prompt) }

    private func see(_ text: String, before end: String?) throws {
        let wanted = Array(text.utf8)
        let end = end.map { Array($0.utf8) }
        let deadline = Date(timeIntervalSinceNow: Self.patience.withLock { $0 })
        while true {
            let rest = plainBytes.dropFirst(seen)
            let isOver = end.flatMap(rest.firstRange) != nil
            if let place = rest.firstRange(of: wanted) {
                seen = place.upperBound
                return
            }
            if !isOver, Date() < deadline, receive() { continue }
            if Date() >= deadline { Self.patience.withLock { $0 = Self.littlePatience } }
            throw ChildProcess.Failure(
                description: "waited in vain for \(text.debugDescription); the screen: \(screen.debugDescription)")
        }
    }

    /// Waits for a prompt, then types a line.
    func say(_ line: String) throws {
        try see(Self.prompt)
        type(line + "\r")
    }

    /// Waits until the program has ended.
    func ending() throws -> Ending {
        if let known { return known }
        let deadline = Date(timeIntervalSinceNow: Self.patience.withLock { $0 })
        while Date() < deadline, receive() {}
        if Date() >= deadline { Self.patience.withLock { $0 = Self.littlePatience } }
        let ending = try child.wait(until: deadline)
        known = ending
        return ending
    }

    /// Reads what has come; false where the terminal is closed at the other end.
    private func receive() -> Bool {
        var ready = pollfd(fd: control, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 50) > 0 else { return true }
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(control, &chunk, chunk.count)
        if count > 0 { bytes += chunk[..<count] }
        return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
    }
}
