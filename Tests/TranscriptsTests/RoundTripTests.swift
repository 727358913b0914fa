// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Testing
import Transcripts

@Suite("Written and read again")
struct RoundTripTests {
    /// Pieces of lines that bear a meaning, and some that only look so.
    private static let pieces = [
        "@case ", "@title ", "@tags a, b", "@speakers nurse", "@state a=b asked=c", "@from x.chat#y", "@todo why",
        "@skip why",
        "@safety", "patient: ", "nurse: ", "careline: ", "or: ", "= act answer", "= act social|answer",
        "~ topics a, b|c",
        "= topics none", "! text /a(b|c)/i", "~ text \"two  words\"", "= slots a=b c=d|e", "! slots a", "= grade ..8",
        "= confidence 0.6..1", "= words 5", "# note", "  ", "  more", "...", "[..]", "\\...", "\\[..]", "{a#b}",
        "\\{a#b}",
        "  ...", "  {a#b/c}", "  a [..] b", "  \\\\...", "é", "\u{301}", "\u{2028}", "\r", "\t", ":", "/undo", "//x",
        "\\",
    ]

    private static func randomLine(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
            .joined()
    }

    /// A text of which most can be read.
    private static func randomText(seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        var lines = ["@speakers nurse", ""]
        for number in 0..<Int.random(in: 1...3, using: &generator) {
            lines.append("@case \(number)")
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                if Bool.random(using: &generator) { lines.append("# \(randomLine(&generator))") }
                lines.append((Bool.random(using: &generator) ? "patient: x" : "nurse: ") + randomLine(&generator))
                if Bool.random(using: &generator) { lines.append("  " + randomLine(&generator)) }
                if Bool.random(using: &generator) { lines += ["", "  y" + randomLine(&generator)] }
                if Bool.random(using: &generator) { lines.append("or: z" + randomLine(&generator)) }
                lines.append("careline: a" + randomLine(&generator))
                for _ in 0..<Int.random(in: 0...4, using: &generator) { lines.append("  " + randomLine(&generator)) }
                lines.append(
                    ["= act answer", "~ topics a|b, c", "! slots d", "= grade ..8"].randomElement(using: &generator)
                        ?? "")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A transcript without the numbers of its lines.
    private static func unplaced(_ transcript: Transcript) -> Transcript {
        var transcript = transcript
        for place in transcript.head.indices { transcript.head[place].line = 0 }
        for index in transcript.cases.indices {
            transcript.cases[index].line = 0
            for place in transcript.cases[index].directives.indices {
                transcript.cases[index].directives[place].line = 0
            }
            for turn in transcript.cases[index].turns.indices {
                var changed = transcript.cases[index].turns[turn]
                changed.line = 0
                for place in changed.otherWordings.indices { changed.otherWordings[place].line = 0 }
                for place in changed.checks.indices { changed.checks[place].line = 0 }
                changed.reply = changed.reply.map { reply in
                    var pattern = ReplyPattern(lines: reply.lines)
                    pattern.comments = reply.comments
                    return pattern
                }
                transcript.cases[index].turns[turn] = changed
            }
        }
        return transcript
    }

    @Test("what is read, written and read again is the same")
    func identity() throws {
        var read = 0
        for seed in 0..<3_000 as Range<UInt64> {
            let text = Self.randomText(seed: seed)
            guard let first = try? Transcript(parsing: text, file: "a") else { continue }
            read += 1
            let second = try Transcript(parsing: first.text, file: "a")
            #expect(Self.unplaced(first) == Self.unplaced(second), "seed \(seed):\n\(text)")
            #expect(second.text == first.text, "seed \(seed)")
        }
        #expect(read > 1_000, "only \(read) texts could be read")
    }

    @Test("the repository's own files are the same", arguments: TranscriptsUnderTest.files)
    func own(file: String) throws {
        let first = try TranscriptsUnderTest.transcript(file)
        let second = try Transcript(parsing: first.text, file: file)
        #expect(Self.unplaced(first) == Self.unplaced(second))
    }

    @Test("of 100,000 spoilt files each is read, or its faults are named by line")
    func spoilt() throws {
        let originals = try TranscriptsUnderTest.files.map { file in
            Array(try TranscriptsUnderTest.text(file).utf8.prefix(300))
        }
        let marks = Self.pieces.map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 7)
        var faulty = 0
        for number in 0..<100_000 {
            var bytes = originals[number % originals.count]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: marks.randomElement(using: &generator) ?? [], at: place)
                case 3: bytes.insert(UInt8(ascii: "\n"), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count - 1, place + 30))
                }
                if bytes.isEmpty { bytes = [0x41] }
            }
            do {
                _ = try Transcript(parsing: String(decoding: bytes, as: UTF8.self), file: "a.chat")
            } catch {
                faulty += 1
                let isPlaced = error.diagnostics.allSatisfy { $0.location.file == "a.chat" && $0.location.line > 0 }
                if error.diagnostics.isEmpty || !isPlaced {
                    Issue.record("\(error.diagnostics) for \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        #expect(faulty > 1_000 && faulty < 100_000)
    }
}
