// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import KnowledgePack
import Testing

/// What the program is measured on must not be what it learnt from.
///
/// The files of cases are named in `CARELINE_EVAL_CASES`, apart by spaces; without them nothing is compared.
@Suite("The examples of the pack")
struct OverlapTests {
    private static let files =
        ProcessInfo.processInfo.environment["CARELINE_EVAL_CASES"]?.split(separator: " ").map(String.init) ?? []
    /// From which share of common words on two sentences of a few words and more are one.
    private static let sameFrom = 0.8
    private static let fewestWords = 4

    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    private static func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
        let common = left.intersection(right).count
        return Double(common) / Double(max(1, left.count + right.count - common))
    }

    @Test("the likeness of two sentences is the share of their words that they have in common")
    func measure() {
        #expect(Self.likeness(Self.words("Does it hurt?"), Self.words("does it HURT")) == 1)
        #expect(Self.likeness(Self.words("a b c d"), Self.words("a b c e")) == 0.6)
    }

    @Test("share no sentence with labelled cases", .enabled(if: !files.isEmpty))
    func overlap() throws {
        let pack = try PackUnderTest.pack()
        let examples =
            pack.intents.flatMap(\.examples) + pack.passages.flatMap(\.questions)
            + pack.safetyRules.flatMap { $0.examples + $0.counterexamples }
        let sets = examples.map { (text: $0, words: Self.words($0)) }
        var shared: [String] = []
        for file in Self.files {
            for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                for turn in object?["turns"] as? [String] ?? [] {
                    let words = Self.words(turn)
                    guard words.count >= Self.fewestWords else { continue }
                    for example in sets where Self.likeness(words, example.words) >= Self.sameFrom {
                        shared.append("\(turn) | \(example.text)")
                    }
                }
            }
        }
        #expect(shared == [])
    }
}
