// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

@Suite("The analysis of passages")
struct PassageAnalysisTests {
    @Test(
        "plain: every run of letters and digits, in lower case",
        arguments: [
            ("", []), (" ,.!", []), ("One two-THREE 4five", ["one", "two", "three", "4five"]),
            ("don't 'quoted' rock'n'roll", ["don", "t", "quoted", "rock", "n", "roll"]),
            ("Ærøskøbing CAFÉ cafe\u{301} naïve", ["æroskobing", "cafe", "cafe", "naive"]),
            ("α-Tocopherol μg Ω", ["α", "tocopherol", "μg", "ω"]), ("漢字 かな", ["漢", "字", "かな"]),
            ("a\u{2019}b x\u{2011}y \u{FF21}\u{FF22}", ["a", "b", "x", "y", "ab"]), ("e=mc²", ["e", "mc²"]),
            (String(repeating: "a", count: 65) + " b", ["b"]),
            (String(repeating: "a", count: 64), [String(repeating: "a", count: 64)]),
            (String(repeating: "é", count: 65) + " b", ["b"]), ("\u{0}x\u{FFFD}y", ["x", "y"]),
        ] as [(String, [String])])
    func plain(text: String, terms: [String]) {
        #expect(PassageAnalysis.plain.terms(of: text) == terms)
    }

    @Test(
        "english: stems, no little words, no genitives, no apostrophes",
        arguments: [
            ("The bells of the bicycles", ["bell", "bicycl"]), ("it is not in there", []),
            ("The rider's bell, the riders' bells", ["rider", "bell", "rider", "bell"]),
            ("don't can\u{2019}t o'clock", ["dont", "cant", "oclock"]),
            ("Running RUNS runner", ["run", "run", "runner"]),
            ("'s' it's", ["s"]), ("naïvely", ["naiv"]),
        ] as [(String, [String])])
    func english(text: String, terms: [String]) {
        #expect(PassageAnalysis.english.terms(of: text) == terms)
    }

    @Test("numbers of terms are those of the same terms, whatever the text", arguments: PassageAnalysis.allCases)
    func numbers(analysis: PassageAnalysis) {
        let pieces = [
            "the", "Bell", "bells", "BELL'S", "can't", "x", "é", "Émile", "e\u{301}a", "漢字", "12", "3,5", "-", "'",
            "\u{2019}", " ",
            " ", "\n", "pneumonoultramicroscopicsilico", "volcanoconiosis", "sixteen-letters-", "ABCDEFGHIJKLMNOP",
            "abcdefgh", "abcdefghi", "\u{1F600}", "ß", String(repeating: "q", count: 70), "\u{200D}", "²",
        ]
        var generator = SeededGenerator(seed: 7)
        let reader = TermReader(analysis)
        var numbers: [String: UInt32] = [:]
        var terms: [String] = []
        for round in 0..<2000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined(separator: Bool.random(using: &generator) ? " " : "")
            if round == 1000 {
                reader.forget()
                (numbers, terms) = ([:], [])
            }
            var found: [UInt32] = []
            let bytes = Array(text.utf8) + [UInt8](repeating: 0x78, count: TermReader.padding)
            bytes.withUnsafeBytes { bytes in
                let part = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - TermReader.padding)])
                reader.append(part, to: &found) { term in
                    let term = String(decoding: term, as: UTF8.self)
                    if let known = numbers[term] { return known }
                    numbers[term] = UInt32(terms.count)
                    terms.append(term)
                    return UInt32(terms.count - 1)
                }
            }
            #expect(found.map { terms[Int($0)] } == analysis.terms(of: text), "\(text)")
        }
    }

    @Test("what is no UTF-8 parts words and does nothing else")
    func brokenBytes() {
        var generator = SeededGenerator(seed: 8)
        let reader = TermReader(.english)
        for _ in 0..<2000 {
            let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var found: [UInt32] = []
            bytes.withUnsafeBytes { bytes in
                reader.append(UnsafeRawBufferPointer(rebasing: bytes[..<24]), to: &found) { UInt32($0.count) }
            }
            #expect(found.count <= 24)
        }
    }
}
