// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// What can be typed with a slash; each can be said in plain words as well.
enum SlashCommand: String, CaseIterable {
    case help, topics, status, undo, questions, more, shorter, again, why, sources, forget, quit

    var name: String { "/" + rawValue }

    /// The move that the assistant makes; nil for what the program does itself.
    var move: String? {
        switch self {
        case .help, .topics, .quit: nil
        case .status: "what-you-know"
        case .questions: "list"
        case .forget: "start-over"
        case .undo, .more, .shorter, .again, .why, .sources: rawValue
        }
    }

    var explanation: String {
        switch self {
        case .help: "what you can type"
        case .topics: "what can be explained"
        case .status: "what has been noted of what you told"
        case .undo: "take back what was noted last"
        case .questions: "the list for your next visit"
        case .more: "more on this"
        case .shorter: "the short form"
        case .again: "the last reply again"
        case .why: "how your message was read"
        case .sources: "where it comes from"
        case .forget: "let go of all you told and start again"
        case .quit: "leave"
        }
    }

    /// What a line that begins with a slash asks for; the nearest name where there is none.
    static func read(_ line: String) -> Result {
        let name = String(line.dropFirst().prefix { !$0.isWhitespace }).lowercased()
        if let command = SlashCommand(rawValue: name) { return .command(command) }
        return .unknown(nearest: nearestName(to: name, among: allCases.map(\.rawValue)).map { "/" + $0 })
    }

    enum Result: Equatable {
        case command(SlashCommand)
        case unknown(nearest: String?)
    }
}
