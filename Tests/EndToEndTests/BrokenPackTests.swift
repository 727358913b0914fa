// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Packs that authors break; the program has to say where, and never to crash.
@Suite("A broken pack")
struct BrokenPackTests {
    private let careline = CommandRunner()

    /// Runs a command with a changed copy of the bicycle pack; it has to end with 3 and to print errors alone.
    private func errors(_ change: (BicyclePack.Copy) throws -> Void) throws -> [String] {
        try BicyclePack.withCopy { copy in
            try change(copy)
            let result = try careline.run("ask", "--pack", copy.path, "what is a chain?")
            #expect(result.ending == .exit(3))
            #expect(result.text == "")
            #expect(result.errorLines.allSatisfy { $0.contains(": error: ") })
            return result.errorLines
        }
    }

    @Test("a folder that isn't there is named", arguments: ["ask", "chat", "batch", "search", "explain", "check"])
    func missing(command: String) throws {
        let words = ["ask", "search", "explain"].contains(command) ? ["x"] : []
        let result = try careline.run([command, "--pack", "/nowhere/at-all"] + words)
        #expect(result.ending == .exit(3))
        #expect(result.text == "")
        #expect(result.errorLines.first?.hasPrefix("/nowhere/at-all/Corpus: error: there is no such folder") == true)
    }

    @Test("the pack of the environment is read like that of the option")
    func environment() throws {
        let careline = CommandRunner(environment: ["CARELINE_PACK": "/nowhere"])
        #expect(try careline.run("ask", "x").ending == .exit(3))
        #expect(try careline.run("ask", "--pack", BicyclePack.path, "what is a chain?").ending == .exit(0))
        let empty = CommandRunner(environment: ["CARELINE_PACK": ""])
        #expect(try empty.run("ask", "what is chemotherapy?").ending == .exit(0))
    }

