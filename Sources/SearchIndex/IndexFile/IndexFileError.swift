// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an index file can't be read or written: one sentence's end, after the file's name.
package enum IndexFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A call of the system failed; its words for it.
    case system(doing: String, reason: String)
    /// The file is of another kind.
    case foreign
    /// The file is of a later version of this program.
    case version(UInt32)
    /// The file ends too early, or goes on too long.
    case size(expected: UInt64, found: UInt64)
    /// What is in a part of the file is not what was written there.
    case damaged(part: String)
    /// More than a file can hold.
    case tooMuch(String)

    package var description: String {
        switch self {
        case .system(let doing, let reason): "can't be \(doing): \(reason)"
        case .foreign: "is no index file; make one with careline index build"
        case .version(let version): "is an index of version \(version), which this program can't read; build it again"
        case .size(let expected, let found): "has \(found) bytes instead of \(expected); build it again"
        case .damaged(let part): "is damaged in its \(part); build it again"
        case .tooMuch(let what): "would hold more than \(what)"
        }
    }
}
