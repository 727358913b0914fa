// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import PackSource
import Testing

@Suite("Key points in a pack")
struct KeyPointFaultTests {
    private static let file = "Corpus/brakes.md"

    private func pack(with lines: String) throws -> TemporaryPack {
        var pack = TemporaryPack()
        pack.append("\n### Key points\n\(lines)\n", to: Self.file)
        return pack
    }

    @Test("they are read beside their passage, with level, label and wordings")
    func reading() throws {
        let result = try pack(
            with: "- vital: it slows you | slows/stops wheel;  holds  rim\n- never: no harm | safe to skip"
        ).load()
        let points = try #require(result.pack).practice.keyPoints
        #expect(points.map(\.level) == [.vital, .never])
        #expect(points.first?.label == "it slows you")
        #expect(points.first?.wordings == ["slows/stops wheel", "holds rim"])
        let owner = try #require(points.first?.owner)
        #expect(result.pack?.passages.contains { $0.id.description == owner } == true)
    }

    @Test("they change nothing of what the passage says")
    func apart() throws {
        let plain = try #require(try TemporaryPack().load().pack)
        let with = try #require(try pack(with: "- vital: it slows you | slows wheel").load().pack)
        #expect(with.passages.map(\.body) == plain.passages.map(\.body))
        #expect(with.passages.map(\.more) == plain.passages.map(\.more))
    }

    @Test(
        "a line that is none is told of with its place and what to do",
        arguments: [
            ("- vitl: a | b", "\"vitl\" is no level of a key point. Use one of: vital, okay, never"),
            ("- vital: a", "this key point needs a label, one \"|\" and wordings"),
            ("- vital: a | ;", "this key point has no wording"), ("vital: a | b", "this line is no key point"),
            ("- just words", "this key point has no level"),
        ])
    func faults(line: String, problem: String) throws {
        let faults = try pack(with: line).faults()
        #expect(faults.contains { $0.hasPrefix("\(Self.file):") && $0.contains(problem) }, "\(faults)")
    }
}
