// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import Testing

@Suite("Numbers in six-bit digits")
struct PackedNumberTests {
    /// Numbers of a type from an archive and back, beside some of their ends.
    private func comesBack<Number: PackedNumber & Equatable>(_ numbers: [Number]) throws {
        var writer = ArchiveWriter()
        writer.write(packed: numbers)
        writer.write("behind")
        var reader = ArchiveReader(ArchiveBytes(writer.bytes))
        let read = try reader.packed(of: Number.self)
        #expect(Array(read) == numbers)
        #expect(read.elements == numbers)
        #expect(try reader.string() == "behind")
        let isText = writer.bytes.dropLast(6).allSatisfy { (48...111).contains($0) }
        #expect(isText, "an archive stands in a literal")
    }

    @Test("a number of each width comes back as it was", arguments: UInt64(0)..<30)
    func roundTrip(seed: UInt64) throws {
        var numbers = SeededGenerator(seed: seed)
        let words = (0..<9).map { _ in numbers.next() } + [0, 1, .max, 1 << 63, 1 << 47, 1 << 48 - 1]
        try comesBack(words)
        try comesBack(words.map { UInt32(truncatingIfNeeded: $0) })
        try comesBack(words.map { UInt16(truncatingIfNeeded: $0) })
        try comesBack(words.map { UInt8(truncatingIfNeeded: $0) })
        try comesBack(words.map(UInt48.init))
        try comesBack(words.map { UInt6(UInt8(truncatingIfNeeded: $0)) })
        try comesBack(words.map { Double(Int64(bitPattern: $0)) / 3 })
        try comesBack(words.map { Float(Int64(bitPattern: $0)) / 3 })
    }

    @Test("48 bits stand in an archive as the digits that they are taken apart into", arguments: UInt64(0)..<50)
    func split(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let words = (0..<9).map { _ in UInt48(numbers.next()) } + [UInt48(0), UInt48(.max)]
        let packed = PackedArray(words)
        for (place, word) in words.enumerated() {
            #expect(packed.digits(at: place) == SixBitDigits.split(word.value))
            #expect(SixBitDigits.joined(SixBitDigits.split(word.value)) & 0xffff_ffff_ffff == word.value)
        }
        #expect(packed.digits(at: words.count) == nil)
        #expect(packed.digits(at: -1) == nil)
    }

    @Test("eight digits are joined as digit by digit", arguments: UInt64(0)..<50)
    func joined(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let digits = (0..<8).map { _ in UInt64.random(in: 0..<64, using: &numbers) }
        let bytes = digits.enumerated().reduce(UInt64(0)) { $0 | ($1.element + 48) << UInt64($1.offset * 8) }
        let plain = digits.enumerated().reduce(UInt64(0)) { $0 | $1.element << UInt64($1.offset * 6) }
        #expect(SixBitDigits.joined(bytes) == plain)
    }

    @Test("a list that ends too soon is refused")
    func truncated() {
        var writer = ArchiveWriter()
        writer.write(packed: [1, 2, 3] as [UInt64])
        for count in writer.bytes.indices {
            var reader = ArchiveReader(ArchiveBytes(Array(writer.bytes.prefix(count))))
            #expect(throws: ArchiveError.self) { _ = try reader.packed(of: UInt64.self) }
        }
    }
}
