// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import DefaultPack
import Dialogue
import KnowledgePack
import Understanding

/// The pack that the program carries, read once for all tests.
enum PackUnderTest {
    private static let loaded = Result { try CompiledPack(reading: ArchiveBytes(DefaultPack.archive)) }
    private static let talking = loaded.map { Assistant($0) }

    static func pack() throws -> Pack { try loaded.get().pack }
    static func assistant() throws -> Assistant { try talking.get() }
}

/// A conversation from its beginning, held as the chat holds it.
struct Conversation {
    private let assistant: Assistant
    private var state = DialogueState()

    init() throws { assistant = try PackUnderTest.assistant() }

    /// Says something, and gives the reply to it.
    @discardableResult
    mutating func say(_ text: String) -> Reply {
        let (reply, next) = assistant.reply(to: text, in: state)
        state = next
        return reply
    }
}

/// A text that Careline can say, and where it stands.
struct Saying {
    let place: String
    let text: String
}

extension Pack {
    /// Every text that a reply can hold.
    var sayings: [Saying] {
        var sayings: [Saying] = []
        func add(_ place: String, _ texts: String...) {
            for text in texts where !text.isEmpty { sayings.append(Saying(place: place, text: text)) }
        }
        for topic in topics {
            add(topic.id, topic.title, topic.summary)
            for (number, rule) in topic.options.enumerated() {
                add("\(topic.id), option \(number + 1)", rule.say, rule.personal)
            }
            for passage in topic.passages {
                add(passage.id.description, passage.title, passage.body, passage.short, passage.more)
            }
        }
        for entity in entities {
            add(entity.id, entity.names.first ?? "", entity.about)
            for fact in entity.facts { add("\(entity.id), \(fact.aspect)", fact.text) }
        }
        for intent in intents { add(intent.id, intent.say, intent.ask) }
        for intent in intents { for text in intent.then { add(intent.id, text) } }
        for rule in safetyRules { add(rule.id, rule.say) }
        for slot in slots {
            add(slot.id, slot.title, slot.question, slot.whereToFind, slot.visitQuestion)
            for value in slot.values { add(slot.id, value.label) }
        }
        for name in wording.texts.names {
            for text in wording.texts[name] { add(name, text) }
        }
        for contacts in [contacts.unknownRegion] + contacts.regions.map(\.contacts) {
            for name in contacts.names { for text in contacts[name] { add(name, text) } }
        }
        return sayings
    }
}
