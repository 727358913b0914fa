// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import Testing

@Suite("A damaged index file")
struct DamagedIndexTests {
    private static let library: SmallLibrary = {
        var library = SmallLibrary.random(600, words: 300, lengths: 5...50, seed: 11)
        for number in library.documents.indices { library.documents[number].title = ["w1", "t\(number % 7)"] }
        return library
    }()

    /// The bytes of a whole file.
    private static func bytes() throws -> [UInt8] {
        try SmallLibrary.withPath { path in
            try library.write(to: path)
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }

    /// Opens a file of these bytes and uses all of it; what it says is of no matter, that it comes back is.
    private static func use(_ bytes: [UInt8], _ path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let file = try IndexFile(path)
        for ranking in [IndexRanking.standard, .bm25(BM25(k1: 0.5, b: 0.2)), .cosine] {
            let searcher = IndexSearcher(file, by: ranking)
            for query in [["w1", "w2", "w3"], ["w1", "w40", "w250", "t3"], ["w7"], ["w299", "nothing"]] {
                let terms = query.map { WeightedTerm($0) }
                let hits = try? searcher.search(terms, top: 10)
                for hit in hits ?? [] {
                    #expect(hit.document >= 0 && hit.document < file.documentCount)
                    _ = try? searcher.explain(hit.document, for: terms)
                    _ = try? file.passage(hit.document)
                }
                _ = try? searcher.exhaustiveSearch(terms, top: 10)
            }
        }
        for document in stride(from: 0, to: file.documentCount, by: 41) { _ = try? file.passage(document) }
    }

    @Test("never leads outside of it: bytes changed at random")
    func changedBytes() throws {
        let whole = try Self.bytes()
        var generator = SeededGenerator(seed: 12)
        var opened = 0
        try SmallLibrary.withPath { path in
            for _ in 0..<1500 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...8, using: &generator) {
                    // The texts are half of the file, and nothing in them can go wrong: past them mostly.
                    let start = Bool.random(using: &generator) ? 0 : bytes.count / 2
                    bytes[Int.random(in: start..<bytes.count, using: &generator)] = .random(
                        in: 0...255, using: &generator)
                }
                do {
                    try Self.use(bytes, path)
                    opened += 1
                } catch is IndexFileError {}
            }
        }
        #expect(opened > 500)
    }

    @Test("never leads outside of it: a header that fits its checksum but not the file")
    func forgedHeaders() throws {
        let whole = try Self.bytes()
        var generator = SeededGenerator(seed: 13)
        try SmallLibrary.withPath { path in
            for _ in 0..<1500 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    bytes[Int.random(in: 12..<340, using: &generator)] = .random(in: 0...255, using: &generator)
                }
                let checksum = bytes[..<504].withUnsafeBytes { Checksum.of($0) }
                withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(504..<512, with: $0) }
                do { try Self.use(bytes, path) } catch is IndexFileError {}
            }
        }
    }

    @Test("is refused where it is too short or too long")
    func truncated() throws {
        let whole = try Self.bytes()
        try SmallLibrary.withPath { path in
            for length in [0, 1, 7, 8, 100, 511, 512, 513, whole.count / 2, whole.count - 1] {
                #expect(throws: IndexFileError.self) { try Self.use(Array(whole[..<length]), path) }
            }
            #expect(throws: IndexFileError.size(expected: UInt64(whole.count), found: UInt64(whole.count + 1))) {
                try Self.use(whole + [0], path)
            }
        }
    }

    @Test("is refused where it is of another kind or another version")
    func foreign() throws {
        var whole = try Self.bytes()
        try SmallLibrary.withPath { path in
            #expect(throws: IndexFileError.foreign) { try Self.use(Array("{\"id\": 1}\n".utf8), path) }
            #expect(throws: IndexFileError.foreign) { try IndexFile("/") }
            #expect(throws: IndexFileError.system(doing: "opened", reason: "No such file or directory")) {
                try IndexFile(path + ".missing")
            }
            whole[8] = 9
            #expect(throws: IndexFileError.version(9)) { try Self.use(whole, path) }
        }
    }

    @Test("is found by verifying, wherever the damage is")
    func verifying() throws {
        let whole = try Self.bytes()
        var generator = SeededGenerator(seed: 14)
        var found = 0
        try SmallLibrary.withPath { path in
            for _ in 0..<100 {
                var bytes = whole
                let place = Int.random(in: 512..<bytes.count, using: &generator)
                bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                do { try IndexFile(path).verify() } catch is IndexFileError { found += 1 }
            }
        }
        // Between two parts stand up to 15 bytes that mean nothing.
        #expect(found > 97)
    }
}
