// SPDX-License-Identifier: GPL-3.0-or-later

/// A document as it was given.
package struct StoredPassage: Hashable, Sendable {
    /// The id that it came with.
    package var name: String
    /// Its title, empty where it has none.
    package var title: String
    /// Where it is from, empty where that is not said.
    package var source: String
    package var text: String

    package init(name: String, title: String = "", source: String = "", text: String) {
        self.name = name
        self.title = title
        self.source = source
        self.text = text
    }
}

/// Documents stand in groups of so many, each group found by its number, a document by going through its group.
enum StoredGroups {
    static let size = 32

    /// Where a group begins and ends in a part of the file; nil where the offsets are damaged.
    static func range(_ group: Int, offsets: UnsafeRawBufferPointer, size: Int) -> Range<Int>? {
        func offset(_ group: Int) -> Int? {
            guard (group + 1) * 8 <= offsets.count else { return size }
            let value = UInt64(littleEndian: offsets.loadUnaligned(fromByteOffset: group * 8, as: UInt64.self))
            return value <= UInt64(size) ? Int(value) : nil
        }
        guard let start = offset(group), let end = offset(group + 1), start <= end else { return nil }
        return start..<end
    }
}

/// The records of `texts`: the sizes of title, source and text, and the three.
struct TextRecords {
    let bytes: UnsafeRawBufferPointer
    let offsets: UnsafeRawBufferPointer

    static func appendHead(title: Int, source: Int, text: Int, to bytes: inout [UInt8]) {
        VariableLength.append(UInt64(title), to: &bytes)
        VariableLength.append(UInt64(source), to: &bytes)
        VariableLength.append(UInt64(text), to: &bytes)
    }

    /// The title, the source and the text of a document of the file.
    func record(_ document: DocumentID) throws(IndexFileError) -> (title: String, source: String, text: String) {
        let damaged = IndexFileError.damaged(part: IndexPart.texts.description)
        let group = document / StoredGroups.size
        guard let range = StoredGroups.range(group, offsets: offsets, size: bytes.count) else { throw damaged }
        var position = range.lowerBound
        var rest = document % StoredGroups.size
        while true {
            let limit = range.upperBound
            guard let title = VariableLength.read(bytes, &position, upTo: limit),
                let source = VariableLength.read(bytes, &position, upTo: limit),
                let text = VariableLength.read(bytes, &position, upTo: limit),
                title + source + text <= limit - position
            else { throw damaged }
            if rest == 0 {
                func string(_ start: Int, _ count: Int) -> String {
                    String(decoding: bytes[start..<(start + count)], as: UTF8.self)
                }
                return (
                    string(position, title), string(position + title, source), string(position + title + source, text)
                )
            }
            rest -= 1
            position += title + source + text
        }
    }
}

/// The records of `names`: how much is as in the name before, how much is new, and what is new.
struct NameRecords {
    let bytes: UnsafeRawBufferPointer
    let offsets: UnsafeRawBufferPointer
    /// Both counts stand in one byte where they are below this.
    private static let short = 15

    static func append(_ name: UnsafeRawBufferPointer, after last: [UInt8], to bytes: inout [UInt8]) {
        let shared = zip(last, name).prefix { $0 == $1 }.count
        let added = name.count - shared
        bytes.append(UInt8(min(shared, short) << 4 | min(added, short)))
        if shared >= short { VariableLength.append(UInt64(shared - short), to: &bytes) }
        if added >= short { VariableLength.append(UInt64(added - short), to: &bytes) }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: name[shared...]))
    }

    /// The name of a document of the file.
    func name(_ document: DocumentID) throws(IndexFileError) -> String {
        let damaged = IndexFileError.damaged(part: IndexPart.names.description)
        let group = document / StoredGroups.size
        guard let range = StoredGroups.range(group, offsets: offsets, size: bytes.count) else { throw damaged }
        var position = range.lowerBound
        var name: [UInt8] = []
        name.reserveCapacity(32)
        for _ in 0...(document % StoredGroups.size) {
            guard position < range.upperBound else { throw damaged }
            let head = bytes[position]
            position += 1
            var shared = Int(head >> 4)
            var added = Int(head & 15)
            if shared == Self.short {
                guard let more = VariableLength.read(bytes, &position, upTo: bytes.count) else { throw damaged }
                shared += more
            }
            if added == Self.short {
                guard let more = VariableLength.read(bytes, &position, upTo: bytes.count) else { throw damaged }
                added += more
            }
            guard shared <= name.count, added <= range.upperBound - position else { throw damaged }
            name.removeLast(name.count - shared)
            name.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[position..<(position + added)]))
            position += added
        }
        return String(decoding: name, as: UTF8.self)
    }
}
