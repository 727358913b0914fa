// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// What somebody typed: a message, or a command with a slash.
///
/// The chat and a transcript read a line by this one road, so that a recording holds what was typed and nothing else.
package enum TypedLine: Hashable, Sendable {
    package enum Command: Hashable, Sendable {
        /// The assistant answers it.
        case reply(Turn)
        /// The program does it, and the conversation stands where it stood.
        case program(SlashCommand)
    }

    /// A command that makes a turn of the conversation.
    package enum Turn: Hashable, Sendable {
        case move(String)
        case set(slot: String, value: String)
        case forget(String)
    }

    case message(String)
    case command(Command)
    /// A slash with a name that there is none of; the nearest one.
    case unknown(nearest: String?)

    /// Reads a line; of two slashes at its beginning one is meant as it stands.
    package init(_ line: String) {
        guard line.hasPrefix("/") else {
            self = .message(line)
            return
        }
        guard !line.hasPrefix("//") else {
            self = .message(String(line.dropFirst()))
            return
        }
        let name = String(line.dropFirst().prefix { !$0.isWhitespace })
        let argument = Self.argument(of: line)
        guard let command = SlashCommand(rawValue: name.lowercased()) ?? SlashCommand.otherNames[name.lowercased()]
        else {
            let near = nearestName(to: name, among: SlashCommand.allCases.map(\.rawValue))
            self = .unknown(nearest: near.map { "/" + $0 })
            return
        }
        switch command {
        case .set:
            let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
            self = .command(.reply(.set(slot: parts.first ?? "", value: parts.count > 1 ? parts[1] : "")))
        case .forget where !argument.isEmpty:
            self = .command(.reply(.forget(argument)))
        default:
            self = .command(command.move.map { .reply(.move($0)) } ?? .program(command))
        }
    }

    /// What stands behind a command's name, with one space between words.
    package static func argument(of line: String) -> String {
        line.drop { !$0.isWhitespace }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
