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
private let lexicon = "Intents/lexicon.yaml"

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
                asking, "  aspect: care", to: "  aspect: care\n  unles: {road: wet}",
                "4: error: unknown key \"unles\". Did you mean \"unless\"?"),
            Fault(
                entities, "  groups:", to: "  grups: [x]\n  groups:",
                "3: error: unknown key \"grups\". Did you mean \"groups\"?"),
            Fault(slots, "cues: [wet", to: "cue: [wet", "8: error: unknown key \"cue\". Did you mean \"cues\"?"),
            Fault(
                slots, "    question:", to: "    colour: red\n    question:",
                "17: error: unknown key \"colour\". Known keys: asked-when, bare, combine, components, explanation, id, "
                    + "measures, names, question, title, trait, values, visit-question, where-to-find"),
            Fault(
                slots, "        label: a dry road", to: "        label: a dry road\n        denyed: wet",
                "11: error: unknown key \"denyed\". Did you mean \"denied\"?"),
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

        // The rules of the corpus ask for its slots; that they are gone is no fault of theirs.
        let unread = try faults { try $0.replace("cues: [wet", with: "cues: [[wet", in: slots) }
        #expect(unread.count == 1)
        #expect(unread.first?.hasPrefix("Intents/slots.yaml:") == true, "\(unread)")
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
                "10: error: \"soon\" is no weight. Use one of: early, later, alongside, special, "
                    + "not-usual, depends, always"),
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

    @Test(
        "a move, a section or a passage that there is not is named",
        arguments: [
            Fault(
                asking, "aspect: care", to: "aspect: car",
                "1: error: no passage has the section \"car\". Did you mean \"care\"?"),
            Fault(asking, "aspect: care", to: "aspect: price", "1: error: no passage has the section \"price\""),
            Fault(
                asking, "aspect: care", to: "aspect: care\n  move: moree",
                "1: error: no move \"moree\". Did you mean \"more\"?"),
            Fault(
                asking, "aspect: care", to: "aspect: care\n  move: pirouette",
                "1: error: no move \"pirouette\". Moves: \(Intent.moves.joined(separator: ", "))"),
            Fault(
                lexicon, "general-section: what-it-is", to: "general-section: what-is-it",
                ": error: no passage has the section \"what-is-it\". Did you mean \"what-it-is\"?"),
            Fault(
                lexicon, "general-section:", to: "status-sections: [what-it-is, cares]\ngeneral-section:",
                ": error: no passage has the section \"cares\". Did you mean \"care\"?"),
            Fault(
                lexicon, "general-section:", to: "overall-passage: brakes#care\ngeneral-section:",
                ": error: no passage \"brakes#care\""),
            Fault(
                lexicon, "general-section:", to: "overall-passage: brakes\ngeneral-section:",
                ": error: no passage \"brakes\""),
        ])
    private func unknownPlace(fault: Fault) throws { try fault.check() }

    @Test("a profile that sets a value that there is not is named, with its line")
    func profile() throws {
        for (text, name) in [("{surface: damp}", "surface"), ("{road: damp}", "road")] {
            let found = try faults { try $0.replace("{surface: wet}", with: text, in: slots) }
            #expect(found == ["\(slots):21: error: a profile sets \(name) to \"damp\", which is no value of it"])
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

    /// A component with one value.
    private static let rain = "    components:\n      - {id: rain, names: [rain], values: [{id: wet}]}\n"

    @Test(
        "a value that there is not is named wherever a slot leads to one",
        arguments: [
            Fault(slots, "20: wet}", to: "20: damp}", "2: error: \"damp\" is no value of surface"),
            Fault(
                slots, "    measures:", to: "    bare: damp\n    measures:", "2: error: \"damp\" is no value of surface"
            ),
            Fault(
                slots, "    measures:",
                to: Self.rain + "    combine:\n      - when: {rain: wet}\n        value: damp\n    measures:",
                "2: error: \"damp\" is no value of surface"),
            Fault(
                slots, "cues: [wet, rain]", to: "cues: [wet, rain]\n        refines: damp",
                "2: error: \"damp\" is no value of surface"),
            Fault(
                slots, "    measures:",
                to: Self.rain + "    combine:\n      - when: {rain: dry}\n        value: wet\n    measures:",
                "2: error: \"dry\" is no value of surface.rain. Values: wet"),
            Fault(
                slots, "    measures:",
                to: Self.rain + "    combine:\n      - when: {snow: wet}\n        value: wet\n    measures:",
                "2: error: \"snow\" is no component of surface"),
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
                "11: error: unknown part of a passage. Use \"### Short\", \"### More\" or \"### Key points\""),
            Fault(
                tyres, "A tyre holds air.", to: "A tyre holds air.\n#### Deep",
                "11: error: a heading of this depth is not used here. Use ## or ###"),
            Fault(
                tyres, "asked-as: what", to: "visit: How worn are the tyres\nasked-as: what",
                "9: error: what is to be asked at a visit is no question. End it with \"?\""),
            Fault(
                tyres, "## What", to: "Tyres are round.\n## What",
                "7: error: text before the first heading. Begin a passage with \"## \""),
        ])
    private func passages(fault: Fault) throws { try fault.check() }

    @Test(
        "a heading without an id is the only fault, whatever stands below it",
        arguments: [
            ("## Grip", "this heading has no section id. End it with one, such as {#side-effects}"),
            ("## Grip {grip}", "this heading has no section id. End it with one, such as {#side-effects}"),
            ("## Grip {#}", "the section id of this heading is empty. Write one, such as {#side-effects}"),
        ])
    func heading(text: String, problem: String) throws {
        let found = try faults {
            $0.append("\(text)\nsources: WORKSHOP\nasked-as: do they grip\nThey grip.\n### Short\nYes.\n", to: tyres)
        }
        #expect(found == ["Corpus/tyres.md:13: error: \(problem)"])
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
}
