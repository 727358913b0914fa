// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import KnowledgePack
internal import Understanding

/// How a message was read, for somebody who wonders at its reply.
struct Explanation {
    let assistant: Assistant

    init(_ assistant: Assistant) { self.assistant = assistant }

    func lines(for wording: String, before: DialogueState, after: DialogueState) -> [String] {
        guard case .message(let text) = TypedLine(wording) else { return ["a command, not a message"] }
        let reading = assistant.interpreter.interpret(text, in: before.context(slots: assistant.pack.slots, for: text))
        var lines: [String] = []
        if let safety = reading.safety {
            lines.append("danger \(safety.rule) (\(safety.level.rawValue), by \(safety.witness)): \"\(safety.quote)\"")
        }
        lines += reading.told.map { "\($0.slot): \"\($0.quote)\" read as \($0.value) (rule \($0.rule))" }
        lines += reading.mentioned.map { "\($0.slot): \"\($0.quote)\" spoken of as \($0.value), not told" }
        let intents = reading.intents.prefix(2).map { "\($0.label) \(Yardstick.decimal(rounded($0.probability)))" }
        if !intents.isEmpty { lines.append("intent \(intents.joined(separator: ", next "))") }
        return lines
    }

    /// The rule of danger that a message raises by itself; nil for none.
    func danger(in wording: String) -> String? {
        guard case .message(let text) = TypedLine(wording) else { return nil }
        let context = DialogueState().context(slots: assistant.pack.slots, for: text)
        return assistant.interpreter.interpret(text, in: context).safety?.rule
    }

    private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
