// SPDX-License-Identifier: GPL-3.0-or-later

/// One slip of the fingers between a word that was meant and the letters that were typed, and how likely it is beside others.
///
/// A doubled letter is spelt single, or the other way round; letters are left out and swapped, and a key beside the right one is hit, far more often than any other key; the first
/// letter is seldom wrong. F. J. Damerau, *A technique for computer detection and correction of spelling errors*, CACM 7(3), 1964;
/// J. J. Pollock and A. Zamora, *Automatic spelling correction in scientific and scholarly text*, CACM 27(4), 1984; weighed
/// against how frequent a word is as in M. D. Kernighan, K. W. Church and W. A. Gale, *A spelling correction program based on a
/// noisy channel model*, COLING 1990.
package enum TypingSlip {
    /// How likely kinds of slips are, relative to each other.
    private static let doubling = 24
    private static let common = 8
    private static let near = 6
    private static let far = 1
    /// By how much a wrong first letter is rarer.
    private static let firstLetter = 8
    /// What all of the above are multiplied with, so that a rare slip at the first letter is a whole number.
    private static let scale = firstLetter

    /// The keys of a keyboard by row, from the left.
    private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }
    /// For each letter from a to z the letters on the keys around its own, as bits.
    private static let around: [UInt32] = {
        var around = [UInt32](repeating: 0, count: 26)
        for (number, row) in rows.enumerated() {
            for (column, letter) in row.enumerated() {
                let above = number > 0 ? [(number - 1, column), (number - 1, column + 1)] : []
                let below = number + 1 < rows.count ? [(number + 1, column - 1), (number + 1, column)] : []
                for (row, column) in above + below + [(number, column - 1), (number, column + 1)]
                where rows[row].indices.contains(column) {
                    around[Int(letter) - 97] |= 1 << UInt32(rows[row][column] - 97)
                }
            }
        }
        return around
    }()

    /// The letters on the keys around a letter's own; empty for what is no letter from a to z.
    static func neighbors(of letter: UInt8) -> [UInt8] {
        guard letter >= 97, letter <= 122 else { return [] }
        return (97...122).filter { areNeighbors(letter, $0) }
    }

    static func areNeighbors(_ left: UInt8, _ right: UInt8) -> Bool {
        guard left >= 97, left <= 122, right >= 97, right <= 122 else { return false }
        return around[Int(left) - 97] >> UInt32(right - 97) & 1 == 1
    }

    /// How likely it is that one slip made these letters of a word, from 1 up; only compared with others.
    ///
    /// - Parameters:
    ///   - typed: letters one edit away from the word's.
    ///   - meant: the letters of the word.
    /// - Complexity: O(*n*).
    package static func likelihood(of typed: [UInt8], for meant: some RandomAccessCollection<UInt8>) -> Int {
        let meant = Array(meant)
        var place = 0
        while place < min(typed.count, meant.count), typed[place] == meant[place] { place += 1 }
        let kind: Int
        if typed.count < meant.count {
            let isDoubled = place > 0 && meant[place] == meant[place - 1]
            kind = isDoubled ? doubling : common
        } else if typed.count > meant.count {
            let letter = typed[place]
            let beside = [place - 1, place + 1].filter(typed.indices.contains).map { typed[$0] }
            if beside.contains(letter) {
                kind = doubling
            } else {
                kind = beside.contains { areNeighbors($0, letter) } ? near : far
            }
        } else if place + 1 < typed.count, typed[place] == meant[place + 1], typed[place + 1] == meant[place] {
            return common * scale
        } else {
            kind = place < typed.count && areNeighbors(typed[place], meant[place]) ? near : far
        }
        return kind * (place == 0 ? scale / firstLetter : scale)
    }

    /// Whether it is a slip of the common kinds, beyond the first letter: one that tells a short word too.
    static func isPlain(_ likelihood: Int) -> Bool { likelihood >= near * scale }
}
