// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// One after the other: Readline has one state for the whole process.
///
/// A conversation ends in time by itself. A limit of the suite would count the time that its tests wait for others too.
@Suite("Readline editor", .serialized)
struct ReadlineEditorTests {
    @Test("a line is a message, and Ctrl-D on an empty line is the end")
    func lines() {
        let result = converse(
            events: 3,
            [.see("you> "), .type("what is it?\r"), .see("you> "), .type("né 乳\r"), .see("you> "), .type("\u{4}")])
        #expect(result.events == [.message("what is it?"), .message("né 乳"), .end])
        #expect(result.missed == nil)
    }

    @Test("the keys edit the line")
    func editing() {
        let result = converse(events: 1, [.see("you> "), .type("bc\u{1}a\u{5}dx\u{7F}\r")])
        #expect(result.events == [.message("abcd")])
    }

    @Test("the arrow up brings an earlier message back")
    func history() {
        let result = converse(
            events: 3,
            [
                .see("you> "), .type("first\r"), .see("you> "), .type("second\r"),
                .see("you> "), .type("\u{1B}[A\u{1B}[A"), .see("first"), .type("\r"),
            ])
        #expect(result.events == [.message("first"), .message("second"), .message("first")])
    }

    @Test("a paste with newlines is one message that keeps them")
    func paste() {
        let result = converse(
            events: 2,
            [
                .see("\u{1B}[?2004h"), .see("you> "), .type("\u{1B}[200~ER: 90%\rPR: 10%\r\u{1B}[201~"), .see("10%"),
                .type("\r"), .see("you> "), .type("\u{4}"),
            ])
        #expect(result.events == [.message("ER: 90%\nPR: 10%"), .end])
    }

    @Test("control characters in a paste are dropped")
    func controlsInPaste() {
        let result = converse(
            events: 1, [.see("you> "), .type("\u{1B}[200~a\u{1}\u{1B}[31mb\tc\u{1B}[201~"), .see("c"), .type("\r")])
        #expect(result.events == [.message("a[31mb\tc")])
    }

    @Test("a line that ends in a backslash goes on in the next")
    func continuation() {
        let result = converse(
            events: 1, [.see("you> "), .type("one\\\r"), .see("\n"), .type("two\r")])
        #expect(result.events == [.message("one\ntwo")])
    }

    @Test("three quotes begin and end a block, blank lines kept")
    func block() {
        let result = converse(
            events: 2,
            [
                .see("you> "), .type("\"\"\"\r"), .see("\n"), .type("one\r\r"), .type("two\"\"\"\r"),
                .see("you> "), .type("\"\"\"three\r"), .see("three\r\n"), .see("\u{1B}[?2004h"), .type("\u{4}"),
            ])
        #expect(result.events == [.message("one\n\ntwo"), .message("three")])
        #expect(result.screen.split(separator: "you> ").count == 3)
    }

    @Test("Ctrl-C drops a line that is begun and asks again")
    func interruptOfLine() {
        let result = converse(
            events: 1,
            [
                .see("you> "), .type("not this"), .see("not this"), .interrupt, .see("\n"), .see("you> "),
                .type("this\r"),
            ])
        #expect(result.events == [.message("this")])
    }

    @Test("Ctrl-C drops a message of several lines as a whole")
    func interruptOfBlock() {
        let result = converse(
            events: 1,
            [
                .see("you> "), .type("\"\"\"\r"), .see("\u{1B}[?2004h"), .type("one"), .see("one"), .interrupt,
                .see("\n"), .see("you> "), .type("this\r"),
            ])
        #expect(result.events == [.message("this")])
    }

    @Test("Ctrl-C on an empty line is an event, every time")
    func interruptOfEmptyLine() {
        let result = converse(
            events: 3,
            [
                .see("you> "), .interrupt, .see("\n"), .see("you> "), .interrupt, .see("\n"), .see("you> "),
                .type("\u{4}"),
            ])
        #expect(result.events == [.interrupted, .interrupted, .end])
    }

    @Test("Ctrl-C leaves a search")
    func interruptOfSearch() {
        // Bracketed paste goes off once while the signal is handled, and once at the end of the line.
        let isOff = Step.see("\u{1B}[?2004l")
        let result = converse(
            events: 2,
            [.see("you> "), .type("\u{12}"), .see("search"), .interrupt, isOff, isOff, .see("you> "), .type("\u{4}")])
        #expect(result.events == [.interrupted, .end])
    }

    @Test("the handler of the interrupt signal is the caller's again afterwards")
    func handlerIsRestored() {
        var before = sigaction()
        var after = sigaction()
        sigaction(SIGINT, nil, &before)
        let result = converse(events: 1, [.see("you> "), .type("x\r")])
        sigaction(SIGINT, nil, &after)
        #expect(result.events == [.message("x")])
        let handlers = [before, after].map { action in withUnsafeBytes(of: action) { Array($0.prefix(8)) } }
        #expect(handlers[0] == handlers[1])
    }

    @Test(
        "Tab completes commands at the start and names anywhere",
        arguments: [
            ("/he\t\r", "/help "), ("why herc\t\r", "why Herceptin "), ("HERC\t\r", "Herceptin "),
            ("dose-dense a\t\r", "dose-dense AC "), ("see /he\t\r", "see /he"), ("\\\r/he\t\r", "\n/he"),
        ])
    func completion(keys: String, message: String) {
        let words = ["/help", "/quit", "Herceptin", "tamoxifen", "dose-dense AC"]
        let result = converse(completions: words, events: 1, [.see("you> "), .type(keys)])
        #expect(result.events == [.message(message)])
    }

    @Test("Tab twice lists what there is, without a question or a pager")
    func completionList() {
        let words = (100..<300).map { "name\($0)" }
        let result = converse(
            completions: words, events: 1,
            [.see("you> "), .type("name\t\t"), .see("name299"), .see("you> "), .type("1\r")])
        #expect(result.events == [.message("name1")])
    }

    @Test("a terminal that can do nothing gets no escape sequence")
    func dumbTerminal() {
        let result = converse(
            terminal: "dumb", events: 3,
            [.see("you> "), .type("hello\r"), .see("you> "), .interrupt, .see("\n"), .see("you> "), .type("\u{4}")])
        #expect(result.events == [.message("hello"), .interrupted, .end])
        #expect(!result.screen.contains("\u{1B}"))
    }

    @Test("a terminal that is hung up is the end")
    func hangUp() {
        let result = converse(events: 2, [.see("you> "), .type("x\r"), .see("you> "), .hangUp])
        #expect(result.events == [.message("x"), .end])
    }

    @Test("a prompt in colour is shown as it is")
    func colouredPrompt() {
        let result = converse(
            events: 1, prompt: "\u{1B}[1;35myou>\u{1B}[0m ", [.see("\u{1B}[1;35myou>\u{1B}[0m "), .type("x\r")])
        #expect(result.events == [.message("x")])
        #expect(!result.screen.contains("\u{1}"))
    }
}
