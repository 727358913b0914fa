// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import KnowledgePack
internal import Terminal

/// One question, one reply.
struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Answer one question.",
        discussion: """
            Example:
              careline ask "what are the side effects?"

            Exit status 0 where it was answered, 1 where it was not understood or is outside the subject.
            """)

    @OptionGroup var packOption: PackOption

    @OptionGroup var libraryOption: LibraryOption

    @Flag(help: "Print the reply as a JSON object.")
    var json = false

    @Argument(help: "The question.")
    var question: [String]

    func run() throws {
        var assistant = try packOption.assistant()
        assistant.library = try libraryOption.library()
        try Self.answer(question.joined(separator: " "), by: assistant, json: json)
    }

    static func answer(_ question: String, by assistant: Assistant, json: Bool) throws {
        let (reply, _) = assistant.reply(to: question, in: DialogueState())
        try StandardStreams.writeOut((json ? ReplyJSON(reply: reply).text : wrapped(reply.text)) + "\n")
        if [.clarify, .outOfScope].contains(reply.act) { throw ExitStatus.failure }
    }

    /// The question where the arguments are nothing else.
    ///
    /// So a script asks; to look through all commands and their options would take longer than the answer.
    static func plainQuestion(_ arguments: [String]) -> String? {
        guard arguments.count == 3, arguments[1] == configuration.commandName, let first = arguments[2].first,
            first != "-"
        else { return nil }
        return arguments[2]
    }

    /// Harmless text, wrapped where it goes to a terminal.
    private static func wrapped(_ text: String) -> String {
        let harmless = Sanitizer.sanitized(text)
        guard StandardStreams.isTerminal(1) else { return harmless }
        return Wrapping.wrap(harmless, to: min(terminalWidth() ?? 80, 80))
    }
}
