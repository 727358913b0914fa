// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The files of the repository that these tests stand in.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file, by its path from the root.
    struct File: Sendable {
        var path: String
        var lines: [Substring]
    }

    /// The folders of a folder, by name.
    static func folders(in folder: String) throws -> [String] {
        let place = root.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted().filter { name in
            var isFolder: ObjCBool = false
            let path = place.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }
    }

    /// The text files under a folder whose names end so, by path; all of them where nothing is said.
    static func files(in folder: String, suffix: String = "") throws -> [File] {
        let place = root.appendingPathComponent(folder)
        return try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted().compactMap { path in
            guard path.hasSuffix(suffix), !path.hasPrefix("."), !path.contains("/.") else { return nil }
            return try? file("\(folder)/\(path)")
        }
    }

    static func file(_ path: String) throws -> File {
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        return File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
}
