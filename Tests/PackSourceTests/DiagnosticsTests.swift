// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Testing

@Suite("Diagnostics")
struct DiagnosticsTests {
    @Test("a diagnostic is one line that editors jump to")
    func description() {
        let place = SourceLocation(file: "Intents/slots.yaml", line: 12)
        #expect(
            "\(Diagnostic(.error, at: place, "unknown key \"valeus\"", remedy: "Did you mean \"values\"?"))"
                == "Intents/slots.yaml:12: error: unknown key \"valeus\". Did you mean \"values\"?")
        #expect(
            "\(Diagnostic(.warning, at: SourceLocation(file: "Corpus"), "it is thin"))" == "Corpus: warning: it is thin"
        )
    }

    @Test("places are ordered by file, then by line")
    func order() {
        let places = [("a", 9), ("b", 0), ("b", 2), ("b", 10)].map { SourceLocation(file: $0.0, line: $0.1) }
        #expect(places.reversed().sorted() == places)
        #expect(Diagnostic.Severity.warning < .error)
    }

    @Test(
        "the nearest name is the one that was probably meant",
        arguments: [
            ("valeus", "values"), ("VALUES", "values"), ("value", "values"), ("names", "name"), ("nmae", nil),
            ("question", nil), ("", nil), ("tittle", "title"),
        ] as [(String, String?)])
    func nearest(name: String, expected: String?) {
        #expect(nearestName(to: name, among: ["title", "values", "name"]) == expected)
    }

    @Test("among equally near names the first wins, and among none there is none")
    func ties() {
        #expect(nearestName(to: "bold", among: ["bolt", "cold"]) == "bolt")
        #expect(nearestName(to: "bold", among: []) == nil)
    }
}
