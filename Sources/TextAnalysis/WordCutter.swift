// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts UTF-8 text into words: runs of letters and digits, folded by `Normalizer`.
///
/// Made for text by the gigabyte: plain letters are taken byte by byte from a table and stay where they are, in whichever
/// case; only a word with other characters is written anew. An ideograph is a word by itself.
struct WordCutter {
    /// A word in the text, or the one that was written anew.
    enum Word {
        case plain(Range<Int>)
        case folded
    }

    /// Longer words are no words: keys, checksums, encoded files.
    static let longestWord = 64

    private enum Kind: UInt8 {
        case other, letter, apostrophe, wide
    }

    private static let kinds: [Kind] = (0..<256).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            .letter
        case UInt8(ascii: "'"): .apostrophe
        case 0x80...: .wide
        default: .other
        }
    }

    private let text: UnsafeRawBufferPointer
    private let keepsApostrophes: Bool
    private let kinds: [Kind]
    private var position = 0
    /// The word that was written anew, in lower case.
    private var folded: [UInt8] = []

    init(_ text: UnsafeRawBufferPointer, keepsApostrophes: Bool) {
        self.text = text
        self.keepsApostrophes = keepsApostrophes
        kinds = Self.kinds
    }

    /// The next word of at most `longestWord` bytes; nil at the end.
    @inline(__always)
    mutating func next() -> Word? {
        while position < text.count {
            switch kinds[Int(text[position])] {
            case .other, .apostrophe: position &+= 1
            case .letter:
                let start = position
                position &+= 1
                while position < text.count, kinds[Int(text[position])] == .letter { position &+= 1 }
                if position < text.count, kinds[Int(text[position])] != .other, goesOn(at: position) {
                    position = start
                    if readFolded() { return .folded }
                } else if position &- start <= Self.longestWord {
                    return .plain(start..<position)
                }
            case .wide:
                if readFolded() { return .folded }
            }
        }
        return nil
    }

    /// Whether a word may go on with something else than plain letters.
    private func goesOn(at position: Int) -> Bool {
        if text[position] != UInt8(ascii: "'") { return true }
        return keepsApostrophes && position + 1 < text.count && kinds[Int(text[position + 1])] != .other
    }

    /// Gives the bytes of a word in lower case to a function.
    func withBytes<Result>(of word: Word, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch word {
        case .folded: return folded.withUnsafeBytes(body)
        case .plain(let range):
            // Of letters and digits, this digit is clear in capitals alone.
            return text[range].map { $0 | 0x20 }.withUnsafeBytes(body)
        }
    }

    // MARK: Words with other characters

    /// Reads on from here to the end of the word, if there is one; false where there is none, or it is too long.
    private mutating func readFolded() -> Bool {
        folded.removeAll(keepingCapacity: true)
        while position < text.count {
            let (scalar, width) = scalar(at: position)
            guard let plain = Normalizer.fold(scalar) else {
                position += width
                continue
            }
            if plain == "'", keepsApostrophes, !folded.isEmpty, isLetter(at: position + width) {
                folded.append(UInt8(ascii: "'"))
            } else if Self.isLetter(plain) {
                let isAlone = plain.properties.isIdeographic
                if isAlone, !folded.isEmpty { break }
                folded.append(contentsOf: UTF8.encode(plain) ?? UTF8.encodedReplacementCharacter)
                if isAlone {
                    position += width
                    break
                }
            } else {
                // What comes after the word is no part of the next one either.
                if folded.isEmpty { position += width }
                break
            }
            position += width
        }
        return !folded.isEmpty && folded.count <= Self.longestWord
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return kinds[Int(scalar.value)] == .letter }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private func isLetter(at position: Int) -> Bool {
        guard position < text.count else { return false }
        return Normalizer.fold(scalar(at: position).0).map(Self.isLetter) ?? false
    }

    /// The character at a position and its bytes; what is no UTF-8 is a replacement character of one byte.
    private func scalar(at position: Int) -> (Unicode.Scalar, Int) {
        let byte = text[position]
        if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
        var decoder = UTF8()
        var bytes = text[position...].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&bytes) { return (scalar, UTF8.width(scalar)) }
        return ("\u{FFFD}", 1)
    }
}
