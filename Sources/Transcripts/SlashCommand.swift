// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// What can be typed with a slash; each can be said in plain words as well.
package enum SlashCommand: String, CaseIterable, Hashable, Sendable {
    case help, topics, status, set, undo, forget, questions, star, save, more, simpler, shorter, again, skip, why,
        sources, quiet
    case quit

    package var name: String { "/" + rawValue }

    /// The move that the assistant makes; nil for what has an argument, and for what the program does itself.
    package var move: String? {
        switch self {
        case .help, .topics, .set, .save, .quiet, .quit: nil
        case .status: "what-you-know"
        case .questions: "list"
        case .forget: "start-over"
        case .undo, .star, .more, .simpler, .shorter, .again, .skip, .why, .sources: rawValue
        }
    }

    package var explanation: String {
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
        case .forget: "let go of all you told and start again, or of one result: /forget RESULT"
        case .set: "note a result yourself: /set RESULT VALUE; each alone shows what there is"
        case .star: "put what was just explained on the list for your next visit"
        case .save:
            "keep your list and results as a file: /save sheet.md; with a name that ends in .chat, the conversation so far"
        case .simpler: "in plainer words"
        case .skip: "pass over the question"
        case .quiet: "leave at once and clear the screen"
        case .quit: "leave"
        }
    }

    /// Names by which other programs call the same.
    static let otherNames: [String: SlashCommand] = [
        "bye": .quit, "exit": .quit, "slots": .status, "list": .questions, "reset": .forget,
    ]
}
