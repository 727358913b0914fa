// SPDX-License-Identifier: GPL-3.0-or-later

/// Folds the many ways of typing one character into one: lower case, plain quotes and dashes, no accents.
package enum Normalizer {
    /// The plain form of a character, lower case; nil for what is to be passed over (joiners, accents that stand alone).
    package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        if value < 0x80 { return value >= 65 && value <= 90 ? Unicode.Scalar(value + 32) : scalar }
        switch value {
        case 0x2018, 0x2019, 0x201B, 0x02BC, 0x00B4, 0x2032: return "'"
        case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB, 0x2033: return "\""
        case 0x2010, 0x2011, 0x2212, 0xFE63, 0xFF0D: return "-"
        case 0x00A0, 0x2000...0x200A, 0x202F, 0x3000: return " "
        case 0x200B...0x200F, 0x2060, 0xFEFF, 0x00AD, 0x0300...0x036F, 0xFE00...0xFE0F: return nil
        case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0).flatMap(fold)
        case 0x2264: return "<"
        case 0x2265: return ">"
        case 0x2044, 0x2215: return "/"
        default: break
        }
        if let plain = accented[value] { return plain }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return accented[lower.value] ?? lower
    }

    /// Accented Latin letters to their plain ones.
    private static let accented: [UInt32: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
            ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
            ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
        ]
        var table: [UInt32: Unicode.Scalar] = [:]
        for (plain, letters) in groups {
            for letter in letters.unicodeScalars { table[letter.value] = plain }
        }
        return table
    }()
}
