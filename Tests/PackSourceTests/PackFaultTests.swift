// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import KnowledgePack
import PackSource
import Testing

/// A text put in the place of another, and the one fault that it makes.
private struct Fault: CustomTestStringConvertible, Sendable {
    let file: String
    let text: String
    let replacement: String
    let expected: String

    /// - Parameter expected: the diagnostic without its file.
    init(_ file: String, _ text: String, to replacement: String, _ expected: String) {
        self.file = file
        self.text = text
        self.replacement = replacement
        self.expected = "\(file):\(expected)"
    }

    var testDescription: String { expected }

    func check() throws {
        var pack = TemporaryPack()
        try pack.replace(text, with: replacement, in: file)
        let result = try pack.load()
        #expect(result.diagnostics.map(\.description) == [expected])
        #expect(result.pack == nil)
    }
}

private let brakes = "Corpus/brakes.md"
private let tyres = "Corpus/tyres.md"
private let asking = "Intents/intents/asking.yaml"
private let entities = "Intents/entities.yaml"
private let slots = "Intents/slots.yaml"
private let safety = "Intents/safety.yaml"

@Suite("A pack with a fault")
struct PackFaultTests {
    private func faults(_ change: (inout TemporaryPack) throws -> Void) throws -> [String] {
        var pack = TemporaryPack()
        try change(&pack)
        return try pack.faults()
    }

    @Test(
        "an unknown key is named, with the key that was probably meant",
        arguments: [
            Fault(
                tyres, "title: Tyres", to: "title: Tyres\nname: [tire]",
                "4: error: unknown key \"name\". Did you mean \"names\"?"),
            Fault(
                brakes, "weight: early", to: "weight: early\n    sya: Hm.",
                "11: error: unknown key \"sya\". Known keys: personal, say, weight, when"),
            Fault(
                brakes, "weight: early", to: "weight: early\n    persona: Hm.",
                "11: error: unknown key \"persona\". Did you mean \"personal\"?"),
            Fault(
                "Corpus/sources.yaml", "  title: The w", to: "  adress: here\n  title: The w",
                "5: error: unknown key \"adress\". Did you mean \"address\"?"),
            Fault(
                asking, "  aspect: care", to: "  aspekt: care",
                "3: error: unknown key \"aspekt\". Did you mean \"aspect\"?"),
            Fault(
                entities, "  groups:", to: "  grups: [x]\n  groups:",
                "3: error: unknown key \"grups\". Did you mean \"groups\"?"),
            Fault(slots, "cues: [wet", to: "cue: [wet", "8: error: unknown key \"cue\". Did you mean \"cues\"?"),
            Fault(
                slots, "    question:", to: "    colour: red\n    question:",
                "17: error: unknown key \"colour\". Known keys: bare, combine, components, explanation, id, "
                    + "measures, names, question, title, values, visit-question, where-to-find"),
            Fault(slots, "profiles:", to: "profile:", "20: error: unknown key \"profile\". Did you mean \"profiles\"?"),
            Fault(
                slots, "        maximum:", to: "        maximun:",
                "15: error: unknown key \"maximun\". Did you mean \"maximum\"?"),
            Fault(
                safety, "    examples:", to: "    exampels:",
                "9: error: unknown key \"exampels\". Did you mean \"examples\"?"),
            Fault(
                "Intents/scope.yaml", "triggers:", to: "trigger:",
                "3: error: unknown key \"trigger\". Did you mean \"triggers\"?"),
            Fault(
                "Intents/lexicon.yaml", "known-words:", to: "knownwords:",
                "5: error: unknown key \"knownwords\". Did you mean \"known-words\"?"),
            Fault(
                "Intents/contacts.yaml", "verified:", to: "verifid:",
                "4: error: unknown key \"verifid\". Did you mean \"verified\"?"),
        ])
    private func unknownKey(fault: Fault) throws { try fault.check() }

    @Test(
        "a key that is there twice is named where it first stands",
        arguments: [
            Fault(
                "Intents/contacts.yaml", "verified:", to: "verified: 2026-01-01\nverified:",
                "4: error: not valid YAML: the key \"verified\" is there twice"),
            Fault(
                "Intents/lexicon.yaml", "stop-words:", to: "variants:",
                "1: error: not valid YAML: the key \"variants\" is there twice"),
            Fault(
                tyres, "summary:", to: "title: Tires\nsummary:",
                "3: error: not valid YAML: the key \"title\" is there twice"),
        ])
    private func keyTwice(fault: Fault) throws { try fault.check() }

