// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The README shows what the program says, so the program is asked to say it.
@Suite("The README")
struct ReadmeTests {
    private static let prompt = "you> "

    private static func text() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test("its conversation is what the program says today")
    func conversation() throws {
        let blocks = try Self.text().components(separatedBy: "```")
        let block = try #require(blocks.first { $0.contains(Self.prompt) })
        let turns = block.components(separatedBy: "\n" + Self.prompt).dropFirst().map { turn in
            let lines = turn.split(separator: "\n", maxSplits: 1).map(String.init)
            let said = lines.count > 1 ? lines[1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
            return (typed: lines.first ?? "", said: said)
        }
        #expect(turns.count > 2)
        let typed = turns.map { $0.typed + "\n" }.joined()
        let result = try CommandRunner().run(["chat"], input: Array(typed.utf8))
        let said = turns.map { $0.said + "\n\n" }.joined()
        #expect(result.text == said)
    }

    @Test("its first two commands are targets of the Makefile")
    func commands() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let makefile = try String(contentsOf: root.appending(path: "Makefile"), encoding: .utf8)
        for target in ["chat", "test"] {
            #expect(try Self.text().contains("make \(target) "))
            #expect(makefile.contains("\n\(target):"))
        }
    }
}
