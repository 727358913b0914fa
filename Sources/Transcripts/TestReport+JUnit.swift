// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

extension TestReport {
    /// The XML that JUnit's Ant task writes and that build servers read: a suite a file, a testcase a case.
    package var junit: String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        let seconds = results.reduce(0) { $0 + $1.seconds }
        let skipped = results.count(where: isSkipped)
        lines.append(
            "<testsuites name=\"careline\" tests=\"\(results.count + unreadable.count)\" failures=\"\(failures)\" "
                + "errors=\"\(unreadable.count)\" skipped=\"\(skipped)\" time=\"\(Yardstick.decimal(seconds))\">")
        var files: [String] = []
        for result in results where files.last != result.address.file { files.append(result.address.file) }
        for file in files { lines += suite(file, results.filter { $0.address.file == file }) }
        for item in unreadable { lines += suite(item) }
        return lines.joined(separator: "\n") + "\n</testsuites>\n"
    }

    private func isSkipped(_ result: CaseResult) -> Bool {
        switch result.outcome {
        case .skipped, .todo: true
        default: false
        }
    }

    private func suite(_ file: String, _ results: [CaseResult]) -> [String] {
        let name = Self.escaped(file)
        let seconds = results.reduce(0) { $0 + $1.seconds }
        let counts =
            "tests=\"\(results.count)\" failures=\"\(results.count(where: hasFailed))\" errors=\"0\" "
            + "skipped=\"\(results.count(where: isSkipped))\" time=\"\(Yardstick.decimal(seconds))\""
        var lines = ["  <testsuite name=\"\(name)\" \(counts)>"]
        for result in results {
            let head =
                "    <testcase name=\"\(Self.escaped(result.name))\" classname=\"\(name)\" file=\"\(name)\" "
                + "line=\"\(result.item.line)\" time=\"\(Yardstick.decimal(result.seconds))\""
            if hasFailed(result) {
                let text = self.text(of: result)
                lines += [
                    head + ">",
                    "      <failure message=\"\(Self.escaped(text.first))\" type=\"difference\">"
                        + Self.escaped(text.all.joined(separator: "\n"), isAttribute: false) + "</failure>",
                    "    </testcase>",
                ]
            } else if case .skipped(let why) = result.outcome {
                lines += [head + ">", "      <skipped message=\"\(Self.escaped(why))\"/>", "    </testcase>"]
            } else if case .todo(let why) = result.outcome {
                lines += [head + ">", "      <skipped message=\"todo: \(Self.escaped(why))\"/>", "    </testcase>"]
            } else {
                lines.append(head + "/>")
            }
        }
        return lines + ["  </testsuite>"]
    }

    private func suite(_ item: Unreadable) -> [String] {
        let name = Self.escaped(item.file)
        let message = Self.escaped(item.diagnostics.first.map { "\($0)" } ?? "")
        let body = Self.escaped(item.diagnostics.map { "\($0)" }.joined(separator: "\n"), isAttribute: false)
        return [
            "  <testsuite name=\"\(name)\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">",
            "    <testcase name=\"\(name)\" classname=\"\(name)\" time=\"0\">",
            "      <error message=\"\(message)\" type=\"unreadable\">\(body)</error>", "    </testcase>",
            "  </testsuite>",
        ]
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
