// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal
internal import Transcripts

/// The conversation.
struct Chat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Talk (this is what careline does by itself).",
        discussion: """
            On a terminal it prompts, edits lines and wraps; in a pipe it reads a message a line and prints plain replies. \
            Nothing is kept when it ends, unless --save or --resume names a file; each turn is on disk before the next.

            Examples:
              careline chat
              careline chat --plain --region uk
              printf 'what can I ask?\\n' | careline chat
              careline chat --save talk.chat                  write the conversation down
              careline chat --resume talk.chat                go on with it, and on writing
              careline chat --index library.index             quote from a library where the pack has no answer
            """)

    @OptionGroup var packOption: PackOption

    @OptionGroup var libraryOption: LibraryOption

    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color: Style.Choice = .auto

    @Flag(help: "One sentence a line, without indent: for screen readers and braille.")
    var plain = false

    @Option(
        help: ArgumentHelp(
            "Keep what is typed in this file, for the next time; without it nothing is kept.", valueName: "file"))
    var history: String?

    @Flag(help: "Print each reply as a JSON object on a line.")
    var json = false

    @Option(help: ArgumentHelp("Write the conversation down in a new file, turn by turn.", valueName: "file"))
    var save: String?

    @Option(help: ArgumentHelp("Go on with a conversation that was written down, and on writing.", valueName: "file"))
    var resume: String?

    func validate() throws {
        if save != nil, resume != nil {
            throw ValidationError("--resume goes on writing in its file; leave out --save.")
        }
    }

    func run() throws {
        var assistant = try packOption.assistant()
        assistant.library = try libraryOption.library()
        let resumed = try resume.map { try ResumedConversation($0, assistant: assistant) }
        let recording = try recordingFile()
        let isTerminal = StandardStreams.isTerminal(1)
        let environment = ProcessInfo.processInfo.environment
        let style = Style(color, isTerminal: isTerminal) { environment[$0] }
        let printer = ReplyPrinter(style: style, isTerminal: isTerminal && !json, isJSON: json, isPlain: plain)
        var loop = ChatLoop(
            resumed?.conversation ?? Conversation(assistant), printer: printer, turns: resumed?.turns ?? [],
            record: recording.map { file in { try file.append($0) } })
        if StandardStreams.isTerminal(0), isTerminal {
            try loop.run(
                on: ReadlineEditor(name: "careline", completions: completions(of: assistant), historyFile: history))
        } else {
            try loop.run(on: PlainInput())
        }
    }

    /// The file in which turns are written down, where one was asked for.
    private func recordingFile() throws -> RecordingFile? {
        do {
            if let resume { return try RecordingFile(continuing: resume) }
            return try save.map { try RecordingFile(creating: $0) }
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// What Tab completes: commands, and the names of things that can be asked about.
    private func completions(of assistant: Assistant) -> [String] {
        let kinds = assistant.pack.lexicon.nameKinds
        let names = assistant.pack.entities.filter { kinds.contains($0.kind) }.flatMap(\.names)
        return SlashCommand.allCases.map(\.name) + names + assistant.pack.topics.map { $0.title.lowercased() }
    }
}

extension Style.Choice: ExpressibleByArgument {}
