// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import SearchIndex

/// A library behind the pack.
struct LibraryOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Quote from this index file where the pack has no answer.", valueName: "file"))
    var index: String?

    /// The library in the file; nil where none was named.
    func library() throws -> IndexLibrary? { try index.map { try IndexLibrary($0) } }
}

/// An index file as the library of a conversation.
struct IndexLibrary: Library {
    /// From which share of a question's words on, each counted by its rarity, a passage is surely about it.
    private static let strong = 0.8
    /// How many different words of it a passage has to hold at least.
    private static let fewestWords = 2
    /// How many passages are looked at for the one that is about most of the question.
    private static let candidates = 5
    /// Up to how many characters a passage is quoted whole.
    private static let longestWhole = 600

    private let path: String
    private let file: IndexFile

    init(_ path: String) throws {
        self.path = path
        file = try FileProblem.reading(path) { () throws(IndexFileError) in try IndexFile(path) }
        _ = try IndexSearch(path, file: file, by: .standard)
    }

    func passage(for words: [String]) -> LibraryPassage? {
        do {
            return try strongest(for: words.joined(separator: " "))
        } catch {
            // A conversation goes on without its library.
            ExitStatus.report("\(error)")
            return nil
        }
    }

    private func strongest(for question: String) throws -> LibraryPassage? {
        let search = try IndexSearch(path, file: file, by: .standard)
        let found = try search.passages(for: question, top: Self.candidates)
        let rated = try found.map { (found: $0, coverage: try search.coverage(of: $0, for: question)) }
        guard let best = rated.max(by: { $0.coverage < $1.coverage }), best.coverage >= Self.strong,
            best.found.explanation.parts.count >= Self.fewestWords
        else { return nil }
        let passage = best.found.passage
        let isShort = passage.text.count <= Self.longestWhole
        return LibraryPassage(
            title: passage.title, source: passage.source.isEmpty ? passage.name : passage.source,
            text: isShort ? passage.text : search.excerpt(of: passage, for: question), strength: best.coverage)
    }
}
