// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing
import Understanding

@Suite("Names in a message")
struct EntityLinkerTests {
    private func names(_ text: String) throws -> [String] {
        try PackUnderTest.interpreter().read(text).mentions.map(\.entity.id)
    }

    @Test(
        "brand, generic, short and misspelt names lead to the same thing",
        arguments: [
            ("letrozole", ["what is letrozole", "does Femara hurt", "side effects of letrazole", "femarra"]),
            ("palbociclib", ["what is palbociclib", "IBRANCE", "how does palbo work"]),
            ("tamoxifen", ["tamoxifen", "what is Nolvadex", "what is tamoxifin", "tomoxifen"]),
            ("sacituzumab-govitecan", ["sacituzumab govitecan", "is trodelvy good", "what is saci"]),
            ("fulvestrant", ["Faslodex", "fulvestrent", "do bum jabs hurt"]),
        ])
    func oneThing(id: String, texts: [String]) throws {
        for text in texts { #expect(try names(text) == [id], "\(text)") }
    }

    @Test("a misspelling that no list has is mended", arguments: ["letrozoel", "palbocicilb", "tamoxiffen"])
    func mended(text: String) throws {
        let found = try names("what is \(text)")
        #expect(found.count == 1)
        #expect(found.first.map { text.hasPrefix($0.prefix(4)) } == true)
    }

    @Test(
        "a topic is found by its title and its names",
        arguments: [
            ("what is chemotherapy", "chemotherapy"), ("tell me about endocrine therapy", "hormone-therapy"),
            ("what is radiotherapy like", "radiation-therapy"), ("what is palliative care", "supportive-care"),
            ("what is stage 4 breast cancer", "overview"), ("how does immunotherapy work", "immunotherapy"),
        ])
    func topics(text: String, topic: String) throws {
        let mentions = try PackUnderTest.interpreter().read(text).mentions
        #expect(mentions.map(\.entity.topic) == [topic])
    }

    @Test(
        "the longest name wins",
        arguments: [
            ("Trodelvy and Keytruda", ["sacituzumab-pembrolizumab"]),
            ("Trodelvy, then Keytruda", ["sacituzumab-govitecan", "pembrolizumab"]),
            ("Enhertu with Perjeta", ["tdxd-pertuzumab"]),
        ])
    func longest(text: String, ids: [String]) throws {
        #expect(try names(text) == ids)
    }

    @Test("every name of every entity leads to an entity of that name")
    func everyName() throws {
        let pack = try PackUnderTest.pack()
        let interpreter = try PackUnderTest.interpreter()
        for entity in pack.entities {
            for name in entity.names {
                let mention = interpreter.interpret(name, in: TurnContext(slots: [])).mentions.first
                let isSame = mention?.entity.names.contains { $0.lowercased() == name.lowercased() } ?? false
                #expect(isSame || mention?.entity.id == entity.id, "\(name) of \(entity.id)")
            }
        }
    }

    @Test("mentions come in order and never overlap")
    func order() throws {
        let text = "Is Ibrance with letrozole better than Kisqali with Faslodex or chemo for bone mets"
        let mentions = try PackUnderTest.interpreter().read(text).mentions
        #expect(mentions.count >= 5)
        for (mention, next) in zip(mentions, mentions.dropFirst()) {
            #expect(mention.words.upperBound <= next.words.lowerBound)
        }
    }

    @Test("a name does not reach over the end of a sentence")
    func sentences() throws {
        #expect(try !names("I want an antibody. drug conjugates").contains("antibody-drug-conjugates"))
    }

    @Test("two treatments in one message are two topics", arguments: ["Ibrance or Xgeva", "chemo versus Keytruda"])
    func severalTopics(text: String) throws {
        #expect(try PackUnderTest.interpreter().read("what is better \(text)").severalTopics.count == 2)
    }
}
