// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation

/// The queries of a file: `id TAB text` a line, or texts that are numbered by their lines from 1.
struct IndexQueries {
    struct Query: Equatable {
        var id: String
        var text: String
    }

    var queries: [Query] = []

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileProblem(place: path, problem: "can't be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw FileProblem(place: path, problem: "is not UTF-8 text")
        }
        queries = Self.queries(of: text)
    }

    static func queries(of text: String) -> [Query] {
        var queries: [Query] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            if let tab = line.firstIndex(of: "\t") {
                queries.append(Query(id: String(line[..<tab]), text: String(line[line.index(after: tab)...])))
            } else {
                queries.append(Query(id: "\(number + 1)", text: String(line)))
            }
        }
        return queries
    }
}
