// SPDX-License-Identifier: GPL-3.0-or-later
import PackSource
import Testing

/// A text put in the place of another, and the one fault that it makes.
struct Fault: CustomTestStringConvertible, Sendable {
    let file: String
    let text: String
    let replacement: String
    let expected: String

    /// - Parameter expected: the diagnostic without its file, from a colon on where it has no line.
    init(_ file: String, _ text: String, to replacement: String, _ expected: String) {
        self.file = file
        self.text = text
        self.replacement = replacement
        self.expected = expected.hasPrefix(":") ? "\(file)\(expected)" : "\(file):\(expected)"
    }

    var testDescription: String { expected }

    func check() throws {
        var pack = TemporaryPack()
        try pack.replace(text, with: replacement, in: file)
        let result = try pack.load()
        #expect(result.diagnostics.map(\.description) == [expected])
        #expect(result.pack == nil)
    }
}
