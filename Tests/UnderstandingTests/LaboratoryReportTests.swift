// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing
import Understanding

@Suite("Statuses from pasted reports")
struct LaboratoryReportTests {
    /// The results that a report tells; where it spread stands beside them.
    private func told(_ text: String) throws -> [String: String] {
        let pack = try PackUnderTest.pack()
        return try PackUnderTest.interpreter().told(text).filter { pack.slot($0.key)?.isTrait == false }
    }

    @Test(
        "a value on the line below a heading belongs to it",
        arguments: [
            ("ER:\n  Positive\nPR:\n  Negative\nHER2:\n  Negative (score 1+)", ["hr": "positive", "her2": "low"]),
            ("ER\n90%\nPR\n5%\nHER2\n0", ["hr": "positive", "her2": "negative"]),
            ("PD-L1 IHC (22C3)\nSpecimen: node\nResult: POSITIVE", ["pdl1": "positive"]),
            ("Gene: BRCA2\nVariant: c.7008-2A>T\nClassification: Pathogenic", ["brca": "mutated"]),
            ("Result: No pathogenic variant identified\nGenes analysed: BRCA1, BRCA2", ["brca": "not-mutated"]),
        ])
    func headings(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }

    @Test(
        "columns give each name its own value",
        arguments: [
            ("ER\tPR\tHER2\tKi-67\n95%\t60%\t1+\t20%", ["hr": "positive", "her2": "low"]),
            ("| ER | PR | HER2 |\n| - | - | 3+ |", ["hr": "negative", "her2": "positive"]),
            ("ER/PR/HER2 -/-/+", ["hr": "negative", "her2": "positive"]),
            ("ER/PR/HER2: neg 0% / neg 0% / pos (IHC 3+)", ["hr": "negative", "her2": "positive"]),
            (
                "ER | 90% | positive\nPR | 0% | negative\nHER2 | 2+ | equivocal\nFISH | not amplified",
                [
                    "hr": "positive", "her2": "low",
                ]
            ),
            ("ER.......positive\nPR.......negative\nHER2.......0", ["hr": "positive", "her2": "negative"]),
            ("1. ER 0%\n2. PR 0%\n3. HER2 0", ["hr": "negative", "her2": "negative"]),
        ])
    func columns(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }

    @Test(
        "scores are read by their names and units",
        arguments: [
            ("ER Allred 2, PR Allred 0", ["hr": "negative"]), ("ER Allred 3", ["hr": "positive"]),
            ("ER H-score 280", ["hr": "positive"]), ("ER PS 1 + IS 1 = 2/8", ["hr": "negative"]),
            ("HER2 FISH ratio 3.8", ["her2": "positive"]), ("HER2/CEP17 ratio 1.2", ["her2": "negative"]),
            ("HER2/CEP17 ratio 1.4, HER2 copy number 6.8", ["her2": "positive"]),
            ("HER2/CEP17 ratio 2.2, HER2 copy number 3.1", ["her2": "negative"]),
            ("HER2 IHC 2+, HER2/CEP17 ratio 1.1, CEP17 signals 2.0", ["her2": "low"]),
            ("PD-L1 SP142: IC 2% (positive)", ["pdl1": "positive"]), ("PD-L1 IC <1%", ["pdl1": "negative"]),
            ("PD-L1 28-8: TPS 80%", ["pdl1": "positive"]), ("PD-L1 TPS 5%", ["pdl1": "unknown"]),
            ("PD-L1 TPS 0%, CPS 12", ["pdl1": "positive"]), ("PD-L1 22C3 CPS = 9", ["pdl1": "negative"]),
        ])
    func measures(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }

    @Test(
        "two genes are read apart, and a variant's name is no number",
        arguments: [
            ("BRCA1: negative\nBRCA2: c.5946del pathogenic", "mutated"),
            ("BRCA1: no mutation. BRCA2: VUS c.1234A>G", "unknown"),
            ("BRCA1 c.181T>G p.(Cys61Gly), heterozygous, pathogenic", "mutated"),
            ("BRCA2 variant, class 3 (VUS)", "unknown"), ("gBRCA wt", "not-mutated"),
            ("Germline panel (BRCA1, BRCA2, PALB2): no pathogenic variants detected", "not-mutated"),
        ])
    func genes(text: String, value: String) throws {
        #expect(try told(text) == ["brca": value])
    }

    @Test(
        "values of other tests, and notes on how results are read, are no statuses",
        arguments: [
            ("GATA3 positive, ER negative", ["hr": "negative"]),
            ("Ki67: 25%\nResult: high\nER: 70%", ["hr": "positive"]),
            ("CHEK2 pathogenic variant. BRCA1: normal", ["brca": "not-mutated"]),
            ("Nodes positive 3/12. Margins negative.", [:]),
            ("Scoring guide: 0 and 1+ negative, 2+ equivocal, 3+ positive\nHER2 IHC: 3+", ["her2": "positive"]),
            ("ER 0% (positive if >=1%), PR 0%", ["hr": "negative"]),
            ("DXA T-score -2.7 lumbar spine", [:]),
        ])
    func others(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }

    @Test(
        "of results with dates the later stand",
        arguments: [
            ("2018: ER pos, PR pos, HER2 neg\n2025: ER neg, PR neg, HER2 3+", ["hr": "negative", "her2": "positive"]),
            ("ER positive (2019), ER negative (2024)", ["hr": "negative"]),
            ("Primary tumour: ER+ HER2-\nLiver metastasis: ER- HER2-", ["hr": "negative", "her2": "negative"]),
        ])
    func dates(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }

    @Test(
        "the more exact of two values stands",
        arguments: [
            ("HER2: Negative (1+)", "low"), ("HER2 IHC 0 (ultralow: faint staining)", "ultralow"),
            ("HER2 (by immunohistochemistry): negative, score 0", "negative"),
        ])
    func refinement(text: String, value: String) throws {
        #expect(try told(text) == ["her2": value])
    }

    @Test(
        "lines that contradict each other are a conflict",
        arguments: [
            ("HER2 IHC 3+\nFinal diagnosis: HER2 negative", "her2"), ("ER: positive\nER: negative", "hr"),
            ("HER2 FISH: amplified\nHER2 FISH: not amplified", "her2"), ("PD-L1 CPS 15\nPD-L1 CPS 2", "pdl1"),
        ])
    func conflicts(text: String, slot: String) throws {
        let interpretation = try PackUnderTest.interpreter().read(text)
        #expect(interpretation.conflicts == [slot])
        #expect(interpretation.told.isEmpty)
    }

    @Test(
        "whose and when is decided where the sentence turns",
        arguments: [
            ("my mum had BRCA but mine was negative", ["brca": "not-mutated"]),
            ("used to be HER2 positive, now low", ["her2": "low"]),
            ("my HER2 is not negative but low", ["her2": "low"]),
            ("strongly positive for estrogen receptor and negative for HER2", ["hr": "positive", "her2": "negative"]),
            ("pretend my HER2 is 3+", [:]),
        ])
    func turns(text: String, statuses: [String: String]) throws {
        #expect(try told(text) == statuses)
    }
}
