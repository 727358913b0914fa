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
    /// - Complexity: O(*n*) in the text's length, byte by byte.
    static func string(_ text: String) -> String {
        var text = text
        return text.withUTF8 { utf8 in
            var needed = utf8.count + 2
            var next = plainEnd(of: utf8, from: 0)
            while next < utf8.count {
                needed += longestEscape
                next = plainEnd(of: utf8, from: next + 1)
            }
            return String(unsafeUninitializedCapacity: needed) { buffer in
                var end = 0
                func write(_ bytes: UnsafeBufferPointer<UInt8>) {
                    _ = buffer[end...].initialize(fromContentsOf: bytes)
                    end += bytes.count
                }
                func write(_ byte: UInt8) {
                    buffer[end] = byte
                    end += 1
                }
                write(quote)
                var place = 0
                while place < utf8.count {
                    let plain = plainEnd(of: utf8, from: place)
                    write(UnsafeBufferPointer(rebasing: utf8[place..<plain]))
                    place = plain
                    guard place < utf8.count else { break }
                    if let (escaped, length) = escape(utf8[place...]) {
                        escaped.utf8.forEach(write)
                        place += length
                    } else {
                        write(utf8[place])
                        place += 1
                    }
                }
                write(quote)
                return end
            }
        }
    }

    /// The place of the first byte from a place on that is not plain; the end where there is none.
    private static func plainEnd(of utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(utf8)
        var place = start
        while place + 8 <= bytes.count, hasOnlyPlain(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) {
            place += 8
        }
        while place < bytes.count, isPlain(bytes[place]) { place += 1 }
        return place
    }

    /// Whether eight bytes are all plain.
    @inline(__always)
    private static func hasOnlyPlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func hasZero(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
        func has(_ byte: UInt8) -> UInt64 { hasZero(bytes ^ ones &* UInt64(byte)) }
        let control = (bytes &- ones &* 0x20) & ~bytes
        return (control | has(quote) | has(UInt8(ascii: "\\")) | has(0x7f) | has(separatorStart)) & ones &* 0x80 == 0
    }

    private static let quote = UInt8(ascii: "\"")
    private static let longestEscape = 6
    /// The first byte of the two line breaks that JavaScript does not allow in a text, and of many other characters.
    private static let separatorStart: UInt8 = 0xe2

    /// Whether no character that begins with this byte is written otherwise.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != quote && byte != UInt8(ascii: "\\") && byte != 0x7f && byte != separatorStart
    }

    /// How the character at the beginning is written where it can't stand as it is, and how many bytes it has.
    private static func escape(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> (text: String, length: Int)? {
        guard let byte = rest.first else { return nil }
        switch byte {
        case quote: return ("\\\"", 1)
        case UInt8(ascii: "\\"): return ("\\\\", 1)
        case UInt8(ascii: "\n"): return ("\\n", 1)
        case UInt8(ascii: "\r"): return ("\\r", 1)
        case UInt8(ascii: "\t"): return ("\\t", 1)
        case separatorStart:
            if rest.prefix(3).elementsEqual("\u{2028}".utf8) { return ("\\u2028", 3) }
            return rest.prefix(3).elementsEqual("\u{2029}".utf8) ? ("\\u2029", 3) : nil
        default:
            let digits = String(byte, radix: 16)
            return ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits, 1)
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
