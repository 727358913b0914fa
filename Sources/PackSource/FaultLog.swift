// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// Collects what is wrong with a pack while it is read, so that an author sees every fault at once.
final class FaultLog {
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether a file is there of which nothing could be read, so that what others say of it can't be checked.
    private(set) var hasUnreadFile = false

    func error(_ file: String, _ line: Int, _ problem: String, remedy: String = "") {
        diagnostics.append(Diagnostic(.error, at: SourceLocation(file: file, line: line), problem, remedy: remedy))
    }

    /// Reports a file of which nothing can be read.
    func unreadable(_ file: String, _ line: Int, _ problem: String, remedy: String = "") {
        hasUnreadFile = true
        error(file, line, problem, remedy: remedy)
    }
}
