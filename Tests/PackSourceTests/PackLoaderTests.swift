// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import KnowledgePack
import PackSource
import Testing

@Suite("A pack without faults")
struct PackLoaderTests {
    private func pack(_ change: (inout TemporaryPack) throws -> Void = { _ in }) throws -> Pack {
        var files = TemporaryPack()
        try change(&files)
        let result = try files.load()
        #expect(result.diagnostics.map(\.description) == [])
        #expect(result.errors.isEmpty)
        return try #require(result.pack)
    }

    @Test("it loads without diagnostics, its topics in the order of their file names")
    func loads() throws {
        let pack = try pack()
        #expect(pack.topics.map(\.id) == ["brakes", "tyres"])
        #expect(pack.passages.map(\.id.description) == ["brakes#what-it-is", "brakes#care/noise", "tyres#what-it-is"])
        #expect(pack.sources.map(\.id) == ["MANUAL", "WORKSHOP"])
        #expect(pack.intents.map(\.id) == ["ask-noise", "ask-price", "greet"])
        #expect(pack.classes.names == ["broken", "friend"])
        #expect(pack.scope["negation"] == ["no", "not"])
    }

    @Test("a topic's front matter is read, with the rules for options in their order")
    func topic() throws {
        let topic = try #require(try pack().topic("brakes"))
        #expect(topic.title == "Brakes")
        #expect(topic.names == ["brake", "stoppers"])
        #expect(topic.summary == "What slows a bicycle down.")
        #expect(topic.reviewed == "2026-05-01")
        #expect(topic.sources == ["MANUAL"])
        #expect(topic.options.map(\.weight) == [.early, .always])
        #expect(topic.optionRule(for: ["surface": "wet"])?.personal == "You told me that you ride in the rain.")
        #expect(topic.optionRule(for: [:])?.weight == .early)
        #expect(topic.optionRule(for: ["surface": "unknown"])?.weight == .early)
        #expect(topic.optionRule(for: ["surface": "dry"])?.weight == .always)
    }

