// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import SearchIndex
internal import Terminal
internal import Understanding

/// The passages that words find, best first.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find passages by their words.",
        discussion: """
            Example:
              careline search --explain "sore mouth"

            Exit status 1 where nothing was found.
            """)

    @OptionGroup var packOption: PackOption

    @Option(help: "How many passages.")
    var top = 5

    @Flag(help: "Show what each word gave.")
    var explain = false

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "The words.")
    var words: [String]

    func validate() throws {
        if top < 1 { throw ValidationError("--top takes a number from 1 on.") }
    }

    func run() throws {
        let interpreter = Interpreter(try packOption.model())
        let found = interpreter.search(words.joined(separator: " "), top: top)
        if json {
            let rows = found.map { hit in
                "{\"passage\":\(JSON.string(hit.id.description)),\"score\":\(Self.decimal(hit.score))}"
            }
            try StandardStreams.writeOut("[" + rows.joined(separator: ",") + "]\n")
        } else {
            for (id, score, why) in found {
                let title = interpreter.pack.passage(id)?.title ?? ""
                try StandardStreams.writeOut("\(Self.decimal(score))  \(id.description)  \(title)\n")
                if explain { try StandardStreams.writeOut(why.parts.map(Self.line).joined()) }
            }
        }
        if found.isEmpty { throw ExitStatus.failure }
    }

    private static func line(_ part: ScoreExplanation.Part) -> String {
        let numbers =
            "frequency \(decimal(part.frequency)), in \(part.documentFrequency) passages, weight \(decimal(part.weight))"
        return "        \(decimal(part.score))  \(part.term)  (\(numbers))\n"
    }

    /// A number to three places, the same everywhere.
    static func decimal(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let rest = String(abs(thousandths) % 1000)
        let sign = thousandths < 0 ? "-" : ""
        return "\(sign)\(abs(thousandths) / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
