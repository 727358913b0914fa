// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

extension TestReport {
    /// The Test Anything Protocol, version 14 (testanything.org): a point a case, with a block of YAML for a failure.
    ///
    /// - Parameter version: 14, or 13 for readers that know no later one, such as Perl's `prove` before Test::Harness 3.48;
    ///   nothing else differs.
    package func tap(version: Int) -> String {
        var lines = ["TAP version \(version)", "1..\(results.count + unreadable.count)"]
        for (index, result) in results.enumerated() {
            let name = Self.description("\(result.address.file): \(result.name)")
            let point = "\(index + 1) - \(name)"
            switch result.outcome {
            case .passed: lines.append("ok \(point)")
            case .failed: lines += ["not ok \(point)"] + block(for: result)
            case .skipped(let why): lines.append("ok \(point) # SKIP \(Self.description(why))")
            case .todo(let why): lines += ["not ok \(point) # TODO \(Self.description(why))"] + block(for: result)
            case .fixed(let why) where isStrict:
                lines += ["not ok \(point)", "  ---", "  message: \(Self.quoted(Self.fixedText(why)))", "  ..."]
            case .fixed(let why): lines.append("ok \(point) # TODO \(Self.description(why))")
            }
        }
        for (index, item) in unreadable.enumerated() {
            lines.append("not ok \(results.count + index + 1) - \(Self.description(item.file)) can't be read")
            lines += ["  ---", "  problems:"] + item.diagnostics.map { "    - \(Self.quoted("\($0)"))" } + ["  ..."]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func block(for result: CaseResult) -> [String] {
        var lines = ["  ---", "  file: \(Self.quoted(result.address.file))", "  failures:"]
        for record in result.failures {
            for fault in record.faults {
                lines += [
                    "    - line: \(fault.line)", "      turn: \(record.index + 1)",
                    "      speaker: \(Self.quoted(record.turn.label))", "      field: \(Self.quoted(fault.field))",
                    "      expected: \(Self.quoted(fault.expected))", "      got: \(Self.quoted(fault.got))",
                ]
            }
        }
        return lines + ["  ..."]
    }

    /// A text in which a `#` begins no directive.
    private static func description(_ text: String) -> String {
        TextLines.folded(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    /// A YAML text in double quotes.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
