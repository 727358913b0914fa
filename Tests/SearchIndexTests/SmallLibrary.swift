// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex

/// Documents for index files, each a list of words, and the file they make.
struct SmallLibrary {
    struct Document {
        var name: String
        var title: [String] = []
        var source = ""
        var words: [String]

        var text: String { words.joined(separator: " ") }
    }

    var documents: [Document]

    init(_ documents: [Document]) { self.documents = documents }

    init(_ texts: [String]) {
        documents = texts.enumerated().map { number, text in
            Document(name: "d\(number)", words: text.split(separator: " ").map(String.init))
        }
    }

    /// Documents of words that are as unevenly frequent as those of a language.
    static func random(_ count: Int, words: Int, lengths: ClosedRange<Int>, seed: UInt64) -> SmallLibrary {
        var generator = SeededGenerator(seed: seed)
        return SmallLibrary(
            (0..<count).map { number in
                let length = Int.random(in: lengths, using: &generator)
                let text = (0..<length).map { _ in word(of: words, &generator) }
                return Document(name: "document-\(number)", words: text)
            })
    }

    /// The number of a word is uniform in its logarithm: each twice as rare word is as likely as all before.
    static func word(of count: Int, _ generator: inout SeededGenerator) -> String {
        let place = Double.random(in: 0..<1, using: &generator)
        return "w\(Int(exp(place * log(Double(count)))))"
    }

    /// Writes the index file, its documents in segments of so many.
    func write(to path: String, segment size: Int = 1000, titleWeight: Int = 1) throws {
        let writer = try IndexWriter(path, analysis: "words", titleWeight: titleWeight)
        var segment = IndexSegment()
        for start in stride(from: 0, to: documents.count, by: size) {
            for document in documents[start..<min(start + size, documents.count)] {
                add(document, to: &segment, titleWeight: titleWeight)
            }
            try writer.append(segment, run: segment.sortedRun())
            // Both ways of going on have to give the same.
            if start / size % 2 == 0 { segment.removeDocuments() } else { segment.forgetTerms() }
        }
        try writer.finish()
    }

    private func add(_ document: Document, to segment: inout IndexSegment, titleWeight: Int) {
        let title = document.title.map { word in Array(word.utf8).withUnsafeBytes { segment.number(of: $0) } }
        let text = document.words.map { word in Array(word.utf8).withUnsafeBytes { segment.number(of: $0) } }
        Array(document.name.utf8).withUnsafeBytes { name in
            Array(document.title.joined(separator: " ").utf8).withUnsafeBytes { titleBytes in
                Array(document.source.utf8).withUnsafeBytes { source in
                    Array(document.text.utf8).withUnsafeBytes { bytes in
                        segment.add(
                            name: name, title: titleBytes, source: source, text: bytes, titleTerms: title,
                            textTerms: text, titleWeight: titleWeight)
                    }
                }
            }
        }
    }

    /// The index file of these documents, given to a test and gone after it.
    func withFile<Result>(segment size: Int = 1000, _ body: (IndexFile) throws -> Result) throws -> Result {
        try Self.withPath { path in
            try write(to: path, segment: size)
            return try body(try IndexFile(path))
        }
    }

    /// A name for a file in an empty folder that is gone after the test.
    static func withPath<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "careline-index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.appendingPathComponent("library.index").path)
    }
}
