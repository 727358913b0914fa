// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Understanding

@Suite("Statuses as laboratories and people write them")
struct SlotFillerTests {
    private func told(_ text: String, asked: String? = nil) throws -> [String: String] {
        try PackUnderTest.interpreter().told(text, asked: asked)
    }

    @Test(
        "ER and PR are read from signs, percentages and scores",
        arguments: [
            ("ER+", "positive"), ("ER-", "negative"), ("ER +ve", "positive"), ("ER-/PR-", "negative"),
            ("ER positive PR negative", "positive"), ("ER negative, PR positive", "positive"),
            ("ER 90%", "positive"), ("ER: 5%", "positive"), ("ER 1%", "positive"), ("ER 0%", "negative"),
            ("ER <1%", "negative"), ("ER less than 1%, PR less than 1%", "negative"),
            ("ER 0%, PR 0%", "negative"), ("ER 0% PR 15%", "positive"), ("PgR 60%", "positive"),
            ("estrogen receptor positive", "positive"), ("oestrogen receptor negative", "negative"),
            ("ER low positive", "positive"), ("hormone receptor positive", "positive"),
            ("ER Allred 8/8", "positive"), ("ER Allred score 7/8, PR 5/8", "positive"), ("ER 3/8", "positive"),
            ("ER 2/8", "negative"), ("ER 0/8 PR 2/8", "negative"), ("ER 8 out of 8", "positive"),
            ("ER H-score 270/300", "positive"), ("progesterone receptor 20%", "positive"),
        ])
    func hormoneReceptors(text: String, value: String) throws {
        #expect(try told(text) == ["hr": value])
    }

    @Test(
        "HER2 is read from words, IHC scores and FISH",
        arguments: [
            ("HER2 positive", "positive"), ("HER2 negative", "negative"), ("her2-", "negative"), ("HER2+", "positive"),
            ("HER2 low", "low"), ("HER2-low", "low"), ("HER2 ultralow", "ultralow"), ("HER2 equivocal", "unknown"),
            ("HER2 IHC 3+", "positive"), ("HER2 3+", "positive"), ("HER2 IHC 2+", "unknown"), ("HER2 IHC 1+", "low"),
            ("HER2 1+", "low"), ("HER2 IHC 0", "negative"), ("HER2 0", "negative"), ("IHC score 3+", "positive"),
            ("HER2 2+, FISH amplified", "positive"), ("HER2 2+ FISH not amplified", "low"),
            ("HER2 2+, ISH negative", "low"), ("HER2 IHC 2+ (equivocal), FISH positive", "positive"),
            ("FISH amplified", "positive"), ("HER2 FISH not amplified", "negative"),
            ("HER2 IHC 0 with faint staining", "ultralow"), ("HER2 three plus", "positive"),
            ("HER2/neu negative", "negative"), ("HER2 not overexpressed", "negative"),
            ("HER2 IHC 1+, FISH not amplified", "low"),
        ])
    func her2(text: String, value: String) throws {
        #expect(try told(text) == ["her2": value])
    }

    @Test(
        "a CPS of ten or more is PD-L1 positive",
        arguments: [
            ("PD-L1 CPS 10", "positive"), ("CPS 9", "negative"), ("CPS: 22", "positive"), ("PD-L1 CPS 0", "negative"),
            ("PDL1 positive", "positive"), ("PD-L1 negative", "negative"), ("combined positive score 15", "positive"),
            ("my PD-L1 score is 5", "negative"), ("PD-L1 (22C3) CPS 12", "positive"), ("CPS <1", "negative"),
            ("CPS of 100", "positive"),
        ])
    func pdl1(text: String, value: String) throws {
        #expect(try told(text) == ["pdl1": value])
    }

    @Test(
        "a BRCA variant is a change, none, or of uncertain significance",
        arguments: [
            ("BRCA1 pathogenic variant", "mutated"), ("likely pathogenic variant in BRCA2", "mutated"),
            ("BRCA2 mutation detected", "mutated"), ("gBRCA mutated", "mutated"), ("BRCA1 positive", "mutated"),
            ("BRCA negative", "not-mutated"), ("no BRCA mutation found", "not-mutated"),
            ("BRCA1/2 wild type", "not-mutated"), ("BRCA2 benign variant", "not-mutated"),
            ("BRCA2 variant of uncertain significance", "unknown"), ("BRCA1 VUS", "unknown"),
            ("BRCA test came back clear", "not-mutated"),
        ])
    func brca(text: String, value: String) throws {
        #expect(try told(text) == ["brca": value])
    }

