// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal
internal import Transcripts
internal import Understanding

/// Conversations of other programs, as transcripts.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a transcript of another program's test conversations.",
        discussion: """
            Reads end-to-end tests of Rasa (stories in YAML or Markdown) and mock conversations of the Bot Framework \
            (user: …, bot: …). What can't be carried over is listed on standard error. A case that says nothing of its \
            replies is marked @skip until you write down what they should be.

            Examples:
              careline import tests/test_stories.yml --output stories.chat
              careline import --from botframework greeting.chat --output greeting-imported.chat

            Exit status: 2 wrong usage, 3 the file or the pack can't be read.
            """)

    enum Program: String, CaseIterable, ExpressibleByArgument {
        case rasa, botframework
    }

    @OptionGroup var packOption: PackOption

    @Option(
        help: ArgumentHelp(
            "Whose conversations: rasa or botframework; by the file's ending where it is not said.",
            valueName: "program"))
    var from: Program?

    @Option(help: ArgumentHelp("Write the transcript to this new file; else to standard output.", valueName: "file"))
    var output: String?

    @Argument(help: "The file.")
    var file: String

    func run() throws {
        let text = try TranscriptFiles.read(file).get()
        let intents = Set(try packOption.model().pack.intents.map(\.id))
        let imported = try imported(text, intents: intents)
        for diagnostic in imported.notCarriedOver { ExitStatus.report("\(diagnostic)") }
        guard !imported.transcript.cases.isEmpty else {
            throw TranscriptUnreadable(diagnostics: [
                Diagnostic(
                    .error, at: SourceLocation(file: file), "there is no message in words",
                    remedy: "Import a file of conversations, by --from rasa or --from botframework")
            ])
        }
        guard let output else { return try StandardStreams.writeOut(Sanitizer.sanitized(imported.transcript.text)) }
        do {
            try Data(imported.transcript.text.utf8).write(
                to: URL(fileURLWithPath: output), options: .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw ValidationError("\(output) is there already. Choose another name.")
        } catch {
            throw ValidationError("\(output) can't be written. Choose another name or folder.")
        }
    }

    private func imported(_ text: String, intents: Set<String>) throws -> ImportedTranscript {
        let isMarkdown = file.lowercased().hasSuffix(".md")
        let isChat = file.lowercased().hasSuffix(TranscriptFiles.suffix)
        switch from ?? (isChat ? .botframework : .rasa) {
        case .botframework: return ImportedTranscript(botFramework: text, file: file)
        case .rasa where isMarkdown: return ImportedTranscript(rasaMarkdown: text, file: file, intents: intents)
        case .rasa: return try ImportedTranscript(rasa: text, file: file, intents: intents)
        }
    }
}
