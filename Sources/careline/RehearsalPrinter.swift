// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Rehearsal
internal import Terminal

/// Prints a rehearsal: as text for a person, as an object a line for a front end.
struct RehearsalPrinter {
    private static let widestLine = 80

    let style: Style
    /// Whether a person reads at a terminal.
    let isTerminal: Bool
    let isJSON: Bool

    func question(_ prompt: PracticeSession.Prompt) throws {
        if isJSON {
            return try event(
                "question",
                [
                    "\"exercise\":" + JSON.string(prompt.exercise.id), "\"speaker\":" + JSON.string(prompt.speaker),
                    "\"about\":" + JSON.string(prompt.about), "\"text\":" + JSON.string(prompt.text),
                ])
        }
        let about = prompt.about.isEmpty ? "" : style.styled("(\(prompt.about))", .faint) + "\n"
        try write("\n" + about + style.styled("\(prompt.speaker):", .label) + " " + Sanitizer.sanitized(prompt.text))
    }

    /// The marks of an answer, numbered so that one can be disputed.
    ///
    /// - Parameters:
    ///   - example: a sentence of the pack that says the first vital point that was missed.
    ///   - due: in how many days it is asked again; nil where nothing is kept.
    func marks(_ marks: AnswerMarks, of prompt: PracticeSession.Prompt, example: String?, due: Int?) throws {
        if isJSON {
            var fields = MarksJSON(exercise: prompt.exercise, marks: marks).fields
            if let due { fields.append("\"due\":\(due)") }
            return try event("marks", fields)
        }
        let numbered = Array(marks.points.enumerated())
        func lines(_ verdict: AnswerMarks.Verdict, _ level: KeyPoint.Level? = nil) -> [String] {
            numbered.filter { $0.element.verdict == verdict && (level == nil || $0.element.point.level == level) }
                .map { number, mark in
                    "  \(number + 1). \(mark.point.label)" + (mark.quote.isEmpty ? "" : " (\"\(mark.quote)\")")
                }
        }
        var text: [String] = []
        func add(_ heading: String, _ lines: [String], _ role: Style.Role = .emphasis) {
            if !lines.isEmpty { text.append(([style.styled(heading, role)] + lines).joined(separator: "\n")) }
        }
        func lines(_ cautions: [AnswerMarks.Caution]) -> [String] {
            cautions.map { "  - \($0.label) (\"\($0.quote)\")" }
        }
        add("Careful, before all else:", lines(marks.sureCautions), .caution)
        add("Said:", lines(.said))
        add("Perhaps said, not counted against you:", lines(.perhaps))
        add("Missed:", lines(.missed, .vital) + (example.map { ["     The pack says: \($0)"] } ?? []))
        add("Could be said as well:", lines(.missed, .okay))
        add("Read this once more, not counted against you:", lines(marks.cautions.filter { !$0.isSure }))
        let advice = marks.manner.remarks.map(\.advice)
        text.append(
            style.styled("Manner:", .emphasis) + " " + (advice.isEmpty ? "good" : advice.joined(separator: "; ")) + ".")
        text.append(summary(of: marks, due: due))
        let isCold = !marks.sureCautions.isEmpty || marks.manner.remarks.contains(.coldness)
        let reaction = isCold ? prompt.cold : marks.grade == .again ? "" : prompt.warm
        let said = reaction.isEmpty ? "" : style.styled("\(prompt.speaker):", .label) + " \(reaction)\n\n"
        try write("\n" + said + text.joined(separator: "\n") + "\n")
    }

    private func summary(of marks: AnswerMarks, due: Int?) -> String {
        let vital = marks.points.filter { $0.point.level == .vital }
        let said = vital.count { $0.verdict == .said }
        let perhaps = vital.count { $0.verdict == .perhaps }
        var text = "\(said) of \(vital.count) vital points said"
        if perhaps > 0 { text += ", \(perhaps) perhaps" }
        let careful = marks.sureCautions.count
        if careful > 0 { text += ", \(careful) to be careful about" }
        if let due { text += ". It is asked again in \(due) day\(due == 1 ? "" : "s")" }
        return text + "."
    }

    func model(_ exercise: Exercise) throws {
        if isJSON {
            return try event(
                "model",
                ["\"text\":" + JSON.string(exercise.model), "\"sources\":" + JSON.array(exercise.sources)])
        }
        let sources =
            exercise.sources.isEmpty
            ? "" : "\n\n" + style.styled("Source: " + exercise.sources.joined(separator: "; "), .faint)
        try write("\n" + exercise.model + sources + "\n")
    }

    /// Says something about the rehearsal itself.
    func note(_ text: String) throws {
        if isJSON { return try event("note", ["\"text\":" + JSON.string(text)]) }
        try write(text)
    }

    func end(answered: Int) throws {
        if isJSON { return try event("end", ["\"answered\":\(answered)"]) }
        try write("\n\(answered) answer\(answered == 1 ? "" : "s"). Practice, not a certificate.")
    }

    private func event(_ name: String, _ fields: [String]) throws {
        try StandardStreams.writeOut("{" + (["\"event\":" + JSON.string(name)] + fields).joined(separator: ",") + "}\n")
    }

    private func write(_ text: String) throws {
        let width = isTerminal ? min(terminalWidth() ?? Self.widestLine, Self.widestLine) : 0
        try StandardStreams.writeOut(Wrapping.wrap(text, to: width) + "\n")
    }
}
