// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics

extension Transcript {
    /// Reads a file's text.
    ///
    /// - Parameter file: the path by which messages name the file.
    /// - Throws: everything that is wrong with it, by line.
    /// - Complexity: O(*n*) in the length of the text.
    package init(parsing text: String, file: String) throws(TranscriptUnreadable) {
        var parser = TranscriptParser(file: file)
        self = try parser.parse(text)
    }
}

/// Reads a file, block by block; a block that is not understood is told about and passed over.
struct TranscriptParser {
    let file: String
    private var transcript: Transcript
    private var faults: [Diagnostic] = []
    /// Directives of a case that stand before any `@case`.
    private var loose: [Transcript.Directive] = []
    /// Whether the last message was not understood, so that what belongs to it is not told about as well.
    private var isLost = false
    /// Whether a line of the last turn, or of the last case, was not understood, so that nothing is missed there.
    private var turnIsFaulty = false
    private var caseIsFaulty = false

    init(file: String) {
        self.file = file
        transcript = Transcript(file: file)
    }

    mutating func parse(_ text: String) throws(TranscriptUnreadable) -> Transcript {
        let cut = TranscriptBlocks(text, file: file)
        faults = cut.faults
        transcript.closingComments = cut.closingComments
        for block in cut.blocks {
            do throws(LineFault) {
                try read(block)
            } catch {
                fault(error.problem, error.remedy, line: block.line)
                turnIsFaulty = true
                caseIsFaulty = true
            }
        }
        closeCase()
        if let first = loose.first {
            fault("nothing is said after this line", "Add a turn, or remove it", line: first.line)
        }
        checkNames()
        guard faults.isEmpty else {
            throw TranscriptUnreadable(diagnostics: faults.sorted { $0.location < $1.location })
        }
        return transcript
    }

    private mutating func fault(_ problem: String, _ remedy: String, line: Int) {
        faults.append(Diagnostic(.error, at: SourceLocation(file: file, line: line), problem, remedy: remedy))
    }

    private mutating func read(_ block: TranscriptBlock) throws(LineFault) {
        let first = block.text.unicodeScalars.first
        if first == "@" { return try readDirective(block) }
        if let mark = first.flatMap({ Check.Mark(rawValue: String($0)) }) { return try readCheck(block, mark: mark) }
        guard let colon = block.text.unicodeScalars.firstIndex(of: ":") else {
            throw LineFault(
                "not understood: \(Self.quoted(block.text))",
                "Expected a message (label: text), a directive (@), a check (=, ~, !) or a comment (#); "
                    + "a line that goes on from the one above is indented by two spaces")
        }
        let label = String(Substring(block.text.unicodeScalars[..<colon]))
        let start = Substring(block.text.unicodeScalars[block.text.unicodeScalars.index(after: colon)...])
        let lines = [TextLines.trimmedStart(TextLines.trimmedEnd(start))] + block.rest
        switch label {
        case Transcript.assistant: try readReply(lines, block)
        case Transcript.otherWording: try readWording(lines, block)
        default: try readMessage(lines, block, label: label)
        }
    }

    /// The beginning of a line, for a message about it.
    static func quoted(_ text: Substring) -> String {
        let start = String(text.prefix(40))
        return "\"\(start.count < text.count ? start + "…" : start)\""
    }

    // MARK: Messages

    private mutating func readMessage(
        _ lines: [Substring], _ block: TranscriptBlock, label: String
    ) throws(LineFault) {
        closeTurn()
        turnIsFaulty = false
        isLost = true
        let known = [Transcript.patient] + transcript.speakers
        guard known.contains(label) else {
            let near = nearestName(to: label, among: known + [Transcript.assistant, Transcript.otherWording])
            throw LineFault(
                "\(Self.quoted(Substring(label))) is no speaker",
                near.map { "Did you mean \"\($0)\"?" }
                    ?? "Name it in a line @speakers at the top, or indent the line by two spaces to go on from the one above"
            )
        }
        let text = TextLines.normalized(lines.joined(separator: "\n"))
        if transcript.cases.isEmpty {
            transcript.cases.append(Transcript.Case(name: "", directives: loose, line: loose.first?.line ?? block.line))
            loose = []
        }
        transcript.cases[transcript.cases.count - 1].turns.append(
            Transcript.Turn(label: label, text: text, comments: block.comments, line: block.line))
        isLost = false
        try checkCommand(text)
    }

    /// A line with a slash has to be one that the assistant answers.
    private func checkCommand(_ text: String) throws(LineFault) {
        switch TypedLine(text) {
        case .message, .command(.reply): return
        case .command(.program(let command)):
            throw LineFault(
                "\(command.name) is done by the program and has no reply",
                "Remove the line, or write // for a message that begins with a slash")
        case .unknown(let nearest):
            throw LineFault(
                "no such command: \(Self.quoted(Substring(text)))",
                (nearest.map { "Did you mean \($0)? " } ?? "")
                    + "A message that begins with a slash is written with two")
        }
    }

    private mutating func readWording(_ lines: [Substring], _ block: TranscriptBlock) throws(LineFault) {
        if isLost { return }
        let fix = "Write it under the message that it is another wording of, before the reply"
        guard var turn = lastTurn, turn.reply == nil, turn.checks.isEmpty else {
            throw LineFault("\"or:\" has no message right above", fix)
        }
        let text = TextLines.normalized(lines.joined(separator: "\n"))
        guard !text.isEmpty else { throw LineFault("an empty wording", "Write another wording of the message above") }
        turn.otherWordings.append(Transcript.Wording(text: text, comments: block.comments, line: block.line))
        replaceLastTurn(turn)
        try checkCommand(text)
    }

