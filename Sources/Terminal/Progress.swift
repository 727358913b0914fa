// SPDX-License-Identifier: GPL-3.0-or-later

/// A line on a terminal that says how far a long run has come, and goes when the run ends.
package struct Progress: Sendable {
    private let isShown: Bool
    private let start: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant?
    /// What is counted in bytes at the moment, and since when.
    private var phase = ""
    private var phaseStart: ContinuousClock.Instant

    /// Before this a run is not long, and between two lines there is as much time as a screen reader needs.
    private static let firstAfter = Duration.seconds(1)
    private static let every = Duration.seconds(1)

    /// - Parameter isWanted: whether there is a run to be told about; nothing is shown but on a terminal.
    package init(isWanted: Bool = true) {
        isShown = isWanted && StandardStreams.isTerminal(2)
        start = ContinuousClock.now
        phaseStart = start
    }

    /// Says how far the run has come, where it is time to.
    package mutating func note(_ done: Int, of total: Int, _ what: String) {
        let now = ContinuousClock.now
        guard isShown, now - start > Self.firstAfter, now - (lastShown ?? start) > Self.every else { return }
        lastShown = now
        try? StandardStreams.writeError("\r\u{1B}[K\(done) of \(total) \(what)")
    }

    /// Says how much of so many bytes is done, how fast, and how long the rest will take, where it is time to.
    package mutating func note(bytes done: Int, of total: Int, _ what: String) {
        let now = ContinuousClock.now
        guard isShown, now - start > Self.firstAfter, now - (lastShown ?? start) > Self.every else { return }
        if what != phase { (phase, phaseStart) = (what, lastShown ?? start) }
        lastShown = now
        let seconds = Double((now - phaseStart) / .seconds(1))
        let rate = Double(done) / max(seconds, 1e-3)
        let left = rate > 0 ? Int((Double(max(0, total - done)) / rate).rounded(.up)) : 0
        let percent = total > 0 ? min(100, done * 100 / total) : 100
        try? StandardStreams.writeError(
            "\r\u{1B}[K\(percent) % \(what), \(Int(rate) >> 20) MiB/s, \(left) s left")
    }

    /// Takes the line away.
    package mutating func end() {
        if lastShown != nil { try? StandardStreams.writeError("\r\u{1B}[K") }
        lastShown = nil
    }
}
