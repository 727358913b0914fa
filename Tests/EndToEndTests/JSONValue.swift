// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A value of JSON, for tests that look at what a line holds.
enum JSONValue: Decodable, Equatable, Sendable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else {
            self = .null
        }
    }

    init(parsing text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

    var fields: [String: JSONValue] { if case .object(let fields) = self { fields } else { [:] } }
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var isString: Bool { string != nil }

    subscript(field: String) -> JSONValue? { fields[field] }
    subscript(index: Int) -> JSONValue? { elements.indices.contains(index) ? elements[index] : nil }
}

/// The contract of a reply, as other tools rely on it.
enum ReplyContract {
    static let acts: Set = [
        "answer", "options", "slot_update", "urgent", "crisis", "decline_advice", "out_of_scope", "social", "clarify",
    ]
    static let topics: Set = [
        "overview", "biomarkers", "hormone-therapy", "chemotherapy", "targeted-therapy", "parp-inhibitors",
        "antibody-drug-conjugates", "immunotherapy", "bone-modifying-agents", "radiation-therapy", "surgery",
        "genomic-testing", "clinical-trials", "supportive-care",
    ]
    static let slots: [String: Set<String>] = [
        "hr": ["positive", "negative", "unknown"],
        "her2": ["positive", "low", "ultralow", "negative", "unknown"],
        "brca": ["mutated", "not-mutated", "unknown"],
        "pdl1": ["positive", "negative", "unknown"],
        "bone_mets": ["yes", "no", "unknown"],
        "menopause": ["pre", "post", "unknown"],
    ]
    private static let required: Set = ["act", "intent", "topics", "sections", "slots", "confidence", "text"]

    /// What a reply has against the contract; empty where it keeps it.
    static func problems(of reply: JSONValue) -> [String] {
        var problems: [String] = []
        func check(_ isKept: Bool, _ problem: String) { if !isKept { problems.append(problem) } }
        let names = Set(reply.fields.keys)
        check(required.isSubset(of: names), "missing: \(required.subtracting(names).sorted())")
        let unknown = names.subtracting(required.union(["asks"]))
        check(unknown.isEmpty, "unknown: \(unknown.sorted())")
        check(reply["act"]?.string.map(acts.contains) ?? false, "act")
        check(reply["intent"]?.isString ?? false, "intent")
        check(reply["text"]?.string?.isEmpty == false, "text")
        check(reply["confidence"]?.number.map { (0...1).contains($0) } ?? false, "confidence")
        check(reply["asks"].map(\.isString) ?? true, "asks")
        let found = reply["topics"]?.elements.map { $0.string ?? "" } ?? ["topics"]
        check(found.allSatisfy(topics.contains), "topics")
        for section in reply["sections"]?.elements ?? [.null] {
            let parts = section.string?.split(separator: "#", omittingEmptySubsequences: false).map(String.init) ?? []
            check(parts.count == 2 && found.contains(parts[0]) && parts[1] != "", "section \(section)")
        }
        for (slot, value) in reply["slots"]?.fields ?? ["slots": .null] {
            check(slots[slot]?.contains(value.string ?? "") ?? false, "slot \(slot)")
        }
        return problems
    }
}
