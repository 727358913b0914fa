// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import DefaultPack
import Diagnostics
import Dialogue
import Foundation
import Transcripts
import Understanding

/// The transcripts of the repository, and the assistant that they are held with.
enum TranscriptsUnderTest {
    private static let ownAssistant = Result {
        Assistant(try CompiledPack(reading: ArchiveBytes(DefaultPack.archive)))
    }
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = root.appendingPathComponent("Tests/Transcripts").path

    static func assistant() throws -> Assistant { try ownAssistant.get() }

    /// The names of all files, and of those whose tags hold `golden`.
    static let files = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".chat") }.sorted()
    static let golden = files.filter { (try? transcript($0).tags.contains("golden")) ?? false }

    static func text(_ file: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    }

    static func transcript(_ file: String) throws -> Transcript {
        try Transcript(parsing: text(file), file: file)
    }

    /// A library in which files are texts.
    static func library(_ texts: [String: String]) -> TranscriptLibrary {
        TranscriptLibrary { path in
            guard let text = texts[path] else {
                return .failure(
                    TranscriptUnreadable(diagnostics: [
                        Diagnostic(.error, at: SourceLocation(file: path), "the file can't be read")
                    ]))
            }
            return .success(text)
        }
    }

    /// The results of the cases of a text.
    static func results(_ text: String) throws -> [CaseResult] {
        var library = library(["a.chat": text])
        let assistant = try assistant()
        try library.load("a.chat", for: assistant.pack)
        let replayer = Replayer(library, assistant: assistant)
        let count = library[file: "a.chat"]?.cases.count ?? 0
        return (0..<count).compactMap { replayer.result(of: .init(file: "a.chat", index: $0)) }
    }
}
