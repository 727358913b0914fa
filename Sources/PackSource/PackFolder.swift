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
            let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            return hasControlCharacter(lines, in: file) ? nil : lines
        }
        for part in data.split(separator: 10, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { break }
            line += 1
        }
        log.error(file, line, "this line is not UTF-8 text", remedy: "Save the file as UTF-8")
        return nil
    }

    /// Whether a text has a character that is none to read, which is a fault: it would be carried into what is printed.
    private func hasControlCharacter(_ text: String, in file: String) -> Bool {
        for (line, part) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if let byte = Self.controlCharacter(in: part) {
                log.error(
                    file, line + 1, "the control character \(Self.name(of: byte)) stands in this line",
                    remedy: "Delete it")
                return true
            }
        }
        return false
    }

    /// The same for what stands in YAML as an escape such as `\x01`.
    private func reportControlCharacters(in node: Node, of file: String, lineOffset: Int) {
        switch node {
        case .scalar(let scalar):
            guard let byte = Self.controlCharacter(in: scalar.string.utf8) else { return }
            log.error(
                file, (scalar.mark?.line ?? 1) + lineOffset, "a text has the control character \(Self.name(of: byte))",
                remedy: "Delete its escape")
        case .sequence(let sequence):
            for element in sequence { reportControlCharacters(in: element, of: file, lineOffset: lineOffset) }
        case .mapping(let mapping):
            for (key, value) in mapping {
                reportControlCharacters(in: key, of: file, lineOffset: lineOffset)
                reportControlCharacters(in: value, of: file, lineOffset: lineOffset)
            }
        case .alias: break
        }
    }

    /// The first control character that is neither a tab nor a line break.
    private static func controlCharacter(in text: some Sequence<UInt8>) -> UInt8? {
        text.first { $0 == 127 || $0 < 32 && $0 != 9 && $0 != 10 }
    }

    private static func name(of byte: UInt8) -> String {
        "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// The root of a YAML file; nil, and a fault, where it is missing, empty or broken.
    func yaml(of file: String) -> Node? { text(of: file).flatMap { yaml(in: $0, of: file) } }

    func yaml(in text: String, of file: String, lineOffset: Int = 0) -> Node? {
        do {
            if let node = try Yams.compose(yaml: text) {
                reportControlCharacters(in: node, of: file, lineOffset: lineOffset)
                return node
            }
            log.unreadable(file, lineOffset + 1, "there is nothing in it")
        } catch let error as YamlError {
            let (line, problem) = Self.describe(error)
            log.unreadable(file, line + lineOffset, "not valid YAML: \(problem)")
        } catch {
            log.unreadable(file, lineOffset + 1, "not valid YAML")
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
