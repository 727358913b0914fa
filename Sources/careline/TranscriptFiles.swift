// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Foundation
internal import Transcripts

/// Transcripts on disk.
enum TranscriptFiles {
    static let suffix = ".chat"

    /// The transcripts that paths name: files as they are, folders with all that is in them, by name.
    ///
    /// - Returns: each file once, and the paths that there is nothing at.
    static func find(_ paths: [String]) -> (files: [String], missing: [Diagnostic]) {
        var files: [String] = []
        var missing: [Diagnostic] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                missing.append(
                    Diagnostic(
                        .error, at: SourceLocation(file: path), "there is no such file or folder",
                        remedy: "Name a \(suffix) file, or a folder of them"))
                continue
            }
            let found = isFolder.boolValue ? inside(path) : [path]
            files += found.filter { !files.contains($0) }
        }
        return (files, missing)
    }

    private static func inside(_ folder: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { start + $0 }
    }

    /// The text of a file.
    static func read(_ path: String) -> Result<String, TranscriptUnreadable> {
        func failure(_ problem: String, _ remedy: String) -> Result<String, TranscriptUnreadable> {
            .failure(
                TranscriptUnreadable(diagnostics: [
                    Diagnostic(.error, at: SourceLocation(file: path), problem, remedy: remedy)
                ]))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return failure("the file can't be read", "Check its name and who may read it")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let line = firstLineNotUTF8(data)
            return .failure(
                TranscriptUnreadable(diagnostics: [
                    Diagnostic(
                        .error, at: SourceLocation(file: path, line: line), "not UTF-8 text", remedy: "Save it as UTF-8"
                    )
                ]))
        }
        return .success(text)
    }

    private static func firstLineNotUTF8(_ data: Data) -> Int {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
    }

    /// Writes a file anew; a reader finds the old text or the new one, never half of one.
    static func replace(_ path: String, with text: String) throws {
        let permissions = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        // What a link points at is written, and the link stays.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        try Data(text.utf8).write(to: target, options: .atomic)
        if let permissions {
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
        }
    }
}
