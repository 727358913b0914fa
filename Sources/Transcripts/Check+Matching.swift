// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import KnowledgePack

extension Check {
    /// Whether a reply is as the check says.
    package func holds(for observed: Observation, by yardstick: Yardstick) -> Bool {
        let reply = observed.reply
        switch value {
        case .names(let names):
            let found: String? =
                switch field {
                case .act: reply.act.rawValue
                case .intent: reply.intent
                default: reply.asks
                }
            let name = found.flatMap { $0.isEmpty ? nil : $0 } ?? Check.none
            return names.contains(name) == (mark == .equals)
        case .list(let entries):
            let found = field == .topics ? reply.topics : reply.sections
            switch mark {
            case .equals: return entries.count == found.count && zip(entries, found).allSatisfy { $0.contains($1) }
            case .includes: return entries.allSatisfy { $0.contains(where: found.contains) }
            case .excludes: return !entries.contains { $0.contains(where: found.contains) }
            }
        case .slots(let entries):
            func has(_ entry: Transcript.SlotEntry) -> Bool {
                reply.slots[entry.slot].map { entry.values.isEmpty || entry.values.contains($0) } ?? false
            }
            switch mark {
            case .equals: return entries.count == reply.slots.count && entries.allSatisfy(has)
            case .includes: return entries.allSatisfy(has)
            case .excludes: return !entries.contains(where: has)
            }
        case .range(let range):
            let number = yardstick.number(field, of: observed) ?? 0
            return range.contains(number) == (mark == .equals)
        case .words(let words):
            let text = TextLines.folded(reply.text).lowercased()
            let wanted = words.lowercased()
            return mark == .equals ? text == wanted : text.contains(wanted) == (mark == .includes)
        case .expression(let pattern, let ignoresCase):
            // The parser has seen that it can be compiled.
            guard let expression = try? Regex(pattern).ignoresCase(ignoresCase) else { return false }
            let text = TextLines.folded(reply.text)
            if mark == .equals { return text.wholeMatch(of: expression) != nil }
            return (text.firstMatch(of: expression) != nil) == (mark == .includes)
        }
    }
}
