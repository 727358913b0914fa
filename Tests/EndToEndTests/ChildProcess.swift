// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a program ended.
enum Ending: Equatable, Sendable {
    case exit(Int32)
    /// It was ended by a signal, as a crash does.
    case signal(Int32)
}

/// A program that runs, started without a shell and with an environment of its own.
struct ChildProcess: Sendable {
    /// Where standard input, output and error go.
    enum Streams {
        case descriptors(input: CInt, output: CInt, error: CInt)
        /// A terminal by its path, which becomes the program's own.
        case terminal(String)
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    let id: pid_t

    /// More than the tests have open at once.
    private static let mostDescriptors: CInt = 256

    /// Held while descriptors are made and passed on: no program may get the ends of another's pipes.
    static let lock = NSLock()

    /// Starts a program; the lock has to be held.
    init(_ program: String, _ arguments: [String], environment: [String: String], streams: Streams) throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
            let newSession: Int32 = 0x0400
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
            // POSIX_SPAWN_SETSID, which Swift's Glibc leaves out.
            let newSession: Int32 = 0x80
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }

        // Signals as a shell would leave them, whatever the tests have done to theirs.
        var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)

        switch streams {
        case .descriptors(let input, let output, let error):
            for (own, given) in [(input, 0), (output, 1), (error, 2)] as [(CInt, CInt)] {
                posix_spawn_file_actions_adddup2(&actions, own, given)
            }
        case .terminal(let path):
            // The first terminal that the leader of a session opens is the session's.
            flags |= newSession
            posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        // Nothing else that the tests have open: the end of a pipe held here would keep others waiting.
        #if canImport(Darwin)
            flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            // What posix_spawn_file_actions_addclosefrom_np does, which Swift's Glibc leaves out.
            for descriptor in 3..<Self.mostDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
        #endif
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        var started = pid_t()
        let problem = Self.withCStrings([program] + arguments) { argumentPointers in
            Self.withCStrings(variables) { variablePointers in
                posix_spawn(&started, program, &actions, &attributes, argumentPointers, variablePointers)
            }
        }
        guard problem == 0 else { throw Failure(description: "can't start \(program): error \(problem)") }
        id = started
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = texts.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            // The array has its closing nil at least.
            guard let base = buffer.baseAddress else { preconditionFailure("an array with an element has a place") }
            return body(base)
        }
    }

    /// How it ended; nil where it still runs.
    func ending() -> Ending? {
        var status: CInt = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
    }

    /// Waits for the end until a time; then the program is ended, and that is a failure.
    func wait(until deadline: Date) throws -> Ending {
        while true {
            if let ending = ending() { return ending }
            if Date() > deadline {
                end()
                throw Failure(description: "the program did not end in time")
            }
            usleep(2_000)
        }
    }

    /// Ends the program whatever it does.
    func end() {
        _ = kill(id, SIGKILL)
        var status: CInt = 0
        _ = waitpid(id, &status, 0)
    }

    /// A pipe that no other program inherits; the lock has to be held.
    static func makePipe() throws -> (read: CInt, write: CInt) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe: error \(errno)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
