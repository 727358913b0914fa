// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a good answer to a question says, or must not say, and the ways of saying it that count.
///
/// Written in a pack as one line: `vital: LABEL | WORDING; WORDING`.
package struct KeyPoint: Hashable, Sendable {
    package enum Level: String, Sendable, CaseIterable {
        /// An answer without it fails.
        case vital
        /// Praised where it is said, never asked for.
        case okay
        /// Must not be said.
        case never
    }

    /// Why a line is no key point.
    package struct Problem: Error, Hashable {
        package var problem: String
        package var remedy: String
    }

    /// The passage (`topic#section/part`) or the id of the safety rule that it belongs to.
    package var owner: String
    package var level: Level
    /// What the trainee is shown.
    package var label: String
    /// Any one of these is enough: the words that have to be there, with `/` between words that are as good.
    package var wordings: [String]

    /// Reads `vital: LABEL | WORDING; WORDING`.
    ///
    /// - Throws: `Problem` where the line has no known level, no label or no wording.
    package init(_ line: some StringProtocol, of owner: String) throws(Problem) {
        let form = "Write \"- vital: what is said | a wording; another wording\""
        guard let colon = line.firstIndex(of: ":") else {
            throw Problem(problem: "this key point has no level", remedy: form)
        }
        let name = Self.tidy(line[..<colon])
        guard let level = Level(rawValue: name) else {
            let known = Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(problem: "\"\(name)\" is no level of a key point", remedy: "Use one of: \(known)")
        }
        let parts = line[line.index(after: colon)...].split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 2, !Self.tidy(parts[0]).isEmpty else {
            throw Problem(problem: "this key point needs a label, one \"|\" and wordings", remedy: form)
        }
        let wordings = parts[1].split(separator: ";").map { Self.tidy($0) }.filter { !$0.isEmpty }
        guard !wordings.isEmpty else {
            throw Problem(problem: "this key point has no wording", remedy: "Add one or more after the \"|\"")
        }
        self.owner = owner
        self.level = level
        label = Self.tidy(parts[0])
        self.wordings = wordings
    }

    /// The line that it is read from.
    package var line: String { "\(level.rawValue): \(label) | \(wordings.joined(separator: "; "))" }

    private static func tidy(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
