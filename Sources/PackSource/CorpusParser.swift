// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import KnowledgePack

/// Reads `Corpus/<topic>.md`: front matter in YAML, then passages under `## Title {#section/part}`.
struct CorpusParser {
    let folder: PackFolder

    /// A topic, and the key points that stand beside its passages.
    func topic(in file: String) -> (topic: Topic, keyPoints: [KeyPoint])? {
        guard let text = folder.text(of: file) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            folder.log.error(file, 1, "expected front matter between two lines of three dashes")
            return nil
        }
        let head = lines[1..<end].joined(separator: "\n")
        guard let node = folder.yaml(in: head, of: file, lineOffset: 1),
            var mapping = YAMLMapping(node, file: file, lineOffset: 1, log: folder.log)
        else { return nil }
        let id = mapping.required("id")
        let name = file.split(separator: "/").last.map { $0.dropLast(3) } ?? ""
        if id != name { mapping.fault("id", "the id \"\(id)\" is not the file's name", remedy: "Make them the same") }
        var topic = Topic(
            id: id, title: mapping.required("title"), names: mapping.strings("names"),
            summary: mapping.required("summary"), groups: mapping.strings("groups"), isNot: mapping.strings("is-not"),
            reviewed: mapping.required("reviewed"),
            sources: mapping.strings("sources"), options: mapping.mappings("options").compactMap(optionRule),
            passages: [], location: SourceLocation(file: file, line: 1))
        mapping.reportUnknownKeys()
        let (passages, keyPoints) = passages(of: id, in: lines, from: end + 1, file: file)
        topic.passages = passages
        return (topic, keyPoints)
    }

    private func optionRule(_ mapping: YAMLMapping) -> OptionRule? {
        var mapping = mapping
        let name = mapping.required("weight")
        let conditions = mapping.conditions("when")
        let say = mapping.required("say")
        let personal = mapping.string("personal")
        mapping.reportUnknownKeys()
        guard let weight = OptionRule.Weight(rawValue: name) else {
            if name.isEmpty { return nil }
            let known = OptionRule.Weight.allCases.map(\.rawValue).joined(separator: ", ")
            mapping.fault("weight", "\"\(name)\" is no weight", remedy: "Use one of: \(known)")
            return nil
        }
        return OptionRule(conditions: conditions, weight: weight, say: say, personal: personal)
    }

    private func passages(
        of topic: String, in lines: [Substring], from start: Int, file: String
    ) -> (passages: [Passage], keyPoints: [KeyPoint]) {
        var passages: [Passage] = []
        var keyPoints: [KeyPoint] = []
        var builder: PassageBuilder?
        var hasHeading = false
        for index in lines.indices.dropFirst(start) {
            let line = lines[index]
            if line.hasPrefix("## ") {
                builder?.finish(into: &passages, keyPoints: &keyPoints, log: folder.log)
                hasHeading = true
                builder = PassageBuilder(heading: line, topic: topic, file: file, line: index + 1, log: folder.log)
            } else if var current = builder {
                current.read(line, number: index + 1, log: folder.log)
                builder = current
            } else if !hasHeading, !line.allSatisfy(\.isWhitespace) {
                folder.log.error(
                    file, index + 1, "text before the first heading", remedy: "Begin a passage with \"## \"")
            }
        }
        builder?.finish(into: &passages, keyPoints: &keyPoints, log: folder.log)
        return (passages, keyPoints)
    }
}

/// One passage while its lines are read.
private struct PassageBuilder {
    private enum Depth { case head, normal, short, more, keyPoints }

    private var passage: Passage
    private var depth = Depth.head
    private var lines: [Depth: [Substring]] = [:]
    private var keyPoints: [KeyPoint] = []

    init?(heading: Substring, topic: String, file: String, line: Int, log: FaultLog) {
        let text = heading.dropFirst(3)
        guard let open = text.range(of: "{#"), text.hasSuffix("}") else {
            log.error(file, line, "this heading has no section id", remedy: "End it with one, such as {#side-effects}")
            return nil
        }
        let path = String(text[open.upperBound...].dropLast())
        guard path.first?.isLetter == true else {
            log.error(
                file, line, "the section id of this heading is empty", remedy: "Write one, such as {#side-effects}")
            return nil
        }
        let title = text[..<open.lowerBound].split(separator: " ").joined(separator: " ")
        passage = Passage(
            id: Passage.ID(topic: topic, path: path), title: title, sources: [], questions: [], body: "", short: "",
            more: "", location: SourceLocation(file: file, line: line))
    }

