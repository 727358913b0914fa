// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation

/// A folder of Markdown and text, read as passages: a section under a heading, or some paragraphs, at a time.
enum TextFolder {
    private static let suffixes = [".md", ".markdown", ".txt", ".text"]
    /// A passage ends with the paragraph that takes it past so many bytes of text.
    private static let passageSize = 1200
    private static let largestFile = 64 << 20

    /// The files of a folder and of those in it, in the order of their names; what begins with a dot is passed over.
    static func files(in folder: String) throws(InputProblem) -> [(path: String, size: Int)] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw InputProblem(place: folder, problem: "can't be read")
        }
        let wanted = names.filter { name in
            suffixes.contains { name.lowercased().hasSuffix($0) }
                && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        return wanted.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: base + name)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
            return (base + name, attributes?[.size] as? Int ?? 0)
        }
    }

    /// A passage of a file.
    struct Passage: Equatable {
        /// Counted within the file, from 1.
        var number: Int
        var title: String
        var text: String
    }

    /// The text of a file.
    static func text(of path: String) throws(InputProblem) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputProblem(place: path, problem: "can't be read")
        }
        guard data.count <= largestFile else {
            throw InputProblem(place: path, problem: "is larger than \(largestFile >> 20) MiB: cut it")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw InputProblem(place: path, problem: "is not UTF-8 text")
        }
        return text
    }

    /// The passages of a text.
    ///
    /// A Markdown heading begins a passage and is in its title, behind the first heading of the file. Front matter is passed over.
    static func passages(of text: String, fileName: String) -> [Passage] {
        var passages: [Passage] = []
        var isMarkdown = fileName.lowercased().hasSuffix(".md")
        isMarkdown = isMarkdown || fileName.lowercased().hasSuffix(".markdown")
        var name = ""
        var heading = ""
        var paragraphs: [String] = []
        var lines: [Substring] = []
        var size = 0
        var isCode = false

        func endParagraph() {
            if !lines.isEmpty { paragraphs.append(lines.joined(separator: "\n")) }
            lines = []
        }
        func endPassage() {
            endParagraph()
            defer { (paragraphs, size) = ([], 0) }
            if paragraphs.isEmpty { return }
            let titles = [name, heading].filter { !$0.isEmpty }
            let title = titles.isEmpty ? fileName : Array(titles.uniqued).joined(separator: " \u{2014} ")
            passages.append(
                Passage(number: passages.count + 1, title: title, text: paragraphs.joined(separator: "\n\n")))
        }
        for line in body(text, isMarkdown: isMarkdown) {
            if isMarkdown, line.hasPrefix("```") { isCode.toggle() }
            if isMarkdown, !isCode, let found = Self.heading(line) {
                endPassage()
                if name.isEmpty { name = found } else { heading = found }
            } else if line.allSatisfy(\.isWhitespace) {
                endParagraph()
                if size > passageSize, !isCode { endPassage() }
            } else {
                lines.append(line)
                size += line.utf8.count
            }
        }
        endPassage()
        return passages
    }

    /// The lines of a text, without the settings that stand between `---` at the head of a Markdown file.
    private static func body(_ text: String, isMarkdown: Bool) -> ArraySlice<Substring> {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard isMarkdown, lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            return lines[...]
        }
        return lines[(end + 1)...]
    }

    private static func heading(_ line: Substring) -> String? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
        let words = line.dropFirst(level).split(separator: " ")
        return words.last?.allSatisfy { $0 == "#" } == true
            ? words.dropLast().joined(separator: " ") : words.joined(separator: " ")
    }
}

extension [String] {
    /// The same without what stood there before.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
