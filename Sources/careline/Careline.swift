// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Dialogue
internal import Synchronization
internal import Terminal

/// The program: its commands, and what becomes of their errors.
@main
struct Careline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "careline",
        abstract: "A conversation that explains, in plain words and offline, what was written and checked beforehand.",
        discussion: """
            Examples:
              careline                                        talk
              careline ask "what can I ask?"                  one question, one answer
              careline replay talk.chat                       hold a conversation again, and compare
              careline check                                  what is wrong or weak in the pack

            Exit status: 0 done, 1 not answered or something failed, 2 wrong usage, 3 the pack can't be read, \
            130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            Chat.self, Ask.self, Batch.self, Replay.self, Search.self, Explain.self, Check.self, Eval.self,
            Stress.self, CoverageCommand.self, ImportCommand.self, Rehearse.self, Index.self,
        ],
        defaultSubcommand: Chat.self)

    /// The assistant that the environment chooses, kept to the end: to take it apart would cost as much as an answer.
    private static let kept = Mutex<Assistant?>(nil)

    static func main() {
        StandardStreams.ignoreBrokenPipe()
        ExitStatus.run {
            if let question = Ask.plainQuestion(CommandLine.arguments) {
                let assistant = try PackChoice().assistant()
                kept.withLock { $0 = assistant }
                return try Ask.answer(question, by: assistant, json: false)
            }
            var command = try parseAsRoot()
            try command.run()
        }
    }
}
