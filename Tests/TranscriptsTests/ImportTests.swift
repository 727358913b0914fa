// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Testing
import Transcripts

@Suite("Conversations of other programs")
struct ImportTests {
    @Test("Rasa's stories: words, known intents and replies are kept, the rest is listed by line")
    func rasa() throws {
        let text = """
            version: "3.1"
            stories:
            - story: A basic story
              steps:
              - user: |
                  hello there
                intent: greet
              - action: utter_greet
              - user: |
                  what is [chemo]{"entity": "x"} and [letrozole](drug) or [this][{"entity": "a"},{"entity": "b"}]
                intent: inform
              - bot: It is a drug.
              - slot_was_set:
                - cuisine: x
            - story: A basic story
              steps:
              - user: /start
            rules: []
            """
        let found = try ImportedTranscript(rasa: text, file: "s.yml", intents: ["greet"])
        #expect(
            found.transcript.text == """
                @title    Imported

                @case A basic story
                # action utter_greet
                patient: hello there
                = intent greet

                # intent inform
                patient: what is chemo and letrozole or this
                careline: It is a drug.

                @case A basic story (2)
                @skip     imported: write down what the replies should be, then remove this line
                patient: //start
                careline: ...

                """)
        #expect(found.notCarriedOver.map(\.location.line) == [8, 9, 9, 13, 18])
        _ = try Transcript(parsing: found.transcript.text, file: "s.chat")
    }

    @Test("a file that is no story is told by line", arguments: [("a: [x\n  - b: {", 2), ("a: 1\n", 1), ("", 1)])
    func noStory(text: String, line: Int) {
        #expect {
            _ = try ImportedTranscript(rasa: text, file: "s.yml", intents: [])
        } throws: { error in
            (error as? TranscriptUnreadable)?.diagnostics.first?.location == SourceLocation(file: "s.yml", line: line)
        }
    }

    @Test("Rasa's older stories in Markdown")
    func markdown() throws {
        let text = "## greeting <!-- old -->\n* greet: hello [there](x)\n  - utter_greet\n* bye\n> check\n"
        let found = ImportedTranscript(rasaMarkdown: text, file: "s.md", intents: ["greet"])
        #expect(
            found.transcript.text
                == "@title    Imported\n\n@case greeting\n# action utter_greet\npatient: hello there\n= intent greet\n")
        #expect(found.notCarriedOver.map(\.location.line) == [2, 3, 4, 5])
    }

    @Test("the Bot Framework's conversations: who speaks, over several lines, without events and attachments")
    func botFramework() throws {
        let text = """
            user=Joe
            bot=LulaBot

            > a comment
            bot: Hi!
            user: yo!
            bot: [Typing][Delay=3000]
            Greetings!
            * update - You can update

            Joe: a logo, [Attachment=a.png] please
            bot:
            Here you go.
            [HeroCard
              title = x
            ]
            LulaBot: More.
            """
        let found = ImportedTranscript(botFramework: text, file: "b.chat")
        let turns = found.transcript.cases.flatMap(\.turns)
        #expect(turns.map(\.text) == ["yo!", "a logo,  please"])
        #expect(
            turns.map { $0.reply?.lines } == [
                ["Greetings!", "* update - You can update"], ["Here you go.", "", "More."],
            ])
        #expect(found.notCarriedOver.map(\.location.line) == [5, 7, 7, 11, 16])
        _ = try Transcript(parsing: found.transcript.text, file: "b.chat")
    }
}
