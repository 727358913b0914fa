// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Dialogue
import KnowledgePack
import Testing
import Transcripts

@Suite("Comparing a reply")
struct MatchingTests {
    /// A reply of the assistant's, with all that is compared replaced.
    private static func reply() throws -> Reply {
        let assistant = try TranscriptsUnderTest.assistant()
        var reply = assistant.reply(to: "", in: DialogueState()).reply
        reply.act = .answer
        reply.intent = ""
        reply.topics = ["surgery", "overview"]
        reply.passages = [Passage.ID(topic: "surgery", section: "what-it-is")]
        reply.slots = ["hr": "positive", "her2": "low"]
        reply.asks = nil
        reply.confidence = 0.8
        reply.text = "Thank you. I have noted: low.\n\nOne two.\nThree?\n\nEnd."
        return reply
    }

    private static func matches(_ lines: [String]) throws -> Bool {
        let yardstick = Yardstick(pack: try TranscriptsUnderTest.assistant().pack)
        return try ReplyPattern(lines: lines).matches(Observation(reply()), by: yardstick)
    }

    @Test(
        "words, gaps and any text",
        arguments: [
            (["..."], true), (["Thank you. I have noted: low.", "", "One two. Three?", "", "End."], true),
            (["Thank you.", "I have  noted: low.", "", "One", "two. Three?", "", "End."], true),
            (["Thank you. I have noted: low.", "", "..."], true), (["...", "", "End."], true),
            (["...", "", "One two. Three?", "", "..."], true), (["[..]low.", "..."], true),
            (["[..]noted[..]", "", "[..]", "", "[..]"], true), (["Thank you.", "..."], true),
            (["...", "Three?", "..."], true), (["Thank you. I have noted: low."], false), (["..", "", "..."], false),
            (["[..]noted[..]"], false), (["...", "", "One"], false),
            (["Thank you. I have noted: [..].", "", "..."], true),
            (["Thank you. I have noted: \\[..].", "", "..."], false), (["\\..."], false),
            (["End.", "", "..."], false), (["...", "", "...", "", "End.", "", "..."], true),
        ])
    func patterns(lines: [String], isMatch: Bool) throws {
        #expect(try Self.matches(lines) == isMatch)
    }

    @Test("a passage stands for its text in full")
    func passage() throws {
        let pack = try TranscriptsUnderTest.assistant().pack
        let passage = try #require(pack.passages.first { $0.body.contains("\n\n") })
        let yardstick = Yardstick(pack: pack)
        var reply = try Self.reply()
        reply.text = "Before.\n\n\(passage.body)\n\nBehind."
        let pattern = ReplyPattern(lines: ["Before.", "", "{\(passage.id.description)}", "", "..."])
        #expect(pattern.matches(Observation(reply), by: yardstick))
        reply.text = "Before.\n\n\(passage.body.dropLast(3))\n\nBehind."
        #expect(!pattern.matches(Observation(reply), by: yardstick))
    }

    @Test(
        "checks hold where they should",
        arguments: [
            ("= act answer", true), ("= act social|answer", true), ("= act social", false), ("! act urgent", true),
            ("! act answer", false), ("= intent none", true), ("= asks none", true), ("= asks hr", false),
            ("= topics surgery, overview", true), ("= topics overview, surgery", false), ("= topics surgery", false),
            ("= topics surgery|biomarkers, overview", true), ("~ topics overview", true),
            ("~ topics biomarkers", false),
            ("! topics biomarkers", true), ("! topics overview, biomarkers", false), ("= topics none", false),
            ("= sections surgery#what-it-is", true), ("= slots hr=positive her2=low", true),
            ("= slots her2=low", false),
            ("= slots her2=low|negative hr=positive", true), ("~ slots her2=low", true),
            ("~ slots her2=negative", false),
            ("! slots brca", true), ("! slots her2", false), ("! slots her2=negative", true), ("= slots none", false),
            ("= confidence 0.6..1", true), ("= confidence 0.9..", false), ("= confidence 0.8", true),
            ("! words 100..", true),
            ("= words 10", true), ("= words ..9", false), ("= questions 1", true), ("= grade ..12", true),
            ("~ text \"thank  YOU. i have\"", true), ("~ text \"nothing\"", false), ("! text \"nothing\"", true),
            ("~ text /noted: (low|high)/", true), ("! text /NOTED/i", false), ("! text /NOTED/", true),
            ("= text /Thank.*End\\./", true), ("= text /Thank/", false), ("~ text /two\\. Three/", true),
        ])
    func checks(line: String, holds: Bool) throws {
        let transcript = try Transcript(parsing: "patient: x\n\(line)", file: "a.chat")
        let check = try #require(transcript.cases.first?.turns.first?.checks.first)
        let yardstick = Yardstick(pack: try TranscriptsUnderTest.assistant().pack)
        #expect(try check.holds(for: Observation(Self.reply()), by: yardstick) == holds)
    }

    @Test("names that the pack does not have are faults of the file, not failures")
    func unknownNames() throws {
        let lines = [
            "@state hr=positve", "patient: x", "careline: {surgery#what-it-si}", "= slots her3=low", "= topics surgry",
            "~ sections surgery#x", "= intent helpp", "= asks hr",
        ]
        #expect {
            _ = try TranscriptsUnderTest.results(lines.joined(separator: "\n"))
        } throws: { error in
            let found = (error as? TranscriptUnreadable)?.diagnostics.map(\.location.line) ?? []
            return found == [1, 3, 4, 5, 6, 7]
        }
    }
}