    @Test(
        "several results in one message are each read",
        arguments: [
            (
                "ER+ PR- HER2- BRCA negative", ["hr": "positive", "her2": "negative", "brca": "not-mutated"]
            ),
            ("ER 95%, PR 20%, HER2 IHC 1+, CPS 12", ["hr": "positive", "her2": "low", "pdl1": "positive"]),
            (
                "ER: negative\nPR: negative\nHER2: 2+, FISH not amplified\nBRCA1: VUS",
                ["hr": "negative", "her2": "low", "brca": "unknown"]
            ),
            ("ER/PR positive HER2 negative", ["hr": "positive", "her2": "negative"]),
            ("ER and PR positive, HER2 3+, bone mets", ["hr": "positive", "her2": "positive", "bone_mets": "yes"]),
            (
                "postmenopausal, er+ her2 low, bones clear",
                [
                    "menopause": "post", "hr": "positive", "her2": "low", "bone_mets": "no",
                ]
            ),
        ])
    func severalInOne(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }

    @Test(
        "asides, brackets and a yes behind a value change nothing",
        arguments: [
            ("my wife (the patient) is ER- PR- HER2 3+", ["hr": "negative", "her2": "positive"]),
            ("the hormone is positive, her2 negative yes", ["hr": "positive", "her2": "negative"]),
            ("her2 negative and I am 41", ["her2": "negative"]),
            ("it is BRCA2 pathogenic. so positive", ["brca": "mutated"]),
            ("no hormone, no her2", ["hr": "negative", "her2": "negative"]),
            ("it's not triple negative it's the hormone one", ["hr": "positive"]),
            ("the spread is in my pelvis and a rib", ["bone_mets": "yes"]),
            ("54-year-old lady with ER-positive, HER2-negative disease", ["hr": "positive", "her2": "negative"]),
        ])
    func asides(text: String, statuses: [String: String]) throws {
        #expect(try told(text).filter { $0.key != "sex" } == statuses)
    }

    @Test(
        "of two hospitals the second counts",
        arguments: [
            "first hospital said triple negative, second hospital tested again and it is ER positive",
            "the first lab said ER negative. the second lab says ER positive",
        ])
    func twoHospitals(text: String) throws {
        #expect(try told(text)["hr"] == "positive")
    }

    @Test(
        "other people's results, and other cancers, set nothing",
        arguments: [
            "my cousin's wife is brca2", "my dad has prostate cancer in his bones",
            "immunotherapy is only for the triple negative crowd",
        ])
    func others(text: String) throws {
        #expect(try told(text).isEmpty)
    }

    @Test(
        "triple negative and triple positive say two things at once",
        arguments: [
            ("I have triple negative breast cancer", "negative"), ("mine is TNBC", "negative"),
            ("triple neg", "negative"), ("triple positive", "positive"),
        ])
    func profiles(text: String, value: String) throws {
        #expect(try told(text) == ["hr": value, "her2": value])
    }

    @Test(
        "a correction within a message counts",
        arguments: [
            ("HER2 negative, no wait, HER2 low", ["her2": "low"]),
            ("I am ER negative, sorry, ER positive", ["hr": "positive"]),
            ("BRCA positive, actually BRCA negative", ["brca": "not-mutated"]),
            ("HER2 was 2+, retested and now HER2 is positive", ["her2": "positive"]),
        ])
    func corrections(text: String, statuses: [String: String]) throws {
        let interpreter = try PackUnderTest.interpreter()
        let interpretation = interpreter.read(text)
        #expect(interpreter.statuses(interpretation.told) == statuses)
        #expect(interpretation.corrects)
        #expect(interpretation.conflicts.isEmpty)
    }

    @Test(
        "two values for one slot that don't go together are a conflict, and neither is taken",
        arguments: [
            ("HER2 positive and HER2 negative", "her2"), ("one report says ER positive, the other ER negative", "hr"),
            ("my BRCA is positive. my BRCA is negative", "brca"), ("triple negative and HER2 positive", "her2"),
        ])
    func conflicts(text: String, slot: String) throws {
        let interpretation = try PackUnderTest.interpreter().read(text)
        #expect(interpretation.conflicts.contains(slot))
        #expect(!interpretation.told.map(\.slot).contains(slot))
    }

