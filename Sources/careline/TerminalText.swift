// SPDX-License-Identifier: GPL-3.0-or-later
internal import Terminal

/// The widest that a line gets, however wide the terminal is: longer lines are hard to read.
private let widestLine = 80

/// Text as standard output should get it: wrapped on a terminal, untouched in a pipe, harmless in both.
func wrappedForTerminal(_ text: String) -> String {
    let harmless = Sanitizer.sanitized(text)
    guard StandardStreams.isTerminal(1) else { return harmless }
    return Wrapping.wrap(harmless, to: min(terminalWidth() ?? widestLine, widestLine))
}
