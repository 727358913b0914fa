// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts an utterance into words, numbers, signs and breaks.
///
/// What people type about laboratory results decides the rules: a plus or minus glued to the end of a word is a sign
/// (`er+`, `x-`), a hyphen between letters only joins (`pd-l1` is `pd` `l1`), `2+` is a number and a sign, `38,4` is a number,
/// `8/8` and `+/-` keep their slash and `a/b` does not, dots that lead to a value (`x.......4`) part it like a colon, and the name of a
/// gene variant (`c.68_69del`, `p.(Arg9*)`) is one word.
package enum Tokenizer {
    /// The tokens of a text, in order.
    ///
    /// Apostrophes are dropped (`can't` is `cant`).
    ///
    /// - Complexity: O(*n*) in the text's length.
    package static func tokens(of text: String) -> [Token] {
        var scanner = Scanner(text)
        scanner.run()
        return scanner.tokens
    }
}

private struct Scanner {
    var characters: [Unicode.Scalar] = []
    /// Where each character begins, in UTF-8 offsets; one more for the end.
    var offsets: [Int] = []
    var position = 0
    var tokens: [Token] = []

    init(_ text: String) {
        characters.reserveCapacity(text.utf8.count)
        offsets.reserveCapacity(text.utf8.count + 1)
        var offset = 0
        for scalar in text.unicodeScalars {
            if let plain = Normalizer.fold(scalar) {
                characters.append(plain)
                offsets.append(offset)
            }
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
    }

    func character(at index: Int) -> Unicode.Scalar? { index < characters.count ? characters[index] : nil }

    static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { $0.value >= 48 && $0.value <= 57 } ?? false }

