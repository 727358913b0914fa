// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

@Suite("Options for somebody's results")
struct EligibilityTests {
    /// What somebody tells, and what has to come of it.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let told: String
        let slots: [String: String]
        /// Topics that must be offered; each group before the next.
        let offered: [[String]]
        /// As the sentence on what is not usual names them.
        var notUsual: [String] = []
        /// Topics that are told of under a heading of their own, and can't be chosen by number: all that are for special
        /// cases, and all that wait for a result.
        var special = ["surgery"]
        var depends: [String] = []
        /// Phrases of the lines.
        var lines: [String] = []

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "1: hormone receptor positive, HER2 zero, after menopause, in the bones",
            told: "HR positive, HER2 zero, BRCA negative, after menopause, and it is in my bones",
            slots: [
                "hr": "positive", "her2": "negative", "brca": "not-mutated", "menopause": "post", "bone_mets": "yes",
            ],
            offered: [
                ["hormone-therapy", "targeted-therapy", "bone-modifying-agents"],
                ["antibody-drug-conjugates", "chemotherapy", "radiation-therapy"],
            ],
            notUsual: ["immunotherapy", "PARP inhibitors"],
            lines: ["aromatase inhibitor", "CDK4/6 inhibitor", "dental check", "genomic testing"]),
        Case(
            name: "2: triple negative and HER2-low, with BRCA and PD-L1",
            told: "HR negative, HER2 1+, I have an inherited BRCA mutation, and the PD-L1 CPS is 12",
            slots: ["hr": "negative", "her2": "low", "brca": "mutated", "pdl1": "positive"],
            offered: [
                ["immunotherapy", "antibody-drug-conjugates", "chemotherapy"],
                ["parp-inhibitors", "radiation-therapy"],
            ],
            notUsual: ["hormone therapy", "targeted therapy"], depends: ["bone-modifying-agents"],
            lines: ["together with chemo or Trodelvy", "Enhertu after chemo", "if the BRCA change is inherited"]),
        Case(
            name: "3: hormone receptor negative, HER2 positive",
            told: "HR negative and HER2 3+",
            slots: ["hr": "negative", "her2": "positive"],
            offered: [
                ["targeted-therapy", "antibody-drug-conjugates", "chemotherapy"], ["radiation-therapy"],
            ],
            notUsual: ["hormone therapy", "immunotherapy"],
            special: ["parp-inhibitors", "surgery"], depends: ["bone-modifying-agents"],
            lines: ["drugs that act on HER2", "Enhertu", "taxane", "not usually used in HER2-positive cancer"]),
        Case(
            name: "4: triple positive, before menopause",
            told: "HR positive, HER2 3+, and I still have periods",
            slots: ["hr": "positive", "her2": "positive", "menopause": "pre"],
            offered: [["targeted-therapy", "antibody-drug-conjugates", "chemotherapy"], ["hormone-therapy"]],
            notUsual: ["immunotherapy"],
            special: ["parp-inhibitors", "surgery"], depends: ["bone-modifying-agents"],
            lines: ["taxane given with HER2 antibodies", "maintenance", "the ovaries are shut down"]),
        Case(
            name: "5: hormone receptor positive, HER2 negative without a score, BRCA not known",
            told: "HR positive, HER2 negative, I don't know my BRCA",
            slots: ["hr": "positive", "her2": "negative", "brca": "unknown"],
            offered: [["hormone-therapy", "targeted-therapy"], ["antibody-drug-conjugates", "chemotherapy"]],
            notUsual: ["immunotherapy"], depends: ["bone-modifying-agents", "parp-inhibitors"],
            lines: ["CDK4/6 inhibitor"]),
        Case(
            name: "6: triple negative, a low PD-L1 score, a BRCA variant of unknown meaning",
            told: "triple negative, CPS of 3, and the BRCA test came back as a VUS",
            slots: ["hr": "negative", "her2": "negative", "pdl1": "negative", "brca": "unknown"],
            offered: [["antibody-drug-conjugates", "chemotherapy"], ["radiation-therapy"]],
            notUsual: ["immunotherapy", "hormone therapy", "targeted therapy"],
            depends: ["bone-modifying-agents", "parp-inhibitors"], lines: ["Trodelvy, or Datroway"]),
        Case(
            name: "10: a man with hormone receptor positive, HER2 zero cancer",
            told: "I am a man with HR positive, HER2 zero breast cancer",
            slots: ["hr": "positive", "her2": "negative"],
            offered: [["hormone-therapy", "targeted-therapy"], ["antibody-drug-conjugates", "chemotherapy"]],
            notUsual: ["immunotherapy"], depends: ["bone-modifying-agents", "parp-inhibitors"],
            lines: ["tamoxifen, fulvestrant, or an aromatase inhibitor with a GnRH drug", "CDK4/6 inhibitor"]),
    ]

    private func sentence(_ name: String, of reply: Reply) throws -> String {
        let opening = try PackUnderTest.pack().wording.text(name).prefix { $0 != "{" }
        return reply.text.split(separator: "\n").first { $0.hasPrefix(opening) }.map(String.init) ?? ""
    }

    /// The points under a heading of the list.
    private func points(_ name: String, of reply: Reply) throws -> Set<String> {
        let heading = try PackUnderTest.pack().wording.text(name)
        let lines = reply.text.split(separator: "\n").map(String.init)
        guard let start = lines.firstIndex(of: heading) else { return [] }
        return Set(lines[(start + 1)...].prefix { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) })
    }

    /// What the rules of topics say to somebody's results.
    private func rules(of topics: [String], for slots: [String: String]) throws -> Set<String> {
        let pack = try PackUnderTest.pack()
        return Set(try topics.map { try #require(pack.topic($0)?.optionRule(for: slots)).say })
    }

    @Test("what is told is noted, and the options come early ones first", arguments: cases)
    func options(for example: Case) throws {
        var talk = try Conversation()
        let noted = talk.say(example.told)
        #expect(noted.act == .slotUpdate)
        let reply = talk.say("what are my options?")
        #expect(reply.act == .options)
        #expect(reply.slots == example.slots)

        var earlier: [String] = []
        for group in example.offered {
            #expect(group.filter { !reply.topics.contains($0) } == [])
            let last = earlier.compactMap(reply.topics.firstIndex).max() ?? -1
            #expect(group.compactMap(reply.topics.firstIndex).allSatisfy { $0 > last }, "\(reply.topics)")
            earlier += group
        }
        let notUsual = try sentence("options-not-usual", of: reply)
        #expect(example.notUsual.filter { !notUsual.contains($0) } == [])
        #expect(try points("options-special", of: reply) == rules(of: example.special, for: example.slots))
        let depends = try sentence("options-depends", of: reply)
        let titles = try example.depends.map { try #require(PackUnderTest.pack().topic($0)).title.lowercased() }
        #expect(titles.filter { !depends.lowercased().contains($0) } == [])
        #expect(Set(reply.topics).intersection(example.special + example.depends) == [])
        #expect(example.lines.filter { !reply.text.contains($0) } == [])
        if !example.depends.isEmpty {
            let rest = talk.say("tell me more")
            #expect(try points("options-rest", of: rest) == rules(of: example.depends, for: example.slots))
        }
    }

    @Test("5: a HER2 result without a score: the exact score is asked for, and the BRCA test is on the list")
    func scoreAndTest() throws {
        var talk = try Conversation()
        talk.say("HR positive, HER2 negative, I don't know my BRCA")
        #expect(talk.say("who are antibody-drug conjugates for?").text.contains("ask for the exact HER2 score"))
        #expect(talk.say("my list").text.contains("inherited BRCA test"))
    }

    @Test("6: a low score and an unclear BRCA result open neither immunotherapy nor a PARP inhibitor")
    func notOffered() throws {
        var talk = try Conversation()
        talk.say("triple negative, CPS of 3, and the BRCA test came back as a VUS")
        let topics = talk.say("what are my options?").topics
        #expect(!topics.contains("immunotherapy") && !topics.contains("parp-inhibitors"))
    }

    @Test(
        "6: a result that is not in, or not clear, is called open and put on the list",
        arguments: [
            ("triple negative, CPS of 3, and the BRCA test came back as a VUS", "brca"),
            ("my BRCA test is pending", "brca"), ("HER2 is 2+ and FISH is pending", "her2"),
        ])
    func open(told: String, slot: String) throws {
        let pack = try PackUnderTest.pack()
        let slot = try #require(pack.slot(slot))
        var talk = try Conversation()
        let reply = talk.say(told)
        #expect(reply.slots[slot.id] == "unknown")
        #expect(reply.text.contains(pack.wording.text("status-open").replacing("{slot}", with: slot.title)))
        #expect(!reply.text.contains("you don't know your"))
        #expect(talk.say("my list").text.contains(slot.visitQuestion))
    }

    @Test(
        "7: with nothing known, the treatments there are come first, then only what is for everybody, and the results to ask for"
    )
    func everythingUnknown() throws {
        let overview = try #require(
            try PackUnderTest.pack().passage(Passage.ID(topic: "overview", path: "drugs")))
        var talk = try Conversation()
        let first = talk.say("what are my options?")
        talk.say("I don't know")
        talk.say("no idea")
        let second = talk.say("what are my options?")
        for reply in [first, second] {
            #expect(reply.act == .options)
            #expect(reply.topics.first == "overview")
            #expect(Set(reply.topics.dropFirst()) == ["genomic-testing", "clinical-trials", "supportive-care"])
            #expect(reply.text.hasPrefix(overview.body))
            #expect(reply.text.contains("hormone receptors and HER2"))
        }
        #expect(["hr", "her2"].contains(first.asks))
        #expect(second.slots == ["hr": "unknown", "her2": "unknown"])
        #expect(!["hr", "her2"].contains(second.asks))
    }

    @Test(
        "8: results that don't go together are asked about, and nothing of what was written is noted",
        arguments: [
            ("triple negative, ER positive", "hr"), ("HER2 3+ and HER2 negative", "her2"),
        ])
    func conflict(told: String, slot: String) throws {
        var talk = try Conversation()
        let reply = talk.say(told)
        #expect(reply.act == .clarify)
        #expect(reply.topics == [])
        #expect(reply.slots.isEmpty)
        #expect(reply.asks == slot)
        #expect(reply.text.contains("two different results"))
        #expect(reply.text.contains("two samples"))
    }

    @Test(
        "9: a mistyped BRCA is read as BRCA, and whether it is inherited matters",
        arguments: [
            "I have a BRAC mutation", "BRAC1 positive", "I carry the BRCA2 gene",
        ])
    func misspelled(told: String) throws {
        var talk = try Conversation()
        let reply = talk.say(told)
        #expect(reply.slots == ["brca": "mutated"])
        #expect(try !reply.text.contains(Regex(#"\bBRAC"#)))
        #expect(talk.say("what are my options?").text.contains("it matters if it is inherited"))
        #expect(talk.say("who are PARP inhibitors for?").text.contains("inherited"))
    }

    @Test("10: a man hears what men are given")
    func man() throws {
        var talk = try Conversation()
        talk.say("I am a man with HR positive, HER2 zero breast cancer")
        let reply = talk.say("what hormone drugs do men get?")
        #expect(reply.topics.first == "hormone-therapy")
        #expect(reply.text.contains("tamoxifen, fulvestrant, or an aromatase inhibitor"))
    }
}
