// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// Where what is quoted comes from.
extension ReplyComposer {
    /// One line at the end: where the quoted statements come from, and when they were reviewed.
    func addSources(to draft: inout Draft, in state: DialogueState) {
        guard
            [.answer, .options, .declineAdvice].contains(draft.act) || draft.act == .urgent && !draft.passages.isEmpty,
            !draft.sources.isEmpty, !draft.paragraphs.isEmpty
        else { return }
        let sources = draft.sources.uniqued.compactMap(pack.source)
        let published = sources.filter { !$0.address.isEmpty }
        guard let first = sourceToNameFirst(of: published, in: draft) ?? sources.first else { return }
        let dates = draft.topics.compactMap { pack.topic($0)?.reviewed }
        let reviewed = dates.min() ?? pack.topics.map(\.reviewed).min() ?? ""
        let line = fill(
            pack.wording.text(sources.count > 1 ? "source-line-more" : "source-line"),
            ["sources": first.title, "more": String(sources.count - 1), "reviewed": reviewed])
        guard !state.said.contains(line) else { return }
        // A question stays the last thing that is said.
        let asksLast = draft.asks != nil || draft.asksWhether != nil
        draft.paragraphs.insert(line, at: asksLast ? draft.paragraphs.count - 1 : draft.paragraphs.count)
    }

    /// The source to name first: one on the thing that was asked about, else one that is on no other thing of its topic.
    private func sourceToNameFirst(of sources: [Source], in draft: Draft) -> Source? {
        let asked = (draft.entities + [draft.spokenOf].compactMap { $0 }).compactMap(pack.entity)
        guard !asked.isEmpty else { return sources.first }
        let own = asked.flatMap(\.namesInSmallLetters)
        return sources.first { own.contains(where: $0.title.lowercased().holdsWords) }
            ?? sources.first { source in
                let title = source.title.lowercased()
                return !draft.topics.contains { names.callsThing(of: $0, in: title) }
            } ?? sources.first
    }
}
