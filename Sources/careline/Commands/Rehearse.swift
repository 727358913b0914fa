// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Rehearsal
internal import Terminal
internal import Transcripts
internal import Understanding

/// Practice for staff: the program asks as a patient would, the trainee answers.
struct Rehearse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Practise answering: the program plays the patient and marks your reply.",
        discussion: """
            It asks as a patient would. Type what you would say. Then it shows which points you said, which you missed, \
            what to be careful about, and your manner. Type model, again, next, dispute, help or quit. Nothing is \
            kept unless --progress names a file; that file holds no names and none of your words.

            Examples:
              careline rehearse --topic hormone-therapy
              careline rehearse --hard --progress mine.jsonl
              careline rehearse a-hard-call.chat              the caller of a transcript
              careline rehearse --report team/*.jsonl         what trainees miss most
              careline rehearse --score answers.jsonl         marks, one JSON object a line

            It is for practice. It certifies nobody.
            """)

    @OptionGroup var packOption: PackOption

    @Option(help: ArgumentHelp("Only this topic, or safety for signs of danger.", valueName: "topic"))
    var topic: String?

    @Flag(help: "Harder callers: angry, roundabout, misspelt.")
    var hard = false

    @Option(help: ArgumentHelp("End after so many questions.", valueName: "number"))
    var count: Int?

    @Option(
        help: ArgumentHelp(
            "Keep what went well in this file and ask again when it is due; it is only ever added to.",
            valueName: "file"))
    var progress: String?

    @Option(
        help: ArgumentHelp(
            "Keep answers whose marks you dispute in this file, for whoever looks after the key points.",
            valueName: "file"))
    var disputes: String?

    @Option(help: ArgumentHelp("The order of questions; the same number gives the same order.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The day, as YYYY-MM-DD, instead of the clock's.", valueName: "day"))
    var today: String?

    @Flag(help: "Print JSON: for a rehearsal an object a line, for a report one object.")
    var json = false

    @Flag(help: "Print what is missed most in these progress files, and stop.")
    var report = false

    @Option(
        help: ArgumentHelp(
            "Mark the answers of this file, a JSON object a line with \"answer\" and \"passage\" or \"question\", and stop.",
            valueName: "file"))
    var score: String?

    @Argument(
        help: ArgumentHelp(
            "Transcripts (.chat) whose callers are played, or, with --report, progress files.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count takes a number from 1 on.") }
        if let today, CalendarDay(today) == nil { throw ValidationError("--today takes a day as YYYY-MM-DD.") }
        if report, files.isEmpty, progress == nil {
            throw ValidationError("--report needs one or more progress files.")
        }
        if report, score != nil { throw ValidationError("--report and --score can't be had together.") }
    }

    func run() throws {
        if report { return try printReport() }
        let model = try packOption.model()
        let assistant = try packOption.assistant(model)
        let all = Exercise.all(in: model.pack, filled: assistant.filled)
        guard !all.isEmpty else {
            let place = SourceLocation(file: packOption.folder ?? "the pack inside the program")
            throw PackUnreadable(diagnostics: [
                Diagnostic(
                    .error, at: place, "it has no key points to rehearse with",
                    remedy: "Add \"### Key points\" to its passages")
            ])
        }
        let scorer = AnswerScorer(model, interpreter: assistant.interpreter)
        if let score {
            return try ScoreFile(exercises: all, scorer: scorer, assistant: assistant).run(score)
        }
        try rehearse(try chosen(from: all, in: model.pack), scorer: scorer, assistant: assistant)
    }

    /// The exercises of the topic asked for.
    private func chosen(from all: [Exercise], in pack: Pack) throws -> [Exercise] {
        guard let topic else { return all }
        let found = all.filter { $0.topic == topic.lowercased() }
        if !found.isEmpty { return found }
        let known = Set(all.map(\.topic)).sorted()
        if pack.topic(topic) != nil { throw ValidationError("\"\(topic)\" has no key points yet.") }
        let near = nearestName(to: topic, among: known).map { "Did you mean \"\($0)\"?" }
        throw ValidationError("no topic \"\(topic)\". \(near ?? "Topics: \(known.joined(separator: ", "))")")
    }

    private func rehearse(_ exercises: [Exercise], scorer: AnswerScorer, assistant: Assistant) throws {
        let file = try progress.map(ProgressFile.init)
        let reviews = try file?.reviews() ?? []
        guard let day = CalendarDay(today ?? Check.today()) else { return }
        let session = PracticeSession(
            exercises: exercises, personas: assistant.pack.practice.personas,
            script: files.isEmpty ? nil : try script(of: exercises, by: assistant), scorer: scorer,
            schedule: ReviewSchedule(reviews), today: day, seed: seed ?? UInt64(reviews.count), isHard: hard)
        let isTerminal = StandardStreams.isTerminal(1) && !json
        let environment = ProcessInfo.processInfo.environment
        let printer = RehearsalPrinter(
            style: Style(.auto, isTerminal: isTerminal) { environment[$0] }, isTerminal: isTerminal, isJSON: json)
        var loop = RehearsalLoop(
            session: session, printer: printer, assistant: assistant, progress: file,
            disputes: try disputes.map(AppendedFile.init), most: count ?? .max)
        if StandardStreams.isTerminal(0), isTerminal {
            try loop.run(
                on: ReadlineEditor(name: "careline", completions: RehearsalCommand.allCases.map { "/" + $0.rawValue }))
        } else {
            try loop.run(on: PlainInput())
        }
    }

    /// What the callers of the transcripts say.
    private func script(of exercises: [Exercise], by assistant: Assistant) throws -> [PracticeSession.Prompt] {
        let found = TranscriptFiles.find(files)
        if !found.missing.isEmpty { throw TranscriptUnreadable(diagnostics: found.missing) }
        var library = TranscriptLibrary { TranscriptFiles.read($0) }
        for path in found.files { try library.load(path, for: assistant.pack) }
        let prompts = found.files.flatMap { path in
            TranscriptScript.prompts(of: path, in: library, exercises: exercises, assistant: assistant)
        }
        if prompts.isEmpty {
            ExitStatus.report("careline rehearse: nothing that is said there has key points")
            throw ExitStatus.failure
        }
        return prompts
    }

    private func printReport() throws {
        let reviews = try (files + (progress.map { [$0] } ?? [])).flatMap {
            try ProgressFile($0, mustExist: true).reviews()
        }
        let report = TrainerReport(reviews)
        try StandardStreams.writeOut(
            Sanitizer.sanitized(json ? ReportText.json(report) : ReportText.plain(report)) + "\n")
    }
}
