// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Standard input line by line, never more than one long line in memory.
struct InputLines {
    struct Line: Sendable {
        var text: String
        /// Why the line can't be used; nil where it can.
        var problem: String?
        var isBlank: Bool { problem == nil && text.allSatisfy(\.isWhitespace) }
    }

    /// Longer lines are passed over.
    static let longestLine = 16 << 20

    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// The next line without its line break; nil at the end.
    mutating func next() -> Line? {
        var bytes: [UInt8] = []
        var isTooLong = false
        while true {
            if let end = buffer[position...].firstIndex(of: 10) {
                append(buffer[position..<end], to: &bytes, &isTooLong)
                position = end + 1
                return line(bytes, isTooLong: isTooLong)
            }
            append(buffer[position...], to: &bytes, &isTooLong)
            position = buffer.count
            guard fill() else { return bytes.isEmpty && !isTooLong ? nil : line(bytes, isTooLong: isTooLong) }
        }
    }

    private func append(_ part: ArraySlice<UInt8>, to bytes: inout [UInt8], _ isTooLong: inout Bool) {
        if bytes.count + part.count > Self.longestLine { isTooLong = true } else { bytes += part }
    }

    private func line(_ bytes: [UInt8], isTooLong: Bool) -> Line {
        if isTooLong { return Line(text: "", problem: "longer than \(Self.longestLine >> 20) MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return Line(text: "", problem: "not UTF-8 text")
        }
        return Line(text: text, problem: nil)
    }

    /// Reads more; false at the end of the input.
    private mutating func fill() -> Bool {
        if isAtEnd { return false }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        var count = read(0, &block, block.count)
        while count < 0, errno == EINTR { count = read(0, &block, block.count) }
        guard count > 0 else {
            isAtEnd = true
            buffer = []
            position = 0
            return false
        }
        buffer = Array(block[..<count])
        position = 0
        return true
    }
}