    @Test("YAML that does not parse is reported where it breaks, and nothing else with it")
    func badYAML() throws {
        let lexicon = try faults { try $0.replace("[saddle, seat]", with: "[saddle, seat", in: "Intents/lexicon.yaml") }
        #expect(lexicon.count == 1)
        #expect(lexicon.first?.hasPrefix("Intents/lexicon.yaml:5: error: not valid YAML: ") == true, "\(lexicon)")

        let topic = try faults { try $0.replace("title: Tyres", with: "title: \"Tyres", in: tyres) }
        #expect(topic.count == 1)
        #expect(topic.first?.hasPrefix("Corpus/tyres.md:") == true, "\(topic)")
        #expect(topic.first?.contains(": error: not valid YAML: ") == true, "\(topic)")

        let tab = try faults { try $0.replace("  NL:", with: "\tNL:", in: "Intents/contacts.yaml") }
        #expect(tab.count == 1)
        #expect(tab.first?.hasPrefix("Intents/contacts.yaml:3: error: not valid YAML: ") == true, "\(tab)")
    }

    @Test(
        "a value of the wrong shape is named",
        arguments: [
            Fault(
                tyres, "title: Tyres", to: "title: Tyres\nnames: {a: b}",
                "4: error: \"names\" should be a list of texts"),
            Fault(asking, "aspect: care", to: "aspect: [care]", "3: error: \"aspect\" should be one text"),
            Fault(slots, "{0: dry, 20: wet}", to: "[dry, wet]", "16: error: expected keys with values here"),
            Fault(slots, "{0: dry, 20: wet}", to: "{0: dry, lots: wet}", "16: error: \"lots\" is no number"),
            Fault(
                "Intents/lexicon.yaml", "\n  - [saddle, seat]", to: " saddle",
                "3: error: \"synonyms\" should be a list of lists"),
            Fault(
                "Intents/intents/social.yaml", "- id: greet", to: "- hello\n- id: greet",
                "1: error: expected keys with values here"),
        ])
    private func wrongShape(fault: Fault) throws { try fault.check() }

    @Test(
        "what is missing is named",
        arguments: [
            Fault(tyres, "title: Tyres\n", to: "", "2: error: \"title\" is missing or empty. Add it"),
            Fault(tyres, "title: Tyres", to: "title:", "3: error: \"title\" is missing or empty. Add it"),
            Fault(
                entities, "  kind: part\n  groups: [stopper]", to: "  groups: [stopper, part]",
                "1: error: \"kind\" is missing or empty. Add it"),
            Fault(
                entities, "  names: [disc brake, rotor]\n", to: "", "1: error: the entity \"disc-brake\" has no name"),
            Fault(
                slots, "    question: Is the road wet?\n", to: "",
                "2: error: \"question\" is missing or empty. Add it"),
            Fault(
                "Intents/lexicon.yaml", "general-section:", to: "status-sections: [care]\ngeneral-section: #",
                "8: error: \"general-section\" is missing or empty. Add it"),
            Fault(
                safety, "    say: Get off the bicycle now.\n", to: "", "4: error: \"say\" is missing or empty. Add it"),
            Fault(
                safety, "    patterns: [\"@broken @part\", \"cant stop & @stopper|@broken\"]\n", to: "",
                "4: error: the rule \"no-brakes\" has no pattern"),
            Fault(
                asking, "  examples: [what does it cost]\n", to: "", "7: error: the intent \"ask-price\" has no example"
            ),
            Fault(
                asking, "  say: I know nothing of prices.\n", to: "",
                "7: error: the intent \"ask-price\" says nothing. Add \"say:\""),
            Fault(
                slots, "      - id: unknown\n        label: road not known\n", to: "",
                "2: error: the slot \"surface\" has no value \"unknown\""),
        ])
    private func missing(fault: Fault) throws { try fault.check() }

    @Test(
        "an act, a weight or a level that there is not is named, with those that there are",
        arguments: [
            Fault(
                asking, "act: answer", to: "act: anser",
                "2: error: \"anser\" is no act. Use one of: answer, options, slot_update, urgent, crisis, "
                    + "decline_advice, out_of_scope, social, clarify"),
            Fault(
                brakes, "weight: early", to: "weight: soon",
                "10: error: \"soon\" is no weight. Use one of: early, later, special, not-usual, depends, always"),
            Fault(
                safety, "level: emergency", to: "level: high",
                "5: error: \"high\" is no level. Use one of: ask, call-today, emergency, crisis"),
        ])
    private func unknownName(fault: Fault) throws { try fault.check() }

