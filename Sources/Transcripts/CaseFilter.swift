// SPDX-License-Identifier: GPL-3.0-or-later

/// Which cases are meant: `tag:x`, `act:y`, or a part of a name.
package enum CaseFilter: Hashable, Sendable {
    case tag(String)
    case act(String)
    case name(String)

    package init(_ text: String) {
        let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (halves.first, halves.count) {
        case ("tag", 2): self = .tag(halves[1])
        case ("act", 2): self = .act(halves[1])
        default: self = .name(text)
        }
    }

    /// Whether a case of a file is meant.
    package func selects(_ item: Transcript.Case, in transcript: Transcript) -> Bool {
        switch self {
        case .tag(let tag): return transcript.tags.contains(tag) || item.tags.contains(tag)
        case .act(let act):
            return item.turns.contains { turn in
                turn.checks.contains { check in
                    if check.field == .act, case .names(let names) = check.value { return names.contains(act) }
                    return false
                }
            }
        case .name(let part):
            return [item.name, transcript.title, transcript.file].contains {
                $0.lowercased().contains(part.lowercased())
            }
        }
    }
}
