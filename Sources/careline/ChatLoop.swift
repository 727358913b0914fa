// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal
internal import Transcripts

/// Reads messages, asks the assistant, prints its replies, until somebody leaves.
struct ChatLoop {
    private static let prompt = "you> "

    let printer: ReplyPrinter
    private var conversation: Conversation
    /// Keeps each turn as soon as there is a reply to it; nil where nothing is recorded.
    private let record: ((String) throws -> Void)?
    /// The turns so far, as a transcript has them.
    private var turns: [String]
    /// The list for the next visit as it was when it was last saved, or offered to be.
    private var offeredList: [String] = []

    private var assistant: Assistant { conversation.assistant }
    private var state: DialogueState { conversation.state }

    /// - Parameters:
    ///   - turns: what was said before, where the conversation goes on from a recording.
    ///   - record: what keeps a turn's lines.
    init(
        _ conversation: Conversation, printer: ReplyPrinter, turns: [String] = [],
        record: ((String) throws -> Void)? = nil
    ) {
        self.conversation = conversation
        self.printer = printer
        self.turns = turns
        self.record = record
    }

    mutating func run(on source: some LineSource) throws {
        var source = source
        if printer.isTerminal, turns.isEmpty { try printer.say(assistant.welcome) }
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
        let message = Conversation.normalized(text)
        if message.isEmpty, printer.isTerminal { return true }
        switch conversation.take(message) {
        case .command(let command, let argument):
            return try perform(command, argument)
        case .unknownCommand(let nearest):
            let advice = nearest.map { "Did you mean \($0)?" } ?? "Type /help for the list."
            try printer.say("No such command. \(advice)")
            return true
        case .reply(let reply):
            let turn = Recording.turn(typed: message, reply: reply)
            turns.append(turn)
            try record?(turn)
            try printer.print(reply)
            guard assistant.endsConversation(reply) else { return true }
            return try offersList()
        }
    }

    /// Offers to keep the list for the next visit before it is gone; true where there was one to offer.
    private mutating func offersList() throws -> Bool {
        guard printer.isTerminal, !state.questionsToKeep.isEmpty, state.visitQuestions != offeredList else {
            return false
        }
        offeredList = state.visitQuestions
        try printer.say(assistant.leaveOffer)
        return true
    }

    /// Does what is no turn of the conversation; false where it ends it.
    private mutating func perform(_ command: SlashCommand, _ argument: String) throws -> Bool {
        switch command {
        case .quit:
            if try offersList() { return true }
            try printer.say(assistant.farewell(in: state))
            return false
        case .quiet:
            // What stood on the screen is gone as well, scrolled away or not.
            if printer.isTerminal { try StandardStreams.writeOut("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
            return false
        case .save:
            try save(to: argument)
        case .topics:
            try printer.say(assistant.pack.topics.map { "- \($0.title): \($0.summary)" }.joined(separator: "\n"))
        default:
            let commands = SlashCommand.allCases.map { "- \($0.name): \($0.explanation)" }
            try printer.say(assistant.help + "\n\n" + commands.joined(separator: "\n"))
        }
        return true
    }

    /// Writes the page for the next visit, or the conversation so far; never over another file.
    private mutating func save(to path: String) throws {
        guard !path.isEmpty else { return try printer.say("Type a name for the file as well, such as /save sheet.md") }
        let isTranscript = path.hasSuffix(TranscriptFiles.suffix)
        guard let text = isTranscript ? transcript : assistant.visitSheet(in: state) else {
            let missing = isTranscript ? "nothing has been said" : "no results noted, and no questions on your list"
            return try printer.say("There is nothing to keep yet: \(missing).")
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            if !isTranscript { offeredList = state.visitQuestions }
            try printer.say(isTranscript ? "The conversation so far is in \(path)." : "Your list is in \(path).")
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            try printer.say("There is a file of that name already: \(path). Type another name.")
        } catch {
            try printer.say("The file \(path) can't be written here. Type another name or folder.")
        }
    }

    /// The conversation so far; nil before its first turn.
    private var transcript: String? { turns.isEmpty ? nil : Recording.head + turns.joined() }
}
