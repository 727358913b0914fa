// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Terminal

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite("Sanitizer")
struct SanitizerTests {
    @Test(
        "what could steer the terminal or turn the text round is replaced",
        arguments: [
            ("plain\ttext\n", "plain\ttext\n"), ("né 乳 👩‍👧 ❤️", "né 乳 👩‍👧 ❤️"), ("\u{1B}[2Jx", "\u{FFFD}[2Jx"),
            ("a\u{202E}b\u{2069}c", "a\u{FFFD}b\u{FFFD}c"), ("a\u{0}\u{7F}\u{9B}b", "a\u{FFFD}\u{FFFD}\u{FFFD}b"),
            ("a\r\nb\rc\r", "a\nb\u{FFFD}c\u{FFFD}"), ("a\u{E0041}b", "a\u{FFFD}b"), ("", ""),
        ])
    func sanitized(text: String, expected: String) {
        #expect(Sanitizer.sanitized(text) == expected)
        #expect(Sanitizer.sanitized(expected) == expected)
    }
}

@Suite("Style")
struct StyleTests {
    @Test(
        "there is colour on a terminal that can, unless it is refused",
        arguments: [
            (Style.Choice.auto, true, ["TERM": "xterm"], true), (.auto, false, ["TERM": "xterm"], false),
            (.auto, true, ["TERM": "dumb"], false), (.auto, true, [:], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
            (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true), (.never, true, ["TERM": "xterm"], false),
        ])
    func decision(choice: Style.Choice, isTerminal: Bool, environment: [String: String], expected: Bool) {
        #expect(Style(choice, isTerminal: isTerminal) { environment[$0] }.isOn == expected)
    }

    @Test("without colour a text stays as it is", arguments: Style.Role.allCases)
    func plain(role: Style.Role) {
        #expect(Style(.never, isTerminal: true) { _ in nil }.styled("a\nb", role) == "a\nb")
    }

    @Test("each line is styled by itself, and takes no more columns", arguments: Style.Role.allCases)
    func lines(role: Style.Role) {
        let styled = Style(.always, isTerminal: false) { _ in nil }.styled("ab\n\nc", role)
        let lines = styled.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.map { DisplayWidth.columns(of: $0) } == [2, 0, 1])
        #expect(lines[1].isEmpty)
        #expect(lines[0].hasPrefix("\u{1B}[") && lines[0].hasSuffix("ab\u{1B}[0m"))
    }
}

@Suite("Standard streams", .timeLimit(.minutes(10)))
struct StandardStreamsTests {
    @Test("all of a text is written, though the pipe is small and does not wait")
    func allIsWritten() throws {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let text = String(repeating: "0123456789", count: 50_000)
        let writer = BackgroundThread { [descriptor = ends[1]] in
            try? StandardStreams.write(text, to: descriptor)
            close(descriptor)
        }
        try #require(writer != nil)
        var input = PlainInput(descriptor: ends[0])
        #expect(input.next(prompt: "") == .message(text))
        #expect(input.next(prompt: "") == .end)
        writer?.join()
        close(ends[0])
    }

    @Test("a reader that has gone is an error that can be told from others")
    func brokenPipe() throws {
        StandardStreams.ignoreBrokenPipe()
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        #expect(throws: OutputClosed(code: EPIPE)) { try StandardStreams.write("x", to: ends[1]) }
        #expect(OutputClosed(code: EPIPE).isBrokenPipe)
        #expect(!OutputClosed(code: ENOSPC).isBrokenPipe)
        #expect(OutputClosed(code: ENOSPC).reason.isEmpty == false)
    }

    @Test("a pipe is no terminal")
    func noTerminal() throws {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        #expect(!StandardStreams.isTerminal(ends[0]))
    }
}

@Suite("Message assembly")
struct MessageAssemblyTests {
    @Test(
        "lines make messages",
        arguments: [
            (["a"], "a"), ([""], ""), (["a\\", "b"], "a\nb"), (["\"\"\"a\"\"\""], "a"),
            (["\"\"\"", "a", "\"\"\""], "a"),
            (["\"\"\"a", "", "b\"\"\" "], "a\n\nb"), (["\"\"\"\na\n\"\"\""], "a"), (["say \"\"\""], "say \"\"\""),
            (["a\nb"], "a\nb"), (["\"\"\"\"\"\""], ""),
        ])
    func messages(lines: [String], expected: String) {
        var assembly = MessageAssembly()
        for line in lines.dropLast() { #expect(assembly.add(line) == nil) }
        #expect(lines.last.flatMap { assembly.add($0) } == expected)
        #expect(!assembly.isUnfinished)
        #expect(assembly.finish() == nil)
    }
}
