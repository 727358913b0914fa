// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import PackSource
import Testing

@Suite("The words by which answers are marked, in a pack")
struct RehearsalFaultTests {
    private static let file = "Intents/rehearsal.yaml"

    /// A pack with a list for every cue, and these lines before them.
    private func pack(with lines: String) -> TemporaryPack {
        var pack = TemporaryPack()
        pack.append(lines + "\n" + Practice.Cue.allCases.map { "\($0.rawValue): [hm]\n" }.joined(), to: Self.file)
        return pack
    }

    @Test("classes and cautions are read as they stand")
    func reading() throws {
        let lines = """
            classes:
              halt: [stop, leave off]
            careful:
              - label: halts
                patterns: ["no @halt"]
                advised: ["@halt ... wheel & !brake"]
                unless: [ask]
              - {label: rides, advised: ["ride"]}
              - label: brags
                unsafe: [Look: no hands., I never fall.]
                safe: [Hold on with both hands.]
            """
        let practice = try #require(try pack(with: lines).load().pack).practice
        #expect(practice.classes["halt"] == ["stop", "leave off"])
        #expect(
            practice.cautions == [
                .init(
                    label: "halts", patterns: ["no @halt"], advised: ["@halt ... wheel & !brake"], unless: ["ask"]),
                .init(label: "rides", patterns: [], advised: ["ride"]),
                .init(
                    label: "brags", patterns: [], unsafe: ["Look: no hands.", "I never fall."],
                    safe: ["Hold on with both hands."]),
            ])
    }

    @Test(
        "what doesn't fit is told of with its line and what to do",
        arguments: [
            (
                "classes:\n  halt: [stop]\ncareful:\n  - label: a\n    advised:\n      - \"@halts it\"",
                "6: error: no word class \"@halts\". Did you mean \"@halt\"?"
            ),
            (
                "careful:\n  - {label: a, unless: [b]}",
                "2: error: \"a\" has nothing to be known by. "
                    + "Add a pattern under \"patterns\" or \"advised\", or a sentence under \"unsafe\""
            ),
            (
                "careful:\n  - label: a\n    unsafe:\n      - Let go.\n    safe:\n      - \"...\"",
                "6: error: a sentence under \"safe\" has no word. Write one, or take it out"
            ),
            (
                "careful:\n  - label: a\n    unsafe:\n      - Let go.\n  - label: b\n    patterns: [x]\n    safe:\n      - Let go.",
                "8: error: this sentence stands on line 4 already. "
                    + "A sentence is an example once, of what is unsafe or of what is safe"
            ),
            (
                "classes:\n  topic: [stop]",
                "2: error: \"topic\" is the name of a word class or a kind of entity already. Give it another name"
            ),
            (
                "classes:\n  halt: [\"@nobody\"]",
                "2: error: no word class or kind of entity \"@nobody\". "
                    + "A class names words, kinds of entities, and classes of safety.yaml and scope.yaml"
            ),
            ("classes:\n  halt: []", "2: error: the word class \"halt\" has no word. Add one"),
        ])
    func faults(lines: String, expected: String) throws {
        #expect(try pack(with: lines).faults() == ["\(Self.file):\(expected)"])
    }
}
