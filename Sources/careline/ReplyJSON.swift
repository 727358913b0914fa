// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import KnowledgePack

/// A reply as the JSON object that other tools rely on, its fields in the order of their description.
struct ReplyJSON {
    let reply: Reply

    var text: String {
        var fields = [
            "\"act\":" + JSON.string(reply.act.rawValue),
            "\"intent\":" + JSON.string(reply.intent),
            "\"topics\":" + JSON.array(reply.topics),
            "\"sections\":" + JSON.array(reply.sections),
            "\"slots\":" + JSON.object(reply.slots),
        ]
        if let asks = reply.asks { fields.append("\"asks\":" + JSON.string(asks)) }
        fields.append("\"confidence\":" + JSON.number(reply.confidence))
        fields.append("\"text\":" + JSON.string(reply.text))
        return "{" + fields.joined(separator: ",") + "}"
    }
}

/// The little of JSON that is written here.
enum JSON {
    static func string(_ text: String) -> String {
        var result = "\""
        result.reserveCapacity(text.utf8.count + 16)
        // Nearly all text can be written as it stands: what stands between two marks is taken at once.
        var start = text.startIndex
        for index in text.unicodeScalars.indices {
            guard let escaped = escape(text.unicodeScalars[index]) else { continue }
            result += text[start..<index]
            result += escaped
            start = text.unicodeScalars.index(after: index)
        }
        result += text[start...]
        return result + "\""
    }

    /// How a character is written that can't stand in a text as it is; nil for the others.
    private static func escape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            guard scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0x7f else {
                return nil
            }
            let hex = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }

    static func array(_ values: [String]) -> String { "[" + values.map(string).joined(separator: ",") + "]" }

    static func object(_ values: [String: String]) -> String {
        "{" + values.sorted { $0.key < $1.key }.map { "\(string($0.key)):\(string($0.value))" }.joined(separator: ",")
            + "}"
    }

    /// A number from 0 to 1, to three places.
    static func number(_ value: Double) -> String {
        let thousandths = Int((min(1, max(0, value)) * 1000).rounded())
        if thousandths == 1000 { return "1" }
        let digits = String(thousandths)
        return "0." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
