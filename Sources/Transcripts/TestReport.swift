// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics

/// What came of a run, for reports that other programs read.
package struct TestReport: Sendable {
    /// A file that could not be read, with what is wrong with it.
    package struct Unreadable: Sendable {
        package var file: String
        package var diagnostics: [Diagnostic]

        package init(file: String, diagnostics: [Diagnostic]) {
            self.file = file
            self.diagnostics = diagnostics
        }
    }

    /// In the order of the files.
    package var results: [CaseResult]
    package var unreadable: [Unreadable]
    /// Whether a failure that is mended and still marked @todo fails.
    package var isStrict: Bool

    package init(results: [CaseResult], unreadable: [Unreadable], isStrict: Bool) {
        self.results = results
        self.unreadable = unreadable
        self.isStrict = isStrict
    }

    package func hasFailed(_ result: CaseResult) -> Bool {
        switch result.outcome {
        case .failed: true
        case .fixed: isStrict
        default: false
        }
    }

    package var failures: Int { results.count(where: hasFailed) }
    package var turnCount: Int { results.reduce(0) { $0 + $1.turnCount } }

    /// What to say of a case that is mended and still marked.
    package static func fixedText(_ why: String) -> String { "passes now; remove the @todo (\(why))" }

    /// What a failed case is told by: its first line, and all lines.
    func text(of result: CaseResult) -> (first: String, all: [String]) {
        if case .fixed(let why) = result.outcome {
            let text = "\(result.address.file):\(result.item.line): \(result.name): \(Self.fixedText(why))"
            return (text, [text])
        }
        let lines = result.failures.flatMap { [result.headline(of: $0)] + result.details(of: $0) }
        return (lines.first ?? "", lines)
    }
}