    @Test(
        "an act, a weight or a level that is missing is one fault",
        arguments: [
            Fault(asking, "  act: answer\n", to: "", "1: error: \"act\" is missing or empty. Add it"),
            Fault(brakes, "    weight: early\n", to: "", "9: error: \"weight\" is missing or empty. Add it"),
            Fault(safety, "    level: emergency\n", to: "", "4: error: \"level\" is missing or empty. Add it"),
        ])
    private func missingName(fault: Fault) throws { try fault.check() }

    @Test(
        "a reference to a topic, passage, source, slot or value that there is not is named",
        arguments: [
            Fault(
                asking, "topic: brakes", to: "topic: brake", "1: error: no topic \"brake\". Did you mean \"brakes\"?"),
            Fault(asking, "topic: brakes", to: "topic: saddles", "1: error: no topic \"saddles\""),
            Fault(asking, "section: care/noise", to: "section: price", "1: error: no passage \"brakes#price\""),
            Fault(
                entities, "topic: brakes", to: "topic: braces",
                "1: error: no topic \"braces\". Did you mean \"brakes\"?"),
            Fault(
                entities, "section: what-it-is", to: "section: what-is-it", "1: error: no passage \"brakes#what-is-it\""
            ),
            Fault(entities, "[MANUAL]", to: "[MANUEL]", "1: error: no source \"MANUEL\". Did you mean \"MANUAL\"?"),
            Fault(
                brakes, "sources: [MANUAL]", to: "sources: [SHOP]",
                "1: error: no source \"SHOP\". Add it to Corpus/sources.yaml"),
            Fault(
                brakes, "sources: MANUAL, W", to: "sources: MANUL, W",
                "16: error: no source \"MANUL\". Did you mean \"MANUAL\"?"),
            Fault(safety, "[MANUAL]", to: "[MANUALS]", "4: error: no source \"MANUALS\". Did you mean \"MANUAL\"?"),
            Fault(brakes, "{surface: [", to: "{road: [", "1: error: a rule asks for \"road\", which is no slot"),
            Fault(
                brakes, "[wet, not-known]", to: "[damp, wet]",
                "1: error: \"damp\" is no value of surface. Values: dry, unknown, wet"),
            Fault(slots, "brakes#what-it-is", to: "brakes#why", "2: error: no passage \"brakes#why\""),
            Fault(slots, "brakes#what-it-is", to: "brakes", "2: error: no passage \"brakes\""),
            Fault(safety, "\"@broken @part\"", to: "\"@brokn @part\"", "4: error: no word class \"@brokn\""),
            Fault(safety, "@stopper|@broken", to: "@stopper|@bits", "4: error: no word class \"@bits\""),
        ])
    private func brokenReference(fault: Fault) throws { try fault.check() }

    @Test("a profile that sets a value that there is not is named")
    func profile() throws {
        for (text, name) in [("{surface: damp}", "surface"), ("{road: damp}", "road")] {
            let found = try faults { try $0.replace("{surface: wet}", with: text, in: slots) }
            #expect(found == ["\(slots): error: a profile sets \(name) to \"damp\", which is no value of it"])
        }
    }

    @Test(
        "a word class that there is not is named in every pattern that may hold one",
        arguments: [
            Fault(
                safety, "    not:", to: "    unless: [\"@brokn bell\"]\n    not:",
                "4: error: no word class \"@brokn\""),
            Fault(slots, "cues: [wet, rain]", to: "phrases: [\"@rainy road\"]", "2: error: no word class \"@rainy\""),
        ])
    private func classElsewhere(fault: Fault) throws { try fault.check() }

    @Test(
        "a value that there is not is named wherever a slot leads to one",
        arguments: [
            Fault(slots, "20: wet}", to: "20: damp}", "2: error: \"damp\" is no value of surface"),
            Fault(
                slots, "    measures:", to: "    bare: damp\n    measures:", "2: error: \"damp\" is no value of surface"
            ),
            Fault(
                slots, "    measures:",
                to: "    combine:\n      - when: {rain: wet}\n        value: damp\n    measures:",
                "2: error: \"damp\" is no value of surface"),
        ])
    private func valueElsewhere(fault: Fault) throws { try fault.check() }

