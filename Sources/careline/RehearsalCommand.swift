// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be typed in a rehearsal beside an answer, with or without a slash.
enum RehearsalCommand: String, CaseIterable {
    case model, again, next, dispute, help, quit

    var explanation: String {
        switch self {
        case .model: "show the answer of the pack, and where it comes from"
        case .again: "answer the same question once more"
        case .next: "go on to the next question"
        case .dispute: "take back the mark of a point that you did say, such as dispute 2"
        case .help: "what you can type"
        case .quit: "leave"
        }
    }

    private static let otherNames: [String: RehearsalCommand] = ["bye": .quit, "exit": .quit, "skip": .next]

    /// The command that a line is, with the number behind it; nil for an answer.
    ///
    /// A slash makes any line a command; a line without one is a command only where there is nothing else in it.
    static func read(_ line: String) -> (command: RehearsalCommand, number: Int?)? {
        let hasSlash = line.hasPrefix("/")
        let words = (hasSlash ? line.dropFirst() : line[...]).lowercased().split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return nil }
        guard let command = RehearsalCommand(rawValue: String(first)) ?? otherNames[String(first)] else {
            return hasSlash ? (.help, nil) : nil
        }
        let number = words.count == 2 ? Int(words[1]) : nil
        guard hasSlash || words.count == 1 || command == .dispute && number != nil else { return nil }
        return (command, number)
    }
}
