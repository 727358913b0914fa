// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers for terms, from 0 in the order in which they first come.
struct TermNumbers {
    /// The bytes of all terms one after another, and where each ends.
    private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// By hash, the number of a term plus one; 0 where there is none.
    ///
    /// Its size is a power of two.
    private var slots: [UInt32]
    private static let firstSlots = 1 << 12

    init() { slots = [UInt32](repeating: 0, count: Self.firstSlots) }

    var count: Int { ends.count }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// Gives the bytes of a term to a function.
    func withBytes<Result>(of number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let range = range(number)
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    private static func hash(_ term: UnsafeRawBufferPointer) -> Int {
        // FNV-1a, by G. Fowler, L. C. Noll and K.-P. Vo, 1991.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff)
    }

    /// The number of a term, new where it was not there.
    mutating func number(of term: UnsafeRawBufferPointer) -> UInt32 {
        if (count + 1) * 2 > slots.count { grow() }
        var slot = Self.hash(term) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] - 1)
            if withBytes(of: number, { byteOrder($0, term) == 0 }) { return UInt32(number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: term)
        ends.append(bytes.count)
        slots[slot] = UInt32(count)
        return UInt32(count - 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            var slot = withBytes(of: number) { Self.hash($0) } & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// The numbers that satisfy a condition, in the order of their terms' bytes.
    func sorted(where isWanted: (Int) -> Bool) -> [UInt32] {
        var numbers = (0..<count).filter(isWanted).map { UInt32($0) }
        bytes.withUnsafeBytes { all in
            numbers.sort {
                let one = UnsafeRawBufferPointer(rebasing: all[range(Int($0))])
                return byteOrder(one, UnsafeRawBufferPointer(rebasing: all[range(Int($1))])) < 0
            }
        }
        return numbers
    }
}
