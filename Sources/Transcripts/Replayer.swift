// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
internal import KnowledgePack

/// Holds the conversations of transcripts again and compares.
package struct Replayer: Sendable {
    package let library: TranscriptLibrary
    package let assistant: Assistant
    package let yardstick: Yardstick

    package init(_ library: TranscriptLibrary, assistant: Assistant) {
        self.library = library
        self.assistant = assistant
        yardstick = Yardstick(pack: assistant.pack)
    }

    /// Holds a case, once with its main wordings and once more with each other one.
    ///
    /// - Complexity: a reply a turn; for another wording, of the turns from that one on.
    package func result(of address: TranscriptLibrary.Address) -> CaseResult? {
        guard let transcript = library[file: address.file], let item = library[address] else { return nil }
        var result = CaseResult(address: address, title: transcript.title, item: item)
        if item.skip != nil { return result }
        var conversation = start(of: item, in: address.file)
        var before: [Conversation] = []
        for (index, turn) in item.turns.enumerated() {
            before.append(conversation)
            let record = hold(turn, index: index, wording: turn.text, in: &conversation)
            result.records.append(record)
        }
        for (place, turn) in item.turns.enumerated() {
            for wording in turn.otherWordings {
                var other = before[place]
                for index in place..<item.turns.count {
                    let said = index == place ? wording.text : item.turns[index].text
                    var record = hold(item.turns[index], index: index, wording: said, in: &other)
                    record.otherWording = wording
                    result.otherRecords.append(record)
                }
            }
        }
        return result
    }

    /// Where a case begins: anew, with some statuses, or behind another case.
    package func start(of item: Transcript.Case, in file: String) -> Conversation {
        if let reference = item.from, let address = library.address(of: reference, from: file),
            let other = library[address]
        {
            var conversation = start(of: other, in: address.file)
            for turn in other.turns { _ = conversation.take(turn.text) }
            return conversation
        }
        guard let state = item.state else { return Conversation(assistant) }
        let slots = Dictionary(state.slots.map { ($0.slot, $0.values.first ?? "") }) { first, _ in first }
        return Conversation(assistant, from: DialogueState(slots: slots, askedSlot: state.asked))
    }

    private func hold(
        _ turn: Transcript.Turn, index: Int, wording: String, in conversation: inout Conversation
    ) -> TurnRecord {
        let before = conversation.state
        var record = TurnRecord(index: index, turn: turn, wording: wording)
        // The parser has refused what has no reply.
        guard case .reply(let reply) = conversation.take(wording) else { return record }
        let observed = Observation(reply)
        record.observed = observed
        if let pattern = turn.reply, !pattern.matches(observed, by: yardstick) {
            record.faults.append(textFault(pattern, observed))
        }
        for check in turn.checks where !check.holds(for: observed, by: yardstick) {
            record.faults.append(
                TurnRecord.Fault(
                    field: check.field.rawValue, expected: expectation(of: check),
                    got: got(check, observed), line: check.line, check: check))
        }
        if !record.faults.isEmpty {
            record.why = Explanation(assistant).lines(for: wording, before: before, after: conversation.state)
        }
        return record
    }

    private func expectation(of check: Check) -> String {
        switch check.mark {
        case .equals: check.value.text
        case .includes: "\(check.value.text), among others"
        case .excludes: "not \(check.value.text)"
        }
    }

    private func got(_ check: Check, _ observed: Observation) -> String {
        if case .expression(let pattern, let ignoresCase) = check.value, check.mark == .excludes,
            let expression = try? Regex(pattern).ignoresCase(ignoresCase),
            let match = TextLines.folded(observed.reply.text).firstMatch(of: expression)
        {
            return "\"\(TextLines.folded(observed.reply.text)[match.range])\""
        }
        return yardstick.value(check.field, of: observed).text
    }

    /// The first place where the words are others.
    private func textFault(_ pattern: ReplyPattern, _ observed: Observation) -> TurnRecord.Fault {
        func shown(_ element: ReplyPattern.Element) -> String {
            switch element {
            case .anything: "..."
            case .passage(let id): "{\(id)}"
            case .paragraph(let paragraph): paragraph.text
            }
        }
        var fault = TurnRecord.Fault(field: "text", expected: "", got: "", line: pattern.line, check: nil)
        for step in pattern.alignment(with: observed, by: yardstick) {
            switch step {
            case .kept: continue
            case .replaced(let element, let paragraph):
                (fault.expected, fault.got) = (shown(pattern.elements[element]), observed.paragraphs[paragraph])
            case .missing(let element):
                (fault.expected, fault.got) = (shown(pattern.elements[element]), "nothing there")
            case .added(let paragraph):
                (fault.expected, fault.got) = ("nothing more", observed.paragraphs[paragraph])
            }
            break
        }
        return fault
    }
}
