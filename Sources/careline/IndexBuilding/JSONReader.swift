// SPDX-License-Identifier: GPL-3.0-or-later

/// Steps through one JSON value in memory, as RFC 8259 has it, without making anything of it.
struct JSONReader {
    enum Problem: Error {
        case notJSON
        case notUTF8
    }

    /// A text between its quotes.
    struct Text {
        var range: Range<Int>
        var hasEscapes: Bool
    }

    /// So many bytes behind the value can be read.
    static let padding = 16
    private static let deepest = 64

    let bytes: UnsafeRawBufferPointer
    private let end: Int
    private var position: Int
    /// The number that was passed over last.
    private(set) var lastNumber: Range<Int>?

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    // MARK: Signs

    @inline(__always)
    private mutating func skipSpace() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x09, 0x0a, 0x0d: position &+= 1
            default: return
            }
        }
    }

    /// Passes over a sign if it comes next.
    mutating func take(_ sign: UInt8) -> Bool {
        skipSpace()
        guard position < end, bytes[position] == sign else { return false }
        position += 1
        return true
    }

    mutating func expect(_ sign: UInt8) throws(Problem) {
        guard take(sign) else { throw .notJSON }
    }

    mutating func expectEnd() throws(Problem) {
        skipSpace()
        guard position == end else { throw .notJSON }
    }

    var isAtString: Bool {
        mutating get {
            skipSpace()
            return position < end && bytes[position] == UInt8(ascii: "\"")
        }
    }

    // MARK: Texts

    /// Passes over a text, whose UTF-8 is checked; its escapes are checked by `unescape`.
    mutating func string() throws(Problem) -> Text {
        try expect(UInt8(ascii: "\""))
        let start = position
        var hasEscapes = false
        var isWide = false
        while true {
            // Eight bytes at once, as long as none of them means anything.
            while position &+ 8 <= end {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                let marks = Self.marks(word)
                if marks != 0 {
                    position &+= marks.trailingZeroBitCount &>> 3
                    break
                }
                position &+= 8
            }
            guard position < end else { throw .notJSON }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let range = start..<position
                position += 1
                if isWide, !UTF8Check.isValid(UnsafeRawBufferPointer(rebasing: bytes[range])) { throw .notUTF8 }
                return Text(range: range, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 2
            case 0x80...:
                isWide = true
                position += 1
            case ..<0x20: throw .notJSON
            default: position += 1
            }
        }
    }

    /// Marks the highest digit of each byte that is a quote, a backslash, a control character or no ASCII; the lowest mark is right.
    @inline(__always)
    private static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5c)
        let isQuote = (quote &- ones) & ~quote
        let isBackslash = (backslash &- ones) & ~backslash
        let isControl = (word &- ones &* 0x20) & ~word
        return (isQuote | isBackslash | isControl | word) & highs
    }

    /// Appends a text with its escapes resolved; half a surrogate pair becomes a replacement character.
    func unescape(_ range: Range<Int>, into result: inout [UInt8]) throws(Problem) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                index += 1
                continue
            }
            guard index + 1 < range.upperBound else { throw .notJSON }
            let sign = bytes[index + 1]
            index += 2
            switch sign {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(sign)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0c)
            case UInt8(ascii: "n"): result.append(0x0a)
            case UInt8(ascii: "r"): result.append(0x0d)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                var value = try hexadecimal(at: &index, before: range.upperBound)
                if 0xD800...0xDBFF ~= value, index + 1 < range.upperBound, bytes[index] == UInt8(ascii: "\\"),
                    bytes[index + 1] == UInt8(ascii: "u")
                {
                    var next = index + 2
                    let low = try hexadecimal(at: &next, before: range.upperBound)
                    if 0xDC00...0xDFFF ~= low {
                        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                        index = next
                    }
                }
                let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            default: throw .notJSON
            }
        }
    }

    private func hexadecimal(at index: inout Int, before end: Int) throws(Problem) -> UInt32 {
        guard index + 4 <= end else { throw .notJSON }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { throw .notJSON }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    // MARK: Values that nobody asked for

    /// Passes over any value.
    mutating func skipValue(depth: Int = 0) throws(Problem) {
        lastNumber = nil
        skipSpace()
        guard position < end, depth < Self.deepest else { throw .notJSON }
        switch bytes[position] {
        case UInt8(ascii: "\""):
            let text = try string()
            if text.hasEscapes {
                var ignored: [UInt8] = []
                try unescape(text.range, into: &ignored)
            }
        case UInt8(ascii: "{"):
            position += 1
            if take(UInt8(ascii: "}")) { return }
            repeat {
                _ = try string()
                try expect(UInt8(ascii: ":"))
                try skipValue(depth: depth + 1)
            } while take(UInt8(ascii: ","))
            try expect(UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            position += 1
            if take(UInt8(ascii: "]")) { return }
            repeat { try skipValue(depth: depth + 1) } while take(UInt8(ascii: ","))
            try expect(UInt8(ascii: "]"))
        case UInt8(ascii: "t"): try skipWord("true")
        case UInt8(ascii: "f"): try skipWord("false")
        case UInt8(ascii: "n"): try skipWord("null")
        default: try skipNumber()
        }
    }

    private mutating func skipWord(_ word: StaticString) throws(Problem) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < end, bytes[position] == word.utf8Start[index] else { throw .notJSON }
            position += 1
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < end, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
        return position - start
    }

    private mutating func skipNumber() throws(Problem) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        let digits = skipDigits()
        guard digits > 0, digits == 1 || bytes[first] != UInt8(ascii: "0") else { throw .notJSON }
        if position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else { throw .notJSON }
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits() > 0 else { throw .notJSON }
        }
        lastNumber = start..<position
    }
}

/// Whether bytes are UTF-8.
enum UTF8Check {
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let follows: Int
            // The second byte is held to less than the others where a shorter form, a surrogate or no character would come out.
            var least: UInt8 = 0x80
            var most: UInt8 = 0xBF
            switch byte {
            case ..<0x80: continue
            case 0xC2...0xDF: follows = 1
            case 0xE0...0xEF:
                follows = 2
                if byte == 0xE0 { least = 0xA0 }
                if byte == 0xED { most = 0x9F }
            case 0xF0...0xF4:
                follows = 3
                if byte == 0xF0 { least = 0x90 }
                if byte == 0xF4 { most = 0x8F }
            default: return false
            }
            guard index + follows <= bytes.count else { return false }
            for _ in 0..<follows {
                guard bytes[index] >= least, bytes[index] <= most else { return false }
                (least, most) = (0x80, 0xBF)
                index += 1
            }
        }
        return true
    }
}