    @Test("a passage has its sources, questions and three depths, its lines joined to paragraphs")
    func passage() throws {
        let passages = try #require(try pack().topic("brakes")).passages
        let first = try #require(passages.first)
        #expect(first.title == "What they are")
        #expect(first.sources == ["MANUAL", "WORKSHOP"])
        #expect(first.questions == ["what are brakes", "how do brakes work"])
        #expect(
            first.body == """
                Brakes press a pad against a rim or a disc.

                - Rim brakes are light.
                - Disc brakes stop in the rain.
                """)
        #expect(first.short == "They press a pad against the wheel.")
        #expect(first.more == "Pads wear out.")
        #expect(first.location == SourceLocation(file: "Corpus/brakes.md", line: 16))
        let second = try #require(passages.last)
        #expect(second.id == Passage.ID(topic: "brakes", section: "care", part: "noise"))
        #expect(second.more == "")
        #expect(second.location.line == 30)
    }

    @Test("intents, entities, slots and safety rules are read with their lines")
    func intents() throws {
        let pack = try pack()
        let greeting = try #require(pack.intent("greet"))
        #expect(greeting.act == .social)
        #expect(greeting.showsFeeling)
        #expect(greeting.examples == ["hello", "good day"])
        #expect(pack.intent("ask-price")?.location == SourceLocation(file: "Intents/intents/asking.yaml", line: 7))

        let entity = try #require(pack.entity("disc-brake"))
        #expect(entity.names == ["disc brake", "rotor"])
        #expect(entity.groups == ["stopper"])
        #expect(entity.fact(for: "care") == "Keep oil away from it.")

        let slot = try #require(pack.slot("surface"))
        #expect(slot.values.map(\.id) == ["wet", "dry", "unknown"])
        #expect(slot.measures.first?.unit == "%")
        #expect(slot.measures.first?.steps.map(\.from) == [0, 20])
        #expect(slot.measures.first?.steps.map(\.value) == ["dry", "wet"])
        #expect(pack.profiles.first?.assignments == [Profile.Assignment(slot: "surface", value: "wet")])
        #expect(pack.profiles.first?.location == SourceLocation(file: "Intents/slots.yaml", line: 21))

        let rule = try #require(pack.safetyRules.first)
        #expect(rule.level == .emergency)
        #expect(rule.patterns.count == 2)
        #expect(rule.counterexamples == ["my bell broke"])
        #expect(rule.location.line == 4)
    }

    @Test("the lexicon is in lower case, wordings and contacts are by name")
    func words() throws {
        let pack = try pack()
        #expect(pack.lexicon.expansions["mtb"] == ["mountain", "bike"])
        #expect(pack.lexicon.expansions["tire"] == ["tyre"])
        #expect(pack.lexicon.synonyms == [["saddle", "seat"]])
        #expect(pack.lexicon.generalSection == "what-it-is")
        #expect(pack.lexicon.nameKinds == ["part"])
        #expect(pack.wording.text("welcome") == "The wording of welcome.")
        #expect(pack.contacts.contact("emergency", in: "NL") == "112")
        #expect(pack.contacts.contact("emergency", in: nil) == "your emergency number")
        #expect(pack.contacts.contact("emergency", in: "DE") == "your emergency number")
    }

    @Test("what a pack may leave out is empty, and read where it is there")
    func optionalKeys() throws {
        let plain = try pack()
        #expect(plain.slot("surface")?.values.map(\.denied) == ["", "", ""])
        #expect(plain.slot("surface")?.values.map(\.refines) == ["", "", ""])
        #expect(plain.slot("surface")?.measures.map(\.after).joined().isEmpty == true)
        #expect(plain.lexicon.overallPassage == "")
        let full = try pack { pack in
            try pack.replace(
                "cues: [wet, rain]", with: "cues: [wet, rain]\n        denied: dry\n        refines: dry",
                in: "Intents/slots.yaml")
            try pack.replace(
                "    measures:",
                with: "    components:\n      - {id: rain, names: [rain], shared: \"yes\", measures: "
                    + "[{unit: mm, after: [gauge], maximum: 9, at-least: {}}]}\n    measures:",
                in: "Intents/slots.yaml")
            pack.append("overall-passage: brakes#care/noise\n", to: "Intents/lexicon.yaml")
            try pack.replace(
                "[my bell broke]", with: "[my bell broke]\n    unless: [bell & !@broken]", in: "Intents/safety.yaml")
        }
        #expect(full.slot("surface")?.values.map(\.denied) == ["dry", "", ""])
        #expect(full.slot("surface")?.values.map(\.refines) == ["dry", "", ""])
        #expect(full.slot("surface")?.components.map(\.isShared) == [true])
        #expect(full.slot("surface")?.components.first?.measures.first?.after == ["gauge"])
        #expect(full.lexicon.overallPassage == "brakes#care/noise")
        #expect(full.safetyRules.first?.exceptions == ["bell & !@broken"])
    }

    @Test("CRLF and CR line ends make the same pack", arguments: ["\r\n", "\r"])
    func lineEnds(end: String) throws {
        let changed = try pack { pack in
            pack.mapFiles { bytes in bytes.flatMap { $0 == UInt8(ascii: "\n") ? Array(end.utf8) : [$0] } }
        }
        #expect(try changed == pack())
    }

    @Test("a byte order mark at the start of a file does not matter")
    func byteOrderMark() throws {
        let changed = try pack { pack in pack.mapFiles { [0xEF, 0xBB, 0xBF] + $0 } }
        #expect(try changed == pack())
    }

    @Test("files of other kinds and hidden files are passed over")
    func otherFiles() throws {
        let changed = try pack { pack in
            pack["Corpus/notes.txt"] = "not a topic"
            pack["Corpus/.draft.md"] = "not a topic"
            pack["Intents/intents/.old.yaml"] = "- id"
        }
        #expect(try changed == pack())
    }

    @Test("comments, non-ASCII text and a topic of accents are fine")
    func text() throws {
        let changed = try pack { pack in
            try pack.replace("title: Tyres", with: "title: Opony – \"łatwe\" 🚲 # a comment", in: "Corpus/tyres.md")
        }
        #expect(changed.topic("tyres")?.title == "Opony – \"łatwe\" 🚲")
    }
}
