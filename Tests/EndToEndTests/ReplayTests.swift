// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Transcripts replayed")
struct ReplayTests {
    private static let good = "patient: hello\n= act social\n"
    private static let bad = "# kept\npatient: hello\ncareline: ...\n= act answer\n"

    private func withFiles(_ texts: [String: String], _ body: (TemporaryFolder) throws -> Void) throws {
        try TemporaryFolder.with { folder in
            for (name, text) in texts {
                try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
            }
            try body(folder)
        }
    }

    @Test("the status says what came of it: passed, failed, nothing selected, unreadable")
    func statuses() throws {
        try withFiles(["a.chat": Self.good, "b.chat": Self.bad, "c.chat": "pateint: hello\n", "d.txt": ""]) { folder in
            let here = CommandRunner(folder: folder.path)
            #expect(try here.run("replay", "a.chat").ending == .exit(0))
            let failed = try here.run("replay", "a.chat", "b.chat")
            #expect(failed.ending == .exit(1))
            #expect(
                failed.text.contains(
                    "b.chat:4: b.chat, turn 1 (patient)\n  act  expected  answer\n       got       social\n"))
            #expect(failed.text.contains("  why  "))
            #expect(try here.run("replay", "a.chat", "--filter", "tag:none").ending == .exit(2))
            #expect(try here.run("replay").ending == .exit(2))
            let all = try here.run("replay", ".")
            #expect(all.ending == .exit(3))
            #expect(all.errorText.contains("./c.chat:1: error: \"pateint\" is no speaker. Did you mean \"patient\"?"))
            #expect(all.text.contains("2 cases, 2 turns: 1 passed, 1 failed, 1 unreadable"))
            let missing = try here.run("replay", "nothing.chat", "a.chat")
            #expect(missing.ending == .exit(3))
            #expect(missing.errorText.contains("nothing.chat: error: there is no such file or folder"))
        }
    }

    @Test("an update writes what is said now, once, and not where CI is set")
    func update() throws {
        try withFiles(["b.chat": Self.bad, "s.chat": "@safety\n" + Self.bad]) { folder in
            let here = CommandRunner(folder: folder.path)
            func text(_ name: String) throws -> String {
                try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
            }
            let refused = try CommandRunner(environment: ["CI": "1"], folder: folder.path).run(
                "replay", "b.chat", "--update")
            #expect(refused.ending == .exit(2))
            #expect(try text("b.chat") == Self.bad)
            let difference = try here.run("replay", "b.chat", "--diff")
            #expect(difference.text.contains("- = act answer\n  + = act social"))
            #expect(try text("b.chat") == Self.bad)
            let updated = try here.run("replay", ".", "--update")
            #expect(updated.ending == .exit(1))
            #expect(updated.text.contains("Left for a person to edit:\n  ./s.chat:5"))
            #expect(try text("b.chat") == Self.bad.replacing("answer", with: "social"))
            #expect(try text("s.chat") == "@safety\n" + Self.bad)
            #expect(try here.run("replay", "b.chat", "--update").ending == .exit(0))
            #expect(try here.run("replay", "b.chat").ending == .exit(0))
        }
    }

    @Test("reports are what other programs read", arguments: ["tap", "tap13", "junit", "json"])
    func reports(format: String) throws {
        let texts = [
            "a.chat": "@title A <title> & \"more\" # 1\n" + Self.good, "b.chat": Self.bad, "c.chat": "hello\n",
            "d.chat": "@skip not yet\npatient: hello\ncareline: ...\n", "e.chat": "@todo later\n" + Self.bad,
            "f.chat": "@todo long ago\n" + Self.good,
        ]
        try withFiles(texts) { folder in
            let here = CommandRunner(folder: folder.path)
            let result = try here.run("replay", ".", "--format", format, "--output", "report")
            #expect(result.ending == .exit(3) && result.text.isEmpty)
            let report = try String(contentsOfFile: "\(folder.path)/report", encoding: .utf8)
            switch format {
            case "junit":
                let document = try JUnitDocument(report)
                #expect(document.faults == [])
                #expect(document.counts["testsuite"] == 6 && document.counts["testcase"] == 6)
                #expect(document.counts["failure"] == 1 && document.counts["error"] == 1)
                #expect(document.counts["skipped"] == 2)
            case "json":
                let object = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
                let cases = object?["cases"] as? [[String: Any]] ?? []
                #expect(
                    cases.compactMap { $0["outcome"] as? String } == ["passed", "failed", "skipped", "todo", "fixed"])
            default:
                let lines = report.split(separator: "\n").map(String.init)
                #expect(lines.prefix(2) == [format == "tap" ? "TAP version 14" : "TAP version 13", "1..6"])
                let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
                #expect(points.map { $0.hasPrefix("ok ") } == [true, false, true, false, true, false])
                #expect(points[0] == "ok 1 - ./a.chat: A <title> & \"more\" \\# 1")
                #expect(points[2].hasSuffix("# SKIP not yet") && points[3].hasSuffix("# TODO later"))
            }
        }
    }

    @Test("with --strict a known failure that is mended fails")
    func strict() throws {
        try withFiles(["f.chat": "@todo long ago\n" + Self.good]) { folder in
            let here = CommandRunner(folder: folder.path)
            let plain = try here.run("replay", "f.chat")
            let strict = try here.run("replay", "f.chat", "--strict")
            #expect(plain.ending == .exit(0) && strict.ending == .exit(1))
        }
    }

    @Test("any number of cores gives the same report")
    func jobs() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Transcripts").path
        let one = try CommandRunner(patience: 60).run("replay", folder, "--jobs", "1")
        let several = try CommandRunner(patience: 60).run("replay", folder, "--jobs", "4")
        #expect(one.output == several.output && one.ending == several.ending)
    }

    @Test("stress finds nothing where nothing can change, and coverage names what is missing by line")
    func measures() throws {
        try withFiles(["a.chat": Self.good]) { folder in
            let here = CommandRunner(folder: folder.path)
            #expect(try here.run("stress", "a.chat", "--seed", "3").text.contains("letters: 1 messages, other act 0"))
            let coverage = try here.run("coverage", "a.chat")
            #expect(coverage.ending == .exit(0))
            #expect(coverage.text.contains("acts: 1 of 9"))
            #expect(coverage.text.contains(#/Intents\/\S+\.yaml:\d+: intents: /#))
        }
    }
}
