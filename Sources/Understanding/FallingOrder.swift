// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// The places of scores from 0 on, by falling score; equal scores, to one part in a billion, in their order.
///
/// Few are ever asked for, so that they are put in order one by one, as they are: a heap (J. W. J. Williams, *Algorithm 232:
/// Heapsort*, CACM 7(6), 1964).
package final class FallingOrder: Sendable {
    private struct State {
        /// Those not yet in order; empty before the first is asked for.
        var heap: [UInt64] = []
        var inOrder: [Int] = []
    }

    /// The bits of each score, the lowest of them making room for its place.
    ///
    /// Scores from 0 on and the bits that hold them have the same order, and numbers are compared faster than pairs.
    private let keys: [UInt64]
    private let mask: UInt64
    /// What is remembered changes no order.
    private let state = Mutex(State())

    package init(of scores: [Double]) {
        let placeBits = UInt64.bitWidth - scores.count.leadingZeroBitCount
        let mask: UInt64 = 1 << UInt64(placeBits) - 1
        self.mask = mask
        keys = [UInt64](unsafeUninitializedCapacity: scores.count) { keys, count in
            for place in scores.indices { keys[place] = scores[place].bitPattern & ~mask | mask - UInt64(place) }
            count = scores.count
        }
    }

    /// The place that is `number`th in order, from 0.
    ///
    /// - Complexity: O(log *n*) for the next one, O(*n*) for the first.
    package subscript(number: Int) -> Int {
        state.withLock { state in
            if state.inOrder.isEmpty {
                state.heap = keys
                for parent in (0..<(keys.count / 2)).reversed() { Self.sink(parent, in: &state.heap) }
            }
            while state.inOrder.count <= number, let top = state.heap.first {
                state.inOrder.append(Int(mask - top & mask))
                let last = state.heap.removeLast()
                if !state.heap.isEmpty {
                    state.heap[0] = last
                    Self.sink(0, in: &state.heap)
                }
            }
            return state.inOrder[number]
        }
    }

    private static func sink(_ start: Int, in heap: inout [UInt64]) {
        heap.withUnsafeMutableBufferPointer { heap in
            let key = heap[start]
            var parent = start
            while true {
                var child = 2 * parent + 1
                guard child < heap.count else { break }
                if child + 1 < heap.count, heap[child + 1] > heap[child] { child += 1 }
                guard heap[child] > key else { break }
                heap[parent] = heap[child]
                parent = child
            }
            heap[parent] = key
        }
    }

    /// Which of a range of places comes first.
    package func first(in range: Range<Int>) -> Int? {
        guard var best = range.first else { return nil }
        for place in range where keys[place] > keys[best] { best = place }
        return best
    }

    /// Whether a place comes before another.
    package func precedes(_ left: Int, _ right: Int) -> Bool { keys[left] > keys[right] }
}
