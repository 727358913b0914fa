// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Foundation

/// On how many cores a command works.
struct CoreOption: ParsableArguments {
    @Option(help: "How many cores to use; all where it is not said.")
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
    }

    var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