    @Test(
        "after a question, words and numbers are taken as its answer",
        arguments: [
            ("hr", "positive", "positive"), ("hr", "both", "positive"), ("hr", "neither", "negative"),
            ("hr", "90%", "positive"), ("hr", "0%", "negative"), ("hr", "7/8", "positive"),
            ("her2", "low", "low"), ("her2", "it was negative", "negative"), ("her2", "3+", "positive"),
            ("her2", "2", "unknown"), ("her2", "1+", "low"), ("her2", "zero", "negative"), ("her2", "yes", "positive"),
            ("her2", "2+ and fish was not amplified", "low"),
            ("brca", "yes", "mutated"), ("brca", "nope", "not-mutated"), ("brca", "a vus", "unknown"),
            ("brca", "all clear", "not-mutated"), ("brca", "I had the test and nothing was found", "not-mutated"),
            ("pdl1", "15", "positive"), ("pdl1", "5", "negative"), ("pdl1", "high", "positive"),
            ("bone_mets", "yes", "yes"), ("bone_mets", "no", "no"), ("bone_mets", "hip and ribs", "yes"),
            ("bone_mets", "only the liver", "no"),
            ("menopause", "yes", "post"), ("menopause", "not yet", "pre"), ("menopause", "years ago", "post"),
            ("menopause", "before", "pre"),
        ])
    func answers(slot: String, text: String, value: String) throws {
        #expect(try told(text, asked: slot) == [slot: value])
    }

    @Test(
        "not knowing is an answer to any question",
        arguments: ["hr", "her2", "brca", "pdl1", "bone_mets", "menopause"],
        ["no idea", "I don't know", "not sure", "dunno", "nobody told me", "we are waiting for that"])
    func unknownAnswers(slot: String, text: String) throws {
        #expect(try told(text, asked: slot) == [slot: "unknown"])
    }

    @Test(
        "an answer to another question than the one asked is taken for what it names",
        arguments: [
            ("her2", "I am ER positive", ["hr": "positive"]),
            ("brca", "it has spread to my bones", ["bone_mets": "yes"]),
            ("hr", "I have a BRCA1 mutation", ["brca": "mutated"]),
        ])
    func otherAnswers(asked: String, text: String, statuses: [String: String]) throws {
        #expect(try told(text, asked: asked) == statuses)
    }

    @Test("a fresh question is no answer", arguments: ["what is that", "is it positive for most people?", "why"])
    func questions(text: String) throws {
        #expect(try told(text, asked: "her2").isEmpty)
    }

    @Test("without a name or a question, a bare number says nothing", arguments: ["3", "90%", "15", "2+", "7/8", "0"])
    func bareNumbers(text: String) throws {
        #expect(try told(text).isEmpty)
    }

    @Test(
        "a number about something else is no answer",
        arguments: [
            "I am 45 years old and have 3 kids", "I was diagnosed in 2019 when I was 40", "my dose is 2 tablets",
        ])
    func otherNumbers(text: String) throws {
        #expect(try told(text, asked: "pdl1").isEmpty)
    }

    @Test("a reading keeps the words that said it")
    func quotes() throws {
        let told = try PackUnderTest.interpreter().read("Hello, my report says HER2 IHC 1+ and ER 90%.").told
        #expect(told.map(\.quote) == ["HER2 IHC 1+", "ER 90%"])
        #expect(told.map(\.component) == ["ihc", "er"])
    }

    @Test(
        "whose a result is follows from the words around it",
        arguments: [
            ("my wife's FISH test was amplified", ["her2": "positive"]),
            ("Mum is triple negative and the CPS was 4", ["her2": "negative", "hr": "negative", "pdl1": "negative"]),
            (
                "my sister is the triple negative one, I'm ER positive HER2 negative",
                ["hr": "positive", "her2": "negative"]
            ),
            ("my mum was HER2 positive", [:]),
            ("my husband's sister is BRCA positive", [:]),
            ("which bone drug? nobody's told me I'm on one", [:]),
        ] as [(String, [String: String])])
    func whose(text: String, values: [String: String]) throws {
        #expect(try told(text) == values)
    }

