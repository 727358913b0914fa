// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// Encoded parts, and room for what was read of them; shared by all copies of what holds it.
///
/// It knows nothing of the parts' type, as a class of its own for each costs a program that starts much: what a box holds is known to
/// whoever puts it in.
package final class ArchivedParts: Sendable {
    package typealias Box = AnyObject & Sendable

    private struct Boxes: Sendable {
        /// A box of each part that was read; empty before the first.
        var parts: [(any Box)?] = []
        /// A box of all parts.
        var all: (any Box)?
    }

    package let records: EncodedRecords
    private let boxes = Mutex(Boxes())

    package init(_ records: EncodedRecords) { self.records = records }

    /// The box of a part that was read; nil where it was not.
    package func box(at place: Int) -> (any Box)? { boxes.withLock { $0.parts.isEmpty ? nil : $0.parts[place] } }

    package func remember(_ box: any Box, at place: Int) {
        boxes.withLock { boxes in
            if boxes.parts.isEmpty { boxes.parts = Array(repeating: nil, count: records.count) }
            boxes.parts[place] = box
        }
    }

    /// The box of all parts; nil where they were not read.
    package var boxOfAll: (any Box)? { boxes.withLock { $0.all } }

    package func rememberAll(_ box: any Box) { boxes.withLock { $0.all = box } }
}
