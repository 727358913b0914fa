// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import KnowledgePack
import Testing
import Understanding

@Suite("What holds after every turn")
struct InvariantTests {
    /// A conversation drawn from what a pack itself says that people type.
    private func messages(seed: UInt64, from pack: Pack) -> [String] {
        var generator = SeededGenerator(seed: seed)
        let moves = pack.intents.filter { !$0.move.isEmpty }.flatMap(\.examples)
        let statuses = pack.intents.filter { $0.act == .slotUpdate }.flatMap(\.examples)
        let others = pack.intents.filter { $0.move.isEmpty }.flatMap(\.examples)
        let dangers = pack.safetyRules.flatMap { $0.examples + $0.counterexamples }
        let answers = pack.slots.flatMap(\.values).map(\.id) + ["yes", "no", "1", "2", "3", "5", "no idea", "", "?"]
        let shelves = [moves, statuses, statuses, others, others, others, dangers, answers, answers]
        return (0..<14).map { _ in
            let shelf = shelves.randomElement(using: &generator) ?? others
            return shelf.randomElement(using: &generator) ?? ""
        }
    }

    /// What is wrong with a reply and the state after it, in words.
    private func faults(_ reply: Reply, before: DialogueState, in conversation: Conversation) -> [String] {
        let (pack, state) = (conversation.pack, conversation.state)
        var faults: [String] = []
        func check(_ isRight: Bool, _ fault: String) {
            if !isRight { faults.append(fault) }
        }
        let startsOver = pack.intent(reply.intent)?.move == "start-over" && state.notes.isEmpty
        check(state.turn == before.turn + 1 || startsOver && state.turn == 1, "the turn is \(state.turn)")
        if let asked = reply.asks {
            check(pack.slot(asked) != nil, "it asks for \(asked), which is no slot")
            // Which of two results counts is asked of what is known as well.
            let isConflict = conversation.uses("status-conflict", in: reply)
            check(state.slots.values[asked] == nil || isConflict, "it asks for \(asked), which is known")
            check(state.askedBefore.contains(asked), "it asks for \(asked) and forgets it")
        }
        check(state.askedSlot == reply.asks, "the state asks for something else")
        for choice in state.offered {
            switch choice {
            case .topic(let id): check(pack.topic(id) != nil, "it offers \(id), which is no topic")
            case .passage(let id): check(pack.passage(id) != nil, "it offers \(id), which is no passage")
            }
        }
        for (slot, value) in state.slots.values {
            check(pack.slot(slot)?.value(value) != nil, "\(slot) is \(value), which it can't be")
        }
        let results = state.slots.values.filter { pack.slot($0.key)?.isTrait == false }
        check(reply.slots == results, "the reply's slots are not the state's")
        check(reply.passages.allSatisfy { pack.passage($0) != nil }, "it quotes a passage that is not there")
        check(reply.topics.allSatisfy { pack.topic($0) != nil }, "it names a topic that is not there")
        check((0...1).contains(reply.confidence), "its confidence is \(reply.confidence)")
        check(reply.act != .crisis || reply.passages.isEmpty && reply.asks == nil, "a crisis reply speaks of treatment")
        return faults + textFaults(reply, in: conversation)
    }

    private func textFaults(_ reply: Reply, in conversation: Conversation) -> [String] {
        var faults: [String] = []
        let text = reply.text
        if text.allSatisfy(\.isWhitespace) { faults.append("it says nothing") }
        if text.contains("{") || text.contains("}") { faults.append("a brace is left") }
        if text.contains("\n\n\n") { faults.append("there are two blank lines") }
        if text.first?.isWhitespace == true || text.last?.isWhitespace == true {
            faults.append("there is white space at an end")
        }
        if text.contains(" .") || text.contains(": .") { faults.append("a brace was filled with nothing") }
        let questions = conversation.questions(in: text)
        if questions.count > 1 { faults.append("it asks for \(questions)") }
        if let question = questions.first {
            if reply.asks != question { faults.append("its text asks for \(question), and it asks for none") }
            let end = conversation.pack.slot(question)?.question ?? ""
            if !text.hasSuffix(end) { faults.append("its question is not the last thing said") }
        }
        return faults
    }

    private func hold(_ messages: [String], with pack: PackUnderTest) throws {
        var conversation = try Conversation(pack)
        for (turn, message) in messages.enumerated() {
            let before = conversation.state
            let reply = conversation.say(message)
            let faults = faults(reply, before: before, in: conversation)
            #expect(faults == [], "\(messages[...turn]) got: \(reply.text)")
        }
    }

    @Test("forty conversations of a pack's own examples keep to the rules", arguments: UInt64(1)...40)
    func conversations(seed: UInt64) throws {
        try hold(messages(seed: seed, from: PackUnderTest.own.assistant().pack), with: .own)
    }

    @Test("twenty conversations with the second pack keep to the rules", arguments: UInt64(1)...20)
    func secondPack(seed: UInt64) throws {
        try hold(messages(seed: seed, from: PackUnderTest.bicycle.assistant().pack), with: .bicycle)
    }

    @Test("no question is pressed: each is asked at most twice", arguments: UInt64(101)...120)
    func asksTwice(seed: UInt64) throws {
        var conversation = try Conversation()
        var counts: [String: Int] = [:]
        for message in messages(seed: seed, from: conversation.pack) {
            let reply = conversation.say(message)
            let move = conversation.pack.intent(reply.intent)?.move
            if move == "start-over" { counts = [:] }
            if move == "again" { continue }
            for slot in conversation.questions(in: reply.text) { counts[slot, default: 0] += 1 }
        }
        #expect(counts.filter { $0.value > 2 }.isEmpty)
    }

    @Test("every example of every intent gets a reply that keeps to the rules")
    func everyExample() throws {
        let assistant = try PackUnderTest.own.assistant()
        for text in assistant.pack.intents.flatMap(\.examples) {
            var conversation = try Conversation()
            let reply = conversation.say(text)
            let faults = faults(reply, before: DialogueState(), in: conversation)
            #expect(faults == [], "\(text) got: \(reply.text)")
        }
    }
}
