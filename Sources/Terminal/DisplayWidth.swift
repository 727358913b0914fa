// SPDX-License-Identifier: GPL-3.0-or-later

/// How many columns of a terminal text takes.
package enum DisplayWidth {
    /// The columns of one line: none for combining marks and colours, two for East Asian wide characters and emoji.
    package static func columns(of text: some StringProtocol) -> Int {
        var total = 0
        var isEscaped = false
        for character in text {
            if isEscaped {
                // The escape sequences of `Style`, and no others, end in `m`.
                isEscaped = character != "m"
            } else if character == "\u{1B}" {
                isEscaped = true
            } else {
                total += columns(of: character)
            }
        }
        return total
    }

    static func columns(of character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii >= 0x20 && ascii != 0x7F ? 1 : 0 }
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        // A picture is two columns however many scalars it is joined from; U+FE0F asks for the picture.
        let isFlag = (0x1F1E6...0x1F1FF).contains(first.value)
        let isPicture = first.properties.isEmoji && scalars.contains("\u{FE0F}")
        if first.properties.isEmojiPresentation || isFlag || isPicture { return 2 }
        return scalars.reduce(0) { $0 + columns(of: $1) }
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: break
        }
        // The vowels and final consonants of a Hangul syllable stand under its first consonant.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        return isWide(scalar.value) ? 2 : 1
    }

    /// Unicode's East_Asian_Width W and F, without the emoji, which have a property of their own.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case ..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4C6: true
        case 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B: true
        case 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF: true
        case 0x1F200...0x1F265, 0x20000...0x3FFFD: true
        default: false
        }
    }
}
