// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a passage says of one thing.
extension ReplyComposer {
    /// What the thing is that a passage is about, where that was not said; nil for none.
    func meaning(of passage: Passage, unsaidIn state: DialogueState) -> String? {
        let things = pack.entities.lazy.filter { $0.topic == passage.id.topic && $0.section == passage.id.path }
        return things.map { $0.about(given: state.slots.values) }.first { !$0.isEmpty && !state.said.contains($0) }
    }

    /// Whether a passage about a part of a section says of several things, each by its name, what is asked between them.
    func setsApart(_ passage: Passage, _ entities: [String], depth: DialogueState.Depth) -> Bool {
        guard entities.count > 1, !passage.id.part.isEmpty else { return false }
        let text = (depth == .normal ? passage.body : passage.short).lowercased()
        return entities.allSatisfy { pack.entity($0)?.isNamed(in: text) ?? false }
    }

    /// Whether the short form of a general passage is about other things of its topic by name, and none of those that were asked about.
    func tellsOfOthers(_ passage: Passage, than entities: [String]) -> Bool {
        let text = passage.short.lowercased()
        return !entities.contains { pack.entity($0)?.isNamed(in: text) ?? false }
            && pack.callsThing(of: passage.id.topic, in: text)
    }

    /// Paragraphs in which a list of things leaves only the lines of those that were asked about; the lead of one line goes with the
    /// others.
    func narrowed(_ paragraphs: [String], to things: [String]) -> [String] {
        let wanted = things.compactMap(pack.entity).map { $0.names.map { $0.lowercased() } }
        guard !wanted.isEmpty, wanted.count == things.count else { return paragraphs }
        var kept: [String] = []
        for paragraph in paragraphs {
            let lines = paragraph.lines
            let own = lines.filter { line in
                line.itemName.map { name in wanted.contains { $0.contains(name) } } ?? false
            }
            guard own.count == wanted.count, lines.count > own.count, lines.allSatisfy({ $0.hasPrefix("- ") }) else {
                kept.append(paragraph)
                continue
            }
            guard own.count == 1 else {
                kept.append(own.joined(separator: "\n"))
                continue
            }
            if let lead = kept.last, !lead.contains("\n"), lead.dropLast().allSatisfy({ $0 != "." }) {
                kept.removeLast()
            }
            kept.append(String(own[0].dropFirst(2)))
        }
        return kept
    }

    /// Adds the longer form of a passage; where that is a paragraph at most, with what of the rest was not said, or that there is no more.
    func addMore(of passage: Passage, to draft: inout Draft, in state: DialogueState) {
        let more = passage.more.paragraphs
        if more.count <= 1 {
            let unsaid = passage.body.paragraphs.filter { !state.said.contains($0) }
            (unsaid.isEmpty ? [wording("no-more", state)] : unsaid).forEach { draft.add($0) }
        }
        more.forEach { draft.add($0) }
    }
}
