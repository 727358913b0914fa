// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a text file of a pack.
package struct SourceLocation: Hashable, Sendable, Comparable {
    /// The file's path as the author knows it, relative to the pack: `Intents/slots.yaml`.
    package var file: String
    /// The line, counted from 1; 0 where the whole file is meant.
    package var line: Int

    package init(file: String, line: Int = 0) {
        self.file = file
        self.line = line
    }

    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line) < (right.file, right.line)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// The form that editors jump to: `Intents/slots.yaml:12`.
    package var description: String { line > 0 ? "\(file):\(line)" : file }
}
