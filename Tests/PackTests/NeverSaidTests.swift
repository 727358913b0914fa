// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing

@Suite("What Careline never says")
struct NeverSaidTests {
    /// A statement that is not said anywhere, or in none of the texts whose place begins so.
    struct Statement: CustomTestStringConvertible, Sendable {
        let name: String
        let pattern: String
        let place: String

        init(_ name: String, _ pattern: String, in place: String = "") {
            self.name = name
            self.pattern = pattern
            self.place = place
        }

        var testDescription: String { "\(name): \(pattern)" }
    }

    private func places(saying statement: Statement) throws -> [String] {
        let pattern = try Regex(statement.pattern).ignoresCase()
        return try PackUnderTest.pack().sayings.compactMap { saying in
            guard saying.place.hasPrefix(statement.place), let match = saying.text.firstMatch(of: pattern) else {
                return nil
            }
            return "\(saying.place): …\(saying.text[match.range])…"
        }
    }

    private static let parpDrug =
        "(inhibitors?|drugs?|therapy|treatments?|tablets?|olaparib|talazoparib|lynparza|talzenna)"

    static let wrong: [Statement] = [
        Statement("S2", #"\bnot incurable"#),
        Statement("S2", #"\b(is|are) (generally |often |now )?curable"#),
        Statement("S2", #"\b(can|will) (now |often |usually )?be cured"#),
        Statement("S13", #"\bonly (in|for|by) women"#),
        Statement("S13", #"\bwomen only"#),
        Statement("S16", #"\b(few|hardly any|almost no|hardly) side effects"#),
        Statement("S16", #"free (of|from) side effects"#),
        Statement("S22", #"\bminimal\b"#),
        Statement("S32", #"moves? in to kill"#),
        Statement("S32", #"targeted (drugs|therapy|therapies|treatments?) (all |always )?kills? "#),
        Statement("S35", #"\brevers(e|es|ed|ing)\b.{0,40}resistan"#),
        Statement("S35", #"resistance.{0,40}\brevers(e|es|ed)\b"#),
        Statement("S36", #"synerg"#),
        Statement("S37", #"repair(ing)? themselves"#),
        Statement("S39", #"at the BRCA"#),
        Statement("S39", #"preferentially"#),
        Statement("S39", #"\bspares? (all )?(normal|healthy) cells"#),
        Statement("S39", #"\bdo(es)? not (harm|hurt|touch|affect) (all )?(normal|healthy) cells"#),
        Statement("S40", #"maintenance (therapy |treatment )?(after|following) (the )?(initial|first)"#),
        Statement("S44", #"unlike chemo"#),
        Statement("S44", #"\b(is|are) not (a kind of |a )?chemo"#, in: "antibody-drug-conjugates"),
        Statement("S47", #"\bnew (form|kind|type|class) of targeted"#),
        Statement("S49", "\\b\(parpDrug) (that )?(can )?helps? (cells |the cells )?(to )?(repair|mend|fix)"),
        Statement("S50", #"(stops?|keeps?) (the )?(cancer )?cells from (repairing|fixing)(?! (their|damaged|the))"#),
        Statement("S51", #"cell lines?\b"#),
        Statement("S52", #"\bBRAC[12]?\b"#),
        Statement("S53", #"\bPARP inhibitors? (is|are) (an? )?(antibod|biologic|ADC)"#),
        Statement("S53", #"\b(olaparib|talazoparib|lynparza|talzenna)\b"#, in: "antibody-drug-conjugates#drugs"),
        Statement("S60", #"(high|lots of|much) PD-L1[^.]{0,40}(immunotherapy|Keytruda) (may|can|will) (help|work)"#),
        Statement("S61", #"boosts? (up )?(the|your) immune"#),
        Statement("S62", #"\b(very|highly|extremely) effective"#),
        Statement("S63", #"\bPDL-?1\b|\bPD L1\b"#),
        Statement("S75", #"harder to (remove|take out|cut out)"#),
        Statement("S79", #"doctor (will|would) (generally |usually |normally )?(bring (it|this|that)|raise|offer)"#),
        Statement(
            "S82", #"BRCA tests? (is|are) (only |just )?(to|for) (see|show|know|understand|your|the)\b[^.]*\brisk"#),
        Statement("S84", #"(only|generally|mostly) (being )?(tested|used|available|given) in (clinical )?trials"#),
        Statement("S86", #"revelent|relevent"#),
    ]

    @Test("no statement that was judged wrong is found in any text", arguments: wrong)
    func wrongStatement(statement: Statement) throws {
        #expect(try places(saying: statement) == [])
    }

    static let advice: [Statement] = [
        Statement("a dose", #"\d\s?(mg|milligrams?|mcg|micrograms?|µg|mg/m2|IU)\b"#),
        Statement("a dose", #"\bmilligrams?\b"#),
        Statement("advice", #"\byou (should|must|ought to) (not )?(take|start|stop|switch|have|change)\b"#),
        Statement("advice", #"\byou should (not )?(choose|double|skip|refuse|pick|try|ask for)\b"#),
        Statement("a verdict", #"\byou (do not |don't |may |might |would )?qualify"#),
        Statement("a verdict", #"\byou are (not )?(eligible|a candidate)"#),
        Statement("a promise", #"\byou will (benefit|get better|respond|recover|be (fine|ok|okay|cured))"#),
        Statement("false cheer", #"\b(don't|do not|no need to|needn't|try not to) worry"#),
        Statement("false cheer", #"nothing to worry about|stay positive|think positive|everything will be"#),
        Statement("a guess at harmlessness", #"probably (nothing|harmless|fine|ok)\b|wait and see\b"#),
        Statement("the best treatment", #"\b(is|are) the best (treatment|drug|choice|option) for you"#),
    ]

    @Test("it gives no dose, no advice, no promise and no false cheer", arguments: advice)
    func noAdvice(statement: Statement) throws {
        #expect(try places(saying: statement) == [])
    }

    static let leftovers: [Statement] = [
        Statement("bold", #"\*\*|__"#),
        Statement("a heading", #"(?m)^#{1,6} "#),
        Statement("an anchor", #"\{#"#),
        Statement("a link", #"\]\("#),
        Statement("code", #"`"#),
        Statement("a table", #"\|"#),
        Statement("a key of the file", #"(?m)^(sources|asked-as|when|weight):"#),
        Statement("two spaces", #"  "#),
        Statement("a space at the end", #"(?m)[ \t]+$"#),
        Statement("a space before a stop", #" [.,;:?!](\s|$)"#),
        Statement("a word twice", #"\b(the|a|an|of|to|is|are|and|in|for|with|it|that) \1\b"#),
        Statement("a path", #"/(home|root|tmp|usr|etc|var)/"#),
        Statement("a mark of the facts files", #"[⚠⟳]|\[GCK\]"#),
        Statement("a fact's number", #"\b(HT|CH|TT|PA|AD|IM|BO|RA|SU|GT|CT|SC|BM|OV)[0-9]{1,2}\b"#),
        Statement("something unfinished", #"\b(TODO|TBD|FIXME|XXX|lorem)\b"#),
        Statement("British spelling", #"tumour|oestrogen|diarrhoea|anaemia|haemo|centre\b|colour|oedema|counsell"#),
    ]

    @Test("no text has leftovers of its file's format, or slips of the pen", arguments: leftovers)
    func leftover(statement: Statement) throws {
        #expect(try places(saying: statement) == [])
    }

    @Test("a statement that is wrong is found where there is one")
    func patternsFind() throws {
        let wrong = [
            "S2": "The disease is not incurable.", "S13": "It works only in women.", "S16": "It has few side effects.",
            "S35": "They can reverse this resistance.", "S37": "They stop cells from repairing themselves.",
            "S44": "ADCs, unlike chemo, spare cells.", "S49": "It is a therapy that helps repair DNA damage.",
            "S50": "It stops cancer cells from repairing, so they die.",
            "S52": "This is for a BRAC mutation.",
            "S62": "It is very effective.", "S63": "PDL1 is a protein.",
            "S84": "They are generally tested in clinical trials.",
        ]
        for (name, text) in wrong {
            let patterns = try Self.wrong.filter { $0.name == name }.map { try Regex($0.pattern).ignoresCase() }
            #expect(patterns.contains { text.firstMatch(of: $0) != nil }, "\(name)")
        }
    }
}
