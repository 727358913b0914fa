// SPDX-License-Identifier: GPL-3.0-or-later

/// A line on a terminal that says how far a long run has come, and goes when the run ends.
package struct Progress: Sendable {
    private let isShown: Bool
    private let start: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant?

    /// Before this a run is not long, and between two lines there is as much time as a screen reader needs.
    private static let firstAfter = Duration.seconds(1)
    private static let every = Duration.seconds(1)

    /// - Parameter isWanted: whether there is a run to be told about; nothing is shown but on a terminal.
    package init(isWanted: Bool = true) {
        isShown = isWanted && StandardStreams.isTerminal(2)
        start = ContinuousClock.now
    }

    /// Says how far the run has come, where it is time to.
    package mutating func note(_ done: Int, of total: Int, _ what: String) {
        let now = ContinuousClock.now
        guard isShown, now - start > Self.firstAfter, now - (lastShown ?? start) > Self.every else { return }
        lastShown = now
        try? StandardStreams.writeError("\r\u{1B}[K\(done) of \(total) \(what)")
    }

    /// Takes the line away.
    package mutating func end() {
        if lastShown != nil { try? StandardStreams.writeError("\r\u{1B}[K") }
        lastShown = nil
    }
}