    private mutating func readReply(_ lines: [Substring], _ block: TranscriptBlock) throws(LineFault) {
        if isLost { return }
        guard var turn = lastTurn else {
            throw LineFault("a reply without a message", "Write what was said before it: patient: …")
        }
        guard turn.reply == nil else {
            throw LineFault("a second reply to one message", "Write the message that it answers before it")
        }
        guard turn.checks.isEmpty else {
            throw LineFault("the reply stands behind its checks", "Write the checks under the reply")
        }
        var pattern = ReplyPattern(lines: lines.map(String.init), line: block.line, lastLine: block.lastLine)
        pattern.comments = block.comments
        guard !pattern.elements.isEmpty else {
            throw LineFault("an empty reply", "Write what is said, or careline: ... where the words don't matter")
        }
        turn.reply = pattern
        replaceLastTurn(turn)
    }

    private mutating func readCheck(_ block: TranscriptBlock, mark: Check.Mark) throws(LineFault) {
        guard block.rest.isEmpty else { throw LineFault("a check has one line", "Remove the indented lines under it") }
        var check = try CheckParser.check(block.text, mark: mark)
        if isLost { return }
        guard var turn = lastTurn else { throw LineFault("a check without a message", "Write it under a reply") }
        if mark == .equals, turn.checks.contains(where: { $0.mark == .equals && $0.field == check.field }) {
            throw LineFault("\"\(check.field.rawValue)\" is checked twice", "Keep one of the two lines")
        }
        check.comments = block.comments
        check.line = block.line
        turn.checks.append(check)
        replaceLastTurn(turn)
    }

    private var lastTurn: Transcript.Turn? { transcript.cases.last?.turns.last }

    private mutating func replaceLastTurn(_ turn: Transcript.Turn) {
        let index = transcript.cases.count - 1
        transcript.cases[index].turns[transcript.cases[index].turns.count - 1] = turn
    }

    // MARK: Directives

    private mutating func readDirective(_ block: TranscriptBlock) throws(LineFault) {
        guard block.rest.isEmpty else {
            throw LineFault("a directive has one line", "Remove the indented lines under it")
        }
        switch try DirectiveParser.line(block.text) {
        case .opensCase(let name):
            closeCase()
            isLost = false
            turnIsFaulty = false
            caseIsFaulty = false
            if let first = loose.first {
                fault("this line stands before any @case", "Move it under the @case that it is for", line: first.line)
                loose = []
            }
            transcript.cases.append(Transcript.Case(name: name, comments: block.comments, line: block.line))
        case .content(let content):
            let directive = Transcript.Directive(content: content, comments: block.comments, line: block.line)
            try add(directive)
        }
    }

    private mutating func add(_ directive: Transcript.Directive) throws(LineFault) {
        let kind = directive.content.kind
        func checkUnique(_ others: [Transcript.Directive]) throws(LineFault) {
            if others.contains(where: { $0.content.kind == kind }) {
                throw LineFault("@\(kind) stands there twice", "Keep one of the two lines")
            }
        }
        guard let last = transcript.cases.last else {
            if directive.content.isOfFile {
                try checkUnique(transcript.head)
                transcript.head.append(directive)
            } else {
                try checkUnique(loose)
                loose.append(directive)
            }
            return
        }
        guard last.turns.isEmpty else {
            throw LineFault("@\(kind) stands behind a turn", "Move it to the top of the case or of the file")
        }
        if directive.content.isOfFile, kind != DirectiveParser.tags {
            throw LineFault("@\(kind) holds for the whole file", "Move it to the top of the file")
        }
        try checkUnique(last.directives)
        transcript.cases[transcript.cases.count - 1].directives.append(directive)
    }

    // MARK: What a turn and a case have to have

    /// Nothing passes by default: a turn says what it expects.
    private mutating func closeTurn() {
        guard !isLost, !turnIsFaulty, let turn = lastTurn, turn.reply == nil, turn.checks.isEmpty else { return }
        caseIsFaulty = true
        fault(
            "nothing is expected of this turn",
            "Add the reply, a check such as = act answer, or careline: ... where the words don't matter",
            line: turn.line)
    }

    private mutating func closeCase() {
        guard let last = transcript.cases.last else { return }
        closeTurn()
        if last.turns.isEmpty, !caseIsFaulty {
            fault("the case has no turn", "Add one: patient: …", line: last.line)
        } else if !caseIsFaulty, last.skip == nil,
            last.turns.allSatisfy({ $0.checks.isEmpty && $0.reply?.isAnything != false })
        {
            fault(
                "the case checks nothing", "Add the words of a reply, or a check such as = act answer", line: last.line)
        }
        if last.isSafety, last.skip != nil || last.todo != nil {
            fault(
                "a @safety case is never skipped or put off", "Remove @skip or @todo, or mend the case", line: last.line
            )
        }
        if last.state != nil, last.from != nil {
            fault("a case begins with @state or with @from", "Keep one of the two", line: last.line)
        }
    }

    private mutating func checkNames() {
        var lines: [String: Int] = [:]
        for item in transcript.cases {
            if let other = lines.updateValue(item.line, forKey: item.name) {
                fault(
                    "there is a case of this name at line \(other)", "Give each case a name of its own", line: item.line
                )
            }
        }
    }
}
