// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal

/// Reads messages, asks the assistant, prints its replies, until somebody leaves.
struct ChatLoop {
    private static let prompt = "you> "

    let assistant: Assistant
    let printer: ReplyPrinter
    private var state = DialogueState()
    /// The list for the next visit as it was when it was last saved, or offered to be.
    private var offeredList: [String] = []

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
                if try offersList() { continue }
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
        let message = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if message.isEmpty, printer.isTerminal { return true }
        if message.hasPrefix("/"), !message.hasPrefix("//") { return try perform(SlashCommand.read(message)) }
        let (reply, next) = assistant.reply(
            to: message.hasPrefix("//") ? String(message.dropFirst()) : message, in: state)
        state = next
        try printer.print(reply)
        guard assistant.endsConversation(reply) else { return true }
        return try offersList()
    }

    /// Offers to keep the list for the next visit before it is gone; true where there was one to offer.
    private mutating func offersList() throws -> Bool {
        guard printer.isTerminal, !state.visitQuestions.isEmpty, state.visitQuestions != offeredList else {
            return false
        }
        offeredList = state.visitQuestions
        try printer.say(assistant.leaveOffer)
        return true
    }

    private mutating func perform(_ result: SlashCommand.Result) throws -> Bool {
        guard case .command(let command, let argument) = result else {
            if case .unknown(let nearest?) = result {
                try printer.say("No such command. Did you mean \(nearest)?")
            } else {
                try printer.say("No such command. Type /help for the list.")
            }
            return true
        }
        switch command {
        case .quit:
            if try offersList() { return true }
            try printer.say(assistant.farewell(in: state))
            return false
        case .quiet:
            // What stood on the screen is gone as well, scrolled away or not.
            if printer.isTerminal { try StandardStreams.writeOut("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
            return false
        case .set:
            let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
            try answer(assistant.set(parts.first ?? "", to: parts.count > 1 ? parts[1] : "", in: state))
        case .forget where !argument.isEmpty:
            try answer(assistant.forget(argument, in: state))
        case .save:
            try save(to: argument)
        case .help:
            let commands = SlashCommand.allCases.map { "- \($0.name): \($0.explanation)" }
            try printer.say(assistant.help + "\n\n" + commands.joined(separator: "\n"))
        case .topics:
            try printer.say(assistant.pack.topics.map { "- \($0.title): \($0.summary)" }.joined(separator: "\n"))
        default:
            guard let move = command.move else { return true }
            try answer(assistant.perform(move, in: state))
        }
        return true
    }

    private mutating func answer(_ answer: (reply: Reply, state: DialogueState)) throws {
        state = answer.state
        try printer.print(answer.reply)
    }

    /// Writes the page for the next visit; the only file that a conversation ever writes, and never over another.
    private mutating func save(to path: String) throws {
        guard !path.isEmpty else { return try printer.say("Type a name for the file as well, such as /save sheet.md") }
        guard let sheet = assistant.visitSheet(in: state) else {
            return try printer.say("There is nothing to keep yet: no results noted, and no questions on your list.")
        }
        do {
            try Data(sheet.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            offeredList = state.visitQuestions
            try printer.say("Your list is in \(path).")
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            try printer.say("There is a file of that name already: \(path). Type another name.")
        } catch {
            try printer.say("The file \(path) can't be written here. Type another name or folder.")
        }
    }
}
