// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether there is colour, and the four styles there are.
///
/// A style is never the only carrier of a meaning: the words must say it too.
package struct Style: Sendable, Hashable {
    /// What the person asked for on the command line.
    package enum Choice: String, CaseIterable, Sendable {
        case always, never, auto
    }

    /// What a piece of text is for.
    package enum Role: CaseIterable, Sendable {
        /// The name before an utterance.
        case label
        /// What must not be overlooked.
        case emphasis
        /// A danger.
        case caution
        /// What may be overlooked, such as a source.
        case faint

        /// The parameters of the terminal's "select graphic rendition".
        fileprivate var rendition: String {
            switch self {
            case .label: "1;35"
            case .emphasis: "1"
            case .caution: "1;31"
            case .faint: "2"
            }
        }
    }

    /// Whether text is styled at all.
    package let isOn: Bool

    /// Decides once, from what was asked and from what the terminal can do.
    ///
    /// - Parameters:
    ///   - choice: `always` and `never` win over everything else.
    ///   - isTerminal: whether the text goes to a terminal.
    ///   - environment: the value of a variable, or nil. `NO_COLOR` counts if it is not empty; a `TERM` that is
    ///     `dumb` or missing has no colour.
    package init(_ choice: Choice = .auto, isTerminal: Bool, environment: (String) -> String?) {
        switch choice {
        case .always: isOn = true
        case .never: isOn = false
        case .auto:
            let isRefused = !(environment("NO_COLOR") ?? "").isEmpty
            let terminal = environment("TERM") ?? ""
            isOn = isTerminal && !isRefused && !terminal.isEmpty && terminal != "dumb"
        }
    }

    /// The text in a style, or as it is where there is no colour.
    ///
    /// Each line is styled by itself, so that a line copied or cut off does not colour what follows.
    package func styled(_ text: String, _ role: Role) -> String {
        guard isOn else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "\u{1B}[\(role.rendition)m\($0)\u{1B}[0m" }
            .joined(separator: "\n")
    }
}
