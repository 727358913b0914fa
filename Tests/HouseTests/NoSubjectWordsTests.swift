// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// The subject stands in the pack: what a program knows of it, a second pack would have to put up with.
@Suite("No word of the subject in Swift")
struct NoSubjectWordsTests {
    private static let fewestLetters = 4
    private static let kinds: Set = ["drug", "drug-class"]

    @Test("the list of words comes from the pack, and has its slots and its drugs")
    func list() throws {
        let phrases = try Self.phrases()
        for word in ["her2", "brca", "letrozole", "chemo"] { #expect(phrases.contains(word)) }
        #expect(phrases.count > 200)
    }

    @Test("no file of the sources has one, not even in a comment")
    func sources() throws {
        let phrases = try Self.phrases()
        let longest = phrases.map { $0.split(separator: " ").count }.max() ?? 1
        for file in try Repository.files(in: "Sources") {
            for (index, line) in file.lines.enumerated() {
                for found in Self.runs(of: Self.words(line), upTo: longest) where phrases.contains(found) {
                    Issue.record("\(file.path):\(index + 1): \"\(found)\" is a word of the pack's subject")
                }
            }
        }
    }

    @Test("words are found whole, in any case, with a line or an underscore between")
    func matching() {
        #expect(Self.words("if HER2 is low") == ["if", "her2", "is", "low"])
        #expect(Self.words("let bone_mets = nab-pac").contains("mets"))
        #expect(Self.runs(of: ["a", "b", "c"], upTo: 2) == ["a", "a b", "b", "b c", "c"])
    }

    /// The ids of the slots, and the names of medicines and of their kinds, as words with spaces between.
    private static func phrases() throws -> Set<String> {
        let slots = try Repository.file("Intents/slots.yaml").lines
            .filter { $0.hasPrefix("  - id: ") }.map { $0.dropFirst("  - id: ".count) }
        let names = [slots, try entityNames()].joined()
        return Set(names.map { words($0).joined(separator: " ") }.filter { $0.count >= fewestLetters })
    }

    private static func entityNames() throws -> [Substring] {
        var names: [Substring] = []
        var isWanted = false
        for line in try Repository.file("Intents/entities.yaml").lines {
            if line.hasPrefix("- id:") { isWanted = false }
            if line.hasPrefix("  kind: ") { isWanted = kinds.contains(String(line.dropFirst("  kind: ".count))) }
            guard isWanted, line.hasPrefix("  names: [") else { continue }
            names += line.dropFirst("  names: [".count).prefix { $0 != "]" }.split(separator: ",")
        }
        return names
    }

    private static func words(_ text: some StringProtocol) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Every run of neighbouring words up to a length.
    private static func runs(of words: [String], upTo longest: Int) -> [String] {
        words.indices.flatMap { start in
            (start..<min(start + longest, words.count)).map { words[start...$0].joined(separator: " ") }
        }
    }
}
