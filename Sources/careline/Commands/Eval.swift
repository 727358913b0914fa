// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import Evaluation
internal import Terminal
internal import TextAnalysis
internal import Understanding

/// How well messages are understood, measured on labelled cases or labelled sentences.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measure how well messages are understood.",
        discussion: """
            Each line of a file of cases is one conversation and what its replies should be:
            {"id": "a", "turns": ["what is it?"], "expect": {"act": "answer", "topics_any": ["overview"]}}.

            With --intents, the intent engine is trained on a file of sentences, each with a tab and its class, and tried on \
            another.

            Examples:
              careline eval cases.jsonl --show 5
              careline eval --intents train.tsv test.tsv --out-of-scope outside.tsv
              careline eval --negation annotations.txt

            Exit status 1 where a file can't be read.
            """)

    @OptionGroup var packOption: PackOption

    @Flag(help: "Train the intent engine on the first file of sentences and try it on the second.")
    var intents = false

    @Flag(
        help:
            "Try the scope of negation on a file of annotated sentences: number, (blank), concept, sentence, label, by tabs."
    )
    var negation = false

    @Option(help: ArgumentHelp("With --intents: sentences that belong to no class.", valueName: "file"))
    var outOfScope: String?

    @Option(
        help: ArgumentHelp(
            "With --intents: sentences to choose on; the engine has nothing to choose.", valueName: "file"))
    var validation: String?

    @Option(help: ArgumentHelp("With --intents: the same, of no class.", valueName: "file"))
    var validationOutOfScope: String?

    @Option(help: ArgumentHelp("Make typing errors in the cases, by this seed.", valueName: "seed"))
    var noise: UInt64?

    @Option(help: ArgumentHelp("Show up to this many misses of each measure.", valueName: "number"))
    var show = 0

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "Files of cases, or with --intents two files of sentences.")
    var files: [String]

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name a file of cases.") }
        if intents, files.count != 2 {
            throw ValidationError("--intents takes two files: one to train on, one to try.")
        }
        let isAlone = outOfScope != nil || validation != nil || validationOutOfScope != nil
        if intents, negation { throw ValidationError("Use --intents or --negation, not both.") }
        if !intents, isAlone { throw ValidationError("--out-of-scope and --validation go with --intents.") }
    }

    func run() throws {
        do {
            if intents {
                try evaluateIntents()
            } else if negation {
                try evaluateNegation()
            } else {
                try evaluateCases()
            }
        } catch let problem as CaseFileProblem {
            ExitStatus.report("careline eval: \(problem)")
            throw ExitStatus.failure
        }
    }

    // MARK: Labelled sentences

    private func evaluateIntents() throws {
        func examples(_ path: String) throws -> [IntentModel.Example] {
            try SentenceFile(path).rows.map { IntentModel.Example(text: $0.text, label: $0.label) }
        }
        let train = try examples(files[0])
        let test = try examples(files[1])
        let outside = try outOfScope.map(examples) ?? []
        // What is there to choose was chosen beforehand; the files are read so that a wrong name does not go unnoticed.
        for path in [validation, validationOutOfScope].compactMap({ $0 }) { _ = try examples(path) }
        let start = ContinuousClock.now
        let model = try IntentModel(train)
        let duration = (ContinuousClock.now - start).components
        let seconds = Double(duration.seconds) + Double(duration.attoseconds) / 1e18
        let found = IntentEvaluation(of: model, test: test, outside: outside)
        var fields = [
            "\"accuracy\": " + Self.decimal(found.accuracy, places: 4),
            "\"macro_f1\": " + Self.decimal(found.macroF1, places: 4),
        ]
        if let auroc = found.outsideAUROC { fields.append("\"oos_auroc\": " + Self.decimal(auroc, places: 4)) }
        fields += [
            "\"train_seconds\": " + Self.decimal(seconds, places: 2),
            "\"predict_microseconds\": " + Self.decimal(found.predictMicroseconds, places: 1),
        ]
        try StandardStreams.writeOut("{" + fields.joined(separator: ", ") + "}\n")
    }

    // MARK: Scope of negation

    private func evaluateNegation() throws {
        let cases = try files.flatMap { try AnnotationFile($0).cases }
        let found = NegationEvaluation(of: try packOption.assistant().interpreter, on: cases)
        let fields = [
            "\"precision\": " + Self.decimal(found.precision, places: 4),
            "\"recall\": " + Self.decimal(found.recall, places: 4),
            "\"f1\": " + Self.decimal(found.f1, places: 4), "\"sentences\": \(cases.count)",
            "\"unread\": \(found.unread)",
        ]
        try StandardStreams.writeOut("{" + fields.joined(separator: ", ") + "}\n")
    }

    // MARK: Labelled cases

    private func evaluateCases() throws {
        let assistant = try packOption.assistant()
        let cases = try files.flatMap { try CaseFile($0, pack: assistant.pack).cases }
        let evaluation = CaseEvaluation(of: assistant, on: cases, noise: noise.map { TypingNoise(seed: $0) })
        let text = json ? Self.jsonReport(evaluation) : report(evaluation)
        try StandardStreams.writeOut(Sanitizer.sanitized(text))
    }

    private func report(_ evaluation: CaseEvaluation) -> String {
        var lines: [String] = []
        for measure in Measure.allCases {
            guard let tally = evaluation.tallies[measure] else { continue }
            lines.append(
                Self.padded(measure.rawValue, 16) + Self.padded("\(tally.right)/\(tally.total)", 12)
                    + Self.decimal(tally.share * 100, places: 1) + " %")
        }
        for (title, table) in [("act", evaluation.actConfusion), ("topic", evaluation.topicConfusion)]
        where !table.isEmpty {
            lines += ["", "\(title): expected, got instead"]
            lines += Self.sorted(table).map { "  \($0.value)  \($0.key.expected), \($0.key.got)" }
        }
        lines += ["", "confidence: replies, right, mean confidence"]
        for (index, row) in evaluation.reliability.rows.enumerated() where row.tally.total > 0 {
            lines.append(
                "  0.\(index)  " + Self.padded("\(row.tally.total)", 6)
                    + Self.padded(Self.decimal(row.tally.share, places: 3), 8)
                    + Self.decimal(row.meanConfidence, places: 3))
        }
        lines.append(
            "expected calibration error " + Self.decimal(evaluation.reliability.expectedCalibrationError, places: 3))
        lines += ["", "slowest of \(evaluation.turns) turns, in microseconds"]
        lines += evaluation.slowest.map { "  " + Self.padded("\(Int($0.microseconds))", 8) + "\($0.id): \($0.turn)" }
        if show > 0 {
            lines += ["", "misses"]
            for measure in Measure.allCases {
                lines += evaluation.misses.filter { $0.measure == measure }.prefix(show).map {
                    "  \(measure.rawValue): \($0.id): \"\($0.turn)\": expected \($0.expected), got \($0.got)"
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func jsonReport(_ evaluation: CaseEvaluation) -> String {
        let measures = Measure.allCases.compactMap { measure in
            evaluation.tallies[measure].map { "\(JSON.string(measure.rawValue)):[\($0.right),\($0.total)]" }
        }
        func table(_ counts: [CaseEvaluation.Confusion: Int]) -> String {
            "["
                + sorted(counts).map {
                    "{\"expected\":\(JSON.string($0.key.expected)),\"got\":\(JSON.string($0.key.got)),\"count\":\($0.value)}"
                }.joined(separator: ",") + "]"
        }
        let rows = evaluation.reliability.rows.map {
            "{\"replies\":\($0.tally.total),\"right\":\($0.tally.right),"
                + "\"confidence\":\(JSON.number($0.meanConfidence))}"
        }
        let slow = evaluation.slowest.map {
            "{\"id\":\(JSON.string($0.id)),\"microseconds\":\(Int($0.microseconds))}"
        }
        let misses = evaluation.misses.map {
            "{\"measure\":\(JSON.string($0.measure.rawValue)),\"id\":\(JSON.string($0.id)),"
                + "\"turn\":\(JSON.string($0.turn)),\"expected\":\(JSON.string($0.expected)),"
                + "\"got\":\(JSON.string($0.got))}"
        }
        return """
            {"measures":{\(measures.joined(separator: ","))},"act_confusion":\(table(evaluation.actConfusion)),\
            "topic_confusion":\(table(evaluation.topicConfusion)),"reliability":[\(rows.joined(separator: ","))],\
            "calibration_error":\(JSON.number(evaluation.reliability.expectedCalibrationError)),\
            "slowest":[\(slow.joined(separator: ","))],"misses":[\(misses.joined(separator: ","))]}

            """
    }

    private static func sorted(
        _ table: [CaseEvaluation.Confusion: Int]
    ) -> [(key: CaseEvaluation.Confusion, value: Int)] {
        table.sorted { ($1.value, $0.key.expected, $0.key.got) < ($0.value, $1.key.expected, $1.key.got) }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func decimal(_ value: Double, places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((value * Double(scale)).rounded())
        let rest = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: places - rest.count) + rest
    }
}
