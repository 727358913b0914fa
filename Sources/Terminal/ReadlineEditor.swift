// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Messages typed at a terminal, with GNU Readline's editing; the only file that knows of it.
///
/// - History is kept in memory, and written only to a file that was named. `~/.inputrc` holds, as everywhere.
/// - Tab completes commands and names. A paste is one message, its newlines kept. A line that ends in `\` goes on in
///   the next, `"""` begins and ends a block; such lines have no prompt, so that a copy of them is clean.
/// - Ctrl-C drops what is being typed and asks again; on an empty line it is `.interrupted`. Ctrl-D on an empty line is
///   `.end`, and in a block it ends the block.
///
/// Readline has one state for the whole program: only one editor may be in use at a time. The interrupt signal is
/// caught while `next(prompt:)` waits, and does outside it what it did before.
package struct ReadlineEditor: LineSource {
    private static let historyLimit: CInt = 500
    private static let interruptKeys = ["\\C-c", "\\e\\C-c", "\\C-x\\C-c"]

    private let completion: Completion
    private let streams: Streams
    private let isPasteBracketed: Bool
    /// The file that messages are added to; nil for none, or where it can't be written.
    private var historyFile: String?
    private var lastMessage = ""

    /// An editor on standard input and output.
    ///
    /// - Parameters:
    ///   - name: the program's, for the conditions of `~/.inputrc`.
    ///   - completions: what Tab completes: commands, which begin with `/`, and names.
    ///   - historyFile: where earlier messages are read from and new ones added to; nil keeps none.
    package init(name: String, completions: [String], historyFile: String? = nil) {
        let terminal = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        self.init(
            name: name, completions: completions, terminal: terminal, streams: Streams(),
            isTerminal: isatty(0) == 1 && isatty(1) == 1)
        useHistory(in: historyFile)
    }

    /// An editor on other descriptors, such as those of a pseudo-terminal; they stay the caller's.
    package init(name: String, completions: [String], terminal: String, input: CInt, output: CInt) {
        self.init(
            name: name, completions: completions, terminal: terminal, streams: Streams(input: input, output: output),
            isTerminal: isatty(input) == 1 && isatty(output) == 1)
    }

    private init(name: String, completions: [String], terminal: String, streams: Streams, isTerminal: Bool) {
        completion = Completion(words: completions)
        self.streams = streams
        isPasteBracketed = isTerminal && terminal != "dumb"
        configure(name: name, terminal: terminal)
    }

    private func configure(name: String, terminal: String) {
        editor_set_streams(streams.input, streams.output)
        // Readline keeps these pointers: the copies live as long as the program.
        editor_set_name(strdup(name))
        editor_set_terminal(strdup(terminal))
        editor_set_signals()
        rl_initialize()
        rl_reset_terminal(terminal)

        // After rl_initialize, which reads ~/.inputrc.
        set("enable-bracketed-paste", to: isPasteBracketed ? "on" : "off")
        set("enable-active-region", to: "off")
        set("completion-ignore-case", to: "on")
        set("completion-query-items", to: "-1")
        set("page-completions", to: "off")
        editor_set_word_breaks()
        editor_set_completer(complete)
        editor_set_getc(readByte)
        for map in ["emacs", "vi-insert", "vi-move"] {
            for keys in Self.interruptKeys {
                rl_bind_keyseq_in_map(keys, dropLine, rl_get_keymap_by_name(map))
            }
        }
        using_history()
        clear_history()
        stifle_history(Self.historyLimit)
    }

    /// Reads the earlier messages of a file and makes sure that it can be added to; else says so, once, and goes on without.
    private mutating func useHistory(in path: String?) {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        guard descriptor >= 0 else {
            let reason = strerror(errno).map { String(cString: $0) } ?? "error"
            try? StandardStreams.writeError("careline: no history is kept: \(path): \(reason)\n")
            return
        }
        close(descriptor)
        historyFile = path
        read_history(path)
    }

    /// Sets a variable of Readline's, unless this version has none of the name.
    private func set(_ variable: String, to value: String) {
        if rl_variable_value(variable) != nil { rl_variable_bind(variable, value) }
    }

    /// Waits for a message to be typed.
    ///
    /// Colours in the prompt take no columns. Control characters in the message are dropped; tabs and newlines stay.
    package mutating func next(prompt: String) -> InputEvent {
        var previous = sigaction()
        editor_catch_interrupt(&previous)
        defer { editor_restore_interrupt(&previous) }
        editor_set_streams(streams.input, streams.output)
        Shared.completion = completion

        var assembly = MessageAssembly()
        while true {
            Shared.isContinued = assembly.isUnfinished
            switch readLine(prompt: assembly.isUnfinished ? "" : Self.marked(prompt)) {
            case .line(let line):
                if let message = assembly.add(line) { return remembered(message) }
            case .dropped(let isEmpty):
                if isEmpty, !assembly.isUnfinished { return .interrupted }
                assembly = MessageAssembly()
            case .end:
                // Readline ends the line only where it has to switch bracketed paste off.
                if !isPasteBracketed { editor_write("\n") }
                return assembly.finish().map { remembered($0) } ?? .end
            }
        }
    }

    private enum Reading {
        case line(String)
        case dropped(isEmpty: Bool)
        case end
    }

    private func readLine(prompt: String) -> Reading {
        Shared.dropped = nil
        guard let raw = readline(prompt) else { return .end }
        defer { free(raw) }
        if let length = Shared.dropped { return .dropped(isEmpty: length == 0) }
        return .line(Sanitizer.withoutControls(String(cString: raw), keepingNewlines: true))
    }

    private mutating func remembered(_ message: String) -> InputEvent {
        if !message.allSatisfy(\.isWhitespace), message != lastMessage {
            add_history(message)
            if let historyFile { append_history(1, historyFile) }
            lastMessage = message
        }
        return .message(message)
    }

    /// The prompt with its colours between the marks by which Readline knows what takes no columns.
    private static func marked(_ prompt: String) -> String {
        var result = ""
        var isEscaped = false
        for character in prompt {
            if character == "\u{1B}" {
                isEscaped = true
                result.append("\u{1}")
            }
            result.append(character)
            if isEscaped, character == "m" {
                isEscaped = false
                result.append("\u{2}")
            }
        }
        return result
    }
}

