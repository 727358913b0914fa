// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// Collects what is wrong with a pack while it is read, so that an author sees every fault at once.
final class FaultLog {
    private(set) var diagnostics: [Diagnostic] = []

    func error(_ file: String, _ line: Int, _ problem: String, remedy: String = "") {
        diagnostics.append(Diagnostic(.error, at: SourceLocation(file: file, line: line), problem, remedy: remedy))
    }
}
