// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("A chat at a terminal", .serialized)
struct PseudoTerminalTests {
    private static let bicycles = ["TERM": "xterm", "CARELINE_PACK": BicyclePack.path]

    @Test("the first words are under six lines, say what it is, and end with the prompt")
    func firstWords() throws {
        let session = try TerminalSession()
        try session.see("you> ")
        let lines = session.plainLines.prefix { !$0.hasPrefix("you> ") }.filter { !$0.isEmpty }
        #expect(lines.first == "careline:")
        #expect((1..<6).contains(lines.dropFirst().count))
        let words = lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
        for word in ["not a doctor", "emergency", "help", "bye"] { #expect(words.contains(word)) }
    }

    @Test("a question that is typed gets its answer, under the label")
    func answer() throws {
        let session = try TerminalSession()
        try session.say("what is chemotherapy?")
        try session.hear("Chemo")
        try session.see("Source: ")
        try session.say("/quit")
        try session.see("Goodbye")
        #expect(try session.ending() == .exit(0))
    }

    @Test("Up brings back the last message")
    func history() throws {
        let session = try TerminalSession(environment: Self.bicycles)
        try session.say("what is a chain?")
        try session.hear("A chain")
        try session.say("hello")
        try session.hear("Hello")
        try session.see("you> ")
        session.type("\u{1B}[A")
        try session.see("hello")
        session.type("\u{1B}[A")
        try session.see("what is a chain?")
        session.type("\r")
        try session.hear("A chain is a row of links")
    }

    @Test("Tab completes a command")
    func commandCompletion() throws {
        let session = try TerminalSession()
        try session.see("you> ")
        session.type("/he\t")
        try session.see("/help")
        session.type("\r")
        try session.see("/topics: ")
    }

    @Test("Tab completes the name of a medicine, and of a thing of another pack")
    func nameCompletion() throws {
        let session = try TerminalSession()
        try session.see("you> ")
        session.type("what is letroz\t")
        try session.see("letrozole")
        session.type("\r")
        try session.hear("Letrozole")
        let other = try TerminalSession(environment: Self.bicycles)
        try other.see("you> ")
        other.type("what is a cass\t")
        try other.see("cassette")
    }

    @Test("a paste of three lines is one message, with one reply")
    func paste() throws {
        let session = try TerminalSession(environment: Self.bicycles)
        try session.see("you> ")
        session.type("\u{1B}[200~my bike:\nit has disc brakes\nand a hub gear\u{1B}[201~")
        try session.see("and a hub gear")
        session.type("\r")
        try session.hear("Good to know.\n\n  I have noted: disc brakes and a hub gear.")
        try session.say("/quit")
        #expect(try session.ending() == .exit(0))
        #expect(session.plainText.components("careline:\n") == 3)
    }

    @Test("Ctrl-C clears a line that is being typed")
    func clearedLine() throws {
        let session = try TerminalSession(environment: Self.bicycles)
        try session.see("you> ")
        session.type("what is a chain")
        try session.see("what is a chain")
        session.type("\u{3}")
        try session.say("hello")
        try session.hear("Hello")
        try session.see("you> ")
        #expect(!session.plainText.contains("Press Ctrl-C again"))
    }

    @Test("Ctrl-C twice on an empty line leaves with 130, and once says how to leave")
    func interruptedTwice() throws {
        let session = try TerminalSession()
        try session.see("you> ")
        session.type("\u{3}")
        try session.see("bye, to leave.")
        try session.see("you> ")
        session.type("\u{3}")
        #expect(try session.ending() == .exit(130))
    }

    @Test("a message between two Ctrl-C makes them two slips")
    func interruptedApart() throws {
        let session = try TerminalSession()
        try session.see("you> ")
        session.type("\u{3}")
        try session.say("hello")
        try session.hear("Hello")
        try session.see("you> ")
        session.type("\u{3}")
        try session.say("bye")
        #expect(try session.ending() == .exit(0))
    }

    @Test("Ctrl-D leaves with 0 and a goodbye")
    func endOfInput() throws {
        let session = try TerminalSession()
        try session.see("you> ")
        session.type("\u{4}")
        try session.see("Goodbye")
        #expect(try session.ending() == .exit(0))
    }

    @Test("an empty line asks again and says nothing")
    func emptyLine() throws {
        let session = try TerminalSession()
        try session.say("")
        try session.say("   ")
        try session.say("bye")
        #expect(try session.ending() == .exit(0))
        #expect(session.plainText.components("careline:\n") == 2)
    }

    @Test("lines are wrapped to the width, and to 80 columns at most", arguments: [(40, 40), (80, 80), (200, 80)])
    func wrapping(columns: Int, most: Int) throws {
        let session = try TerminalSession(columns: UInt16(columns))
        try session.say("what is chemotherapy?")
        try session.see("Source: ")
        try session.say("/quit")
        #expect(try session.ending() == .exit(0))
        let lines = session.plainLines.filter { !$0.hasPrefix("you> ") }
        let widths = lines.map(\.count)
        #expect(lines.filter { $0.count > most } == [])
        #expect((widths.max() ?? 0) > most - 15)
    }

    @Test("the label stands on a line of its own, and what is said is indented by two below it")
    func indent() throws {
        let session = try TerminalSession()
        try session.say("what is chemotherapy?")
        try session.hear("Chemo")
        try session.see("Source: ")
        try session.see("you> ")
        let reply = session.plainLines.drop { $0 != "you> what is chemotherapy?" }.dropFirst()
            .filter { !$0.isEmpty && !$0.hasPrefix("you> ") }
        #expect(reply.first == "careline:")
        #expect(reply.count > 4)
        #expect(reply.dropFirst().filter { !$0.hasPrefix("  ") } == [])
    }

    @Test("a terminal made narrower between two replies is wrapped to its new width")
    func resize() throws {
        let session = try TerminalSession(columns: 80)
        try session.say("what is chemotherapy?")
        try session.see("Source: ")
        try session.see("you> ")
        session.resize(columns: 40)
        session.type("what is surgery?\r")
        try session.see("Source: ")
        try session.see("you> ")
        let lines = session.plainLines.drop { !$0.hasSuffix("what is surgery?") }.dropFirst()
        #expect(lines.filter { $0.count > 40 } == [])
        #expect(lines.count > 5)
    }

    @Test("a pasted report of twelve lines is one message, read line by line")
    func report() throws {
        let report = [
            "BREAST CORE BIOPSY", "Specimen: liver lesion", "Diagnosis: metastatic carcinoma", "Grade: 2",
            "ER: 90% positive", "PR: 10% positive", "HER2 IHC: 1+", "HER2 ISH: not amplified", "Ki-67: 20%",
            "BRCA1/2 germline: no mutation detected", "Comment: see above", "Signed: Dr A",
        ]
        let session = try TerminalSession()
        try session.see("you> ")
        session.type("\u{1B}[200~" + report.joined(separator: "\n") + "\u{1B}[201~")
        try session.see("Signed: Dr A")
        session.type("\r")
        try session.see("hormone receptor positive, HER2-low")
        try session.see("you> ")
        #expect(session.plainText.components("careline:\n") == 2)
    }

    @Test("quiet leaves at once, without a word, and clears the screen and what has scrolled away")
    func quiet() throws {
        let session = try TerminalSession(environment: Self.bicycles)
        try session.say("hello")
        try session.hear("Hello")
        try session.say("/quiet")
        #expect(try session.ending() == .exit(0))
        let parts = session.screen.components(separatedBy: "\u{1B}[H\u{1B}[2J\u{1B}[3J")
        #expect(parts.count == 2)
        let saysMore = parts.last?.contains("careline") ?? true
        #expect(!saysMore)
    }

    @Test("who leaves with a list is offered once to keep it; a file that is there is not written over")
    func list() throws {
        try TemporaryFolder.with { folder in
            let file = "\(folder.path)/sheet.md"
            let session = try TerminalSession()
            try session.say("i don't know my BRCA status")
            try session.hear("I'm sorry that this is part of your life now")
            try session.say("bye")
            try session.see("/save")
            try session.say("/save \(file)")
            try session.see("sheet.md")
            try session.say("/save \(file)")
            try session.see("already")
            try session.say("bye")
            #expect(try session.ending() == .exit(0))
            let sheet = try String(contentsOfFile: file, encoding: .utf8)
            #expect(sheet.contains("BRCA"))
            #expect(sheet.hasPrefix("# "))
        }
    }

    @Test("what is typed is kept from one talk to the next in a file that was named, and in no other")
    func historyFile() throws {
        try TemporaryFolder.with { folder in
            let file = "\(folder.path)/history"
            let session = try TerminalSession(["chat", "--history", file], environment: Self.bicycles)
            try session.say("what is a chain?")
            try session.hear("A chain")
            try session.say("/quit")
            #expect(try session.ending() == .exit(0))
            let next = try TerminalSession(["chat", "--history", file], environment: Self.bicycles)
            try next.see("you> ")
            next.type("\u{1B}[A\u{1B}[A")
            try next.see("what is a chain?")
            let nowhere = try TerminalSession(
                ["chat", "--history", "\(folder.path)/none/history"], environment: Self.bicycles)
            try nowhere.see("no history is kept")
            try nowhere.say("hello")
            try nowhere.hear("Hello")
        }
    }

    @Test("in plain mode a sentence stands on each line, without indent")
    func plain() throws {
        let session = try TerminalSession(["chat", "--plain"], environment: Self.bicycles)
        try session.see("careline:\nSpokes explains how to look after a bicycle.\nIt is a program")
        try session.say("/quit")
        #expect(try session.ending() == .exit(0))
    }

    @Test("the label has a colour on a terminal that has colours")
    func colour() throws {
        let session = try TerminalSession(environment: Self.bicycles)
        try session.say("hello")
        try session.hear("Hello")
        #expect(session.screen.contains("\u{1B}[1;35mcareline:\u{1B}[0m\r\n  Hello"))
    }

    @Test(
        "there is no colour where nobody wants it or the terminal has none",
        arguments: [
            (["TERM": "dumb"], []), (["TERM": "xterm", "NO_COLOR": "1"], []),
            (["TERM": "xterm"], ["--color", "never"]),
            ([:], []),
        ] as [([String: String], [String])])
    func noColour(environment: [String: String], options: [String]) throws {
        let environment = environment.merging(["CARELINE_PACK": BicyclePack.path]) { $1 }
        let session = try TerminalSession(["chat"] + options, environment: environment)
        try session.say("what is a chain?")
        try session.hear("A chain")
        try session.say("i crashed and i am bleeding")
        try session.hear("Leave")
        try session.say("/quit")
        #expect(try session.ending() == .exit(0))
        let codes = session.screen.split(separator: "\u{1B}[").dropFirst().filter { code in
            code.drop { $0.isNumber || $0 == ";" }.first == "m"
        }
        #expect(codes.isEmpty)
        if environment["TERM"] != "xterm" { #expect(!session.screen.contains("\u{1B}")) }
    }

    @Test("what somebody types can't work the terminal")
    func typedControls() throws {
        let session = try TerminalSession(environment: Self.bicycles)
        try session.see("you> ")
        session.type("\u{1B}[200~i crashed \u{1B}]0;owned\u{7} and i am bleeding\u{1B}[201~")
        session.type("\r")
        try session.hear("Leave")
        try session.say("/why")
        try session.see("sign of danger")
        #expect(!session.screen.contains("\u{1B}]0;owned"))
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
