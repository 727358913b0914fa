// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import KnowledgePack

/// Why a line is not understood: what is wrong, and what to write instead.
struct LineFault: Error {
    var problem: String
    var remedy: String

    init(_ problem: String, _ remedy: String) {
        self.problem = problem
        self.remedy = remedy
    }
}

/// Reads a line that begins with `=`, `~` or `!`.
enum CheckParser {
    static func check(_ text: Substring, mark: Check.Mark) throws(LineFault) -> Check {
        let body = TextLines.trimmed(text.dropFirst())
        let name = String(body.prefix { !$0.isWhitespace })
        let value = TextLines.trimmed(Substring(body.dropFirst(name.count)))
        guard let field = Check.Field(rawValue: name) else {
            let known = Check.Field.allCases.map(\.rawValue)
            let near = nearestName(to: name, among: known).map { "Did you mean \"\($0)\"?" }
            throw LineFault(
                "\"\(name)\" is no field of a reply", near ?? "Known fields: \(known.joined(separator: ", "))")
        }
        guard !value.isEmpty else {
            throw LineFault(
                "no value for \"\(name)\"", "Write what it should be, such as: \(mark.rawValue) \(example(of: field))")
        }
        return Check(mark: mark, field: field, value: try self.value(value, of: field, mark: mark))
    }

    private static func example(of field: Check.Field) -> String {
        switch field {
        case .act: "act answer"
        case .intent, .asks: "\(field.rawValue) none"
        case .topics: "topics overview"
        case .sections: "sections overview#what-it-is"
        case .slots: "slots none"
        case .confidence: "confidence 0.6..1"
        case .text: "text \"words\""
        case .grade: "grade ..8"
        case .words: "words ..120"
        case .questions: "questions ..1"
        }
    }

    private static func value(
        _ text: String, of field: Check.Field, mark: Check.Mark
    ) throws(LineFault) -> Check.Value {
        switch field {
        case .act, .intent, .asks:
            if mark == .includes { throw LineFault("\"\(field.rawValue)\" has one value", "Use = instead of ~") }
            let names = try alternatives(text)
            if field == .act { try names.forEachThrowing(checkAct) }
            return .names(names)
        case .topics, .sections:
            if text == Check.none {
                if mark != .equals { throw LineFault("none can't be part of a list", "Use = \(field.rawValue) none") }
                return .list([])
            }
            var entries: [[String]] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                entries.append(try alternatives(TextLines.trimmed(part)))
            }
            return .list(entries)
        case .slots:
            if text == Check.none {
                if mark != .equals { throw LineFault("none can't be part of the slots", "Use = slots none") }
                return .slots([])
            }
            return .slots(try slots(text, allowsBare: mark == .excludes))
        case .confidence, .grade, .words, .questions:
            if mark == .includes { throw LineFault("\"\(field.rawValue)\" is one number", "Use = instead of ~") }
            guard let range = NumberRange(text) else {
                throw LineFault("\"\(text)\" is no number and no range", "Write 5, 0.6..1, ..8 or 3..")
            }
            return .range(range)
        case .text:
            return try self.text(text)
        }
    }

    private static func checkAct(_ name: String) throws(LineFault) {
        guard ActKind(rawValue: name) == nil else { return }
        let known = ActKind.allCases.map(\.rawValue)
        let near = nearestName(to: name, among: known).map { "Did you mean \"\($0)\"?" }
        throw LineFault("\"\(name)\" is no act", near ?? "Known acts: \(known.joined(separator: ", "))")
    }

    private static func alternatives(_ text: String) throws(LineFault) -> [String] {
        let names = text.split(separator: "|", omittingEmptySubsequences: false).map { TextLines.trimmed($0) }
        guard names.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) && !$0.contains(",") }) else {
            throw LineFault("\"\(text)\" is no name", "Write one name, or several with | between: a|b")
        }
        return names
    }

    /// Reads `one=value other=a|b`.
    static func slots(_ text: String, allowsBare: Bool) throws(LineFault) -> [Transcript.SlotEntry] {
        var entries: [Transcript.SlotEntry] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard !halves[0].isEmpty, halves.count == 2 || allowsBare else {
                throw LineFault("\"\(word)\" is no slot with a value", "Write slot=value, several with a space between")
            }
            if entries.contains(where: { $0.slot == halves[0] }) {
                throw LineFault("the slot \"\(halves[0])\" stands there twice", "Keep one, or write slot=a|b")
            }
            let values = halves.count == 2 ? try alternatives(halves[1]) : []
            entries.append(Transcript.SlotEntry(slot: halves[0], values: values))
        }
        guard !entries.isEmpty else { throw LineFault("no slot is named", "Write slot=value") }
        return entries
    }

    private static func text(_ value: String) throws(LineFault) -> Check.Value {
        let scalars = value.unicodeScalars
        if scalars.first == "\"", scalars.last == "\"", scalars.count > 1 {
            let words = TextLines.folded(Substring(scalars.dropFirst().dropLast()))
            if !words.isEmpty { return .words(words) }
            throw LineFault("there are no words between the quotes", "Write the words that matter: \"words\"")
        }
        if scalars.first == "/", let end = scalars.dropFirst().lastIndex(of: "/") {
            let pattern = String(Substring(scalars[scalars.index(after: scalars.startIndex)..<end]))
            let flags = String(Substring(scalars[scalars.index(after: end)...]))
            guard ["", "i"].contains(flags) else {
                throw LineFault("\"\(flags)\" is no flag of an expression", "Use /…/ or /…/i, which ignores case")
            }
            guard !pattern.isEmpty, (try? Regex(pattern)) != nil else {
                throw LineFault(
                    "\"/\(pattern)/\" is no regular expression", "Put a \\ before a mark that is meant as it stands")
            }
            return .expression(pattern: pattern, ignoresCase: flags == "i")
        }
        throw LineFault("a text is checked by words or by an expression", "Write \"words\" or /expression/i")
    }
}

extension Array {
    /// As `forEach`, with a typed error.
    func forEachThrowing(_ body: (Element) throws(LineFault) -> Void) throws(LineFault) {
        for element in self { try body(element) }
    }
}