    @Test("an unknown key is named with its line and the key that was meant")
    func unknownKey() throws {
        var line = 0
        let found = try errors {
            line = try $0.replace("question: Do you", with: "questoin: Do you", in: "Intents/slots.yaml")
        }
        #expect(
            found.contains("Intents/slots.yaml:\(line): error: unknown key \"questoin\". Did you mean \"question\"?"))
    }

    @Test(
        "bad YAML is named with its line",
        arguments: [
            "Intents/slots.yaml", "Intents/entities.yaml", "Intents/intents/asking.yaml", "Corpus/sources.yaml",
        ])
    func badYAML(file: String) throws {
        var line = 0
        let found = try errors {
            line = try $0[file].count { $0 == "\n" } + 1
            try $0.append("- id: [broken\n", to: file)
        }
        let numbers = found.filter { $0.hasPrefix("\(file):") && $0.contains("not valid YAML") }
            .compactMap { Int($0.split(separator: ":")[1]) }
        #expect(numbers.count == 1 && numbers.allSatisfy { abs($0 - line) <= 1 })
    }

    @Test("bad YAML above a topic has the line of the file")
    func badFrontMatter() throws {
        var line = 0
        let found = try errors { line = try $0.replace("names: [", with: "names: [[", in: "Corpus/tires.md") }
        #expect(
            found.contains {
                $0.hasPrefix("Corpus/tires.md:\(line): error: not valid YAML")
                    || $0.hasPrefix("Corpus/tires.md:\(line + 1): error: not valid YAML")
            })
    }

    @Test("a reference to nothing is named with what was meant")
    func brokenReference() throws {
        let found = try errors { try $0.replace("topic: chains", with: "topic: chans", in: "Intents/entities.yaml") }
        #expect(found == ["Intents/entities.yaml:2: error: no topic \"chans\". Did you mean \"chains\"?"])
    }

    @Test("a source that is not listed is named")
    func brokenSource() throws {
        var line = 0
        let found = try errors {
            line = try $0.replace("## Signs that a chain", with: "## Signs that a chain", in: "Corpus/chains.md")
            try $0.replace(
                "sources: SB-CHAIN\nasked-as: when", with: "sources: SB-CHAN\nasked-as: when", in: "Corpus/chains.md")
        }
        #expect(found == ["Corpus/chains.md:\(line): error: no source \"SB-CHAN\". Did you mean \"SB-CHAIN\"?"])
    }

    @Test("two topics with one id are both named")
    func twoTopics() throws {
        let found = try errors { try $0.write(try $0["Corpus/chains.md"], to: "Corpus/chain.md") }
        #expect(
            found.contains("Corpus/chain.md:2: error: the id \"chains\" is not the file's name. Make them the same"))
        #expect(
            found.contains("Corpus/chains.md:1: error: the topic \"chains\" is there twice, first at Corpus/chain.md:1")
        )
    }

    @Test("a line that is not UTF-8 is named", arguments: ["Corpus/tires.md", "Intents/replies.yaml"])
    func notUTF8(file: String) throws {
        let found = try errors { copy in
            var lines = try copy[file].split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
            lines[4].append(0xff)
            try copy.write(Array(lines.joined(separator: [10])), to: file)
        }
        #expect(found.contains("\(file):5: error: this line is not UTF-8 text. Save the file as UTF-8"))
    }

    @Test(
        "a file that is gone, empty or a folder is named",
        arguments: ["Intents/slots.yaml", "Intents/replies.yaml", "Intents/safety.yaml", "Corpus/sources.yaml"])
    func unreadable(file: String) throws {
        let gone = try errors { try $0.remove(file) }
        #expect(gone.contains { $0.hasPrefix("\(file): error: can't read this file") })
        let empty = try errors { try $0.write("", to: file) }
        #expect(empty.contains { $0.hasPrefix("\(file):1: error: there is nothing in it") })
        let folder = try errors {
            try $0.remove(file)
            try FileManager.default.createDirectory(atPath: "\($0.path)/\(file)", withIntermediateDirectories: false)
        }
        #expect(folder.contains { $0.hasPrefix("\(file): error: can't read this file") })
    }

    @Test(
        "what is no YAML of ours is a fault and no crash",
        arguments: [
            "\0", "[[[[", String(repeating: "[", count: 50_000), String(repeating: "- ", count: 20_000), "a: &a [*a]",
            "- &x {id: *x}", "? [a]\n: b", "- 1\n- null\n- ~", "!!binary x", "- id: !!int x\n", "\u{FEFF}",
            "---\n---\n",
        ])
    func strangeYAML(text: String) throws {
        for file in ["Intents/entities.yaml", "Intents/slots.yaml", "Intents/replies.yaml"] {
            let found = try errors { try $0.write(text, to: file) }
            #expect(found.contains { $0.hasPrefix(file) })
        }
    }

    @Test("every fault is told at once, in the order of the places")
    func everyFault() throws {
        let found = try errors {
            try $0.replace("act: social", with: "act: socail", in: "Intents/intents/talking.yaml")
            try $0.replace("level: emergency", with: "level: high", in: "Intents/safety.yaml")
            try $0.replace("reviewed: 2026-11-01", with: "reviewed: soon", in: "Corpus/brakes.md")
        }
        let files = found.map { String($0.prefix { $0 != ":" }) }
        #expect(files == files.sorted())
        #expect(Set(files) == ["Corpus/brakes.md", "Intents/intents/talking.yaml", "Intents/safety.yaml"])
    }

    @Test(
        "a name that nothing has is a fault wherever it stands",
        arguments: [
            ("move: more", "move: mroe", "Intents/intents/talking.yaml"),
            ("aspect: care", "aspect: crae", "Intents/intents/asking.yaml"),
            ("general-section: what-it-is", "general-section: what-is-it", "Intents/lexicon.yaml"),
            ("set: {brakes: rim", "set: {brakes: rmi", "Intents/slots.yaml"),
            ("\"@hurt ... crash", "\"@hrut ... crash", "Intents/safety.yaml"),
        ])
    func unknownName(text: String, other: String, file: String) throws {
        let found = try errors { try $0.replace(text, with: other, in: file) }
        let places = found.map { $0.split(separator: ":").prefix(2).map(String.init) }
        // What a lexicon says of the whole pack has a file and no line.
        let hasLine = file != "Intents/lexicon.yaml"
        #expect(places.contains { $0[0] == file && (Int($0[1]) != nil) == hasLine }, "no fault at its place: \(found)")
    }
}
