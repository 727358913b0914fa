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

    /// Paragraphs in which a list of things leaves only the line of the one that was asked about; its lead goes with the others.
    func narrowed(_ paragraphs: [String], to thing: String?) -> [String] {
        guard let names = thing.flatMap(pack.entity)?.names.map({ $0.lowercased() }) else { return paragraphs }
        var kept: [String] = []
        for paragraph in paragraphs {
            let lines = paragraph.lines
            let own = lines.filter { $0.itemName.map(names.contains) ?? false }
            guard own.count == 1, lines.count > 1, lines.allSatisfy({ $0.hasPrefix("- ") }) else {
                kept.append(paragraph)
                continue
            }
            if let lead = kept.last, !lead.contains("\n"), lead.dropLast().allSatisfy({ $0 != "." }) {
                kept.removeLast()
            }
            kept.append(String(own[0].dropFirst(2)))
        }
        return kept
    }
}
