// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation

/// The results of a function for several inputs, in their order, from one core or several.
///
/// - Parameter jobs: how many cores work, from 1.
func parallelMap<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], jobs: Int, _ body: @escaping @Sendable (Input) -> Output
) -> [Output] {
    guard jobs > 1, inputs.count > 1 else { return inputs.map(body) }
    let work = SharedWork<Output>(count: inputs.count)
    DispatchQueue.concurrentPerform(iterations: min(jobs, inputs.count)) { _ in
        while let index = work.next() { work.set(index, to: body(inputs[index])) }
    }
    return work.all
}

/// Inputs handed out one by one, results written each to its own place.
private final class SharedWork<Output: Sendable>: Sendable {
    private let lock: NSLock = NSLock()
    private nonisolated(unsafe) var results: [Output?]
    private nonisolated(unsafe) var begun = 0

    init(count: Int) { results = Array(repeating: nil, count: count) }

    func next() -> Int? {
        lock.withLock {
            guard begun < results.count else { return nil }
            begun += 1
            return begun - 1
        }
    }

    func set(_ index: Int, to result: Output) { lock.withLock { results[index] = result } }

    var all: [Output] { lock.withLock { results.compactMap { $0 } } }
}
