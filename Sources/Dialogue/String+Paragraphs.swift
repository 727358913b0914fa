// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension String {
    /// The paragraphs of a text: what stands between blank lines.
    ///
    /// - Complexity: O(*n*) in its length.
    var paragraphs: [String] {
        var text = self
        return text.withUTF8 { utf8 in
            var paragraphs: [String] = []
            var start = 0
            var position = 0
            func close(at end: Int) {
                if end > start {
                    paragraphs.append(String(decoding: UnsafeBufferPointer(rebasing: utf8[start..<end]), as: UTF8.self))
                }
            }
            let lineFeed = UInt8(ascii: "\n")
            while position + 1 < utf8.count {
                // A carriage return and a line feed are one character.
                let isBlankLine =
                    utf8[position] == lineFeed && utf8[position + 1] == lineFeed
                    && !(position > 0 && utf8[position - 1] == UInt8(ascii: "\r"))
                if isBlankLine {
                    close(at: position)
                    position += 2
                    start = position
                } else {
                    position += 1
                }
            }
            close(at: utf8.count)
            return paragraphs
        }
    }

    /// The sentences of a paragraph: each ends in its own sign, with a blank and a capital letter or a figure behind it.
    ///
    /// - Complexity: O(*n*) in its length; bytes are looked at, and characters where a sentence may begin.
    var sentences: [String] {
        var sentences: [String] = []
        var start = startIndex
        let bytes = utf8
        var position = bytes.startIndex
        while let end = bytes[position...].firstIndex(where: Self.endsSentence) {
            let next = bytes.index(after: end)
            position = next
            guard next < endIndex, bytes[next] == UInt8(ascii: " ") else { continue }
            let opening = bytes.index(after: next)
            if opening < endIndex, self[opening].isUppercase || self[opening].isNumber {
                sentences.append(String(self[start..<next]))
                start = opening
            }
        }
        if start < endIndex { sentences.append(String(self[start...])) }
        return sentences
    }

    private static func endsSentence(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
    }

    /// The lines of a text that are not empty.
    var lines: [Substring] { utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init) }

    /// Whether another text stands in it, byte for byte.
    func holds(_ other: String) -> Bool {
        var (text, part) = (self, other)
        return text.withUTF8 { text in part.withUTF8 { text.place(of: $0, from: 0) != nil } }
    }

    /// Whether any of its words begins with a stem in small letters.
    func hasWord(beginningWith stem: String) -> Bool {
        lowercased().split { !$0.isLetter }.contains { $0.hasPrefix(stem) }
    }

    /// Whether it begins with any of some words, as they are written, and goes on behind it.
    func opens(withAnyOf words: [String]) -> Bool { words.contains { hasPrefix($0 + " ") } }

    /// Whether words stand in it as words of their own, a plural of the last one counted.
    func holdsWords(_ words: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        var (text, part) = (self, words)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard !part.isEmpty else { return false }
                var next = 0
                while let start = text.place(of: part, from: next) {
                    next = start + 1
                    if start > 0, isLetter(text[start - 1]) { continue }
                    var end = start + part.count
                    if end < text.count, text[end] == UInt8(ascii: "s") { end += 1 }
                    if end == text.count || !isLetter(text[end]) { return true }
                }
                return false
            }
        }
    }

    /// Whether more than half of the longer words of one text stand in the other, by their first letters.
    func sharesMostWords(with other: String) -> Bool {
        let (mine, theirs) = (wordBeginnings, other.wordBeginnings)
        let smaller = min(mine.count, theirs.count)
        return smaller > 0 && mine.intersection(theirs).count * 2 > smaller
    }

    /// The first six letters of each word of more than three.
    private var wordBeginnings: Set<String> {
        guard utf8.allSatisfy({ $0 < 0x80 }) else {
            return Set(lowercased().split { !$0.isLetter }.filter { $0.count > 3 }.map { String($0.prefix(6)) })
        }
        // The same for plain text, byte by byte.
        var text = lowercased()
        return text.withUTF8 { utf8 in
            let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
            let words = utf8.split { !letters.contains($0) }.filter { $0.count > 3 }
            return Set(words.map { String(decoding: $0.prefix(6), as: UTF8.self) })
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where a run of bytes first stands, from a place on; nil where it doesn't.
    fileprivate func place(of part: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let first = part.first, let base = baseAddress, let sought = part.baseAddress else {
            return part.isEmpty ? start : nil
        }
        var start = start
        while start + part.count <= count {
            // Its first byte is looked for where the whole run has room.
            guard let found = memchr(base + start, Int32(first), count - part.count + 1 - start) else { return nil }
            start = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if memcmp(found, sought, part.count) == 0 { return start }
            start += 1
        }
        return nil
    }
}

extension Entity {
    /// Whether a text in small letters calls the thing by any of its names.
    func isNamed(in text: String) -> Bool { names.contains { text.holds($0.lowercased()) } }

    /// Whether a text in small letters calls the thing by a name in words of their own.
    func isCalled(in text: String) -> Bool { namesInSmallLetters.contains(where: text.holdsWords) }

    /// Its names as they are looked for in a text in small letters.
    var namesInSmallLetters: [String] { names.map { $0.lowercased() } }

    /// Whether one of two things is the kind that the other is one of, or they are the same.
    func isKin(of other: Entity) -> Bool {
        guard id != other.id else { return true }
        return kind != other.kind
            && [(self, other), (other, self)].contains { one, two in
                one.groups.first.map(two.groups.contains) ?? false
            }
    }
}

extension Substring {
    /// What a line of a list is about, in small letters: what stands before its colon; nil for another line.
    ///
    /// Bytes are looked at, since every line of every reply is, and hardly any is one of a list.
    var itemName: String? {
        let opening = "- ".utf8
        guard utf8.starts(with: opening), let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return self[..<colon].dropFirst(opening.count).lowercased()
    }
}
