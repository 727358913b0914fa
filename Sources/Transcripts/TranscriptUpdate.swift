// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import KnowledgePack

/// What would make failed turns pass, as changes to the lines of a file.
package struct TranscriptUpdate: Sendable {
    /// Lines of a file and what to put in their place.
    package struct Change: Hashable, Sendable {
        /// Counted from 1, first and last.
        package var lines: ClosedRange<Int>
        package var replacement: [String]
    }

    /// The changes of one turn.
    package struct Proposal: Hashable, Sendable {
        package var headline: String
        package var changes: [Change]
    }

    /// A failure that only a person may settle, and why.
    package struct LeftAlone: Hashable, Sendable {
        package var headline: String
        package var reason: String
    }

    package private(set) var proposals: [Proposal] = []
    package private(set) var leftAlone: [LeftAlone] = []

    /// What to change for a case; nothing in one that is about safety, was put off or passes.
    ///
    /// - Complexity: as comparing the failed replies.
    package init(for result: CaseResult, by yardstick: Yardstick) {
        guard result.outcome == .failed else { return }
        for record in result.failures {
            let headline = result.headline(of: record)
            if result.item.isSafety {
                leftAlone.append(LeftAlone(headline: headline, reason: "the case is marked @safety"))
            } else if record.isAboutSafety {
                leftAlone.append(LeftAlone(headline: headline, reason: "an act of safety is expected or came"))
            } else if record.otherWording != nil {
                leftAlone.append(
                    LeftAlone(headline: headline, reason: "another wording got another reply; the main one decides"))
            } else {
                propose(for: record, headline: headline, by: yardstick)
            }
        }
    }

    private mutating func propose(for record: TurnRecord, headline: String, by yardstick: Yardstick) {
        guard let observed = record.observed else { return }
        var changes: [Change] = []
        for fault in record.faults {
            if let check = fault.check {
                guard let updated = check.updated(to: observed, by: yardstick) else {
                    let reason = "\"\(check.text)\" says what a person wants, which no reply can tell"
                    leftAlone.append(LeftAlone(headline: headline, reason: reason))
                    continue
                }
                changes.append(Change(lines: check.line...check.line, replacement: [updated.text]))
            } else if let pattern = record.turn.reply {
                let updated = pattern.updated(to: observed, by: yardstick)
                changes.append(Change(lines: pattern.line...pattern.lastLine, replacement: updated.written))
            }
        }
        if !changes.isEmpty { proposals.append(Proposal(headline: headline, changes: changes)) }
    }

    /// The text of a file with changes made; all other lines stay as they are, to the byte.
    package static func applying(_ changes: [Change], to text: String) -> String {
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        let ending = lines.first?.unicodeScalars.last == "\r" ? "\r" : ""
        for change in changes.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound })
        where change.lines.upperBound <= lines.count {
            let range = change.lines.lowerBound - 1..<change.lines.upperBound
            lines.replaceSubrange(range, with: change.replacement.map { $0 + ending })
        }
        return lines.joined(separator: "\n")
    }

    /// The changes as removed and added lines.
    package static func difference(_ changes: [Change], in text: String) -> [String] {
        let lines = TextLines.split(text)
        return changes.sorted { $0.lines.lowerBound < $1.lines.lowerBound }.flatMap { change in
            lines.prefix(change.lines.upperBound).dropFirst(change.lines.lowerBound - 1).map { "- \($0)" }
                + change.replacement.map { "+ \($0)" }
        }
    }
}

extension Check {
    /// The check as a reply has it, in the form in which it was written; nil where that takes a person.
    func updated(to observed: Observation, by yardstick: Yardstick) -> Check? {
        var check = self
        let found = yardstick.value(field, of: observed)
        switch (mark, value) {
        case (.excludes, _), (_, .expression), (.includes, .words):
            return nil
        case (.equals, .range(let range)) where !range.isExact:
            check.value = .range(range.widened(to: yardstick.number(field, of: observed) ?? 0))
        case (.equals, _):
            check.value = found
        case (.includes, .slots(let entries)):
            let slots = observed.reply.slots
            guard entries.allSatisfy({ slots[$0.slot] != nil }) else { return nil }
            check.value = .slots(
                entries.map { entry in
                    let value = slots[entry.slot] ?? ""
                    return entry.values.contains(value)
                        ? entry : Transcript.SlotEntry(slot: entry.slot, values: [value])
                })
        case (.includes, _):
            check.value = found
            if found == .list([]) { check.mark = .equals }
        }
        return check
    }
}

extension NumberRange {
    /// The range with the bound moved that a number is beyond.
    func widened(to number: Double) -> NumberRange {
        var range = self
        let text = Yardstick.decimal(number)
        if let lower = Double(lower), number < lower { range.lower = text }
        if let upper = Double(upper), number > upper { range.upper = text }
        return range
    }
}

extension ReplyPattern {
    /// The pattern with what is not there any more replaced; what stands stays as it was written.
    func updated(to observed: Observation, by yardstick: Yardstick) -> ReplyPattern {
        var result: [String] = []
        var lastKept: Range<Int>?
        for step in alignment(with: observed, by: yardstick) {
            var kept: Range<Int>?
            let chunk: [String]
            switch step {
            case .kept(let element, _):
                kept = ranges[element]
                chunk = Array(lines[ranges[element]])
            case .replaced(let element, let paragraph):
                if case .paragraph(let old) = elements[element],
                    let pieces = old.pieces(keptIn: observed.paragraphs[paragraph])
                {
                    chunk = Self.lines(for: pieces)
                } else {
                    chunk = Recording.pattern(for: observed.writtenParagraphs[paragraph]).lines
                }
            case .added(let paragraph):
                chunk = Recording.pattern(for: observed.writtenParagraphs[paragraph]).lines
            case .missing: continue
            }
            let isGlued = kept.map { lastKept?.upperBound == $0.lowerBound } ?? false
            if !result.isEmpty, !isGlued { result.append("") }
            result += chunk
            lastKept = kept
        }
        return ReplyPattern(lines: result.isEmpty ? ["..."] : result, line: line, lastLine: lastLine)
    }
}

extension ReplyPattern.Paragraph {
    /// The pieces for another paragraph, with the gaps that still have their words beside them; nil where there is none.
    func pieces(keptIn paragraph: String) -> [String]? {
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return nil }
        var rest = Substring(paragraph)
        var leading: [String] = []
        if rest.hasPrefix(first) {
            rest = rest.dropFirst(first.count)
            leading.append(first)
            for piece in pieces.dropFirst().dropLast() {
                guard let range = rest.firstRange(of: piece) else { break }
                leading.append(piece)
                rest = rest[range.upperBound...]
            }
        }
        var trailing: [String] = []
        if rest.hasSuffix(last) {
            rest = rest.dropLast(last.count)
            trailing.append(last)
        }
        if leading.isEmpty, trailing.isEmpty { return nil }
        return leading + [TextLines.folded(rest)] + trailing
    }
}
