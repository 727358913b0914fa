// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import DefaultPack
import Dialogue
import Foundation
import KnowledgePack
import PackSource
import Testing
import Understanding

/// The packs that the tests talk with, each read once.
enum PackUnderTest: String, Sendable, CaseIterable {
    struct NotLoaded: Error {
        let faults: [String]
    }

    /// The pack that the program carries, and a small one on another subject.
    case own, bicycle

    private static let ownAssistant = Result {
        Assistant(try CompiledPack(reading: ArchiveBytes(DefaultPack.archive)))
    }
    private static let bicycleAssistant = Result { Assistant(try CompiledPack.compiling(try loadBicycle())) }

    func assistant() throws -> Assistant {
        switch self {
        case .own: try Self.ownAssistant.get()
        case .bicycle: try Self.bicycleAssistant.get()
        }
    }

    private static func loadBicycle() throws -> Pack {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let result = PackLoader.load(tests.appendingPathComponent("Packs/bicycle").path)
        guard let pack = result.pack else { throw NotLoaded(faults: result.errors.map(\.description)) }
        return pack
    }
}

/// A conversation from its beginning, or from where it stands.
struct Conversation {
    let assistant: Assistant
    private(set) var state: DialogueState

    init(_ pack: PackUnderTest = .own, from state: DialogueState = DialogueState()) throws {
        assistant = try pack.assistant()
        self.state = state
    }

    var pack: Pack { assistant.pack }

    /// Says something, and gives the reply to it.
    @discardableResult
    mutating func say(_ text: String) -> Reply {
        let (reply, next) = assistant.reply(to: text, in: state)
        state = next
        return reply
    }

    /// Says several things, and gives the reply to each.
    @discardableResult
    mutating func say(_ texts: [String]) -> [Reply] { texts.map { say($0) } }

    /// Makes a move without a message, as a command does.
    @discardableResult
    mutating func perform(_ move: String) -> Reply {
        let (reply, next) = assistant.perform(move, in: state)
        state = next
        return reply
    }

    /// Sets a status, as `/set` does.
    @discardableResult
    mutating func set(_ slot: String, to value: String) -> Reply {
        let (reply, next) = assistant.set(slot, to: value, in: state)
        state = next
        return reply
    }

    /// Lets go of a status, as `/forget` does.
    @discardableResult
    mutating func forget(_ slot: String) -> Reply {
        let (reply, next) = assistant.forget(slot, in: state)
        state = next
        return reply
    }

    /// Whether a reply holds one of the wordings of a name, whatever its braces are filled with.
    func uses(_ name: String, in reply: Reply) -> Bool {
        pack.wording.texts[name].contains { wording in
            var rest = Substring(reply.text)
            for part in wording.split(separator: /\{[^}]*\}/) {
                guard let range = rest.firstRange(of: part.trimmingCharacters(in: .whitespacesAndNewlines)) else {
                    return false
                }
                rest = rest[range.upperBound...]
            }
            return true
        }
    }

    /// The slots whose questions a text asks.
    func questions(in text: String) -> [String] {
        pack.slots.filter { text.contains($0.question) }.map(\.id)
    }
}

extension Conversation: CustomTestStringConvertible {
    /// A failed expectation names the conversation by what was said last, not by the whole pack in it.
    var testDescription: String { "a conversation after \(state.turn) turns, last: \(state.lastText.debugDescription)" }
}
