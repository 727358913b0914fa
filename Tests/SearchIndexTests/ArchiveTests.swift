// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import SearchIndex
import Testing

/// A value of every kind that an archive holds.
private struct Record: Archivable, Hashable {
    var count: Int
    var isNew: Bool
    var name: String
    var weight: Double
    var gears: [Int]
    var names: [String]
    var note: String?
    var size: Int?

    init(
        count: Int, isNew: Bool, name: String, weight: Double, gears: [Int], names: [String], note: String?, size: Int?
    ) {
        self.count = count
        self.isNew = isNew
        self.name = name
        self.weight = weight
        self.gears = gears
        self.names = names
        self.note = note
        self.size = size
    }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        count = try reader.int()
        isNew = try reader.bool()
        name = try reader.string()
        weight = try reader.double()
        gears = try reader.array()
        names = try reader.array()
        note = try reader.optional()
        size = try reader.optional()
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(count)
        writer.write(isNew)
        writer.write(name)
        writer.write(weight)
        writer.write(gears)
        writer.write(names)
        writer.write(note)
        writer.write(size)
    }

    static let example = Record(
        count: -123_456, isNew: true, name: "Gazelle\nnumber 7 – 🚲", weight: 13.75, gears: [0, 48, -1, 1 << 40],
        names: ["", "Łódź", "a \"bell\" \\ and\r\na pump"], note: "e\u{301}", size: nil)
}

@Suite("Archive")
struct ArchiveTests {
    private func bytes(of value: some Archivable) -> [UInt8] {
        var writer = ArchiveWriter()
        value.write(to: &writer)
        return writer.bytes
    }

