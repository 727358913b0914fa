// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import KnowledgePack
internal import Terminal
internal import TextAnalysis
internal import Understanding

/// Why the assistant would reply as it does.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show why a message gets its reply.",
        discussion: """
            Example:
              careline explain "will it hurt"
            """)

    @OptionGroup var packOption: PackOption

    @Option(help: "The slot that was just asked for.")
    var asked: String?

    @Argument(help: "The message.")
    var message: [String]

    func run() throws {
        let assistant = try packOption.assistant()
        let text = message.joined(separator: " ")
        if let asked, assistant.pack.slot(asked) == nil {
            throw ValidationError(
                "no slot \"\(asked)\". Known: \(assistant.pack.slots.map(\.id).joined(separator: ", "))")
        }
        let state = DialogueState(slots: [:], askedSlot: asked)
        let context = TurnContext(slots: assistant.pack.slots, askedSlot: asked)
        let reading = assistant.interpreter.interpret(text, in: context)
        let (reply, _) = assistant.reply(to: text, in: state)
        var lines = ["words     " + reading.utterance.words.map(\.stem).joined(separator: " ")]
        lines += reading.mentions.map { "named     \($0.entity.id) (\($0.entity.kind), \($0.entity.topic))" }
        if let safety = reading.safety {
            lines.append(
                "danger    \(safety.rule) (\(safety.level.rawValue), by \(safety.witness)): \"\(safety.quote)\"")
        }
        lines += reading.told.map { "told      \(Self.name($0)) = \($0.value) (\($0.rule)): \"\($0.quote)\"" }
        lines += reading.mentioned.map { "mentioned \(Self.name($0)) = \($0.value): \"\($0.quote)\"" }
        lines += reading.conflicts.map { "conflict  \($0)" }
        lines += reading.intents.prefix(5).map { "intent    \(Search.decimal($0.probability))  \($0.label)" }
        lines += reading.topics.prefix(3).map { "topic     \(Search.decimal($0.probability))  \($0.label)" }
        lines += reading.aspects.prefix(3).map { "section   \(Search.decimal($0.probability))  \($0.label)" }
        lines += reading.passages.prefix(5).map(Self.line)
        lines.append("subject   \(Search.decimal(reading.subjectEvidence))")
        lines.append(
            "reply     \(reply.act.rawValue) \(reply.intent) \(reply.passages.map(\.description).joined(separator: " "))"
        )
        lines.append("sure      \(Search.decimal(reply.confidence))")
        try StandardStreams.writeOut(Sanitizer.sanitized(lines.joined(separator: "\n")) + "\n")
    }

    private static func name(_ reading: SlotReading) -> String {
        reading.component.isEmpty ? reading.slot : "\(reading.slot).\(reading.component)"
    }

    private static func line(_ passage: RankedPassage) -> String {
        let parts = [
            ("question", passage.question), ("words", passage.words), ("topic", passage.topic),
            ("section", passage.aspect), ("learnt", passage.learnt), ("named", passage.entity),
        ].map { "\($0.0) \(Search.decimal($0.1))" }
        return
            "passage   \(Search.decimal(passage.score))  \(passage.id.description)  (\(parts.joined(separator: ", ")))"
    }
}
