// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// Room for a sum for each document, lent to one search at a time, which leaves all sums 0 as it found them: to clear the room anew for
/// each search would cost more than the search.
final class SumBoard: Sendable {
    private let count: Int
    private let free = Mutex<[[Float]]>([])

    init(count: Int) { self.count = count }

    /// Calls `body` with sums that are all 0, and have to be so again at its end.
    func withSums<Result>(_ body: (UnsafeMutableBufferPointer<Float>) -> Result) -> Result {
        var sums = free.withLock { $0.popLast() } ?? [Float](repeating: 0, count: count)
        let result = sums.withUnsafeMutableBufferPointer { body($0) }
        let used = sums
        free.withLock { $0.append(used) }
        return result
    }
}
