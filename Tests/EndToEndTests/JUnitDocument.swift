// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A report in the XML of JUnit's Ant task, held against what the schema of that task demands (windyroad/JUnit-Schema): which
/// elements stand where and in which order, and which attributes they must and may have.
final class JUnitDocument: NSObject, XMLParserDelegate {
    private struct Rule {
        var required: Set<String> = []
        var optional: Set<String> = []
        /// The elements inside, in order; with a star as often as one likes, with a question mark once at most.
        var content: [String] = []
        var hasText = false
    }

    private static let rules: [String: Rule] = [
        "testsuites": Rule(content: ["testsuite*"]),
        "testsuite": Rule(
            required: [
                "id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "time",
            ], optional: ["skipped"], content: ["properties", "testcase*", "system-out", "system-err"]),
        "properties": Rule(),
        "testcase": Rule(required: ["name", "classname", "time"], content: ["skipped?", "error?", "failure?"]),
        "skipped": Rule(optional: ["message"]),
        "error": Rule(required: ["type"], optional: ["message"], hasText: true),
        "failure": Rule(required: ["type"], optional: ["message"], hasText: true),
        "system-out": Rule(hasText: true), "system-err": Rule(hasText: true),
    ]

    /// How often each element stands in it.
    private(set) var counts: [String: Int] = [:]
    /// What the schema forbids.
    private(set) var faults: [String] = []
    private var open: [(name: String, children: [String])] = []
    private var suites = 0

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.propertyListReadCorrupt) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        counts[name, default: 0] += 1
        if open.isEmpty { if name != "testsuites" { faults.append("the root is \(name)") } }
        if !open.isEmpty { open[open.count - 1].children.append(name) }
        open.append((name, []))
        guard let rule = Self.rules[name] else { return faults.append("unknown element \(name)") }
        let names = Set(attributes.keys)
        faults += rule.required.subtracting(names).sorted().map { "\(name) has no \($0)" }
        faults += names.subtracting(rule.required).subtracting(rule.optional).sorted().map { "\(name) has \($0)" }
        check(attributes, of: name)
    }

    private func check(_ attributes: [String: String], of name: String) {
        for (key, value) in attributes {
            let isRight =
                switch key {
                case "tests", "failures", "errors", "skipped": Int32(value) != nil
                case "id": Int(value) == suites
                case "time": value.wholeMatch(of: /[0-9]+(\.[0-9]{1,3})?/) != nil
                case "timestamp": value.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil
                case "package", "hostname": !value.isEmpty
                case "name": name != "testsuite" || !value.isEmpty
                default: true
                }
            if !isRight { faults.append("\(name) has \(key) \"\(value)\"") }
        }
        if name == "testsuite" { suites += 1 }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard let element = open.popLast(), let rule = Self.rules[name] else { return }
        var children = element.children[...]
        for part in rule.content {
            let wanted = part.filter { $0 != "*" && $0 != "?" }
            if part.hasSuffix("*") {
                children = children.drop { $0 == wanted }
            } else if children.first == wanted {
                children = children.dropFirst()
            } else if !part.hasSuffix("?") {
                faults.append("\(name) has no \(wanted)")
            }
        }
        if let other = children.first { faults.append("\(name) has a \(other) out of place") }
        if name == "testcase", element.children.count > 1 { faults.append("a testcase has several outcomes") }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        guard let name = open.last?.name, let rule = Self.rules[name] else { return }
        if !rule.hasText, !text.allSatisfy(\.isWhitespace) { faults.append("\(name) has text") }
    }
}
