// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import Yams

/// Reads the files of a pack's folder, each fault with its file.
struct PackFolder {
    let path: String
    let log: FaultLog

    /// The files of a folder within the pack whose names end so, by name.
    func files(in folder: String, suffix: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

    /// The text of a file; nil, and a fault, where it can't be read or is not UTF-8.
    func text(of file: String) -> String? {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else {
            log.error(file, 0, "can't read this file", remedy: "Check that it exists and may be read")
            return nil
        }
        var line = 1
        if let text = String(validating: data, as: UTF8.self) {
            // A byte order mark says nothing in UTF-8.
            let text = text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
            return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        }
        for part in data.split(separator: 10, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { break }
            line += 1
        }
        log.error(file, line, "this line is not UTF-8 text", remedy: "Save the file as UTF-8")
        return nil
    }

    /// The root of a YAML file; nil, and a fault, where it is missing, empty or broken.
    func yaml(of file: String) -> Node? { text(of: file).flatMap { yaml(in: $0, of: file) } }

    func yaml(in text: String, of file: String, lineOffset: Int = 0) -> Node? {
        do {
            if let node = try Yams.compose(yaml: text) { return node }
            log.error(file, lineOffset + 1, "there is nothing in it")
        } catch let error as YamlError {
            let (line, problem) = Self.describe(error)
            log.error(file, line + lineOffset, "not valid YAML: \(problem)")
        } catch {
            log.error(file, lineOffset + 1, "not valid YAML")
        }
        return nil
    }

    private static func describe(_ error: YamlError) -> (line: Int, problem: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted()
            return (context.mark.line, "the key \"\(names.first ?? "?")\" is there twice")
        case .reader(let problem, _, _, _):
            return (1, problem)
        default:
            return (1, "it can't be parsed")
        }
    }

    /// The mappings of a YAML file that is a list.
    func list(of file: String) -> [YAMLMapping] {
        guard let node = yaml(of: file) else { return [] }
        guard let sequence = node.sequence else {
            log.error(file, 1, "expected a list (lines that begin with \"- \")")
            return []
        }
        return sequence.compactMap { YAMLMapping($0, file: file, log: log) }
    }

    /// The mapping that a YAML file is.
    func mapping(of file: String) -> YAMLMapping? {
        yaml(of: file).flatMap { YAMLMapping($0, file: file, log: log) }
    }
}
