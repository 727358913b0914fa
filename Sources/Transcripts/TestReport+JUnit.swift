// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

extension TestReport {
    /// The XML that JUnit's Ant task writes and that build servers read: a suite a file, a testcase a case.
    ///
    /// It is valid by the schema of that task (windyroad/JUnit-Schema) and by that of Jenkins (junit-10.xsd); neither has a place
    /// for a line, which stands in the message of a failure.
    ///
    /// - Parameter start: when the run began, as `2026-11-28T09:00:00`.
    package func junit(start: String) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>"]
        var files: [String] = []
        for result in results where files.last != result.address.file { files.append(result.address.file) }
        for (number, file) in files.enumerated() {
            let suite = Suite(number: number, file: file, start: start)
            lines += self.suite(suite, results.filter { $0.address.file == file })
        }
        for (number, item) in unreadable.enumerated() {
            lines += suite(Suite(number: files.count + number, file: item.file, start: start), item)
        }
        return lines.joined(separator: "\n") + "\n</testsuites>\n"
    }

    /// What a suite is told by.
    private struct Suite {
        var number: Int
        var file: String
        var start: String
        var tests = 0
        var failures = 0
        var errors = 0
        var skipped = 0
        var seconds = 0.0

        var name: String { TestReport.escaped(file) }

        /// The suite around its testcases.
        func lines(_ cases: [String]) -> [String] {
            let head =
                "  <testsuite id=\"\(number)\" package=\"\(name)\" name=\"\(name)\" timestamp=\"\(start)\" "
                + "hostname=\"localhost\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" "
                + "skipped=\"\(skipped)\" time=\"\(Yardstick.decimal(seconds))\">"
            return [head, "    <properties/>"] + cases + ["    <system-out/>", "    <system-err/>", "  </testsuite>"]
        }
    }

    private func isSkipped(_ result: CaseResult) -> Bool {
        switch result.outcome {
        case .skipped, .todo: true
        default: false
        }
    }

    private func suite(_ suite: Suite, _ results: [CaseResult]) -> [String] {
        var suite = suite
        suite.tests = results.count
        suite.failures = results.count(where: hasFailed)
        suite.skipped = results.count(where: isSkipped)
        suite.seconds = results.reduce(0) { $0 + $1.seconds }
        return suite.lines(results.flatMap { testcase($0, of: suite) })
    }

    private func testcase(_ result: CaseResult, of suite: Suite) -> [String] {
        let head =
            "    <testcase name=\"\(Self.escaped(result.name))\" classname=\"\(suite.name)\" "
            + "time=\"\(Yardstick.decimal(result.seconds))\""
        if hasFailed(result) {
            let text = self.text(of: result)
            return [
                head + ">",
                "      <failure message=\"\(Self.escaped(text.first))\" type=\"difference\">"
                    + Self.escaped(text.all.joined(separator: "\n"), isAttribute: false) + "</failure>",
                "    </testcase>",
            ]
        }
        switch result.outcome {
        case .skipped(let why):
            return [head + ">", "      <skipped message=\"\(Self.escaped(why))\"/>", "    </testcase>"]
        case .todo(let why):
            return [head + ">", "      <skipped message=\"todo: \(Self.escaped(why))\"/>", "    </testcase>"]
        default:
            return [head + "/>"]
        }
    }

    private func suite(_ suite: Suite, _ item: Unreadable) -> [String] {
        var suite = suite
        (suite.tests, suite.errors) = (1, 1)
        let message = Self.escaped(item.diagnostics.first.map { "\($0)" } ?? "")
        let body = Self.escaped(item.diagnostics.map { "\($0)" }.joined(separator: "\n"), isAttribute: false)
        return suite.lines([
            "    <testcase name=\"\(suite.name)\" classname=\"\(suite.name)\" time=\"0\">",
            "      <error message=\"\(message)\" type=\"unreadable\">\(body)</error>", "    </testcase>",
        ])
    }

    /// A text for XML 1.0, which has no control characters.
    private static func escaped(_ text: String, isAttribute: Bool = true) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where isAttribute: result += "&quot;"
            case "\n" where isAttribute: result += "&#10;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE
                result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
