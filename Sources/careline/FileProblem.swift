// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// A file that can't be used: its name, what is wrong, and how the program ends.
struct FileProblem: Error, CustomStringConvertible {
    var place: String
    var problem: String
    var status = ExitStatus.unreadable
    var description: String { "careline: \(place): \(problem)" }

    /// Reads from an index file, and names it where that fails.
    static func reading<Result>(_ path: String, _ body: () throws(IndexFileError) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw FileProblem(place: path, problem: "\(error)")
        }
    }
}
