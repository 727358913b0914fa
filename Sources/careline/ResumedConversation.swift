// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Dialogue
internal import Terminal
internal import Transcripts

/// A conversation that was written down, held again up to its last turn.
struct ResumedConversation {
    var conversation: Conversation
    /// Its turns as they are written.
    var turns: [String] = []

    /// - Throws: `TranscriptUnreadable`; what is said otherwise now is told on standard error, and no fault.
    init(_ path: String, assistant: Assistant) throws {
        conversation = Conversation(assistant)
        var library = TranscriptLibrary { TranscriptFiles.read($0) }
        try library.load(path, for: assistant.pack)
        guard let transcript = library[file: path], transcript.cases.count <= 1 else {
            let place = SourceLocation(file: path)
            throw TranscriptUnreadable(diagnostics: [
                Diagnostic(.error, at: place, "it holds several conversations", remedy: "Resume a recording of one")
            ])
        }
        let replayer = Replayer(library, assistant: assistant)
        guard let item = transcript.cases.first else { return }
        conversation = replayer.start(of: item, in: path)
        for turn in item.turns {
            if case .reply(let reply) = conversation.take(turn.text) {
                turns.append(Recording.turn(typed: turn.text, reply: reply))
            }
        }
        guard let result = replayer.result(of: .init(file: path, index: 0)) else { return }
        let different = result.failures
        ExitStatus.report("Going on after \(item.turns.count) turns of \(path).")
        if different.isEmpty { return }
        ExitStatus.report("\(different.count) of them get another reply now, since the pack has changed:")
        for record in different { ExitStatus.report(result.headline(of: record)) }
    }
}
