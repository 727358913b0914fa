// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import KnowledgePack
import PackSource
import Testing

private let brakes = "Corpus/brakes.md"
private let tyres = "Corpus/tyres.md"
private let asking = "Intents/intents/asking.yaml"
private let entities = "Intents/entities.yaml"
private let slots = "Intents/slots.yaml"
private let safety = "Intents/safety.yaml"

@Suite("A pack whose files don't fit together")
struct PackFileFaultTests {
    private func faults(_ change: (inout TemporaryPack) throws -> Void) throws -> [String] {
        var pack = TemporaryPack()
        try change(&pack)
        return try pack.faults()
    }

    // MARK: Names that are there twice

    @Test("an id that is not the file's name is named")
    func otherName() throws {
        let found = try faults { try $0.replace("id: tyres", with: "id: wheels", in: tyres) }
        #expect(found == ["Corpus/tyres.md:2: error: the id \"wheels\" is not the file's name. Make them the same"])
    }

    @Test("two topics with one id are named, beside the id that is not its file's name")
    func topicTwice() throws {
        let found = try faults { pack in
            pack["Corpus/wheels.md"] = pack[tyres]?.replacing("#what-it-is", with: "#care")
        }
        #expect(
            found == [
                "Corpus/wheels.md:1: error: the topic \"tyres\" is there twice, first at Corpus/tyres.md:1",
                "Corpus/wheels.md:2: error: the id \"tyres\" is not the file's name. Make them the same",
            ])
    }

    @Test(
        "what is there twice in a file is named with the place of the first",
        arguments: [
            Fault(
                brakes, "{#care/noise}",
                to: "{#care/noise}\nsources: MANUAL\nasked-as: why\nDirt.\n### Short\nDirt.\n## Noise {#care/noise}",
                "36: error: the passage \"brakes#care/noise\" is there twice, first at Corpus/brakes.md:30"),
            Fault(
                safety, "rules:", to: "rules:\n  - {id: no-brakes, level: ask, patterns: [stop], say: Hm.}",
                "5: error: the rule \"no-brakes\" is there twice, first at Intents/safety.yaml:4"),
            Fault(
                entities, "rotor]", to: "Disc Brake]",
                "1: error: the name \"disc brake\" is there twice, first at Intents/entities.yaml:1"),
            Fault(
                slots, "profiles:",
                to: "  - {id: surface, title: road, values: [{id: wet}, {id: unknown}], question: Wet?, "
                    + "visit-question: Wet?, explanation: brakes#what-it-is}\nprofiles:",
                "20: error: the slot \"surface\" is there twice, first at Intents/slots.yaml:2"),
        ])
    private func twice(fault: Fault) throws { try fault.check() }

    @Test("intents of two files with one id, and sources with one mark, are named")
    func twiceAcross() throws {
        let intents = try faults { try $0.replace("id: ask-price", with: "id: greet", in: asking) }
        #expect(
            intents == [
                "Intents/intents/social.yaml:1: error: the intent \"greet\" is there twice, "
                    + "first at Intents/intents/asking.yaml:7"
            ])
        let sources = try faults { $0.append("- {id: MANUAL, title: Another}\n", to: "Corpus/sources.yaml") }
        #expect(
            sources == [
                "Corpus/sources.yaml: error: the source \"MANUAL\" is there twice, first at Corpus/sources.yaml"
            ])
    }

    // MARK: Files

    @Test("bytes that are not UTF-8 are reported with their line")
    func notUTF8() throws {
        let found = try faults { pack in
            let text = "# ok\nunknown-region: {}\n# caf"
            pack.setBytes(Array(text.utf8) + [0xE9, 0x0A], of: "Intents/contacts.yaml")
        }
        #expect(found == ["Intents/contacts.yaml:3: error: this line is not UTF-8 text. Save the file as UTF-8"])
        let topic = try faults { $0.setBytes([0xFF, 0xFE, 0x2D, 0x00], of: tyres) }
        #expect(topic == ["Corpus/tyres.md:1: error: this line is not UTF-8 text. Save the file as UTF-8"])
    }

    @Test("a control character is reported with its line, as it stands or escaped")
    func controlCharacter() throws {
        let topic = try faults { try $0.replace("Dirt", with: "Di\u{01}rt", in: brakes) }
        #expect(
            topic.contains {
                $0.hasPrefix("\(brakes):") && $0.hasSuffix("character U+0001 stands in this line. Delete it")
            })
        let contacts = try faults { $0["Intents/contacts.yaml"] = "# ok\nregions: {}\u{7F}\n" }
        #expect(
            contacts == [
                "Intents/contacts.yaml:2: error: the control character U+007F stands in this line. Delete it"
            ])
        let escaped = try faults {
            $0.append("- {id: LEAFLET, title: \"A \\x1b leaflet\"}\n", to: "Corpus/sources.yaml")
        }
        #expect(escaped.count == 1)
        #expect(escaped[0].hasPrefix("Corpus/sources.yaml:"))
        #expect(escaped[0].hasSuffix("error: a text has the control character U+001B. Delete its escape"))
    }

    @Test("an empty file is reported", arguments: ["", "\n\n", "# only a comment\n"])
    func emptyFile(text: String) throws {
        for file in ["Intents/scope.yaml", "Intents/contacts.yaml", "Intents/lexicon.yaml"] {
            let found = try faults { $0[file] = text }
            #expect(found == ["\(file):1: error: there is nothing in it"])
        }
    }

    @Test(
        "a missing file is reported",
        arguments: ["Intents/contacts.yaml", "Intents/lexicon.yaml", "Intents/scope.yaml"])
    func missingFile(file: String) throws {
        let found = try faults { $0[file] = nil }
        #expect(found == ["\(file): error: can't read this file. Check that it exists and may be read"])
    }

    @Test("a missing folder is reported, and nothing that would follow from it", arguments: ["Corpus", "Intents"])
    func missingFolder(name: String) throws {
        var pack = TemporaryPack()
        pack.removeFolder(name)
        try pack.withFolder { folder in
            let result = PackLoader.load(folder)
            let expected =
                "\(folder)/\(name): error: there is no such folder. A pack has the folders Corpus and Intents"
            #expect(result.diagnostics.map(\.description) == [expected])
            #expect(result.pack == nil)
        }
    }

    @Test("a folder that is not there lacks both")
    func noFolder() {
        let result = PackLoader.load("/no/such/pack")
        #expect(result.diagnostics.map(\.location.file) == ["/no/such/pack/Corpus", "/no/such/pack/Intents"])
        #expect(result.pack == nil)
    }

    @Test("a pack without topics or intents says so")
    func nothingInIt() throws {
        let found = try faults {
            $0[brakes] = nil
            $0[tyres] = nil
            $0[asking] = nil
            $0["Intents/intents/social.yaml"] = nil
        }
        #expect(found.contains("Corpus: error: there is no topic"))
        #expect(found.contains("Intents/intents: error: there is no intent"))
    }

    // MARK: Wording

    @Test("every wording that replies need is missed", arguments: Wording.required)
    func missingWording(name: String) throws {
        let found = try faults {
            try $0.replace("\(name): The wording of \(name).\n", with: "", in: "Intents/replies.yaml")
        }
        #expect(found == ["Intents/replies.yaml: error: no wording \"\(name)\". Add it"])
    }

    @Test("a wording without words is missed too", arguments: ["why:", "why: []", "why: \"\""])
    func emptyWording(line: String) throws {
        let found = try faults { try $0.replace("why: The wording of why.", with: line, in: "Intents/replies.yaml") }
        #expect(found == ["Intents/replies.yaml: error: no wording \"why\". Add it"])
    }

    // MARK: All at once

    @Test("all faults are reported at once, by file and line, with CRLF line ends as well", arguments: ["\n", "\r\n"])
    func allAtOnce(end: String) throws {
        let found = try faults { pack in
            try pack.replace("weight: early", with: "weight: soon", in: brakes)
            try pack.replace("2026-04-30", with: "spring", in: tyres)
            try pack.replace("It holds air.", with: "", in: tyres)
            try pack.replace("act: answer", with: "act: anser", in: asking)
            try pack.replace("topic: brakes", with: "topic: brake", in: entities)
            try pack.replace("cues:", with: "cue:", in: slots)
            try pack.replace("{surface: wet}", with: "{surface: damp}", in: slots)
            try pack.replace("@broken @part", with: "@brokn @part", in: safety)
            try pack.replace("why: The", with: "wyh: The", in: "Intents/replies.yaml")
            pack["Intents/scope.yaml"] = nil
            pack.mapFiles { bytes in bytes.flatMap { $0 == UInt8(ascii: "\n") ? Array(end.utf8) : [$0] } }
        }
        #expect(
            found == [
                "Corpus/brakes.md:10: error: \"soon\" is no weight. "
                    + "Use one of: early, later, alongside, special, not-usual, depends, always",
                "Corpus/tyres.md:1: error: \"spring\" is no date. Write YYYY-MM-DD",
                "Corpus/tyres.md:7: error: the passage tyres#what-it-is has no short answer. "
                    + "Add \"### Short\" and a sentence",
                "Intents/entities.yaml:1: error: no topic \"brake\". Did you mean \"brakes\"?",
                "Intents/intents/asking.yaml:2: error: \"anser\" is no act. Use one of: answer, options, slot_update, "
                    + "urgent, crisis, decline_advice, out_of_scope, social, clarify",
                "Intents/replies.yaml: error: no wording \"why\". Add it",
                "Intents/safety.yaml:4: error: no word class \"@brokn\"",
                "Intents/scope.yaml: error: can't read this file. Check that it exists and may be read",
                "Intents/slots.yaml:8: error: unknown key \"cue\". Did you mean \"cues\"?",
                "Intents/slots.yaml:21: error: a profile sets surface to \"damp\", which is no value of it",
            ])
    }
}
