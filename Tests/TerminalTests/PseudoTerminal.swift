// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import Terminal
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A person at a terminal: a step waits for something on the screen, or does something at the keyboard.
enum Step: Sendable {
    case see(String)
    case type(String)
    /// Ctrl-C, as the signal it is; sent to the thread that reads, so that other tests don't notice.
    case interrupt
    /// Closes the terminal's window; the last step.
    case hangUp
}

/// What came of a conversation.
struct Conversation: Sendable {
    var events: [InputEvent] = []
    /// Everything that was written to the terminal.
    var screen = ""
    /// The step that was not done in time; nil if all were.
    var missed: String?
}

/// Lets an editor read from a pseudo-terminal until it has returned a number of events or has come to the end.
///
/// It can't hang: a step that takes longer than ten seconds hangs up the terminal, which the editor reads as its end, and
/// the steps after it are not taken.
func converse(
    completions: [String] = [], terminal: String = "xterm", events: Int, prompt: String = "you> ", _ steps: [Step]
) -> Conversation {
    var conversation = Conversation()
    guard let (control, device) = openPseudoTerminal() else {
        conversation.missed = "no pseudo-terminal"
        return conversation
    }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(control, UInt(TIOCSWINSZ), &size)

    var editor = ReadlineEditor(
        name: "test", completions: completions, terminal: terminal, input: device, output: device)
    close(device)
    // Tests run on threads that hold signals back.
    var interrupt = sigset_t()
    var mask = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, &mask)
    defer { pthread_sigmask(SIG_SETMASK, &mask, nil) }

    let person = Person(control: control, reader: pthread_self(), steps: steps)
    let thread = BackgroundThread { person.act() }
    for _ in 0..<(thread == nil ? 0 : events) {
        let event = editor.next(prompt: prompt)
        conversation.events.append(event)
        if event == .end { break }
    }
    person.leave()
    thread?.join()
    conversation.screen = person.screen
    conversation.missed = person.missed
    if let missed = person.missed {
        Issue.record("waited in vain for \(missed.debugDescription); the screen: \(person.screen.debugDescription)")
    }
    return conversation
}

/// The two ends of a new pseudo-terminal: the person's, and the program's.
///
/// Neither is inherited by programs that other tests start: a terminal that they hold open does not hang up.
private func openPseudoTerminal() -> (control: CInt, device: CInt)? {
    #if canImport(Darwin)
        let control = posix_openpt(O_RDWR | O_NOCTTY)
        guard control >= 0, grantpt(control) == 0, unlockpt(control) == 0, let name = ptsname(control) else {
            return nil
        }
        _ = fcntl(control, F_SETFD, FD_CLOEXEC)
        let path = String(cString: name)
    #else
        // What posix_openpt, unlockpt and ptsname do; Swift's Glibc leaves them out. TIOCSPTLCK, then TIOCGPTN.
        let control = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: CInt = 0
        var number: CInt = 0
        guard control >= 0, ioctl(control, 0x4004_5431, &lock) == 0, ioctl(control, 0x8004_5430, &number) == 0 else {
            return nil
        }
        let path = "/dev/pts/\(number)"
    #endif
    let device = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    return device >= 0 ? (control, device) : nil
}

/// Does the steps, on a thread of its own; what it found may be read after the thread has ended.
private final class Person: @unchecked Sendable {
    /// Milliseconds to wait for something: after one wait in vain the next one will hardly do better.
    private static let patience = Atomic(10_000)
    private static let littlePatience = 2_000

    private let control: CInt
    private let reader: pthread_t
    private let steps: [Step]
    private let doorbell: (read: CInt, write: CInt)
    private var bytes: [UInt8] = []
    private var seen = 0
    private var isHungUp = false
    private(set) var missed: String?

    var screen: String { String(decoding: bytes, as: UTF8.self) }

    init(control: CInt, reader: pthread_t, steps: [Step]) {
        self.control = control
        self.reader = reader
        self.steps = steps
        var ends: [CInt] = [-1, -1]
        _ = pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        doorbell = (ends[0], ends[1])
    }

    /// Tells the person that nobody reads any more.
    func leave() { close(doorbell.write) }

    func act() {
        for step in steps {
            switch step {
            case .see(let text):
                if !wait(for: Array(text.utf8)) { missed = missed ?? text }
            case .type(let keys):
                let keys = Array(keys.utf8)
                _ = write(control, keys, keys.count)
            case .interrupt:
                pthread_kill(reader, SIGINT)
            case .hangUp:
                isHungUp = true
            }
            if missed != nil || isHungUp { break }
        }
        if missed == nil, !isHungUp, !wait(for: nil) { missed = "the editor's last event" }
        close(control)
        close(doorbell.read)
    }

    /// Reads until the text is on the screen, after what was seen before; with none, until the reader has left.
    private func wait(for text: [UInt8]?) -> Bool {
        let deadline = now() + Self.patience.load(ordering: .relaxed)
        while true {
            if let text, let end = bytes[seen...].end(of: text) {
                seen = end
                return true
            }
            var ready = [
                pollfd(fd: control, events: Int16(POLLIN), revents: 0),
                pollfd(fd: doorbell.read, events: Int16(POLLIN), revents: 0),
            ]
            guard now() < deadline else {
                Self.patience.store(Self.littlePatience, ordering: .relaxed)
                return false
            }
            _ = poll(&ready, 2, 100)
            if ready[0].revents & Int16(POLLIN) != 0 {
                var chunk = [UInt8](repeating: 0, count: 4096)
                let count = read(control, &chunk, chunk.count)
                if count > 0 { bytes.append(contentsOf: chunk.prefix(count)) }
            } else if ready[1].revents != 0 {
                return text == nil
            }
        }
    }

    private func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }
}

extension ArraySlice where Element == UInt8 {
    /// Where the first occurrence of some bytes ends.
    fileprivate func end(of text: [UInt8]) -> Int? {
        guard count >= text.count else { return nil }
        return (startIndex...(endIndex - text.count)).first { self[$0...].starts(with: text) }.map { $0 + text.count }
    }
}
