// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite("Plain input", .timeLimit(.minutes(10)))
struct PlainInputTests {
    /// All events of an input whose bytes come through a pipe; at most what the pipe holds.
    private func events(of bytes: [UInt8], maximumBytes: Int = 1 << 20) -> [InputEvent] {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return [] }
        let count = write(ends[1], bytes, bytes.count)
        close(ends[1])
        defer { close(ends[0]) }
        guard count == bytes.count else { return [] }
        var input = PlainInput(descriptor: ends[0], maximumBytes: maximumBytes)
        var events: [InputEvent] = []
        repeat { events.append(input.next(prompt: "unseen")) } while events.last != .end
        return events
    }

    private func messages(of text: String, maximumBytes: Int = 1 << 20) -> [String] {
        events(of: Array(text.utf8), maximumBytes: maximumBytes).compactMap {
            if case .message(let text) = $0 { text } else { nil }
        }
    }

    @Test(
        "a message is a line, with or without a line end at the end of the input",
        arguments: [
            ("", []), ("a\nb\n", ["a", "b"]), ("a\nb", ["a", "b"]), ("\n\n", ["", ""]), ("a\r\nb\r\n", ["a", "b"]),
        ] as [(String, [String])])
    func lines(text: String, expected: [String]) {
        #expect(messages(of: text) == expected)
    }

    @Test("the end stays the end")
    func end() {
        var input = PlainInput(descriptor: -1)
        #expect(input.next(prompt: "") == .end)
        #expect(input.next(prompt: "") == .end)
    }

    @Test("invalid UTF-8 is repaired")
    func invalid() {
        #expect(events(of: [0x61, 0xFF, 0x62, 0x0A, 0xC3]) == [.message("a\u{FFFD}b"), .message("\u{FFFD}"), .end])
    }

    @Test("control characters and whole escape sequences are dropped, the tab is not")
    func controls() {
        #expect(messages(of: "a\u{0}b\u{1B}[31mc\td\u{7F}\u{9B}e\u{8}\n") == ["abc\tde"])
        #expect(messages(of: "\u{1B}[1;31mhi\u{1B}[0m\n[31m\n") == ["hi", "[31m"])
        #expect(messages(of: "a\u{1B}[\nb\u{1B}\nc\n").last == "c")
    }

    @Test("a line that is too long is cut and the next one is whole")
    func cut() {
        #expect(messages(of: "abcdef\nghi\njklm", maximumBytes: 3) == ["abc", "ghi", "jkl"])
    }

    @Test("a cut does not go through a character")
    func cutInCharacter() {
        #expect(messages(of: "aé\naé", maximumBytes: 2) == ["a", "a"])
        #expect(messages(of: "aéx", maximumBytes: 3) == ["aé"])
        #expect(messages(of: "🙂🙂", maximumBytes: 7) == ["🙂"])
    }

    @Test("a line may come in pieces, and one without an end stays small")
    func pieces() throws {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let chunk = [UInt8](repeating: UInt8(ascii: "a"), count: 5000)
        let writer = BackgroundThread { [descriptor = ends[1]] in
            for _ in 0..<2000 { _ = write(descriptor, chunk, chunk.count) }
            close(descriptor)
        }
        try #require(writer != nil)
        var input = PlainInput(descriptor: ends[0], maximumBytes: 1000)
        #expect(input.next(prompt: "") == .message(String(repeating: "a", count: 1000)))
        #expect(input.next(prompt: "") == .end)
        writer?.join()
        close(ends[0])
    }
}
