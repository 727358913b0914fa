// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing that is wrong or weak in a pack: where it is, what it is, and what to do about it.
package struct Diagnostic: Error, Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Sendable, Comparable {
        /// The pack works, but someone should look.
        case warning
        /// The pack can't be used until this is mended.
        case error

        package static func < (left: Severity, right: Severity) -> Bool { left == .warning && right == .error }
    }

    package var severity: Severity
    package var location: SourceLocation
    /// What is wrong, as a full sentence without its full stop.
    package var problem: String
    /// What to do, as a full sentence without its full stop; empty where the problem says it.
    package var remedy: String

    package init(_ severity: Severity, at location: SourceLocation, _ problem: String, remedy: String = "") {
        self.severity = severity
        self.location = location
        self.problem = problem
        self.remedy = remedy
    }
}

extension Diagnostic: CustomStringConvertible {
    /// One line: `Intents/slots.yaml:12: error: unknown key "valeus". Did you mean "values"?`.
    package var description: String {
        let advice = remedy.isEmpty ? "" : ". \(remedy)"
        return "\(location): \(severity.rawValue): \(problem)\(advice)"
    }
}