/// The C streams of an editor; nil stands for standard input or output.
private final class Streams {
    let input: UnsafeMutablePointer<FILE>?
    let output: UnsafeMutablePointer<FILE>?

    init() {
        input = nil
        output = nil
    }

    init(input: CInt, output: CInt) {
        self.input = fdopen(dup(input), "r")
        self.output = fdopen(dup(output), "w")
    }

    deinit {
        editor_set_streams(nil, nil)
        if let input { fclose(input) }
        if let output { fclose(output) }
    }
}

/// What Readline's callbacks, which carry no context, need to know of the line being read.
///
/// Unsafe in name only: they are called by `readline`, on its thread, and one editor is in use at a time.
private enum Shared {
    nonisolated(unsafe) static var completion = Completion(words: [])
    nonisolated(unsafe) static var candidates: [String] = []
    /// Whether the line goes on from an earlier one, so that it can't be a command.
    nonisolated(unsafe) static var isContinued = false
    /// How long the line was that Ctrl-C dropped; nil if none was.
    nonisolated(unsafe) static var dropped: CInt?
}

/// Readline's source of bytes, where an interrupt comes out as the key Ctrl-C.
///
/// Readline's own handlers note a signal; `rl_check_signals` then puts the terminal in order and raises the signal
/// again with the handler there was before: for the interrupt ours, for the others mostly one that ends or stops the
/// program.
private func readByte(_ stream: UnsafeMutablePointer<FILE>?) -> CInt {
    guard let stream else { return EOF }
    let descriptor = fileno(stream)
    while true {
        let isReady = editor_wait(descriptor) != 0
        let signal = rl_pending_signal()
        rl_check_signals()
        if signal == SIGTSTP {
            // Stopped and brought back: other programs have written in between.
            rl_on_new_line()
            rl_redisplay()
        }
        if editor_take_interrupt() != 0 { return 3 }
        guard isReady else { continue }
        var byte: UInt8 = 0
        let count = read(descriptor, &byte, 1)
        if count == 1 { return CInt(byte) }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        return EOF
    }
}

/// The command of the key Ctrl-C: ends the line, and notes that it is not wanted.
///
/// Not by `rl_newline`: the signal has moved the cursor to the last row, which that would not know.
private func dropLine(_ count: CInt, _ key: CInt) -> CInt {
    Shared.dropped = editor_line_length()
    rl_crlf()
    rl_on_new_line()
    editor_end_line()
    return 0
}

/// Readline's hook for the Tab key.
private func complete(
    _ word: UnsafePointer<CChar>?, _ start: CInt, _ end: CInt
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    editor_no_filename_completion()
    guard let word, let line = editor_line() else { return nil }
    let bytes = UnsafeRawBufferPointer(start: line, count: Int(start))
    let head = (Shared.isContinued ? "\n" : "") + String(decoding: bytes, as: UTF8.self)
    Shared.candidates = Shared.completion.candidates(for: String(cString: word), after: head)
    return rl_completion_matches(word, candidate)
}

/// The candidates one by one, then nil; Readline frees each.
private func candidate(_ word: UnsafePointer<CChar>?, _ index: CInt) -> UnsafeMutablePointer<CChar>? {
    // Readline counts in a state of which only zero is sure: the first call.
    if index == 0 { Shared.candidates.reverse() }
    return Shared.candidates.popLast().flatMap { strdup($0) }
}
