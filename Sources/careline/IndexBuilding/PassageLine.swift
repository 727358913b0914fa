// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads lines of JSON Lines as passages: `id` and `text`, and `title` and `source` where they are given.
///
/// Texts stay where they are in the line; only one with escapes is written anew. Other members are checked and passed over.
struct PassageLine {
    /// A text in the line, or in what was written anew.
    struct Field {
        var range: Range<Int>
        var isUnescaped: Bool
    }

    /// Why a line is no passage.
    struct Problem: Error, Equatable {
        var text: String
    }

    private(set) var id: Field?
    private(set) var title: Field?
    private(set) var source: Field?
    private(set) var text: Field?
    private var unescaped: [UInt8] = []
    private var reader = JSONReader(UnsafeRawBufferPointer(start: nil, count: 0), 0..<0)

    /// Reads a line.
    ///
    /// - Parameter bytes: has `JSONReader.padding` readable bytes behind the line.
    mutating func read(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) throws(Problem) {
        (id, title, source, text) = (nil, nil, nil, nil)
        unescaped.removeAll(keepingCapacity: true)
        reader = JSONReader(bytes, line)
        do throws(JSONReader.Problem) {
            try readObject()
        } catch {
            throw Problem(text: error == .notUTF8 ? "not UTF-8 text" : "not a JSON object")
        }
        guard id != nil else { throw Problem(text: "\"id\" is missing or no text") }
        guard text != nil else { throw Problem(text: "\"text\" is missing or no text") }
    }

    private mutating func readObject() throws(JSONReader.Problem) {
        try reader.expect(UInt8(ascii: "{"))
        if !reader.take(UInt8(ascii: "}")) {
            repeat {
                let name = try field(try reader.string())
                try reader.expect(UInt8(ascii: ":"))
                try readMember(name)
            } while reader.take(UInt8(ascii: ","))
            try reader.expect(UInt8(ascii: "}"))
        }
        try reader.expectEnd()
    }

    private mutating func readMember(_ name: Field) throws(JSONReader.Problem) {
        if isName(name, "text") {
            text = try textValue()
        } else if isName(name, "id") {
            // An id is often a number, and stays as it was written.
            id = try textValue() ?? reader.lastNumber.map { Field(range: $0, isUnescaped: false) }
        } else if isName(name, "title") {
            title = try textValue()
        } else if isName(name, "source") {
            source = try textValue()
        } else {
            try reader.skipValue()
        }
    }

    private mutating func textValue() throws(JSONReader.Problem) -> Field? {
        guard reader.isAtString else {
            try reader.skipValue()
            return nil
        }
        return try field(try reader.string())
    }

    private mutating func field(_ string: JSONReader.Text) throws(JSONReader.Problem) -> Field {
        guard string.hasEscapes else { return Field(range: string.range, isUnescaped: false) }
        let start = unescaped.count
        try reader.unescape(string.range, into: &unescaped)
        return Field(range: start..<unescaped.count, isUnescaped: true)
    }

    private func isName(_ field: Field, _ name: StaticString) -> Bool {
        guard field.range.count == name.utf8CodeUnitCount else { return false }
        return withBytes(of: field) { memoryIsEqual($0, UnsafeRawPointer(name.utf8Start)) }
    }

    /// Gives the UTF-8 of a field to a function; `JSONReader.padding` bytes behind it can be read.
    func withBytes<Result>(of field: Field?, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard let field else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        guard field.isUnescaped else { return body(UnsafeRawBufferPointer(rebasing: reader.bytes[field.range])) }
        return unescaped.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[field.range])) }
    }

    /// Makes what was written anew readable behind its end.
    mutating func pad() { unescaped += [UInt8](repeating: 0, count: JSONReader.padding) }
}

private func memoryIsEqual(_ bytes: UnsafeRawBufferPointer, _ other: UnsafeRawPointer) -> Bool {
    for index in 0..<bytes.count where bytes[index] != other.load(fromByteOffset: index, as: UInt8.self) {
        return false
    }
    return true
}
