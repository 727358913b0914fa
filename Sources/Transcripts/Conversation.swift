// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue

/// A conversation as it is typed, line by line: the road that the chat and the replay share.
package struct Conversation: Sendable {
    package let assistant: Assistant
    package private(set) var state: DialogueState

    /// What became of a line.
    package enum Outcome: Sendable {
        case reply(Reply)
        /// Something for the program to do, with what stands behind the name.
        case command(SlashCommand, argument: String)
        case unknownCommand(nearest: String?)
    }

    package init(_ assistant: Assistant, from state: DialogueState = DialogueState()) {
        self.assistant = assistant
        self.state = state
    }

    /// A line as it is taken: without blanks at its ends and at the ends of its lines.
    package static func normalized(_ typed: String) -> String { TextLines.normalized(typed) }

    /// Takes a line; only a reply moves the conversation on.
    package mutating func take(_ typed: String) -> Outcome {
        let line = Self.normalized(typed)
        let answer: (reply: Reply, state: DialogueState)
        switch TypedLine(line) {
        case .message(let text): answer = assistant.reply(to: text, in: state)
        case .command(.reply(.move(let move))): answer = assistant.perform(move, in: state)
        case .command(.reply(.set(let slot, let value))): answer = assistant.set(slot, to: value, in: state)
        case .command(.reply(.forget(let name))): answer = assistant.forget(name, in: state)
        case .command(.program(let command)): return .command(command, argument: TypedLine.argument(of: line))
        case .unknown(let nearest): return .unknownCommand(nearest: nearest)
        }
        state = answer.state
        return .reply(answer.reply)
    }
}
