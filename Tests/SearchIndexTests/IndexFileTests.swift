// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import Testing

@Suite("An index file")
struct IndexFileTests {
    @Test("gives back its documents as they were")
    func documents() throws {
        var library = SmallLibrary.random(100, words: 50, lengths: 0...30, seed: 1)
        library.documents[3] = .init(name: "", words: [])
        library.documents[40] = .init(
            name: "an id with spaces – and more", title: ["a", "title"], source: "here", words: ["ä"])
        library.documents[41].name = String(repeating: "long", count: 100)
        library.documents[42].name = String(repeating: "long", count: 100) + "er"
        try library.withFile(segment: 7) { file in
            #expect(file.documentCount == 100)
            for (number, document) in library.documents.enumerated() {
                let expected = StoredPassage(
                    name: document.name, title: document.title.joined(separator: " "), source: document.source,
                    text: document.text)
                let (passage, name) = (try file.passage(number), try file.name(of: number))
                #expect(passage == expected)
                #expect(name == document.name)
            }
        }
    }

    @Test("knows in how many documents a term is, and its counts")
    func counts() throws {
        let library = SmallLibrary.random(700, words: 400, lengths: 1...40, seed: 2)
        var frequencies: [String: Int] = [:]
        for document in library.documents {
            for word in Set(document.words) { frequencies[word, default: 0] += 1 }
        }
        try library.withFile(segment: 90) { file in
            #expect(file.termCount == frequencies.count)
            #expect(file.postingCount == frequencies.values.reduce(0, +))
            #expect(file.meanLength == Double(library.documents.reduce(0) { $0 + $1.words.count }) / 700)
            for (word, frequency) in frequencies {
                let found = try file.documentFrequency(of: word)
                #expect(found == frequency)
            }
            for missing in ["", "w", "w1x", "zzz", "a", String(repeating: "w", count: 300)] {
                let found = try file.documentFrequency(of: missing)
                #expect(found == 0)
            }
        }
    }

    @Test("is the same bytes however its documents were cut", arguments: [1, 10, 64, 333, 5000])
    func determinism(size: Int) throws {
        let library = SmallLibrary.random(1000, words: 2000, lengths: 0...60, seed: 3)
        try SmallLibrary.withPath { path in
            try library.write(to: path + ".whole", segment: 1000)
            try library.write(to: path, segment: size)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path + ".whole"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
            try IndexFile(path).verify()
        }
    }

    @Test("a second build of the same file is refused, and takes nothing from the first")
    func twoBuilds() throws {
        try SmallLibrary.withPath { path in
            let first = try IndexWriter(path, analysis: "words", titleWeight: 1)
            #expect(throws: IndexFileError.self) { try IndexWriter(path, analysis: "words", titleWeight: 1) }
            try first.finish()
            try IndexFile(path).verify()
        }
    }

    @Test("may be empty, and finds nothing then")
    func empty() throws {
        try SmallLibrary([String]()).withFile { file in
            try file.verify()
            #expect(file.documentCount == 0)
            let found = try IndexSearcher(file).search([WeightedTerm("a")], top: 5)
            #expect(found.isEmpty)
            let all = try IndexSearcher(file, by: .cosine).exhaustiveSearch([WeightedTerm("a")], top: 5)
            #expect(all.isEmpty)
        }
    }

    @Test("counts a term of a title as often as it was told to")
    func titles() throws {
        let library = SmallLibrary([
            .init(name: "a", title: ["red"], words: ["blue", "green"]),
            .init(name: "b", words: ["red", "blue", "green"]),
        ])
        try SmallLibrary.withPath { path in
            try library.write(to: path, titleWeight: 3)
            let file = try IndexFile(path)
            #expect(file.titleWeight == 3)
            let explanation = try IndexSearcher(file).explain(0, for: [WeightedTerm("red")])
            #expect(explanation.parts.map(\.frequency) == [3])
            #expect(file.meanLength == 4)
        }
    }

    @Test("leaves the file before it untouched until the new one is whole")
    func replacing() throws {
        try SmallLibrary.withPath { path in
            try SmallLibrary(["one"]).write(to: path)
            let open = try IndexFile(path)
            do {
                let broken = try IndexWriter(path, analysis: "words", titleWeight: 1)
                #expect(throws: IndexFileError.self) { try IndexWriter(path, analysis: "words", titleWeight: 1) }
                withExtendedLifetime(broken) {}
            }
            do {
                let text = try IndexFile(path).passage(0).text
                #expect(text == "one")
            }
            try SmallLibrary(["two"]).write(to: path)
            do {
                let text = try IndexFile(path).passage(0).text
                #expect(text == "two")
            }
            do {
                let text = try open.passage(0).text
                #expect(text == "one")
            }
            let names = try FileManager.default.contentsOfDirectory(
                atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
            #expect(names == ["library.index"])
        }
    }

    @Test("has checksums by XXH64, as its description has them")
    func checksums() {
        func checksum(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes { Checksum.of($0) } }
        #expect(checksum("") == 0xEF46_DB37_51D8_E999)
        #expect(checksum("a") == 0xD24E_C4F1_A98C_6E5B)
        #expect(checksum("abc") == 0x44BC_2CF5_AD77_0999)
        #expect(checksum("Nobody inspects the spammish repetition") == 0xFBCE_A83C_8A37_8BF1)
    }
}
