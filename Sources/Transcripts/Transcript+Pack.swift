// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import KnowledgePack

extension Transcript {
    /// Names that a pack does not have.
    func faults(in pack: Pack) -> [Diagnostic] {
        var reader = NameReader(file: file, pack: pack)
        for item in cases {
            for directive in item.directives {
                guard case .state(let state) = directive.content else { continue }
                for entry in state.slots { reader.check(entry, line: directive.line) }
                if let asked = state.asked { reader.checkSlot(asked, line: directive.line) }
            }
            for turn in item.turns {
                for passage in turn.reply?.passages ?? [] {
                    reader.checkPassage(passage, line: turn.reply?.line ?? turn.line)
                }
                for check in turn.checks { reader.check(check) }
            }
        }
        return reader.faults
    }
}

/// Looks names up in a pack.
private struct NameReader {
    let file: String
    let pack: Pack
    var faults: [Diagnostic] = []

    private mutating func look(for name: String, among known: [String], as kind: String, line: Int) {
        guard !known.contains(name) else { return }
        let near = nearestName(to: name, among: known).map { "Did you mean \"\($0)\"?" }
        faults.append(
            Diagnostic(
                .error, at: SourceLocation(file: file, line: line), "the pack has no \(kind) \"\(name)\"",
                remedy: near ?? (known.count > 30 ? "" : "Known: \(known.joined(separator: ", "))")))
    }

    mutating func checkSlot(_ name: String, line: Int) {
        look(for: name, among: pack.slots.map(\.id), as: "slot", line: line)
    }

    mutating func check(_ entry: Transcript.SlotEntry, line: Int) {
        checkSlot(entry.slot, line: line)
        guard let slot = pack.slot(entry.slot) else { return }
        for value in entry.values {
            look(for: value, among: slot.values.map(\.id), as: "value of \"\(slot.id)\"", line: line)
        }
    }

    mutating func checkPassage(_ name: String, line: Int) {
        guard Passage.ID(name).flatMap(pack.nearestPassage) == nil else { return }
        look(for: name, among: pack.passages.map(\.id.description), as: "passage", line: line)
    }

    mutating func check(_ check: Check) {
        switch (check.field, check.value) {
        case (_, .slots(let entries)):
            for entry in entries { self.check(entry, line: check.line) }
        case (.topics, .list(let entries)):
            for name in entries.joined() {
                look(for: name, among: pack.topics.map(\.id), as: "topic", line: check.line)
            }
        case (.sections, .list(let entries)):
            let known = pack.passages.map(\.id.cited)
            for name in entries.joined() { look(for: name, among: known, as: "section", line: check.line) }
        case (.intent, .names(let names)):
            for name in names where name != Check.none {
                look(for: name, among: pack.intents.map(\.id), as: "intent", line: check.line)
            }
        default: break
        }
    }
}
