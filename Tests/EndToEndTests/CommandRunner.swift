// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What came of running a command.
struct CommandResult: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var ending = Ending.exit(0)

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// The lines of the output, without the line breaks that end them.
    var lines: [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    var errorLines: [String] { errorText.split(separator: "\n").map(String.init) }
}

/// Runs the built program as a shell would, and no longer than it may take.
struct CommandRunner: Sendable {
    static let timeLimit = 10.0

    /// Variables of the program's environment, which has no others.
    var environment: [String: String] = [:]
    /// The folder that it runs in; the tests' own where it is nil.
    var folder: String?
    /// How long a command may take, in seconds.
    var patience = Self.timeLimit

    /// Runs `careline` with arguments.
    func run(_ arguments: [String], input: [UInt8] = []) throws -> CommandResult {
        try run(Self.program(), arguments, input: input)
    }

    func run(_ arguments: String..., input: String = "") throws -> CommandResult {
        try run(arguments, input: Array(input.utf8))
    }

    /// Runs a line of shell in which `"$0"` is the program.
    func shell(_ line: String) throws -> CommandResult {
        try run("/bin/sh", ["-c", line, Self.program()], input: [])
    }

    /// Runs any program.
    ///
    /// - Parameter closesOutput: nobody reads what it prints, as after `| head` has had enough.
    func run(
        _ program: String, _ arguments: [String], input: [UInt8], closesOutput: Bool = false
    ) throws -> CommandResult {
        ignoreBrokenPipes
        var (program, arguments) = (program, arguments)
        if let folder {
            arguments = ["-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
            program = "/bin/sh"
        }
        let deadline = Date(timeIntervalSinceNow: patience)
        let (child, pipes) = try ChildProcess.lock.withLock {
            let pipes = (try ChildProcess.makePipe(), try ChildProcess.makePipe(), try ChildProcess.makePipe())
            if closesOutput { close(pipes.1.read) }
            let child = try ChildProcess(
                program, arguments, environment: environment,
                streams: .descriptors(input: pipes.0.read, output: pipes.1.write, error: pipes.2.write))
            for end in [pipes.0.read, pipes.1.write, pipes.2.write] { close(end) }
            return (child, pipes)
        }
        var exchange = Exchange(
            input: pipes.0.write, output: closesOutput ? -1 : pipes.1.read, error: pipes.2.read, toSend: input)
        exchange.run(until: deadline)
        let ending = try child.wait(until: deadline)
        return CommandResult(output: exchange.received[0], errors: exchange.received[1], ending: ending)
    }

    /// The program that was built with these tests: it lies in the folder of the test bundle.
    static func program() throws -> String {
        let arguments = CommandLine.arguments
        var places = Array(arguments.prefix(1))
        if let option = arguments.firstIndex(of: "--test-bundle-path"), option + 1 < arguments.count {
            places.append(arguments[option + 1])
        }
        places.append("/proc/self/exe")
        for place in places {
            var folder = URL(fileURLWithPath: place).resolvingSymlinksInPath()
            while folder.pathComponents.count > 1 {
                folder.deleteLastPathComponent()
                let program = folder.appendingPathComponent("careline").path
                var isFolder: ObjCBool = false
                if FileManager.default.isExecutableFile(atPath: program),
                    FileManager.default.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue
                {
                    return program
                }
            }
        }
        throw ChildProcess.Failure(
            description: "there is no program careline beside the tests (\(places[0])); build it first: swift build")
    }
}

/// A program that ends before it has read all must not end the tests.
private let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

/// Sends and receives at once, so that neither side waits for the other.
private struct Exchange {
    /// -1 where an end is closed.
    var input: CInt
    var sources: [CInt]
    var toSend: ArraySlice<UInt8>
    var received: [[UInt8]] = [[], []]

    init(input: CInt, output: CInt, error: CInt, toSend: [UInt8]) {
        self.input = input
        sources = [output, error]
        self.toSend = toSend[...]
        _ = fcntl(input, F_SETFL, fcntl(input, F_GETFL) | O_NONBLOCK)
    }

    mutating func run(until deadline: Date) {
        while input >= 0 || sources.contains(where: { $0 >= 0 }), Date() < deadline {
            if toSend.isEmpty, input >= 0 {
                close(input)
                input = -1
            }
            var ready = [pollfd(fd: input, events: Int16(POLLOUT), revents: 0)]
            ready += sources.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            _ = poll(&ready, nfds_t(ready.count), 100)
            if ready[0].revents != 0 { send() }
            for index in sources.indices where ready[index + 1].revents != 0 { receive(index) }
        }
        for end in [input] + sources where end >= 0 { close(end) }
    }

    private mutating func send() {
        let count = toSend.prefix(1 << 16).withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if count > 0 {
            toSend = toSend.dropFirst(count)
        } else if errno != EAGAIN, errno != EINTR {
            toSend = []
        }
    }

    private mutating func receive(_ index: Int) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(sources[index], &chunk, chunk.count)
        if count > 0 {
            received[index] += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            close(sources[index])
            sources[index] = -1
        }
    }
}
