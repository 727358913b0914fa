// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving

/// One word, number or sign of an utterance, with the place it was read from.
package struct Token: Hashable, Sendable {
    /// What kind of thing was read.
    package enum Kind: Hashable, Sendable {
        /// A run of letters and digits that begins with a letter.
        case word
        /// A number; `value` holds it.
        case number
        /// `+ - % / < > =` where they mean something: glued to a word or number, or standing alone.
        case sign
        /// Punctuation that ends a clause: comma, semicolon, colon, dash, bracket.
        case clauseBreak
        /// Punctuation or a new line that ends a sentence.
        case sentenceBreak
    }

    package var kind: Kind
    /// The word in its plain form: lower case, without accents or apostrophes, its spelling mended.
    package let normal: String
    /// The stem of `normal`; equal to it for numbers and signs.
    package let stem: String
    /// The `TextHash` of the stem: words of the same stem are found and compared by it.
    package let key: UInt64
    /// The value of a number, 0 for the rest.
    package var value: Double
    /// Where it stands, in UTF-8 offsets of the utterance.
    package var span: Range<Int>

    package init(kind: Kind, normal: String, stem: String? = nil, value: Double = 0, span: Range<Int>) {
        self.kind = kind
        self.normal = normal
        self.stem = stem ?? normal
        key = TextHash.of(self.stem)
        self.value = value
        self.span = span
    }

    /// A word whose stem's key is known already.
    init(word: String, stem: String, key: UInt64, span: Range<Int>) {
        kind = .word
        normal = word
        self.stem = stem
        self.key = key
        value = 0
        self.span = span
    }

    /// Whether it carries meaning by itself; breaks don't.
    package var isContent: Bool { kind == .word || kind == .number || kind == .sign }
}
