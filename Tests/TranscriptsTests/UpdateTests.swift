// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import Testing
import Transcripts

@Suite("An update")
struct UpdateTests {
    /// The text as an update leaves it, with what it left alone.
    private static func updated(_ text: String) throws -> (text: String, left: [TranscriptUpdate.LeftAlone]) {
        let yardstick = Yardstick(pack: try TranscriptsUnderTest.assistant().pack)
        let updates = try TranscriptsUnderTest.results(text).map { TranscriptUpdate(for: $0, by: yardstick) }
        let changes = updates.flatMap { $0.proposals.flatMap(\.changes) }
        return (TranscriptUpdate.applying(changes, to: text), updates.flatMap(\.leftAlone))
    }

    @Test("changes what failed and nothing else; then all passes, and a second one changes nothing")
    func idempotent() throws {
        let text = """
            @title    Something old
            # kept
            @case  one

            patient: i am her2 positive
            # kept too
            careline:
              I have noted, from what you wrote: [..].

              Wrong here.
            =   act   answer
            = slots her2=low
            ~ slots her2=low
            = grade ..0
            = words 1..2
            ! text /nothing like it/

            patient: what is brca
            careline: ...
            ~ topics surgery
            """
        let first = try Self.updated(text)
        #expect(first.left == [])
        #expect(try TranscriptsUnderTest.results(first.text).map(\.outcome) == [.passed])
        #expect(try Self.updated(first.text).text == first.text)
        for line in [
            "# kept", "@case  one", "# kept too", "  I have noted, from what you wrote: [..].",
            "! text /nothing like it/",
        ] {
            #expect(first.text.contains(line + "\n"), "\(first.text)")
        }
        #expect(first.text.contains("= slots her2=positive\n~ slots her2=positive\n= grade .."))
        #expect(!first.text.contains("Wrong here."))
    }

    @Test("puts a sentence on a line, and keeps gaps, passages and any text where they still stand")
    func layout() throws {
        let text = """
            patient: what is brca
            careline:
              Old words [..]

              ...
            = act answer
            """
        let found = try Self.updated(text).text
        #expect(found.contains("\n\n  ...\n= act answer"), "\(found)")
        #expect(try TranscriptsUnderTest.results(found).map(\.outcome) == [.passed])
    }

    @Test("of a paragraph that changed, the gaps stay that still have their words beside them")
    func gaps() throws {
        let found = try Self.updated(
            "patient: hello\n= act social\n\npatient: thanks\n= act social\n\npatient: i am her2 positive\ncareline: I have [..] what is lost.\n  ..."
        ).text
        #expect(found.contains("I have[..]noted"), "\(found)")
        #expect(try TranscriptsUnderTest.results(found).map(\.outcome) == [.passed])
    }

    @Test("what is about safety is left to a person, whatever failed")
    func safety() throws {
        let texts = [
            "@safety\npatient: hello\n= act answer", "patient: i have chest pain and cant breathe\n= act answer",
            "patient: hello\n= act urgent", "patient: hello\n= act crisis|answer",
            "patient: hello\n= act decline_advice",
            "patient: i have chest pain and cant breathe\ncareline: Old words.\n= act urgent",
            "patient: i want to kill myself\ncareline: Old words.",
        ]
        for text in texts {
            let found = try Self.updated(text)
            #expect(found.text == text)
            #expect(found.left.count == 1, "\(text)")
        }
    }

    @Test("what must not be said is not allowed by a machine, nor is a known failure touched")
    func limits() throws {
        let forbidden = "patient: hello\n! text /./"
        #expect(try Self.updated(forbidden).text == forbidden)
        #expect(try Self.updated(forbidden).left.count == 1)
        let known = "@todo later\npatient: hello\n= act answer"
        #expect(try Self.updated(known).text == known)
        #expect(try TranscriptsUnderTest.results(known).map(\.outcome) == [.todo("later")])
        #expect(
            try TranscriptsUnderTest.results("@todo x\npatient: hello\n= act social").map(\.outcome) == [.fixed("x")])
    }

    @Test("line ends of Windows stay")
    func lineEnds() throws {
        let found = try Self.updated("patient: hello\r\n= act answer\r\n")
        #expect(Array(found.text.utf8) == Array("patient: hello\r\n= act social\r\n".utf8))
    }
}
