// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads texts as numbers of terms, each different word analysed once.
///
/// What a word's term is, and its number, stands in a table by the word's bytes: most words fit in two machine words, which
/// are compared at once. Made for one thread.
package final class TermReader {
    /// A word of at most 16 bytes in lower case, and what it stands for.
    private struct Slot {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var number: UInt32 = 0
    }

    /// Texts have so many readable bytes behind their end.
    package static let padding = 16
    private static let notLookedUp = UInt32.max
    private static let firstSlots = 1 << 14

    private let analysis: PassageAnalysis
    private var slots: UnsafeMutableBufferPointer<Slot>
    private var count = 0
    private var longWords: [[UInt8]: UInt32] = [:]

    package init(_ analysis: PassageAnalysis) {
        self.analysis = analysis
        slots = Self.emptySlots(Self.firstSlots)
    }

    deinit { slots.deallocate() }

    private static func emptySlots(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot())
        return slots
    }

    /// How much memory the words take, about, in bytes.
    package var memory: Int { slots.count * MemoryLayout<Slot>.stride + longWords.count * 128 }

    /// Gives up all words, as the numbers are to be given anew.
    package func forget() {
        slots.deallocate()
        slots = Self.emptySlots(Self.firstSlots)
        count = 0
        longWords = [:]
    }

    /// Appends the numbers of a text's terms, in their order.
    ///
    /// - Parameters:
    ///   - text: UTF-8; `padding` bytes behind it can be read.
    ///   - number: the number of a term that comes for the first time.
    /// - Complexity: O(*n*) in the text's length.
    package func append(
        _ text: UnsafeRawBufferPointer, to numbers: inout [UInt32], number: (UnsafeRawBufferPointer) -> UInt32
    ) {
        guard let base = text.baseAddress else { return }
        var cutter = WordCutter(text, keepsApostrophes: analysis.keepsApostrophes)
        while let word = cutter.next() {
            var found: UInt32
            if case .plain(let range) = word, range.count <= 16 {
                let (first, second) = Self.key(base + range.lowerBound, range.count)
                var slot = Self.hash(first, second) & (slots.count &- 1)
                while true {
                    let entry = slots[slot]
                    if entry.first == first, entry.second == second {
                        found = entry.number
                        break
                    }
                    if entry.first == 0 {
                        found = newNumber(cutter, word, number)
                        insert(Slot(first: first, second: second, number: found))
                        break
                    }
                    slot = (slot &+ 1) & (slots.count &- 1)
                }
            } else {
                let bytes = cutter.withBytes(of: word) { Array($0) }
                if let known = longWords[bytes] {
                    found = known
                } else {
                    found = newNumber(cutter, word, number)
                    longWords[bytes] = found
                }
            }
            if found != Self.notLookedUp { numbers.append(found) }
        }
    }

    private func newNumber(
        _ cutter: WordCutter, _ word: WordCutter.Word, _ number: (UnsafeRawBufferPointer) -> UInt32
    ) -> UInt32 {
        let letters = cutter.withBytes(of: word) { String(decoding: $0, as: UTF8.self) }
        guard let term = analysis.term(of: letters) else { return Self.notLookedUp }
        return Array(term.utf8).withUnsafeBytes(number)
    }

    // MARK: The table

    /// A word of 1 to 16 letters and digits as two numbers, in lower case; the first is never 0.
    @inline(__always)
    private static func key(_ start: UnsafeRawPointer, _ count: Int) -> (UInt64, UInt64) {
        let lower: UInt64 = 0x2020_2020_2020_2020
        let first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) | lower
        if count <= 8 { return (first & mask(count), 0) }
        let second = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) | lower
        return (first, second & mask(count &- 8))
    }

    @inline(__always)
    private static func mask(_ bytes: Int) -> UInt64 { UInt64.max &>> UInt64(64 &- 8 &* bytes) }

    @inline(__always)
    private static func hash(_ first: UInt64, _ second: UInt64) -> Int {
        let mixed = (first ^ (second &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & 0x7fff_ffff)
    }

    private func insert(_ slot: Slot) {
        if (count + 1) * 2 > slots.count {
            let old = slots
            slots = Self.emptySlots(old.count * 2)
            for entry in old where entry.first != 0 { place(entry) }
            old.deallocate()
        }
        place(slot)
        count += 1
    }

    private func place(_ entry: Slot) {
        var slot = Self.hash(entry.first, entry.second) & (slots.count - 1)
        while slots[slot].first != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }
}