    @Test(
        "a day that there is not is no date",
        arguments: [
            "soon", "2026-5-1", "2026-13-01", "2026-00-10", "2026-04-00", "2026-04-32", "01-05-2026", "2026/05/01",
            "2026-02-31",
            "-2026-05-01", "2026--05-01", "+202-05-01",
        ])
    func date(text: String) throws {
        let found = try faults { try $0.replace("2026-04-30", with: "\"\(text)\"", in: tyres) }
        #expect(found == ["Corpus/tyres.md:1: error: \"\(text)\" is no date. Write YYYY-MM-DD"])
    }

    // MARK: Passages

    @Test(
        "a passage without text, short answer, source or question is named",
        arguments: [
            Fault(tyres, "A tyre holds air.\n", to: "", "7: error: the passage tyres#what-it-is has no text"),
            Fault(
                tyres, "sources: WORKSHOP\n", to: "",
                "7: error: the passage tyres#what-it-is names no source. Add a line \"sources: …\""),
            Fault(
                tyres, "### Short\nIt holds air.\n", to: "",
                "7: error: the passage tyres#what-it-is has no short answer. Add \"### Short\" and a sentence"),
            Fault(
                tyres, "asked-as: what is a tyre\n", to: "",
                "7: error: the passage tyres#what-it-is has no question that asks for it. Add \"asked-as: …\""),
            Fault(
                brakes, "Clean the rim.", to: "",
                "30: error: the passage brakes#care/noise has no short answer. Add \"### Short\" and a sentence"),
            Fault(
                tyres, "A tyre holds air.", to: "A tyre holds air.\n### Long",
                "11: error: unknown part of a passage. Use \"### Short\" or \"### More\""),
            Fault(
                tyres, "A tyre holds air.", to: "A tyre holds air.\n#### Deep",
                "11: error: a heading of this depth is not used here. Use ## or ###"),
            Fault(
                tyres, "## What", to: "Tyres are round.\n## What",
                "7: error: text before the first heading. Begin a passage with \"## \""),
        ])
    private func passages(fault: Fault) throws { try fault.check() }

    @Test(
        "a heading without an id is the only fault, whatever stands below it",
        arguments: ["## Grip", "## Grip {grip}", "## Grip {#}"])
    func heading(text: String) throws {
        let found = try faults {
            $0.append("\(text)\nsources: WORKSHOP\nasked-as: do they grip\nThey grip.\n### Short\nYes.\n", to: tyres)
        }
        #expect(
            found == [
                "Corpus/tyres.md:13: error: this heading has no section id. End it with one, such as {#side-effects}"
            ])
    }

    @Test("a topic without passages is named")
    func noPassage() throws {
        let found = try faults {
            $0[tyres] = "---\nid: tyres\ntitle: Tyres\nsummary: Round.\nreviewed: 2026-01-01\n---\n"
        }
        #expect(found == ["Corpus/tyres.md:1: error: the topic \"tyres\" has no passage"])
    }

    @Test(
        "front matter that is missing or has no end is reported",
        arguments: ["# Tyres\n", "", "---\nid: tyres\n", "\n---\nid: tyres\n---\n"])
    func frontMatter(text: String) throws {
        let found = try faults { $0[tyres] = text }
        #expect(found == ["Corpus/tyres.md:1: error: expected front matter between two lines of three dashes"])
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
                    + "Use one of: early, later, special, not-usual, depends, always",
                "Corpus/tyres.md:1: error: \"spring\" is no date. Write YYYY-MM-DD",
                "Corpus/tyres.md:7: error: the passage tyres#what-it-is has no short answer. "
                    + "Add \"### Short\" and a sentence",
                "Intents/entities.yaml:1: error: no topic \"brake\". Did you mean \"brakes\"?",
                "Intents/intents/asking.yaml:2: error: \"anser\" is no act. Use one of: answer, options, slot_update, "
                    + "urgent, crisis, decline_advice, out_of_scope, social, clarify",
                "Intents/replies.yaml: error: no wording \"why\". Add it",
                "Intents/safety.yaml:4: error: no word class \"@brokn\"",
                "Intents/scope.yaml: error: can't read this file. Check that it exists and may be read",
                "Intents/slots.yaml: error: a profile sets surface to \"damp\", which is no value of it",
                "Intents/slots.yaml:8: error: unknown key \"cue\". Did you mean \"cues\"?",
            ])
    }
}