    @Test(
        "a plus between two words joins them, and is no result",
        arguments: [
            ("HER2 1+, anaemia + fatigue", ["her2": "low"]),
            ("ER + PR + HER2 -", ["hr": "positive", "her2": "negative"]),
            ("HER2 1+, bone mets L2 + R ilium", ["her2": "low", "bone_mets": "yes"]),
        ] as [(String, [String: String])])
    func joiningPlus(text: String, values: [String: String]) throws {
        #expect(try told(text) == values)
    }

    @Test(
        "the later of two samples counts",
        arguments: [
            ("Bx 3/3/21: ER 90% PR 70% HER2 0. Bx 11/9/24: ER 80% PR 0% HER2 1+.", ["hr": "positive", "her2": "low"]),
            (
                "In 2018 the breast lump was HER2 negative. The liver biopsy last month says HER2 positive",
                ["her2": "positive"]
            ),
            ("bones were clear in January but the March scan shows them in my spine", ["bone_mets": "yes"]),
        ] as [(String, [String: String])])
    func laterSample(text: String, values: [String: String]) throws {
        #expect(try told(text) == values)
    }

    @Test("what nobody is sure of is not known, and not denied")
    func doubt() throws {
        let text = "they found a spot on my rib but they aren't sure if it's cancer in the bone or an old break"
        #expect(try told(text) == ["bone_mets": "unknown"])
    }

    @Test(
        "what is one's own is told beside what is a relative's or a friend's",
        arguments: [
            ("my sister has the brca fault but I was tested and mine was clear", ["brca": "not-mutated"]),
            ("mum is brca positive and i was tested, im clear", ["brca": "not-mutated"]),
            ("mum has brca1. i have it too", ["brca": "mutated"]),
            ("my friend is her2 positive, i am negative", ["her2": "negative"]),
        ])
    func besideAnothers(text: String, slots: [String: String]) throws {
        #expect(try told(text) == slots)
    }

    @Test(
        "a result that is not there yet, or that somebody expects, is not known",
        arguments: [
            ("ER, PR and HER2 result is not yet out", ["hr": "unknown", "her2": "unknown"]),
            ("a variant of something in the brca2, uncertain", ["brca": "unknown"]),
        ])
    func open(text: String, slots: [String: String]) throws {
        #expect(try told(text) == slots)
    }

    @Test("an assent behind a medicine is no answer")
    func assent() throws {
        #expect(try told("tucatinib, aye", asked: "hr") == [:])
        #expect(try told("aye", asked: "hr") == ["hr": "positive"])
    }

    @Test(
        "what people say of themselves by the way is told",
        arguments: [
            ("I'm not a carrier", ["brca": "not-mutated"]),
            ("er? her2? no one's ever told me any of that", ["hr": "unknown", "her2": "unknown"]),
            ("my wife has breast cancer, metastasis is in bones and in liver", ["bone_mets": "yes"]),
            ("my last period was in 2009", ["menopause": "post"]),
            ("they can take the ovaries out, right?", [:]),
            ("I've only two spots, one lung one rib", ["bone_mets": "yes"]),
            ("doctor say me cancer is in bones", ["bone_mets": "yes"]),
            ("the cancer is in my back and my two hips if that's any use to you", ["bone_mets": "yes"]),
            ("HER2 was 2+ but the fish said no", ["her2": "low"]),
            ("HER2 we are not knowing, block is sent to the lab", ["her2": "unknown"]),
            ("they did a test called PDL1, the score is 15. What does 15 mean", ["pdl1": "positive"]),
            ("my ER is 5 percent, one doctor says they treat it like triple negative", ["hr": "positive"]),
            ("I'm HER2 positive, had letrozole, no chemo yet", ["her2": "positive"]),
        ])
    func byTheWay(text: String, slots: [String: String]) throws {
        #expect(try told(text) == slots)
    }

    @Test(
        "thanks, good cheer and small troubles are no answers",
        arguments: [
            ("very clear, much obliged", "brca"), ("thank you, that's cleared a lot up", "bone_mets"),
            ("everyone says stay positive", "hr"),
            ("she has had a cough on and off since the third one, nothing major she says", "brca"),
        ])
    func noAnswers(text: String, asked: String) throws {
        #expect(try told(text, asked: asked) == [:])
    }
}
