// SPDX-License-Identifier: GPL-3.0-or-later

/// A message put together from the lines that are typed for it.
///
/// A line that ends in `\` goes on in the next; `"""` opens a block and closes it, on the same line or on a later one.
struct MessageAssembly {
    private static let fence = "\"\"\""

    private var lines: [String] = []
    private var isBlock = false

    /// Whether a message has been begun.
    var isUnfinished: Bool { isBlock || !lines.isEmpty }

    /// Adds a line; the message, if it is complete with it.
    ///
    /// The line may hold newlines: those of a paste, which need no mark to be kept.
    mutating func add(_ line: String) -> String? {
        var line = Substring(line)
        if !isUnfinished {
            let start = line.drop(while: \.isWhitespace)
            if start.hasPrefix(Self.fence) {
                isBlock = true
                line = start.dropFirst(Self.fence.count)
                if line.first == "\n" { line.removeFirst() }
                if line.allSatisfy(\.isWhitespace) { return nil }
            }
        }
        return isBlock ? addToBlock(line) : addToLines(line)
    }

    /// The message as far as it goes, without blank lines at its end; nil if none was begun.
    mutating func finish() -> String? {
        guard isUnfinished else { return nil }
        defer { self = MessageAssembly() }
        while lines.last?.allSatisfy(\.isWhitespace) ?? false { lines.removeLast() }
        var message = Substring(lines.joined(separator: "\n"))
        while message.last == "\n" { message.removeLast() }
        return String(message)
    }

    private mutating func addToBlock(_ line: Substring) -> String? {
        let end = line.lastIndex { !$0.isWhitespace }.map(line.index(after:)) ?? line.startIndex
        let text = line[..<end]
        guard text.hasSuffix(Self.fence) else {
            lines.append(String(line))
            return nil
        }
        lines.append(String(text.dropLast(Self.fence.count)))
        return finish()
    }

    private mutating func addToLines(_ line: Substring) -> String? {
        if line.last == "\\" {
            lines.append(String(line.dropLast()))
            return nil
        }
        lines.append(String(line))
        return finish() ?? ""
    }
}
