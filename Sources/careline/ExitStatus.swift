// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Terminal
internal import Transcripts

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How the program ends; equal over all commands, and nothing else exits.
enum ExitStatus: Int32, Error {
    case success = 0
    /// Not answered, or something of many failed.
    case failure = 1
    case usage = 2
    /// A pack, a transcript or another input could not be read.
    case unreadable = 3
    case interrupted = 130

    /// Runs the program, prints what went wrong on standard error, and ends it with the status.
    static func run(_ body: () throws -> Void) -> Never {
        do {
            try body()
            exit(ExitStatus.success.rawValue)
        } catch let status as ExitStatus {
            exit(status.rawValue)
        } catch let closed as OutputClosed {
            // A closed pipe means that whoever read the output has enough; anything else lost some of it.
            if closed.isBrokenPipe { exit(ExitStatus.success.rawValue) }
            report("careline: can't write the output: \(closed.reason)")
            exit(ExitStatus.failure.rawValue)
        } catch let failure as RecordingFile.Failure {
            report("careline: \(failure)")
            exit(ExitStatus.failure.rawValue)
        } catch let problem as AppendedFile.Problem {
            report("\(problem)")
            exit(ExitStatus.failure.rawValue)
        } catch let problem as FileProblem {
            report("\(problem)")
            exit(problem.status.rawValue)
        } catch let error as TranscriptUnreadable {
            error.diagnostics.forEach { report("\($0)") }
            exit(ExitStatus.unreadable.rawValue)
        } catch let error as PackUnreadable {
            error.diagnostics.forEach { report("\($0)") }
            exit(ExitStatus.unreadable.rawValue)
        } catch {
            let code = Careline.exitCode(for: error)
            let message = Careline.fullMessage(for: error)
            if code == .success {
                run { try StandardStreams.writeOut(message + "\n") }
            }
            report(message)
            exit(ExitStatus.usage.rawValue)
        }
    }

    /// Says something on standard error.
    static func report(_ message: String) { try? StandardStreams.writeError(Sanitizer.sanitized(message) + "\n") }
}

/// A pack that can't be used, with everything that is wrong with it.
struct PackUnreadable: Error {
    var diagnostics: [Diagnostic]
}
