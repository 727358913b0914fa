// SPDX-License-Identifier: GPL-3.0-or-later

/// What came from the person who types, or from the file that stands in for them.
package enum InputEvent: Sendable, Hashable {
    /// A message, without the line end that sent it; more than one line if it was pasted or typed as a block.
    case message(String)
    /// Ctrl-C on an empty line. A value, not an error: the next message may follow.
    case interrupted
    /// There is no more input.
    case end
}

/// Where messages come from, one at a time.
package protocol LineSource {
    /// Waits for the next message.
    ///
    /// - Parameter prompt: shown before the line, where there is somebody to see it.
    mutating func next(prompt: String) -> InputEvent
}
