// SPDX-License-Identifier: GPL-3.0-or-later

/// A file of conversations, each with what its replies should be: a regression test, a script to rehearse, an example.
package struct Transcript: Hashable, Sendable {
    /// The path by which messages name it.
    package var file: String
    /// What holds for the whole file, in the order in which it was written.
    package var head: [Directive] = []
    package var cases: [Case] = []
    /// Comments with nothing behind them.
    package var closingComments: [String] = []

    /// The label that every file knows.
    package static let patient = "patient"
    /// The label of the replies.
    package static let assistant = "careline"
    /// The label of another wording.
    package static let otherWording = "or"

    package var title: String {
        for case .title(let title) in head.map(\.content) { return title }
        return ""
    }

    package var tags: [String] {
        for case .tags(let tags) in head.map(\.content) { return tags }
        return []
    }

    /// The labels that may speak beside the patient.
    package var speakers: [String] {
        for case .speakers(let speakers) in head.map(\.content) { return speakers }
        return []
    }
}

extension Transcript {
    /// A line that begins with `@`.
    package struct Directive: Hashable, Sendable {
        package enum Content: Hashable, Sendable {
            case title(String)
            case tags([String])
            case speakers([String])
            case state(StartingState)
            case from(CaseReference)
            case todo(String)
            case skip(String)
            case safety
        }

        package var content: Content
        /// The comment lines before it, each with its `#`.
        package var comments: [String] = []
        /// Counted from 1.
        package var line: Int
    }

    /// Where a conversation stands before its first turn.
    package struct StartingState: Hashable, Sendable {
        /// Slot and value, in the order in which they were written.
        package var slots: [SlotEntry] = []
        /// The slot that was just asked for.
        package var asked: String?
    }

    /// A slot and the values that are meant, any one of them; none where any value is.
    package struct SlotEntry: Hashable, Sendable {
        package var slot: String
        package var values: [String]
    }

    /// Another case, by file and name: `greet.chat#first`.
    package struct CaseReference: Hashable, Sendable {
        /// Relative to the folder of the file that refers to it; empty for that file itself.
        package var file: String
        /// Empty for the only case of a file.
        package var name: String
    }
}

extension Transcript {
    /// A conversation from its beginning.
    package struct Case: Hashable, Sendable {
        /// Empty where the file holds one conversation without a line `@case`.
        package var name: String
        package var directives: [Directive] = []
        package var turns: [Turn] = []
        package var comments: [String] = []
        package var line: Int

        package var state: StartingState? {
            for case .state(let state) in directives.map(\.content) { return state }
            return nil
        }

        package var from: CaseReference? {
            for case .from(let reference) in directives.map(\.content) { return reference }
            return nil
        }

        package var tags: [String] {
            for case .tags(let tags) in directives.map(\.content) { return tags }
            return []
        }

        package var todo: String? {
            for case .todo(let why) in directives.map(\.content) { return why }
            return nil
        }

        package var skip: String? {
            for case .skip(let why) in directives.map(\.content) { return why }
            return nil
        }

        /// Whether it may never be skipped, postponed, or updated by machine.
        package var isSafety: Bool { directives.contains { $0.content == .safety } }
    }

    /// A message and what its reply should be.
    package struct Turn: Hashable, Sendable {
        /// Who speaks; for readers alone.
        package var label: String
        /// What was typed, lines apart by a newline.
        package var text: String
        package var otherWordings: [Wording] = []
        /// The words of the reply; nil where they don't matter.
        package var reply: ReplyPattern?
        package var checks: [Check] = []
        package var comments: [String] = []
        package var line: Int

        /// Every wording, the main one first.
        package var wordings: [String] { [text] + otherWordings.map(\.text) }
    }

    /// Another wording of a message.
    package struct Wording: Hashable, Sendable {
        package var text: String
        package var comments: [String] = []
        package var line: Int
    }
}
