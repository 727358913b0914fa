// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Messages from a pipe or a file, one a line.
///
/// Whatever the bytes are, a message is well-formed text: invalid UTF-8 becomes U+FFFD, control characters other than
/// the tab are dropped (so a line may end in CR LF), a line that is too long is cut. An empty line is an empty message.
package struct PlainInput: LineSource {
    private let descriptor: CInt
    private let maximumBytes: Int
    private var chunk: [UInt8]
    /// What of `chunk` has been read from the descriptor and not yet been handed out.
    private var unread = 0..<0
    private var isAtEnd = false

    /// - Parameters:
    ///   - descriptor: open for reading; not closed.
    ///   - maximumBytes: how much of a line is kept. The rest is read and thrown away.
    package init(descriptor: CInt = 0, maximumBytes: Int = 1 << 20) {
        self.descriptor = descriptor
        self.maximumBytes = max(0, maximumBytes)
        self.chunk = [UInt8](repeating: 0, count: 1 << 16)
    }

    /// The next line.
    ///
    /// The prompt is not shown. An error of the descriptor ends the input.
    package mutating func next(prompt: String) -> InputEvent {
        var line: [UInt8] = []
        var isCut = false
        var hasBegun = false
        while !unread.isEmpty || refill() {
            hasBegun = true
            let lineEnd = chunk[unread].firstIndex(of: UInt8(ascii: "\n"))
            let part = chunk[unread.lowerBound..<(lineEnd ?? unread.upperBound)]
            let room = maximumBytes - line.count
            line.append(contentsOf: part.prefix(room))
            if part.count > room { isCut = true }
            unread = (lineEnd.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if lineEnd != nil { return .message(Self.text(of: line, isCut: isCut)) }
        }
        return hasBegun ? .message(Self.text(of: line, isCut: isCut)) : .end
    }

    /// Reads the next chunk; false at the end of the input, and from then on.
    private mutating func refill() -> Bool {
        while !isAtEnd {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                unread = 0..<count
                return true
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&wait, 1, -1)
                continue
            }
            isAtEnd = true
        }
        return false
    }

    private static func text(of line: [UInt8], isCut: Bool) -> String {
        var line = line
        if isCut { removeUnfinishedCharacter(from: &line) }
        return Sanitizer.withoutControls(String(decoding: withoutEscapeSequences(line), as: UTF8.self))
    }

    /// The bytes without terminal control sequences (ECMA-48: ESC `[`, parameters, a final byte).
    private static func withoutEscapeSequences(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(0x1B) else { return line }
        var kept: [UInt8] = []
        var index = 0
        while index < line.count {
            guard line[index] == 0x1B, index + 1 < line.count, line[index + 1] == UInt8(ascii: "[") else {
                kept.append(line[index])
                index += 1
                continue
            }
            index += 2
            while index < line.count, (0x20...0x3F).contains(line[index]) { index += 1 }
            index += 1
        }
        return kept
    }

    /// Where the cut went through the bytes of one character, its beginning goes too.
    private static func removeUnfinishedCharacter(from line: inout [UInt8]) {
        guard let lead = line.indices.suffix(4).last(where: { line[$0] & 0xC0 != 0x80 }) else { return }
        let length = line[lead] < 0xC0 ? 1 : line[lead] < 0xE0 ? 2 : line[lead] < 0xF0 ? 3 : 4
        if line.count - lead < length { line.removeSubrange(lead...) }
    }
}
