// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing

/// The 86 statements of the page that Careline began with, each in the sense in which it was kept, qualified or put right.
@Suite("The statements of the first page")
struct SeedFactsTests {
    /// A statement by its number, a question that asks for it, and what has to be said then.
    struct Fact: CustomTestStringConvertible, Sendable {
        let id: String
        let question: String
        /// Patterns, all of which the reply or "tell me more" must hold.
        let phrases: [String]

        init(_ id: String, _ question: String, _ phrases: [String]) {
            self.id = id
            self.question = question
            self.phrases = phrases
        }

        var testDescription: String { "\(id): \(question)" }
    }

    /// S53, S63 and S86 judge structure and spelling; they have tests of their own below.
    static let facts: [Fact] = [
        Fact(
            "S1", "is stage 4 breast cancer a chronic illness you can live with",
            ["live with (it|MBC) for (many )?years", "can sound milder than this illness is|serious"]),
        Fact("S2", "can metastatic breast cancer be cured", ["generally not curable"]),
        Fact("S3", "what is the goal of treatment at this stage", ["about managing the disease|control the cancer"]),
        Fact("S4", "what are the goals of treatment for stage 4 cancer", ["ease symptoms"]),
        Fact(
            "S5", "will treatment help me live longer",
            ["aims, not promises", "many people, but not all, to live longer"]),
        Fact("S6", "do past treatments matter for what I get next", ["treatments you already had"]),
        Fact("S7", "how do doctors choose my treatment", ["your symptoms"]),
        Fact(
            "S8", "does it matter where the cancer has spread when they choose treatment",
            ["where the cancer is, how far it has spread, and how fast it grows"]),
        Fact("S9", "how do doctors choose my treatment", ["no longer just yes or no", "HER2-ultralow"]),
        Fact("S10", "what decides which treatment I get", ["hormone receptors"]),
        Fact(
            "S11", "what treatments are there for metastatic breast cancer",
            ["Genomic testing is not a treatment", #"Supportive \(palliative\) care"#, "Clinical trials"]),
        Fact(
            "S12", "how well does hormone therapy work",
            ["sometimes for years", "CDK4/6 inhibitor", "most cancers stop responding"]),
        Fact(
            "S13", "can men have hormone therapy for breast cancer",
            ["tamoxifen, fulvestrant, or an aromatase inhibitor", "GnRH drug"]),
        Fact(
            "S14", "who is hormone therapy for",
            ["hormone receptor-positive", "receptors for estrogen, progesterone or both"]),
        Fact(
            "S15", "how well does hormone therapy control the cancer",
            ["differs from person to person", "weeks or months"]),
        Fact(
            "S16", "what are the side effects of hormone therapy",
            ["side effects are common", "Joint pain", "blood clots"]),
        Fact("S17", "how do hormone blockers stop the cancer", ["lower(s|ing)? (the )?estrogen", "receptor"]),
        Fact("S18", "how does chemo work", ["kill cancer cells"]),
        Fact("S19", "can chemo shrink the tumor", ["stop or slow", "limited time"]),
        Fact(
            "S20", "is chemo gentler for spread cancer than for early breast cancer",
            ["one drug at a time", "still used when the cancer causes fast or serious problems"]),
        Fact("S21", "what is the aim of chemo for spread cancer", ["control the (tumor|cancer)"]),
        Fact("S22", "what is life like on chemo", ["good quality of life", "some are dangerous", "fever"]),
        Fact("S23", "is chemo given through a vein", ["drip into a vein"]),
        Fact("S24", "which chemo drugs are tablets", ["capecitabine"]),
        Fact(
            "S25", "what are the options for triple negative",
            ["Antibody-drug conjugates", "Chemotherapy is often talked about early in triple-negative", "BRCA"]),
        Fact("S26", "do people with triple negative cancer get immunotherapy", ["PD-L1 CPS of 10 or more"]),
        Fact("S27", "how does targeted therapy work", ["protein that the cell has too much of"]),
        Fact("S28", "which gene changes have a drug", ["PIK3CA, AKT1", "ESR1", "BRCA1"]),
        Fact("S29", "does HER2 make the cancer grow faster", ["tends to grow faster without HER2 treatment"]),
        Fact("S30", "can a gene change make hormone therapy stop working", ["ESR1", "work less well"]),
        Fact("S31", "how do targeted drugs work on the cancer", ["aims at that protein or change"]),
        Fact(
            "S32", "do targeted drugs kill cancer cells",
            ["Some of these drugs kill cancer cells", "mainly block the growth signals", "Healthy cells"]),
        Fact(
            "S33", "why pair a CDK4/6 inhibitor with hormone therapy",
            [
                "(usually paired|often given) with (a targeted drug|hormone therapy)",
                "CDK4/6 inhibitors and drugs that act on (the )?PI3K, AKT or mTOR",
            ]),
        Fact("S34", "is HER2 treatment always given with chemo", ["no separate chemo", "Enhertu"]),
        Fact(
            "S35", "can targeted drugs overcome resistance to hormone therapy",
            ["can delay (it|this|resistance)", "they (can )?overcome it", "Most often (it|resistance) comes back"]),
        Fact(
            "S36", "does Herceptin make chemo work better",
            ["HER2 antibodies plus chemo work better than chemo alone"]),
        Fact("S37", "how do PARP inhibitors work", ["blocks that repair", "no good back-up"]),
        Fact("S38", "why do cancer cells die on olaparib", ["make them die|they can die"]),
        Fact(
            "S39", "do PARP inhibitors harm normal cells",
            ["harder than normal cells", "Normal cells are affected too"]),
        Fact(
            "S40", "is Lynparza used as maintenance",
            ["treatment (in their own right|of their own)", "in place of chemo", "ovarian and pancreatic"]),
        Fact(
            "S41", "who can have olaparib when breast cancer comes back",
            ["HER2-negative", "inherited BRCA1 or BRCA2", "which treatments must come first"]),
        Fact("S42", "what is an antibody drug conjugate", ["antibody with a strong chemo drug"]),
        Fact("S43", "are antibody drug conjugates targeted therapy", ["So are antibody-drug conjugates"]),
        Fact("S44", "is Enhertu a kind of chemo", ["antibody with a strong chemo drug"]),
        Fact(
            "S45", "do antibody drug conjugates spare healthy cells",
            ["Healthy cells are still affected", "inflame the lungs", "mouth and eye problems"]),
        Fact("S46", "what is an antibody made from", ["made with living cells"]),
        Fact("S47", "are antibody drug conjugates new", ["since the 1990s", "came in 2013"]),
        Fact("S48", "is a PARP inhibitor a targeted therapy", ["PARP inhibitors are (a kind of )?targeted"]),
        Fact("S49", "do PARP inhibitors fix DNA or block repair", ["blocks that repair"]),
        Fact("S50", "what does Lynparza do to cancer cells", ["block DNA repair|blocks PARP, another repair tool"]),
        Fact("S51", "how do PARP inhibitors kill cancer with a BRCA change", ["cells with a BRCA change harder"]),
        Fact("S52", "what is the BRAC gene", ["BRCA1 and BRCA2", "inherited"]),
        Fact("S54", "what is PD-L1", ["protein", "not (to )?attack"]),
        Fact("S55", "what does the immune system normally do", ["viruses and bacteria"]),
        Fact(
            "S56", "does the immune system attack healthy cells",
            ["does not normally fight the body's own healthy cells|keeps them from attacking healthy cells"]),
        Fact(
            "S57", "what does the CPS score count",
            ["on cancer cells and on (immune cells nearby|nearby immune cells)"]),
        Fact("S58", "how does cancer hide from the immune system", ["trick immune cells"]),
        Fact("S59", "how does PD-L1 help cancer hide", ["so they leave it alone"]),
        Fact(
            "S60", "would a high PD-L1 mean immunotherapy for me",
            ["PD-L1 CPS of 10", "not usual for hormone receptor-positive or HER2-positive"]),
        Fact("S61", "how does immunotherapy work", ["Immune cells have a brake", "may attack them too"]),
        Fact(
            "S62", "how well does immunotherapy work in breast cancer",
            ["some people live longer", "not better than chemo overall"]),
        Fact("S64", "what are bone modifying drugs", ["zoledronic acid", "denosumab"]),
        Fact("S65", "who are bone modifying drugs for", ["spread to (the )?bones?"]),
        Fact("S66", "do bone drugs treat the cancer", ["protect the bone", "do not treat the cancer itself"]),
        Fact("S67", "do bone drugs take away bone pain", ["ease pain only a little", "Radiation"]),
        Fact(
            "S68", "what are bone strengthening drugs for", [#"risk of(:\s+-)? (broken bones|breaks)"#, "spinal cord"]),
        Fact("S69", "can bisphosphonates prevent osteoporosis", ["osteoporosis", "another dose"]),
        Fact("S70", "what does radiation do in metastatic cancer", ["kill or shrink cancer in one place"]),
        Fact("S71", "does radiation help with bone pain", ["radiation"]),
        Fact("S72", "when is radiation used", ["brain", "spinal cord", "bleeding"]),
        Fact("S73", "when is radiation used", ["Painful cancer in a bone"]),
        Fact(
            "S74", "is surgery used for metastatic breast cancer",
            [
                "not the main treatment", "used at times|may ease a problem in one place", "weak bone",
            ]),
        Fact("S75", "why can't they just cut the cancer out", ["does not treat cancer in other parts of the body"]),
        Fact("S76", "can surgery ease symptoms", ["may ease symptoms"]),
        Fact(
            "S77", "would they remove my breast tumor after it has spread",
            ["good response to drug treatment", "Most trials did not show longer life"]),
        Fact("S78", "should the breast tumor be removed if the cancer is stable", ["stable cancer", "Experts differ"]),
        Fact("S79", "who should have genomic testing", ["access and habits differ", "bring it up yourself"]),
        Fact("S80", "what is a liquid biopsy", ["tumor DNA", "ctDNA"]),
        Fact("S81", "is a tumor test different from a test for inherited genes", ["inherited"]),
        Fact("S82", "can a BRCA test change my treatment", ["guide treatment", "open the way|PARP inhibitor"]),
        Fact("S83", "how does genomic testing help my doctor choose a treatment", ["helps your doctor see whether"]),
        Fact(
            "S84", "how do results from genomic testing lead to a drug",
            ["approved now", "alpelisib, inavolisib and capivasertib", "elacestrant, imlunestrant and vepdegestrant"]),
        Fact(
            "S85", "who should have genomic testing",
            ["talk with your doctor about whether your tumor should be tested"]),
    ]

    /// What is said to a question, and to "tell me more" twice.
    private func replies(to question: String) throws -> [Reply] {
        var talk = try Conversation()
        return [question, "tell me more", "tell me more"].map { talk.say($0) }
    }

    @Test("somebody who asks hears it", arguments: facts)
    func heard(fact: Fact) throws {
        let replies = try replies(to: fact.question)
        #expect(replies.first?.act == .answer || replies.first?.act == .options)
        for phrase in fact.phrases {
            let pattern = try Regex(phrase).ignoresCase()
            let isSaid = replies.contains { $0.text.firstMatch(of: pattern) != nil }
            #expect(isSaid, "\(phrase) is not in: \(replies.map(\.text).joined(separator: "\n---\n"))")
        }
    }

    @Test("every statement has a question here or a test of its own")
    func complete() {
        let apart: Set = ["S53", "S63", "S86"]
        let all = Set((1...86).map { "S\($0)" })
        #expect(Set(Self.facts.map(\.id)) == all.subtracting(apart))
        #expect(Self.facts.count == all.count - apart.count)
    }

    @Test("S53: antibody-drug conjugates and PARP inhibitors are kept apart")
    func structure() throws {
        let pack = try PackUnderTest.pack()
        let conjugates = try #require(pack.topic("antibody-drug-conjugates"))
        // One passage tells the two apart; the names of the drugs stand in no other.
        for passage in conjugates.passages where passage.id.part != "not-a-parp-inhibitor" {
            let text = [passage.title, passage.body, passage.short, passage.more].joined(separator: " ")
            #expect(
                try !text.contains(Regex("PARP|olaparib|talazoparib|Lynparza|Talzenna")), "\(passage.id.description)")
        }
        let reply = try #require(try replies(to: "is olaparib an antibody drug conjugate").first)
        #expect(reply.topics.first == "parp-inhibitors")
        #expect(reply.text.contains("small-molecule"))
    }

    @Test(
        "S63: PD-L1 is understood however it is written, and written right",
        arguments: ["what is PDL1", "PDL1 what is it", "pd l1 meaning", "what does PD-L1 mean"])
    func spellingOfPDL1(question: String) throws {
        let reply = try #require(try replies(to: question).first)
        #expect(reply.act == .answer)
        #expect(reply.text.contains("PD-L1"))
        #expect(!reply.text.contains("PDL1"))
    }

    @Test(
        "S52 and S86: BRCA is understood however it is written, and written right",
        arguments: ["what is the BRAC gene", "what does a BRAC1 mutation mean", "what is braca"])
    func spellingOfBRCA(question: String) throws {
        let reply = try #require(try replies(to: question).first)
        #expect(reply.act == .answer)
        #expect(reply.text.contains("BRCA"))
        #expect(try !reply.text.contains(Regex(#"\bBRAC"#)))
    }

    @Test(
        "S86: a question whether genomic testing is relevant is understood, misspelled or not",
        arguments: [
            "who should have genomic testing", "is my tumor revelent for genomic testing",
            "is genomic testing relevant for my tumor",
        ])
    func sense(question: String) throws {
        let replies = try replies(to: question)
        #expect(replies.first?.topics.first == "genomic-testing")
        #expect(!replies.contains { $0.text.contains("revelent") })
        #expect(
            try PackUnderTest.pack().sayings.contains {
                $0.text.contains("Ask whether genomic testing of your tumor or blood makes sense for you")
            })
    }
}
