// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Rehearsal
internal import Terminal

/// Asks, reads an answer, shows its marks, until nothing is left or the trainee leaves.
struct RehearsalLoop {
    var session: PracticeSession
    let printer: RehearsalPrinter
    let assistant: Assistant
    let progress: ProgressFile?
    let disputes: AppendedFile?
    /// After how many questions it ends.
    let most: Int

    private var asked = 0
    private var answered = 0

    init(
        session: PracticeSession, printer: RehearsalPrinter, assistant: Assistant, progress: ProgressFile?,
        disputes: AppendedFile?, most: Int
    ) {
        self.session = session
        self.printer = printer
        self.assistant = assistant
        self.progress = progress
        self.disputes = disputes
        self.most = most
    }

    mutating func run(on source: some LineSource) throws {
        var source = source
        if printer.isTerminal {
            try printer.note(
                "Type what you would say to the caller, as you would say it. help lists what else you can type.")
        }
        var goesOn = try ask()
        var wasInterrupted = false
        while goesOn {
            switch source.next(
                prompt: printer.isTerminal ? (session.marks == nil ? "you> " : "next, again, model> ") : "")
            {
            case .end:
                goesOn = false
            case .interrupted:
                if wasInterrupted { throw ExitStatus.interrupted }
                wasInterrupted = true
                try StandardStreams.writeError("Press Ctrl-C again, or type quit, to leave.\n")
            case .message(let text):
                wasInterrupted = false
                goesOn = try handle(text.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        try printer.end(answered: answered)
    }

    /// Puts the next question; false where there is none.
    private mutating func ask() throws -> Bool {
        guard asked < most, let prompt = session.next() else { return false }
        asked += 1
        try printer.question(prompt)
        return true
    }

    /// Does what a line asks for; false where it ends the rehearsal.
    private mutating func handle(_ line: String) throws -> Bool {
        if line.isEmpty {
            // On a terminal, Enter after the marks goes on.
            return printer.isTerminal && session.marks != nil ? try ask() : true
        }
        guard let (command, number) = RehearsalCommand.read(line) else {
            try answer(line)
            return true
        }
        switch command {
        case .next: return try ask()
        case .quit: return false
        case .again: if let prompt = session.current { try printer.question(session.again() ?? prompt) }
        case .model: if let prompt = session.current { try printer.model(prompt.exercise) }
        case .dispute: try dispute(number)
        case .help:
            try printer.note(
                RehearsalCommand.allCases.map { "- \($0.rawValue): \($0.explanation)" }.joined(separator: "\n"))
        }
        return true
    }

    private mutating func answer(_ text: String) throws {
        guard let prompt = session.current else { return }
        // Somebody who practises may be in need themself; a question about a crisis is answered in its words.
        if !prompt.exercise.isCrisis {
            let reply = assistant.reply(to: text, in: DialogueState()).reply
            if reply.act == .crisis {
                try printer.note("If you meant that of yourself, this is no longer practice.\n\n" + reply.text)
            }
        }
        guard let (marks, review) = session.reply(text) else { return }
        answered += 1
        try progress?.append(review)
        let due = progress == nil ? nil : session.schedule.memory(of: prompt.exercise.id)?.interval
        try printer.marks(marks, of: prompt, example: session.example(), due: due)
    }

    private mutating func dispute(_ number: Int?) throws {
        guard let marks = session.marks, let prompt = session.current else {
            return try printer.note("There are no marks to dispute yet.")
        }
        let open = marks.points.indices.filter { marks.points[$0].verdict != .said }.map { $0 + 1 }
        guard let chosen = number ?? (open.count == 1 ? open[0] : nil), open.contains(chosen) else {
            let numbers = open.map(String.init).joined(separator: ", ")
            return try printer.note(
                open.isEmpty
                    ? "Every point was said." : "Which point? Type dispute and one of these numbers: \(numbers).")
        }
        guard let (point, review) = session.dispute(chosen) else { return }
        try progress?.append(review)
        try disputes?.append(
            "{\"day\":\(JSON.string(review.day.text)),\"exercise\":\(JSON.string(prompt.exercise.id)),"
                + "\"point\":\(JSON.string(point.label)),\"answer\":\(JSON.string(session.answer))}")
        let kept = disputes.map { " Your answer is in \($0.path), for whoever looks after the key points." } ?? ""
        try printer.note("Taken back: \"\(point.label)\" counts as said.\(kept)")
    }
}
