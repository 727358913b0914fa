// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// The sentences that join passages into a reply, by name, each in one or more wordings.
package struct Wording: Hashable, Sendable {
    package var texts: NamedLists

    package init(texts: NamedLists) { self.texts = texts }

    /// The names that replies use; a pack must have every one.
    package static let required = [
        "welcome", "statuses-noted", "statuses-may-change", "meet-feeling", "status-changed", "status-unknown",
        "status-open", "status-now-open",
        "status-conflict",
        "options-open", "options-supposed", "options-special", "alarm-stands", "options-not-usual", "options-depends",
        "options-rest",
        "options-need-more", "options-leaning",
        "options-everyone",
        "say-a-number", "source-line", "clarify-choices", "clarify-open", "clarify-told", "told-choices",
        "out-of-scope", "no-more",
        "nothing-to-repeat", "nothing-to-undo", "undone", "started-over", "skipped", "nothing-noted", "noted-list",
        "visit-list", "visit-list-empty", "visit-talk", "visit-others", "left-open", "sources-none", "why", "why-open",
        "why-safety",
        "bring-question",
        "after-urgent",
        "said-before", "no-simpler", "still-here", "sorry-misread", "undone-all", "crisis-stands", "crisis-taken-back",
        "crisis-helped", "help-called", "home-again", "alarm-not-later",
        "noted-limits", "source-line-more",
        "statuses-noted-relative", "whose-own", "whose-relative", "statuses-noted-client", "whose-client",
        "kind-yes", "kind-no", "named-fact", "ask-whose", "noted-line",
        "noted-set-line",
        "noted-things", "noted-number",
        "set-unknown-slot", "set-unknown-value", "forgotten", "starred", "starred-already", "star-question",
        "nothing-to-star",
        "sheet-title", "sheet-note", "sheet-statuses", "sheet-bring", "leave-offer",
        "yes-without-question", "no-without-question", "empty", "what-next", "also-about", "goodbye-list",
        "goodbye-offer",
        "goodbye-alarm", "goodbye-call", "alarm-open", "alarm-reminder", "danger-denied",
        "doubt-illness", "doubt-crisis", "library-open", "library-source",
        "statuses-first",
        "statuses-have", "sorry-muddle", "no-figure", "you-are-relative", "own-question-about", "sources-open",
        "unknown-fine", "visit-alarm", "visit-for-relative", "news-come",
        "told-before", "noted-open", "statuses-kept", "each-apart", "no-figure-left", "said-twice", "said-often",
        "visit-call", "uncompared", "left-out-unfit",
    ]

    /// The wording for the `turn`-th time that it is needed; wordings take turns, never by chance.
    package func text(_ name: String, turn: Int = 0) -> String {
        texts.text(turn, of: name) ?? ""
    }
}

/// Who to call, by region; a deployer edits only this.
package struct Contacts: Hashable, Sendable {
    /// Names such as `emergency`, to what a reply says for them, where no region is known.
    package var unknownRegion: NamedLists
    /// The same by region.
    package var regions: [Region]

    package struct Region: Hashable, Sendable {
        package var id: String
        package var contacts: NamedLists

        package init(id: String, contacts: NamedLists) {
            self.id = id
            self.contacts = contacts
        }
    }

    package init(unknownRegion: NamedLists, regions: [Region]) {
        self.unknownRegion = unknownRegion
        self.regions = regions
    }

    /// What a reply says for a contact: the region's own, or the general one.
    package func contact(_ name: String, in region: String?) -> String? {
        let own = regions.first { $0.id == region }?.contacts.text(0, of: name)
        return own ?? unknownRegion.text(0, of: name)
    }
}

extension Wording: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) { texts = try NamedLists(from: &reader) }
    package func write(to writer: inout ArchiveWriter) { texts.write(to: &writer) }
}

extension Contacts: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        unknownRegion = try NamedLists(from: &reader)
        regions = try reader.array()
    }

    package func write(to writer: inout ArchiveWriter) {
        unknownRegion.write(to: &writer)
        writer.write(regions)
    }
}

extension Contacts.Region: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        contacts = try NamedLists(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        contacts.write(to: &writer)
    }
}
