// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing
import Understanding

@Suite("Wordings that stand in the pack")
struct KnownWordingTests {
    /// Intents that mean the same wherever they stand in a conversation.
    private static let intents = PackUnderTest.intents.filter { $0.act != .clarify && $0.move.isEmpty }

    @Test("an intent's own wordings are of that intent", arguments: intents.map(\.id))
    func ownWordings(id: String) throws {
        let interpreter = try PackUnderTest.interpreter()
        let intent = try #require(Self.intents.first { $0.id == id })
        let texts = intent.examples.filter { $0.split(separator: " ").count > 1 }
        let others = texts.filter { interpreter.read($0).intents.first?.label != id }
        // A few stand under two intents once their small words and spelling are put aside, or tell a status besides.
        #expect(others.count * 50 <= texts.count + 49, "\(others.prefix(5))")
    }
}
