// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// An empty folder for a test, gone after it.
struct TemporaryFolder: Sendable {
    let path: String

    /// Gives a new folder to a test.
    static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
        let manager = FileManager.default
        let place = manager.temporaryDirectory.appendingPathComponent("careline-\(UUID().uuidString)")
        try manager.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: place) }
        return try body(TemporaryFolder(path: place.path))
    }

    /// Every file and folder in it, with its size.
    func listing() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            return "\(name) \((attributes[.size] as? Int) ?? -1)"
        }
    }
}

/// The second pack, on another subject than the one inside the program.
enum BicyclePack {
    static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Packs/bicycle").path

    /// A copy of it that a test may break.
    struct Copy {
        let path: String

        subscript(file: String) -> String {
            get throws { try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) }
        }

        func write(_ text: String, to file: String) throws { try write(Array(text.utf8), to: file) }

        func write(_ bytes: [UInt8], to file: String) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
        }

        /// Puts another text in the place of the first that stands in a file; the line where it stands.
        @discardableResult
        func replace(_ text: String, with other: String, in file: String) throws -> Int {
            let content = try self[file]
            guard let place = content.range(of: text) else {
                throw ChildProcess.Failure(description: "\(file) of the bicycle pack has no \"\(text)\"")
            }
            try write(content.replacingCharacters(in: place, with: other), to: file)
            return 1 + content[..<place.lowerBound].count { $0 == "\n" }
        }

        func append(_ text: String, to file: String) throws { try write(try self[file] + text, to: file) }

        func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(file)") }
    }

    static func withCopy<Result>(_ body: (Copy) throws -> Result) throws -> Result {
        try TemporaryFolder.with { folder in
            let copy = Copy(path: "\(folder.path)/bicycle")
            try FileManager.default.copyItem(atPath: path, toPath: copy.path)
            return try body(copy)
        }
    }
}
