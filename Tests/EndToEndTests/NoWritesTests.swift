// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("Nothing is kept")
struct NoWritesTests {
    private static let conversation = "hello\ni am her2 low\nwhat are my options?\ni have chest pain\nmy list\nbye\n"

    /// A home, a working folder and a temporary folder, all empty.
    private func withEmptyFolders(_ body: (CommandRunner, TemporaryFolder) throws -> Void) throws {
        try TemporaryFolder.with { folder in
            for name in ["home", "here", "temporary"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
            }
            let environment = [
                "HOME": "\(folder.path)/home", "TMPDIR": "\(folder.path)/temporary", "PATH": "/usr/bin:/bin",
                "XDG_CACHE_HOME": "\(folder.path)/home", "XDG_DATA_HOME": "\(folder.path)/home", "TERM": "xterm",
            ]
            try body(CommandRunner(environment: environment, folder: "\(folder.path)/here"), folder)
        }
    }

    @Test("a conversation writes no file, with the pack inside or another")
    func conversation() throws {
        try withEmptyFolders { careline, folder in
            let before = try folder.listing()
            #expect(before.count == 3)
            for pack in [[], ["--pack", BicyclePack.path]] {
                #expect(try careline.run(["chat"] + pack, input: Array(Self.conversation.utf8)).ending == .exit(0))
                #expect(try careline.run(["ask"] + pack + ["hello"]).ending == .exit(0))
                _ = try careline.run(["batch"] + pack, input: Array(BatchTests.line("a", ["hello"]).utf8))
            }
            #expect(try folder.listing().map { $0.prefix { $0 != " " } } == before.map { $0.prefix { $0 != " " } })
        }
    }

    @Test("a conversation at a terminal writes no file, and no history")
    func terminal() throws {
        try withEmptyFolders { careline, folder in
            let session = try TerminalSession(environment: careline.environment)
            for line in ["hello", "i am her2 low"] {
                try session.see("you> ")
                session.type(line + "\r")
            }
            try session.see("you> ")
            session.type("\u{4}")
            #expect(try session.ending() == .exit(0))
            #expect(try folder.listing().count == 3)
        }
    }

    #if os(Linux)
        private static let tracer = ["/usr/bin/strace", "/bin/strace"].first(
            where: FileManager.default.isExecutableFile)

        @Test(
            "no file is opened for writing, nor made, nor removed",
            .enabled(if: tracer != nil, "strace is not installed"))
        func systemCalls() throws {
            let tracer = try #require(Self.tracer)
            try withEmptyFolders { careline, folder in
                let calls =
                    "trace=open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,"
                    + "symlinkat,unlink,unlinkat,truncate,socket,connect"
                let result = try careline.run(
                    tracer, ["-f", "-e", calls, "-o", "\(folder.path)/trace", CommandRunner.program(), "chat"],
                    input: Array(Self.conversation.utf8))
                guard let trace = try? String(contentsOfFile: "\(folder.path)/trace", encoding: .utf8),
                    trace.contains("open")
                else { return }
                #expect(result.ending == .exit(0))
                let traces = [
                    "O_WRONLY", "O_RDWR", "O_CREAT", "creat(", "mkdir", "rename", "link", "truncate", "socket",
                    "connect",
                ]
                let found = trace.split(separator: "\n").filter { line in
                    traces.contains(where: line.contains) && !line.contains("\"/dev/") && !line.contains("readlink")
                }
                #expect(found == [], "a conversation is nobody's business")
            }
        }
    #endif
}
