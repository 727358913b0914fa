// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

/// Reads a line that begins with `@`.
enum DirectiveParser {
    enum Line {
        case opensCase(String)
        case content(Transcript.Directive.Content)
    }

    static let tags = "tags"
    static let names = ["title", tags, "speakers", "case", "state", "from", "todo", "skip", "safety"]

    static func line(_ text: Substring) throws(LineFault) -> Line {
        let body = TextLines.trimmedEnd(text.dropFirst())
        let name = String(body.prefix { !$0.isWhitespace })
        let value = TextLines.trimmed(body.dropFirst(name.count))
        guard names.contains(name) else {
            let near = nearestName(to: name, among: names).map { "Did you mean @\($0)?" }
            throw LineFault(
                "no directive @\(name)", near ?? "Known: \(names.map { "@" + $0 }.joined(separator: " "))")
        }
        if name == "safety" {
            guard value.isEmpty else { throw LineFault("@safety takes no value", "Remove what stands behind it") }
            return .content(.safety)
        }
        guard !value.isEmpty else { throw LineFault("@\(name) has no value", "Write \(example(of: name))") }
        return switch name {
        case "title": .content(.title(value))
        case "case": .opensCase(value)
        case "todo": .content(.todo(value))
        case "skip": .content(.skip(value))
        case tags: .content(.tags(try list(value, of: name)))
        case "speakers": .content(.speakers(try speakers(value)))
        case "from": .content(.from(try reference(value)))
        default: .content(.state(try state(value)))
        }
    }

    private static func example(of name: String) -> String {
        switch name {
        case "title": "what the file is about: @title …"
        case "case": "what the case shows: @case …"
        case "todo", "skip": "why: @\(name) …"
        case "speakers": "the labels that speak: @speakers patient, daughter"
        case "state": "@state slot=value, or @state asked=slot"
        case "from": "@from other.chat#name of the case"
        default: "@tags one, two"
        }
    }

    private static func list(_ value: String, of name: String) throws(LineFault) -> [String] {
        let items = value.split(separator: ",", omittingEmptySubsequences: false).map { TextLines.trimmed($0) }
        guard items.allSatisfy({ !$0.isEmpty }) else {
            throw LineFault("an empty name in @\(name)", "Write names with a comma between: @\(name) one, two")
        }
        return items
    }

    private static func speakers(_ value: String) throws(LineFault) -> [String] {
        let labels = try list(value, of: "speakers")
        for label in labels {
            if [Transcript.assistant, Transcript.otherWording].contains(label) {
                throw LineFault("\"\(label)\" is a label with a meaning of its own", "Choose another name")
            }
            if label.unicodeScalars.contains(":") || label.first.map("#@=~!".contains) ?? true {
                throw LineFault(
                    "\"\(label)\" can't be a label", "Leave out the colon, and don't begin with # @ = ~ or !")
            }
        }
        return labels
    }

    private static func reference(_ value: String) throws(LineFault) -> Transcript.CaseReference {
        let halves = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = TextLines.trimmed(halves[0])
        let name = halves.count > 1 ? TextLines.trimmed(halves[1]) : ""
        guard !file.isEmpty || !name.isEmpty else {
            throw LineFault("@from names no case", "Write \(example(of: "from"))")
        }
        return Transcript.CaseReference(file: file, name: name)
    }

    private static func state(_ value: String) throws(LineFault) -> Transcript.StartingState {
        var state = Transcript.StartingState()
        for entry in try CheckParser.slots(value, allowsBare: false) {
            guard let only = entry.values.first, entry.values.count == 1 else {
                throw LineFault(
                    "\"\(entry.text)\" has more than one value", "A conversation begins with one value a slot")
            }
            if entry.slot == "asked" {
                state.asked = only
            } else {
                state.slots.append(entry)
            }
        }
        return state
    }
}

extension Transcript.Directive.Content {
    /// The name behind the `@`.
    var kind: String {
        switch self {
        case .title: "title"
        case .tags: DirectiveParser.tags
        case .speakers: "speakers"
        case .state: "state"
        case .from: "from"
        case .todo: "todo"
        case .skip: "skip"
        case .safety: "safety"
        }
    }

    /// Whether it stands at the top of the file; tags may stand in a case as well.
    var isOfFile: Bool {
        switch self {
        case .title, .tags, .speakers: true
        default: false
        }
    }

    /// The value as it is written.
    var text: String {
        switch self {
        case .title(let text), .todo(let text), .skip(let text): text
        case .tags(let names), .speakers(let names): names.joined(separator: ", ")
        case .state(let state):
            (state.slots.map(\.text) + (state.asked.map { ["asked=\($0)"] } ?? [])).joined(separator: " ")
        case .from(let reference):
            reference.name.isEmpty ? reference.file : "\(reference.file)#\(reference.name)"
        case .safety: ""
        }
    }
}
