// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import Terminal
internal import Transcripts

/// Takes over what is said now, file by file.
struct ReplayUpdating {
    /// What to change in one file.
    private struct FileUpdate {
        var file: String
        var proposals: [TranscriptUpdate.Proposal] = []
        var leftAlone: [TranscriptUpdate.LeftAlone] = []
    }

    private var files: [FileUpdate] = []

    init(results: [CaseResult], yardstick: Yardstick) {
        for result in results {
            let update = TranscriptUpdate(for: result, by: yardstick)
            if files.last?.file != result.address.file { files.append(FileUpdate(file: result.address.file)) }
            files[files.count - 1].proposals += update.proposals
            files[files.count - 1].leftAlone += update.leftAlone
        }
    }

    /// Prints what an update would change; whether there is nothing to change or to settle.
    func printDifference() throws -> Bool {
        for file in files {
            let text = try text(of: file.file)
            for proposal in file.proposals { try say(lines(of: proposal, in: text) + [""]) }
        }
        return try listLeftAlone() && files.allSatisfy(\.proposals.isEmpty)
    }

    /// Writes all changes; whether nothing is left to a person.
    func update() throws -> Bool {
        for file in files where !file.proposals.isEmpty {
            try write(file.proposals, to: file.file)
            try say(["\(file.file): turns updated: \(file.proposals.count)"])
        }
        return try listLeftAlone()
    }

    /// Asks about each change; whether nothing is left.
    func review() throws -> Bool {
        var isSettled = true
        review: for file in files {
            let text = try text(of: file.file)
            var accepted: [TranscriptUpdate.Proposal] = []
            // Written once per file, since a change moves the lines of those behind it.
            defer { if !accepted.isEmpty { try? say(["\(file.file): turns updated: \(accepted.count)"]) } }
            for proposal in file.proposals {
                try say([""] + lines(of: proposal, in: text))
                switch try choice() {
                case .accept: accepted.append(proposal)
                case .skip: isSettled = false
                case .edit:
                    try write(accepted, to: file.file)
                    accepted = []
                    try edit(file.file, line: proposal.changes.first?.lines.lowerBound ?? 1)
                    isSettled = false
                    continue review
                case .quit:
                    try write(accepted, to: file.file)
                    return false
                }
            }
            try write(accepted, to: file.file)
        }
        return try listLeftAlone() && isSettled
    }

    private enum Choice {
        case accept, skip, edit, quit
    }

    private func choice() throws -> Choice {
        while true {
            try StandardStreams.writeOut("a accept, s skip, e edit, q quit> ")
            switch readLine()?.trimmingCharacters(in: .whitespaces) {
            case "a": return .accept
            case "s": return .skip
            case "e": return .edit
            case "q", nil: return .quit
            default: continue
            }
        }
    }

    /// Opens a file in the editor of the environment, at a line.
    private func edit(_ file: String, line: Int) throws {
        let editor = ProcessInfo.processInfo.environment["EDITOR"].flatMap { $0.isEmpty ? nil : $0 } ?? "vi"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The shell splits what may be a command with arguments; the file is handed over as it is.
        process.arguments = ["-c", editor + " \"+$1\" \"$2\"", "sh", String(line), file]
        do {
            try process.run()
            process.waitUntilExit()
        } catch {
            ExitStatus.report("careline: the editor \(editor) can't be started; set EDITOR")
        }
    }

    private func listLeftAlone() throws -> Bool {
        let left = files.flatMap(\.leftAlone)
        if !left.isEmpty {
            try say(["Left for a person to edit:"] + left.flatMap { ["  \($0.headline)", "    \($0.reason)"] })
        }
        return left.isEmpty
    }

    private func lines(of proposal: TranscriptUpdate.Proposal, in text: String) -> [String] {
        [proposal.headline] + TranscriptUpdate.difference(proposal.changes, in: text).map { "  \($0)" }
    }

    private func text(of file: String) throws -> String { try TranscriptFiles.read(file).get() }

    private func write(_ proposals: [TranscriptUpdate.Proposal], to file: String) throws {
        guard !proposals.isEmpty else { return }
        let updated = TranscriptUpdate.applying(proposals.flatMap(\.changes), to: try text(of: file))
        do {
            try TranscriptFiles.replace(file, with: updated)
        } catch {
            ExitStatus.report("careline: \(file) can't be written; it is as it was")
            throw ExitStatus.failure
        }
    }

    private func say(_ lines: [String]) throws {
        try StandardStreams.writeOut(Sanitizer.sanitized(lines.joined(separator: "\n")) + "\n")
    }
}
