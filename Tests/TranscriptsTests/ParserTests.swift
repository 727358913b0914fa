// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Testing
import Transcripts

@Suite("Reading a transcript")
struct ParserTests {
    private static func faults(_ text: String) -> [String] {
        do {
            _ = try Transcript(parsing: text, file: "a.chat")
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }

    @Test(
        "what is wrong is named by line, with what to do",
        arguments: [
            ("hello", 1, "not understood"), ("patient: hi\ncareline: hi\n= act awnser", 3, "Did you mean \"answer\"?"),
            ("pateint: hi\ncareline: hi", 1, "Did you mean \"patient\"?"),
            ("patient: hi", 1, "nothing is expected"), ("patient: hi\ncareline:", 2, "an empty reply"),
            ("careline: hi", 1, "a reply without a message"),
            ("@case a\n@case b\npatient: x\n= act social", 1, "no turn"),
            ("patient: x\ncareline: ...", 1, "checks nothing"), ("  hello", 1, "no message above"),
            ("\thello", 1, "neither indented"), ("patient: x\n= words many", 2, "no range"),
            ("patient: x\n~ act answer", 2, "Use = instead of ~"),
            ("patient: x\n! text /(/", 2, "no regular expression"),
            ("@satefy\npatient: x\n= act social", 1, "Did you mean @safety?"),
            ("@safety\n@skip why\npatient: x\n= act social", 1, "never skipped"),
            ("@state a=b\n@from #x\npatient: x\n= act social", 1, "@state or with @from"),
            ("@safety\n@case a\npatient: x\n= act social", 1, "before any @case"),
            ("patient: x\n= act social\n= act answer", 3, "checked twice"),
            ("patient: x\ncareline: a\nor: y", 3, "no message right above"),
            ("patient: /save x\n= act social", 1, "no reply"),
            ("patient: /und\n= act social", 1, "/undo"),
            ("@case a\npatient: x\n= act social\n@case a\npatient: x\n= act social", 4, "of this name at line 1"),
        ])
    func faults(text: String, line: Int, words: String) {
        let found = Self.faults(text)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix("a.chat:\(line): error: ") == true, "\(found)")
        #expect(found.first?.contains(words) == true, "\(found)")
    }

    @Test("every fault of a file is told, by line")
    func several() {
        let found = Self.faults("hello\npatient: x\n= act awnser\n= words ..\n")
        #expect(found.map { $0.prefix(8) } == ["a.chat:1", "a.chat:3", "a.chat:4"])
    }

    @Test("a whole file is read as it is written")
    func whole() throws {
        let text = """
            # top
            @title    A second report
            @tags     slots, correction
            @speakers patient, daughter

            @case old value first
            # The first report said no.
            patient: my tumor
            or: tumour was
            careline:
              [..]red[..]
              ...
            = act slot_update

            daughter: sorry. the report says:
              A 1+

              B
            careline:
              Thank you. Changed.

              {a#b}

              \\...
              a \\[..] b
            ~ sections a#b, c|d
            ! text /you should (start|stop)/i
            = grade ..8
            # the end

            """
        let found = try Transcript(parsing: text, file: "a.chat")
        #expect(found.title == "A second report" && found.tags == ["slots", "correction"])
        let turns = found.cases[0].turns
        #expect(turns.map(\.label) == ["patient", "daughter"])
        #expect(
            turns[0].wordings == ["my tumor", "tumour was"] && turns[0].comments == ["# The first report said no."])
        #expect(turns[1].text == "sorry. the report says:\nA 1+\n\nB")
        #expect(turns[1].reply?.passages == ["a#b"])
        let words = turns[1].reply?.elements.map { element -> [String] in
            if case .paragraph(let paragraph) = element { paragraph.pieces } else { [] }
        }
        #expect(words == [["Thank you. Changed."], [], ["... a [..] b"]] as [[String]])
        #expect(
            turns[1].checks.map(\.text) == ["~ sections a#b, c|d", "! text /you should (start|stop)/i", "= grade ..8"])
        #expect(found.closingComments == ["# the end"])
        #expect(found.text == text.replacing("# the end\n", with: "\n# the end\n"))
    }

    @Test("labels are for readers, and line ends, marks of order and blanks at the end don't matter")
    func windows() throws {
        let unix = "patient: a\n  b\ncareline: c\n= act social\n"
        let other = "\u{FEFF}" + unix.replacing("\n", with: "  \r\n")
        #expect(try Transcript(parsing: unix, file: "a") == Transcript(parsing: other, file: "a"))
    }
}