    mutating func read(_ line: Substring, number: Int, log: FaultLog) {
        let file = passage.location.file
        if line.hasPrefix("### ") {
            switch line.dropFirst(4).lowercased() {
            case "short": depth = .short
            case "more": depth = .more
            case "key points": depth = .keyPoints
            default:
                log.error(
                    file, number, "unknown part of a passage",
                    remedy: "Use \"### Short\", \"### More\" or \"### Key points\"")
            }
        } else if line.hasPrefix("#") {
            log.error(file, number, "a heading of this depth is not used here", remedy: "Use ## or ###")
        } else if depth == .keyPoints {
            readKeyPoint(line, number: number, log: log)
        } else if depth == .head, let value = line.value(of: "sources:") {
            passage.sources = value.list(separator: ",")
        } else if depth == .head, let value = line.value(of: "asked-as:") {
            passage.questions = value.list(separator: ";")
        } else if depth == .head, let value = line.value(of: "visit:") {
            passage.visitQuestion = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !passage.visitQuestion.hasSuffix("?") {
                log.error(file, number, "what is to be asked at a visit is no question", remedy: "End it with \"?\"")
            }
        } else if depth == .head, let value = line.value(of: "for:") {
            passage.conditions = value.list(separator: ",").compactMap { pair in
                let sides = pair.split(separator: "=", omittingEmptySubsequences: false)
                if sides.count == 2 {
                    return .init(slot: String(sides[0]), values: sides[1].split(separator: "/").map(String.init))
                }
                log.error(
                    file, number, "\"\(pair)\" names no status", remedy: "Write it as slot=value, or slot=value/value")
                return nil
            }
        } else if depth == .head, let value = line.value(of: "instead-of:") {
            passage.standsInFor = value.list(separator: ",")
        } else {
            let isBlank = line.allSatisfy(\.isWhitespace)
            if depth == .head, !isBlank { depth = .normal }
            lines[depth, default: []].append(isBlank ? "" : line)
        }
    }

    private mutating func readKeyPoint(_ line: Substring, number: Int, log: FaultLog) {
        if line.allSatisfy(\.isWhitespace) { return }
        guard let text = line.value(of: "- ") else {
            log.error(
                passage.location.file, number, "this line is no key point",
                remedy: "Begin each with \"- \", on one line")
            return
        }
        let point = log.keyPoint(text, of: passage.id.description, file: passage.location.file, line: number)
        if let point { keyPoints.append(point) }
    }

    func finish(into passages: inout [Passage], keyPoints: inout [KeyPoint], log: FaultLog) {
        var passage = passage
        passage.body = Paragraphs.joined(lines[.normal] ?? [])
        passage.short = Paragraphs.joined(lines[.short] ?? [])
        passage.more = Paragraphs.joined(lines[.more] ?? [])
        let (file, line) = (passage.location.file, passage.location.line)
        let name = passage.id.description
        if passage.body.isEmpty { log.error(file, line, "the passage \(name) has no text") }
        if passage.short.isEmpty {
            log.error(file, line, "the passage \(name) has no short answer", remedy: "Add \"### Short\" and a sentence")
        }
        if passage.sources.isEmpty {
            log.error(file, line, "the passage \(name) names no source", remedy: "Add a line \"sources: …\"")
        }
        if passage.questions.isEmpty {
            log.error(file, line, "the passage \(name) has no question that asks for it", remedy: "Add \"asked-as: …\"")
        }
        passages.append(passage)
        keyPoints += self.keyPoints
    }
}

extension Substring {
    /// What follows a key at the start of the line.
    fileprivate func value(of key: String) -> Substring? { hasPrefix(key) ? dropFirst(key.count) : nil }

    fileprivate func list(separator: Character) -> [String] {
        split(separator: separator)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }
    }

    fileprivate func range(of text: String) -> Range<Index>? { self.ranges(of: text).last }
}
