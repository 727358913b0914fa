// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Understanding

@Suite("Whose status it is, when, and whether")
struct ScopeTests {
    private func read(_ text: String) throws -> (interpretation: Interpretation, told: [String: String]) {
        let interpreter = try PackUnderTest.interpreter()
        let interpretation = interpreter.read(text)
        return (interpretation, interpreter.statuses(interpretation.told))
    }

    @Test(
        "a status that is told is taken, and one that is denied is its opposite",
        arguments: [
            ("my cancer is HER2 positive", ["her2": "positive"]),
            ("I am ER positive and HER2 negative", ["hr": "positive", "her2": "negative"]),
            ("my biopsy says HER2 low", ["her2": "low"]),
            ("I carry a BRCA2 mutation", ["brca": "mutated"]),
            ("I do not have a BRCA mutation", ["brca": "not-mutated"]),
            ("it has spread to my spine", ["bone_mets": "yes"]),
            ("the cancer is not in my bones", ["bone_mets": "no"]),
            ("I went through menopause years ago", ["menopause": "post"]),
            ("I still have periods", ["menopause": "pre"]),
            ("now that I am triple negative what are my options", ["hr": "negative", "her2": "negative"]),
        ])
    func told(text: String, statuses: [String: String]) throws {
        #expect(try read(text).told == statuses)
    }

    @Test(
        "beside one's own test, or the lack of one, a relative's is family history",
        arguments: [
            "My sister has the BRCA2 change. I haven't been told mine.",
            "my cousin is HER2 positive on Phesgo, will I get that too",
            "mum and auntie both have the BRCA gene. I was tested and I don't",
            "my aunt is BRCA positive, they know nothing about me", "my mum has BRCA1. does that matter for me",
        ])
    func relatives(text: String) throws {
        #expect(try read(text).told.filter { $0.value == "mutated" || $0.value == "positive" }.isEmpty)
    }

    @Test(
        "a relative who is the patient stays so, whatever else is said of oneself",
        arguments: [
            "My mum has it in her bones and I look after her. I don't understand any of it",
            "mum's is in her bones, will I be able to lift her",
        ])
    func patient(text: String) throws {
        #expect(try read(text).told["bone_mets"] == "yes")
    }

    @Test("a word for a person is no name of a slot")
    func hers() throws {
        #expect(try read("Hers: ER pos PR neg, HER2 neg").told == ["hr": "positive", "her2": "negative"])
    }

    @Test("a denial says what the pack says that it means, and nothing where it leaves several values open")
    func openDenial() throws {
        #expect(try read("my cancer is not HER2 positive").told == ["her2": "negative"])
        #expect(try read("my cancer is not HER2 low").told.isEmpty)
    }

    @Test(
        "a status that is asked about sets nothing but is kept as spoken of",
        arguments: [
            ("what does HER2 positive mean?", "her2"), ("what is ER positive", "hr"),
            ("tell me about HER2 low", "her2"), ("explain PD-L1 positive to me", "pdl1"),
            ("does a BRCA mutation matter", "brca"), ("which treatments are for triple negative?", "hr"),
            ("is HER2 negative bad?", "her2"), ("HER2 positive?", "her2"),
            ("whats the difference between HER2 low and HER2 negative", "her2"),
        ])
    func asked(text: String, slot: String) throws {
        let (interpretation, told) = try read(text)
        #expect(told.isEmpty)
        #expect(interpretation.mentioned.map(\.slot).contains(slot))
        #expect(interpretation.asksQuestion)
    }

    @Test(
        "a status that is only supposed sets nothing but is kept as spoken of",
        arguments: [
            "what if I was HER2 positive", "suppose I am triple negative", "if the new biopsy is HER2 low what then",
            "what would change if I had a BRCA mutation", "is it different for people with HER2 positive cancer",
            "I wonder whether it is in my bones",
        ])
    func supposed(text: String) throws {
        let (interpretation, told) = try read(text)
        #expect(told.isEmpty)
        #expect(!interpretation.mentioned.isEmpty)
    }

    @Test(
        "of a status that has changed, only what holds now is taken",
        arguments: [
            ("I was HER2 negative at first but now it is HER2 low", ["her2": "low"]),
            ("originally ER positive, the new biopsy came back ER negative", ["hr": "negative"]),
            ("it used to be HER2 positive", [:]),
            ("previously I was triple negative", [:]),
            ("at diagnosis it was HER2 negative, turns out it is HER2 positive", ["her2": "positive"]),
        ])
    func pastAndChanged(text: String, statuses: [String: String]) throws {
        #expect(try read(text).told == statuses)
    }

    @Test(
        "somebody else's status sets nothing",
        arguments: [
            "my friend is HER2 positive", "a lady in my support group is triple negative",
            "my mum had a BRCA mutation and died of it", "someone I know has a BRCA2 mutation",
            "my colleague was ER positive", "my aunt was HER2 positive",
        ])
    func somebodyElses(text: String) throws {
        let (interpretation, told) = try read(text)
        #expect(told.isEmpty)
        #expect(interpretation.isAboutSomebodyElse)
    }

    @Test(
        "a relative who is spoken for is the patient",
        arguments: [
            ("asking for my mum, she is HER2 positive", ["her2": "positive"]),
            ("my wife is triple negative", ["hr": "negative", "her2": "negative"]),
            ("my sister has a BRCA1 mutation and it is in her bones", ["brca": "mutated", "bone_mets": "yes"]),
            ("I am asking for my husband, his ER was 90%", ["hr": "positive"]),
            ("caring for my dad, he is ER positive", ["hr": "positive"]),
        ])
    func spokenFor(text: String, statuses: [String: String]) throws {
        let (interpretation, told) = try read(text)
        #expect(told == statuses)
        #expect(interpretation.relative.map(text.contains) == true)
        #expect(!interpretation.isAboutSomebodyElse)
    }

    @Test(
        "a result that is on its way is unknown, and says so",
        arguments: [
            ("we are still waiting for my HER2 result", "her2"), ("my PD-L1 is pending", "pdl1"),
            ("BRCA test not back yet", "brca"), ("HER2 is being repeated", "her2"), ("ER result to follow", "hr"),
            ("my HER2 was inconclusive", "her2"),
        ])
    func pending(text: String, slot: String) throws {
        let (interpretation, told) = try read(text)
        #expect(told == [slot: "unknown"])
        #expect(interpretation.told.map(\.rule) == ["pending"])
    }

    @Test(
        "a result that the speaker doesn't know is unknown, and says so",
        arguments: [
            ("I don't know my HER2 status", "her2"), ("no idea about my PD-L1", "pdl1"),
            ("I was never tested for BRCA", "brca"), ("not sure if I am ER positive", "hr"),
            ("nobody told me my HER2", "her2"), ("I can't remember my BRCA result", "brca"),
        ])
    func unknown(text: String, slot: String) throws {
        let (interpretation, told) = try read(text)
        #expect(told == [slot: "unknown"])
        #expect(interpretation.told.map(\.rule) == ["unknown"])
    }

    @Test("a status is asked of one sentence and told in another")
    func sentences() throws {
        let (interpretation, told) = try read("I am HER2 negative. What does ER positive mean?")
        #expect(told == ["her2": "negative"])
        #expect(interpretation.mentioned.map(\.slot) == ["hr"])
    }

    @Test("a status just spoken of is adopted in plain words", arguments: ["that's me", "same here", "yes thats me"])
    func adopted(text: String) throws {
        #expect(try read(text).interpretation.adopts)
    }
}
