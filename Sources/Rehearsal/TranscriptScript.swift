// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
internal import KnowledgePack
package import Transcripts
internal import Understanding

/// What somebody says in a transcript, as prompts to answer: what the assistant would have answered, the trainee does.
package enum TranscriptScript {
    /// The prompts of a transcript in a library, in order, each case from where it begins; a message whose answer has no key
    /// points is passed over.
    package static func prompts(
        of file: String, in library: TranscriptLibrary, exercises: [Exercise], assistant: Assistant
    ) -> [PracticeSession.Prompt] {
        let byID = Dictionary(exercises.map { ($0.id, $0) }) { first, _ in first }
        let replayer = Replayer(library, assistant: assistant)
        return (library[file: file]?.cases ?? []).flatMap { conversation in
            var state = replayer.start(of: conversation, in: file).state
            return conversation.turns.compactMap { turn -> PracticeSession.Prompt? in
                let (ids, next) = answering(turn.text, in: state, by: assistant)
                state = next
                guard let exercise = ids.lazy.compactMap({ byID[$0] }).first else { return nil }
                return PracticeSession.Prompt(
                    exercise: exercise, speaker: turn.label, about: "", text: turn.text, question: turn.text)
            }
        }
    }

    /// The safety rule and the passages by which a message is answered, the foremost first, and the state after it.
    package static func answering(
        _ message: String, in state: DialogueState, by assistant: Assistant
    ) -> (ids: [String], state: DialogueState) {
        let (reply, next) = assistant.reply(to: message, in: state)
        let isAlarm = reply.act == .urgent || reply.act == .crisis
        let context = TurnContext(slots: assistant.pack.slots)
        let rule = isAlarm ? assistant.interpreter.interpret(message, in: context).safety?.rule : nil
        return ([rule].compactMap { $0 } + reply.passages.map(\.description), next)
    }
}
