// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import KnowledgePack
import PackSource
import Testing

private let brakes = "Corpus/brakes.md"
private let entities = "Intents/entities.yaml"
private let slots = "Intents/slots.yaml"
private let premises = "Intents/premises.yaml"

@Suite("What is said to some people only, and wrong ideas put right")
struct FittingFaultTests {
    private static let premise = """
        - id: rain
          phrases: ["rain ... brakes better"]
          unless: ["does rain"]
          say: Rain makes no brake better.
          sources: [MANUAL]
          said-in: [brakes#care/noise]

        """

    @Test("is read as it is written")
    func read() throws {
        var pack = TemporaryPack()
        try pack.replace(
            "asked-as: why do", with: "for: surface=wet\ninstead-of: what-it-is\nasked-as: why do", in: brakes)
        try pack.replace("title: Brakes", with: "title: Brakes\ngroups: [stopper]\nis-not: [tyres]", in: brakes)
        try pack.replace(
            "  sources: [MANUAL]",
            with: "  for-some: [{when: {surface: wet}, care: Dry it., about: A hub brake.}]\n  sources: [MANUAL]",
            in: entities)
        try pack.replace(
            "facts: {care: Keep oil away from it.}",
            with:
                "treatment: tyres#what-it-is\n  facts: {care: Keep oil away from it., care/noise: It rarely squeals.}",
            in: entities)
        try pack.replace(
            "    question: Is", with: "    asked-when: {surface: not-known}\n    question: Is", in: slots)
        pack.append(Self.premise, to: premises)
        let loaded = try #require(try pack.load().pack)
        let topic = try #require(loaded.topic("brakes"))
        #expect(topic.groups == ["stopper"])
        #expect(topic.isNot == ["tyres"])
        let general = try #require(Passage.ID("brakes#what-it-is"))
        #expect(loaded.passage(inPlaceOf: general, given: ["surface": "wet"]).path == "care/noise")
        #expect(loaded.passage(inPlaceOf: general, given: ["surface": "dry"]) == general)
        let brake = try #require(loaded.entity("disc-brake"))
        #expect(brake.fact(for: "care", given: ["surface": "wet"]) == "Dry it.")
        #expect(brake.about(given: ["surface": "wet"]) == "A hub brake.")
        let noise = try #require(Passage.ID("brakes#care/noise"))
        #expect(brake.fact(for: noise, given: [:]) == "It rarely squeals.")
        #expect(brake.factAlone(for: try #require(Passage.ID("brakes#care")), given: [:]) == nil)
        #expect(brake.fact(for: try #require(Passage.ID("brakes#care/rust")), given: [:]) == "Keep oil away from it.")
        #expect(brake.treatment == "tyres#what-it-is")
        #expect(loaded.slots.first?.askedWhen == [.init(slot: "surface", values: ["not-known"])])
        #expect(loaded.premises.first?.saidIn == ["brakes#care/noise"])
        #expect(loaded.premises.first?.exceptions == ["does rain"])
    }

    @Test("a trait needs neither a question nor an explanation, a result does")
    func trait() throws {
        var pack = TemporaryPack()
        let trait = "  - {id: rider, title: rider, trait: yes, values: [{id: child, phrases: [a child]}]}\nprofiles:"
        try pack.replace("profiles:", with: trait, in: slots)
        #expect(try pack.faults().isEmpty)
        try pack.replace(" trait: yes,", with: " trait: aloud,", in: slots)
        #expect(try pack.faults().contains { $0.contains("\"aloud\" says nothing here: write yes, or noted") })
        try pack.replace(" trait: aloud,", with: "", in: slots)
        let found = try pack.faults()
        for key in ["question", "visit-question", "explanation"] {
            #expect(found.contains { $0.contains("\"\(key)\" is missing or empty") })
        }
    }

    @Test(
        "a fault in it is named",
        arguments: [
            Fault(
                brakes, "asked-as: why", to: "for: wet\nasked-as: why",
                "32: error: \"wet\" names no status. Write it as slot=value, or slot=value/value"),
            Fault(
                brakes, "asked-as: why", to: "for: road=wet\nasked-as: why",
                "30: error: a rule asks for \"road\", which is no slot"),
            Fault(
                brakes, "asked-as: why", to: "instead-of: care\nasked-as: why",
                "30: error: no passage \"brakes#care\""),
            Fault(brakes, "title: Brakes", to: "title: Brakes\nis-not: [bells]", "1: error: no topic \"bells\""),
            Fault(
                brakes, "title: Brakes", to: "title: Brakes\ngroups: [bells]",
                "1: error: no entity is of the group \"bells\""),
            Fault(
                entities, "  sources:", to: "  for-some: [{when: {surface: damp}, care: Dry it.}]\n  sources:",
                "1: error: \"damp\" is no value of surface. Values: dry, unknown, wet"),
            Fault(
                entities, "  sources:", to: "  treatment: brakes#care\n  sources:",
                "1: error: no passage \"brakes#care\""),
            Fault(
                entities, "{care: Keep", to: "{care/rust: Oil it., care: Keep",
                "1: error: no passage \"brakes#care/rust\""),
            Fault(
                slots, "    question:", to: "    asked-when: {surface: damp}\n    question:",
                "2: error: \"damp\" is no value of surface. Values: dry, unknown, wet"),
        ])
    private func fault(fault: Fault) throws { try fault.check() }

    @Test(
        "a fault in a premise is named",
        arguments: [
            ("[\"rain ... brakes better\"]", "[]", "1: error: the premise \"rain\" has no phrase"),
            ("[MANUAL]", "[MANUEL]", "1: error: no source \"MANUEL\". Did you mean \"MANUAL\"?"),
            ("brakes#care/noise", "brakes#care", "1: error: no passage \"brakes#care\""),
            ("does rain", "@rainy", "1: error: no word class \"@rainy\""),
            ("unless", "unles", "3: error: unknown key \"unles\". Did you mean \"unless\"?"),
        ])
    func premiseFault(text: String, other: String, expected: String) throws {
        var pack = TemporaryPack()
        pack.append(Self.premise, to: premises)
        #expect(try pack.faults().isEmpty)
        try pack.replace(text, with: other, in: premises)
        #expect(try pack.faults() == ["\(premises):\(expected)"])
    }
}