    static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.value < 0x80 ? scalar.value >= 97 && scalar.value <= 122 : scalar.properties.isAlphabetic
    }

    static func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return true }
        return scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    mutating func emit(_ kind: Token.Kind, _ normal: String, from start: Int, value: Double = 0) {
        tokens.append(Token(kind: kind, normal: normal, value: value, span: offsets[start]..<offsets[position]))
    }

    mutating func run() {
        while position < characters.count {
            let current = characters[position]
            if Self.isLetter(current) {
                readWord()
            } else if Self.isDigit(current) {
                readNumber()
            } else {
                readMark(current)
            }
        }
    }

    mutating func readWord() {
        let start = position
        if readVariantName() { return }
        var isPlain = true
        var end: Int?
        while position < characters.count {
            let next = characters[position]
            if Self.isLetter(next) || Self.isDigit(next) {
                if next.value >= 0x80 { isPlain = false }
            } else if endsInPossessive(position, of: start) {
                // "Pd1's" names no more than "pd1" does.
                end = position
                position += 2
                break
            } else if next == "'", Self.isLetter(character(at: position + 1)) {
                // An apostrophe inside a word is passed over.
            } else {
                break
            }
            position += 1
        }
        let letters = characters[start..<(end ?? position)].lazy.filter { $0 != "'" }
        guard isPlain else {
            var word = String.UnicodeScalarView()
            word.append(contentsOf: letters)
            return emit(.word, Self.shortened(String(word)), from: start)
        }
        let word = String(unsafeUninitializedCapacity: position - start) { bytes in
            var count = 0
            for letter in letters {
                let byte = UInt8(truncatingIfNeeded: letter.value)
                if count > 1, bytes[count - 1] == byte, bytes[count - 2] == byte, Self.isLetter(letter) { continue }
                bytes[count] = byte
                count += 1
            }
            return count
        }
        emit(.word, word, from: start)
    }

    /// Whether an apostrophe and an s end a name that itself ends in a figure.
    private func endsInPossessive(_ place: Int, of start: Int) -> Bool {
        guard characters[place] == "'", place > start, Self.isDigit(characters[place - 1]),
            character(at: place + 1) == "s"
        else { return false }
        let next = character(at: place + 2)
        return !Self.isLetter(next) && !Self.isDigit(next)
    }

    /// A variant as geneticists write it: the letter of a kind of sequence, a dot, and no space up to its end.
    ///
    /// Its digits are no numbers of their own, and its `>` and `=` no signs. See J. T. den Dunnen and others, *HGVS
    /// recommendations*, 2016, https://doi.org/10.1002/humu.22981.
    mutating func readVariantName() -> Bool {
        guard let kind = character(at: position), "cgmnpr".unicodeScalars.contains(kind),
            character(at: position + 1) == "."
        else { return false }
        var end = position + 2
        var depth = 0
        var hasDigit = false
        var name = String.UnicodeScalarView([kind])
        while let next = character(at: end), !Self.isSpace(next), next != ",", next != ";" {
            if next == "(" || next == "[" { depth += 1 }
            if next == ")" || next == "]" { depth -= 1 }
            if depth < 0 { break }
            if Self.isDigit(next) { hasDigit = true }
            if Self.isDigit(next) || Self.isLetter(next) { name.append(next) }
            end += 1
        }
        guard hasDigit else { return false }
        // A full stop after it ends the sentence.
        if characters[end - 1] == "." { end -= 1 }
        let start = position
        position = end
        emit(.word, Self.shortened(String(name)), from: start)
        return true
    }

    /// `soooo` is `soo`: no English word has a letter three times in a row.
    static func shortened(_ word: String) -> String {
        var run = 0
        var last: Unicode.Scalar?
        var result = String.UnicodeScalarView()
        var changed = false
        for scalar in word.unicodeScalars {
            run = scalar == last ? run + 1 : 1
            last = scalar
            if run > 2, isLetter(scalar) { changed = true } else { result.append(scalar) }
        }
        return changed ? String(result) : word
    }

    mutating func readNumber() {
        let start = position
        var digits = ""
        while let next = character(at: position) {
            if Self.isDigit(next) {
                digits.unicodeScalars.append(next)
            } else if next == "." || next == ",", Self.isDigit(character(at: position + 1)), !digits.contains(".") {
                let isThousands = next == "," && (1...3).allSatisfy { Self.isDigit(character(at: position + $0)) }
                if !isThousands { digits.append(".") }
            } else {
                break
            }
            position += 1
        }
        emit(.number, digits, from: start, value: Double(digits) ?? 0)
    }

    mutating func readMark(_ mark: Unicode.Scalar) {
        let start = position
        let before = start > 0 ? characters[start - 1] : nil
        let after = character(at: start + 1)
        position += 1
        switch mark {
        case "+", "%", "<", ">", "=", "~":
            emit(.sign, String(Character(mark)), from: start)
        case "-":
            readDash(start: start, before: before, after: after)
        case "/":
            let isAlone = Self.isSpace(before) && Self.isSpace(after)
            let isBetweenSigns = (before == "+" || before == "-") && (after == "+" || after == "-")
            if isAlone || isBetweenSigns || Self.isDigit(before) && Self.isDigit(after) {
                emit(.sign, "/", from: start)
            }
        case ".":
            if isLeader(from: start) {
                while character(at: position) == "." { position += 1 }
                emit(.clauseBreak, ".", from: start)
            } else if Self.isSpace(after) || after == "." || !Self.isLetter(before) && !Self.isDigit(before) {
                emit(.sentenceBreak, ".", from: start)
            }
        case "!", "?", "\n":
            emit(.sentenceBreak, String(Character(mark)), from: start)
        case ",", ";", ":", "\"", "(", ")", "[", "]", "\u{2013}", "\u{2014}", "\u{2026}", "|":
            emit(.clauseBreak, String(Character(mark)), from: start)
        default:
            break
        }
    }

    /// Whether dots lead from a heading to its value: three or more to a number or sign, many to anything.
    func isLeader(from start: Int) -> Bool {
        var end = start
        while character(at: end) == "." { end += 1 }
        let length = end - start
        guard length >= 3 else { return false }
        while let next = character(at: end), next == " " || next == "\t" { end += 1 }
        let next = character(at: end)
        return length >= 6 || Self.isDigit(next) || next == "<" || next == ">" || next == "+" || next == "-"
    }

    /// A hyphen joins, a minus says "negative", a dash breaks: told apart by what stands on either side.
    mutating func readDash(start: Int, before: Unicode.Scalar?, after: Unicode.Scalar?) {
        let gluedBefore = Self.isLetter(before) || Self.isDigit(before)
        let gluedAfter = Self.isLetter(after) || Self.isDigit(after)
        // "x-ve" is "x -ve".
        let isMinusVe =
            after == "v" && character(at: start + 2) == "e" && !Self.isLetter(character(at: start + 3))
            && !Self.isDigit(character(at: start + 3))
        if gluedBefore && gluedAfter && !isMinusVe { return }
        if after == "-" || before == "-" {
            emit(.clauseBreak, "-", from: start)
        } else if gluedBefore || !gluedAfter || Self.isSpace(before) {
            emit(.sign, "-", from: start)
        } else {
            emit(.clauseBreak, "-", from: start)
        }
    }
}
