// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Yams

/// A YAML mapping being read: each key is asked for once, and a key that nobody asked for is a fault with its line.
struct YAMLMapping {
    let file: String
    /// Lines that stand before the YAML in its file.
    let lineOffset: Int
    let line: Int
    private let values: [String: Node]
    private let lines: [String: Int]
    private var asked: Set<String> = []
    private let log: FaultLog

    /// Reads a node as a mapping; anything else is a fault.
    init?(_ node: Node, file: String, lineOffset: Int = 0, log: FaultLog) {
        self.file = file
        self.lineOffset = lineOffset
        self.log = log
        line = (node.mark?.line ?? 1) + lineOffset
        guard let mapping = node.mapping else {
            log.error(file, line, "expected keys with values here")
            return nil
        }
        var values: [String: Node] = [:]
        var lines: [String: Int] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            let keyLine = (key.mark?.line ?? 1) + lineOffset
            values[name] = value
            lines[name] = keyLine
        }
        self.values = values
        self.lines = lines
    }

    var keys: [String] { values.keys.sorted() }

    func line(of key: String) -> Int { lines[key] ?? line }

    func fault(_ key: String, _ problem: String, remedy: String = "") {
        log.error(file, line(of: key), problem, remedy: remedy)
    }

    func fault(_ line: Int, _ problem: String, remedy: String = "") {
        log.error(file, line, problem, remedy: remedy)
    }

    mutating func node(_ key: String) -> Node? {
        asked.insert(key)
        guard let node = values[key] else { return nil }
        if let scalar = node.scalar, scalar.string.isEmpty || scalar.string == "null" || scalar.string == "~",
            scalar.style == .plain || scalar.style == .any
        {
            return nil
        }
        return node
    }

    mutating func has(_ key: String) -> Bool { node(key) != nil }

    mutating func string(_ key: String) -> String {
        guard let node = node(key) else { return "" }
        guard let scalar = node.scalar else {
            fault(key, "\"\(key)\" should be one text")
            return ""
        }
        return Self.tidy(scalar.string)
    }

    mutating func required(_ key: String) -> String {
        let value = string(key)
        if value.isEmpty { fault(key, "\"\(key)\" is missing or empty", remedy: "Add it") }
        return value
    }

    /// A list of texts; a single text is a list of one.
    mutating func strings(_ key: String) -> [String] {
        guard let node = node(key) else { return [] }
        return Self.texts(node)
            ?? {
                fault(key, "\"\(key)\" should be a list of texts")
                return []
            }()
    }

    /// A list of lines of the form `name: text`, which YAML takes for a key with a value unless they are quoted.
    mutating func keyedLines(_ key: String) -> [(text: String, line: Int)] {
        guard let node = node(key) else { return [] }
        guard let sequence = node.sequence else {
            fault(key, "\"\(key)\" should be a list")
            return []
        }
        return sequence.compactMap { element in
            let line = (element.mark?.line ?? 1) + lineOffset
            if let scalar = element.scalar { return (Self.tidy(scalar.string), line) }
            if let pair = element.mapping?.first, element.mapping?.count == 1, let name = pair.key.scalar,
                let value = pair.value.scalar
            {
                return ("\(name.string): \(Self.tidy(value.string))", line)
            }
            log.error(file, line, "this is no line of text", remedy: "Put it in double quotes")
            return nil
        }
    }

    /// A list of lists of texts.
    mutating func listsOfStrings(_ key: String) -> [[String]] {
        guard let node = node(key) else { return [] }
        guard let sequence = node.sequence else {
            fault(key, "\"\(key)\" should be a list of lists")
            return []
        }
        return sequence.compactMap(Self.texts)
    }

    mutating func mapping(_ key: String) -> YAMLMapping? {
        node(key).flatMap { YAMLMapping($0, file: file, lineOffset: lineOffset, log: log) }
    }

    mutating func mappings(_ key: String) -> [YAMLMapping] {
        guard let node = node(key) else { return [] }
        guard let sequence = node.sequence else {
            fault(key, "\"\(key)\" should be a list")
            return []
        }
        return sequence.compactMap { YAMLMapping($0, file: file, lineOffset: lineOffset, log: log) }
    }

    /// A mapping whose values are texts or lists of texts.
    mutating func namedLists(_ key: String) -> [String: [String]] {
        guard var inner = mapping(key) else { return [:] }
        return inner.allLists()
    }

    mutating func allLists() -> [String: [String]] {
        var lists: [String: [String]] = [:]
        for key in keys { lists[key] = strings(key) }
        return lists
    }

    /// Reports the keys that nobody asked for.
    func reportUnknownKeys() {
        for key in keys where !asked.contains(key) {
            let remedy = nearestName(to: key, among: asked.sorted()).map { "Did you mean \"\($0)\"?" }
            fault(
                key, "unknown key \"\(key)\"", remedy: remedy ?? "Known keys: \(asked.sorted().joined(separator: ", "))"
            )
        }
    }

    private static func texts(_ node: Node) -> [String]? {
        if let scalar = node.scalar { return [tidy(scalar.string)] }
        guard let sequence = node.sequence else { return nil }
        var result: [String] = []
        for element in sequence {
            guard let scalar = element.scalar else { return nil }
            result.append(tidy(scalar.string))
        }
        return result
    }

    /// Text without carriage returns and outer white space; a line break within a paragraph is a space.
    private static func tidy(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while let last = line.last, last.isWhitespace { line.removeLast() }
            while let first = line.first, first.isWhitespace { line.removeFirst() }
            return line
        }
        return Paragraphs.joined(lines)
    }
}

/// Lines of prose to paragraphs.
enum Paragraphs {
    /// Joins the lines of each paragraph by spaces; paragraphs stay apart by a blank line, list items by a line break.
    static func joined(_ lines: [Substring]) -> String {
        var result = ""
        var pending = ""
        for line in lines + [""] {
            if line.isEmpty {
                if !pending.isEmpty { result += result.isEmpty ? pending : "\n\n" + pending }
                pending = ""
            } else if line.hasPrefix("- "), !pending.isEmpty {
                pending += "\n" + line
            } else {
                pending += pending.isEmpty ? String(line) : " " + line
            }
        }
        return result
    }
}
