// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Yams

extension ImportedTranscript {
    /// Reads Rasa's end-to-end test stories: YAML with `stories:` and `steps:`, or `test_cases:`.
    ///
    /// - Parameter intents: the intents of the pack; one of the same name becomes a check, another a comment.
    /// - Throws: a text that is no YAML or has no stories.
    package init(rasa text: String, file: String, intents: Set<String>) throws(TranscriptUnreadable) {
        self.init(file: file, title: "")
        func unreadable(_ problem: String, _ remedy: String, line: Int) -> TranscriptUnreadable {
            let place = SourceLocation(file: file, line: line)
            return TranscriptUnreadable(diagnostics: [Diagnostic(.error, at: place, problem, remedy: remedy)])
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let mark: Mark? =
                switch error as? YamlError {
                case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
                default: nil
                }
            throw unreadable(
                "no YAML", "Mend it, or import Markdown from a file that ends in .md", line: mark?.line ?? 1)
        }
        guard let stories = root?.mapping, let list = stories["stories"]?.sequence ?? stories["test_cases"]?.sequence
        else {
            throw unreadable("no \"stories:\" and no \"test_cases:\"", "Import a file of end-to-end tests", line: 1)
        }
        for (key, value) in stories where !["version", "stories", "test_cases"].contains(key.string ?? "") {
            drop("\"\(key.string ?? "")\"", line: Self.line(key) ?? Self.line(value) ?? 1)
        }
        for story in list {
            let line = Self.line(story) ?? 1
            let name = story["story"]?.string ?? story["test_case"]?.string ?? ""
            open(name, line: line)
            for step in story["steps"]?.sequence ?? [] { read(step, intents: intents) }
        }
        finish()
    }

    private static func line(_ node: Node) -> Int? { node.mark?.line }

    private mutating func read(_ step: Node, intents: Set<String>) {
        guard let mapping = step.mapping else { return drop("a step that is no mapping", line: Self.line(step) ?? 1) }
        let line = Self.line(step) ?? 1
        if let text = mapping["user"]?.string {
            sayAnnotated(text, intent: mapping["intent"]?.string, intents: intents, line: line)
        }
        for (key, value) in mapping {
            let place = Self.line(key) ?? line
            switch key.string ?? "" {
            case "user": continue
            case "intent":
                if mapping["user"] == nil { drop("an intent without words (\(value.string ?? ""))", line: place) }
            case "bot": if !reply(value.string ?? "") { drop("what the bot says before any message", line: place) }
            case "action", "utter": note("\(key.string ?? "") \(value.string ?? "")", line: place)
            case let other: drop("\"\(other)\"", line: place)
            }
        }
    }

    /// Adds a message with marked entities, and what was said of its intent.
    mutating func sayAnnotated(_ text: String, intent: String?, intents: Set<String>, line: Int) {
        let plain = RasaAnnotation.plain(text)
        if plain.hadMarks { drop("the marks of entities", line: line) }
        say(plain.text, line: line)
        guard let intent else { return }
        if intents.contains(intent) {
            _ = changeLastTurn { $0.checks.append(Check(mark: .equals, field: .intent, value: .names([intent]))) }
        } else {
            note("intent \(intent)", line: line)
        }
    }

    /// Keeps a name of the other program as a comment, for whoever fills in what is expected.
    mutating func note(_ what: String, line: Int) {
        drop(what + ", kept as a comment", line: line)
        _ = changeLastTurn { $0.comments.append("# \(TextLines.folded(what))") }
    }
}
