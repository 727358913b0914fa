// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite("A conversation written down")
struct RecordingTests {
    private static let talk =
        "hello\ni am her2 low\n/undo\n/set hr positive\n/star\n/help\n//slash\n\nwhat is brca\n/why\n"

    @Test("what --save writes replays at once, and is never written over")
    func save() throws {
        try TemporaryFolder.with { folder in
            let here = CommandRunner(folder: folder.path)
            #expect(try here.run("chat", "--save", "a.chat", input: Self.talk).ending == .exit(0))
            let text = try String(contentsOfFile: "\(folder.path)/a.chat", encoding: .utf8)
            #expect(text.contains("\npatient: /set hr positive\ncareline:"))
            #expect(!text.contains("/help"))
            let replayed = try here.run("replay", "a.chat")
            #expect(replayed.ending == .exit(0), "\(replayed.text)")
            #expect(replayed.text == "1 case, 9 turns: 1 passed\n")
            let again = try here.run("chat", "--save", "a.chat", input: "hello\n")
            #expect(again.ending == .exit(2))
            #expect(again.errorText.contains("--resume a.chat"))
            #expect(try String(contentsOfFile: "\(folder.path)/a.chat", encoding: .utf8) == text)
        }
    }

    @Test("--resume goes on where it stood, and says what is said otherwise now")
    func resume() throws {
        try TemporaryFolder.with { folder in
            let here = CommandRunner(folder: folder.path)
            _ = try here.run("chat", "--save", "a.chat", input: "i am her2 low\n")
            let resumed = try here.run("chat", "--resume", "a.chat", "--json", input: "what do you know about me\n")
            #expect(resumed.text.contains("\"slots\":{\"her2\":\"low\"}"))
            #expect(resumed.errorText == "Going on after 1 turns of a.chat.\n")
            #expect(try here.run("replay", "a.chat").text == "1 case, 2 turns: 1 passed\n")
            let path = "\(folder.path)/a.chat"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try text.replacing("= act slot_update", with: "= act answer").write(
                toFile: path, atomically: true, encoding: .utf8)
            let changed = try here.run("chat", "--resume", "a.chat", input: "")
            #expect(changed.errorText.contains("1 of them get another reply now"))
            #expect(try here.run("chat", "--resume", "none.chat").ending == .exit(3))
        }
    }

    @Test("/save with a name that ends in .chat writes the conversation so far")
    func saveCommand() throws {
        try TemporaryFolder.with { folder in
            let here = CommandRunner(folder: folder.path)
            let result = try here.run(
                "chat", input: "/save a.chat\ni am her2 low\n/save a.chat\n/save a.chat\n/save sheet.md\n")
            #expect(result.text.contains("nothing has been said"))
            #expect(result.text.contains("The conversation so far is in a.chat."))
            #expect(result.text.contains("There is a file of that name already: a.chat."))
            #expect(try here.run("replay", "a.chat").text == "1 case, 1 turn: 1 passed\n")
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/sheet.md"))
        }
    }

    @Test("a program that is killed has kept every turn that was answered")
    func killed() throws {
        try TemporaryFolder.with { folder in
            let here = CommandRunner(folder: folder.path)
            // The grep waits until both turns are there; the input stays open, so the program waits for a third.
            let line =
                "(echo hello; echo i am her2 low; sleep 8 >/dev/null 2>&1) | \"$0\" chat --save a.chat & p=$!; n=0; "
                + "while [ \"$(grep -c '^= act' a.chat 2>/dev/null)\" != 2 ] && [ $n -lt 60 ]; do sleep 0.1; n=$((n+1)); done; "
                + "kill -9 $p"
            _ = try here.shell(line)
            #expect(try here.run("replay", "a.chat").text == "1 case, 2 turns: 1 passed\n")
        }
    }
}
