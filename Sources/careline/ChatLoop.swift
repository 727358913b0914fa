// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import KnowledgePack
internal import Terminal

/// Reads messages, asks the assistant, prints its replies, until somebody leaves.
struct ChatLoop {
    private static let prompt = "you> "

    let assistant: Assistant
    let printer: ReplyPrinter
    private var state = DialogueState()

    init(assistant: Assistant, printer: ReplyPrinter) {
        self.assistant = assistant
        self.printer = printer
    }

    mutating func run(on source: some LineSource) throws {
        var source = source
        if printer.isTerminal { try printer.say(assistant.welcome) }
        var wasInterrupted = false
        while true {
            switch source.next(prompt: printer.isTerminal ? Self.prompt : "") {
            case .end:
                if printer.isTerminal { try printer.say(assistant.farewell(in: state)) }
                return
            case .interrupted:
                // Once is a slip; twice is a wish to leave.
                if wasInterrupted { throw ExitStatus.interrupted }
                wasInterrupted = true
                try StandardStreams.writeError("Press Ctrl-C again, or type bye, to leave.\n")
            case .message(let text):
                wasInterrupted = false
                if try !handle(text) { return }
            }
        }
    }

    /// Answers a message; false where it ends the conversation.
    private mutating func handle(_ text: String) throws -> Bool {
        let message = text.trimmed
        if message.isEmpty, printer.isTerminal { return true }
        if message.hasPrefix("/"), !message.hasPrefix("//") { return try perform(SlashCommand.read(message)) }
        let (reply, next) = assistant.reply(
            to: message.hasPrefix("//") ? String(message.dropFirst()) : message, in: state)
        state = next
        try printer.print(reply)
        return !assistant.endsConversation(reply)
    }

    private mutating func perform(_ result: SlashCommand.Result) throws -> Bool {
        guard case .command(let command) = result else {
            if case .unknown(let nearest?) = result {
                try printer.say("No such command. Did you mean \(nearest)?")
            } else {
                try printer.say("No such command. Type /help for the list.")
            }
            return true
        }
        switch command {
        case .quit:
            try printer.say(assistant.farewell(in: state))
            return false
        case .help:
            let commands = SlashCommand.allCases.map { "- \($0.name): \($0.explanation)" }
            try printer.say(assistant.help + "\n\n" + commands.joined(separator: "\n"))
        case .topics:
            try printer.say(assistant.pack.topics.map { "- \($0.title): \($0.summary)" }.joined(separator: "\n"))
        default:
            guard let move = command.move else { return true }
            let (reply, next) = assistant.perform(move, in: state)
            state = next
            try printer.print(reply)
        }
        return true
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