    private func read<Value: Archivable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        var reader = ArchiveReader(ArchiveBytes(bytes))
        let value = try Value(from: &reader)
        #expect(reader.offset == bytes.count, "bytes left over")
        return value
    }

    private static let index = InvertedIndex(documents: [
        [WeightedTerm("bell", weight: 3), WeightedTerm("chain")], [], [WeightedTerm("bell", weight: 0.5)],
        [WeightedTerm("świder"), WeightedTerm("chain")],
    ])

    // MARK: Round trips

    @Test(
        "an int comes back as it was",
        arguments: [
            0, 1, -1, 15, 16, -16, -17, 31, 32, 511, 512, -512, -513, 1 << 31, 1 << 32, -(1 << 32), 1 << 62, .max,
            .max - 1, .min, .min + 1,
        ] as [Int])
    func ints(value: Int) throws { #expect(try read(Int.self, from: bytes(of: value)) == value) }

    @Test("every power of two and its neighbours come back as they were")
    func powersOfTwo() throws {
        for shift in 0..<Int.bitWidth {
            for value in [1 << shift, (1 << shift) &- 1, ~(1 << shift)] {
                #expect(try read(Int.self, from: bytes(of: value)) == value)
            }
        }
    }

    @Test(
        "a string comes back byte for byte",
        arguments: [
            "", " ", "bell", "two\nlines", "\r\n", "\n", "\0", "a \"quote\" and a \\", "\"\"\"#", "Łódź", "e\u{301}",
            "é", "🚲", "👩🏽‍🔧", "\u{FEFF}bom", "\u{10FFFF}", String(repeating: "ring ", count: 1000),
        ])
    func strings(value: String) throws {
        #expect(try Array(read(String.self, from: bytes(of: value)).utf8) == Array(value.utf8))
    }

    @Test(
        "a double comes back to six decimal places",
        arguments: [
            0, 1, -1, 0.5, 0.1, -0.000_001, 0.000_001, 3.141_592_653_589, 1.0 / 3, 1e9, -123_456.789, 9e12,
        ])
    func doubles(value: Double) throws {
        let found = try read(Double.self, from: bytes(of: value))
        #expect(abs(found - value) <= 0.000_000_5)
        #expect(try read(Double.self, from: bytes(of: found)) == found)
    }

    @Test("lists and optionals come back as they were, and numbers of one width where they stand")
    func composites() throws {
        #expect(try read(Record.self, from: bytes(of: Record.example)) == Record.example)
        var other = Record.example
        (other.isNew, other.gears, other.names, other.note, other.size) = (false, [], [], nil, .min)
        #expect(try read(Record.self, from: bytes(of: other)) == other)

        let values: [UInt32] = [0, 1, .max, 7, 0x0102_0304]
        var writer = ArchiveWriter()
        // An odd beginning, so that nothing is aligned.
        writer.write("a")
        writer.write(packed: values)
        writer.write(packed: [0.5, -.infinity])
        writer.write(packed: [UInt16]())
        writer.write(7)
        var reader = ArchiveReader(ArchiveBytes(writer.bytes))
        #expect(try reader.string() == "a")
        let found = try reader.packed(of: UInt32.self)
        #expect(found.elements == values)
        #expect(Array(found) == values)
        #expect(found[2] == .max)
        #expect(try reader.packed(of: Double.self).elements == [0.5, -.infinity])
        #expect(try reader.packed(of: UInt16.self).isEmpty)
        #expect(try reader.int() == 7)
    }

    @Test("a value that is put off is read when it is asked for")
    func deferred() throws {
        var writer = ArchiveWriter()
        Deferred(wrappedValue: ["rim", "hub"]).write(to: &writer)
        writer.write("behind")
        var reader = ArchiveReader(ArchiveBytes(writer.bytes))
        let value = try Deferred<[String]>(from: &reader, otherwise: [])
        #expect(try reader.string() == "behind")
        #expect(value.wrappedValue == ["rim", "hub"])
        #expect(value == Deferred(wrappedValue: ["rim", "hub"]))
    }

    @Test("every hash of many is found at its place, and no other")
    func hashes() throws {
        var generator = SeededGenerator(seed: 9)
        for count in [0, 1, 2, 15, 16, 17, 1000] {
            let hashes = Set((0..<count).map { _ in UInt64.random(in: 0..<(1 << 36), using: &generator) }).sorted()
            let directory = try read(
                HashDirectory.self, from: bytes(of: HashDirectory(hashes, bits: 36)))
            #expect(directory.count == hashes.count)
            for (place, hash) in hashes.enumerated() {
                #expect(directory.place(of: hash) == place)
                if !hashes.contains(hash + 1) { #expect(directory.place(of: hash + 1) == nil) }
            }
            #expect(directory.place(of: .max) == nil)
        }
    }

    @Test("bytes of the program read as those of an array")
    func memory() throws {
        let bytes: [UInt8] = [48 + 8, 0x62, 0x65, 0x6c, 0x6c, 48 + 1]
        try bytes.withUnsafeBufferPointer { memory throws in
            var reader = ArchiveReader(ArchiveBytes(memory))
            #expect(reader.bytes.count == 6)
            #expect(try reader.string() == "bell")
            #expect(reader.offset == 5)
            #expect(try reader.int() == -1)
            #expect(throws: ArchiveError.corrupt(offset: 6)) { _ = try reader.int() }
        }
    }

    @Test("a small number is one byte")
    func oneByte() { for value in -16...15 { #expect(bytes(of: value).count == 1) } }

    // MARK: Damage

    @Test("every archive that ends too soon is refused")
    func truncated() throws {
        let record = bytes(of: Record.example)
        for count in record.indices {
            #expect(throws: ArchiveError.self, "first \(count) bytes") {
                _ = try read(Record.self, from: Array(record.prefix(count)))
            }
        }
        let index = bytes(of: Self.index)
        for count in index.indices {
            #expect(throws: ArchiveError.self, "first \(count) bytes") {
                _ = try read(InvertedIndex.self, from: Array(index.prefix(count)))
            }
        }
    }

    @Test("one changed byte gives another value or an error, never a crash")
    func changedByte() {
        let record = bytes(of: Record.example)
        for position in record.indices {
            for byte in UInt8.min...UInt8.max {
                var damaged = record
                damaged[position] = byte
                var reader = ArchiveReader(ArchiveBytes(damaged))
                _ = try? Record(from: &reader)
                #expect(reader.offset <= damaged.count)
            }
        }
    }

    @Test("an index with one changed byte can be searched or is refused, never a crash")
    func changedByteOfIndex() {
        let index = bytes(of: Self.index)
        for position in index.indices {
            for byte in UInt8.min...UInt8.max {
                var damaged = index
                damaged[position] = byte
                var reader = ArchiveReader(ArchiveBytes(damaged))
                guard let found = try? InvertedIndex(from: &reader) else { continue }
                for hit in found.search([WeightedTerm("bell"), WeightedTerm("chain")], top: 9, by: BM25()) {
                    _ = found.explain(hit.document, for: [WeightedTerm("bell")], by: BM25())
                }
            }
        }
    }

    @Test("random bytes are refused or read, never a crash")
    func noise() {
        for seed in UInt64(0)..<3000 {
            var generator = SeededGenerator(seed: seed)
            let isSmall = seed.isMultiple(of: 2)
            let noise = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                isSmall ? UInt8.random(in: 0..<16, using: &generator) : UInt8.random(in: 0...255, using: &generator)
            }
            var reader = ArchiveReader(ArchiveBytes(noise))
            _ = try? Record(from: &reader)
            #expect(reader.offset <= noise.count)
        }
    }

    @Test("a number that has no end is refused where it stands", arguments: [0, 1, 9, 10, 40])
    func endlessNumber(length: Int) {
        var reader = ArchiveReader(ArchiveBytes([48 + 2] + Array(repeating: 48 + 63, count: length)))
        #expect(throws: ArchiveError.corrupt(offset: 1)) {
            _ = try reader.int()
            _ = try reader.int()
        }
    }

    @Test("a length below zero or beyond the end is refused", arguments: [-1, 1, 1000, .max, .min])
    func badLengths(length: Int) {
        let written = bytes(of: length)
        var reader = ArchiveReader(ArchiveBytes(written))
        #expect(throws: ArchiveError.self) { _ = try reader.string() }
        reader = ArchiveReader(ArchiveBytes(written))
        #expect(throws: ArchiveError.self) { _ = try reader.array(of: Int.self) }
        reader = ArchiveReader(ArchiveBytes(written))
        #expect(throws: ArchiveError.self) { _ = try reader.encodedRange() }
    }

    @Test(
        "a posting of a document that is not there is left out, with those after it",
        arguments: [3, 100, 1 << 30 - 1] as [UInt64])
    func badDocument(document: UInt64) throws {
        let index = try read(InvertedIndex.self, from: Self.index(documents: [0, document]))
        #expect(index.postings(of: "bell").map(\.document) == [0])
        #expect(index.search([WeightedTerm("bell")], top: 9, by: BM25()).map(\.document) == [0])
        let sound = try read(InvertedIndex.self, from: Self.index(documents: [0, 2]))
        #expect(sound.postings(of: "bell").map(\.document) == [0, 2])
    }

    /// The bytes of an index of three documents and one term, with the documents of its two postings.
    private static func index(documents: [UInt64]) throws -> [UInt8] {
        var sound = ArchiveWriter()
        InvertedIndex(documents: [[WeightedTerm("bell")], [WeightedTerm("bell")], []]).write(to: &sound)
        var reader = ArchiveReader(ArchiveBytes(sound.bytes))
        _ = try reader.packed(of: Double.self)
        _ = try reader.double()
        _ = try HashDirectory(from: &reader)
        _ = try reader.packed(of: UInt32.self)
        // All before the postings stays as it was.
        var writer = ArchiveWriter()
        writer.write(packed: documents.map { UInt48($0 | 1000 << 30) })
        return sound.bytes[..<reader.offset] + writer.bytes
    }
}
