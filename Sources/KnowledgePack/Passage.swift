// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// What replies quote: an answer to one kind of question, complete in itself, in three written depths.
package struct Passage: Hashable, Sendable {
    /// `topic#section` or `topic#section/part`.
    package struct ID: Hashable, Sendable {
        package var topic: String
        /// The aspect of the topic, such as `side-effects`.
        package var section: String
        /// Which of several passages of one aspect; empty for the general one.
        package var part: String

        package init(topic: String, section: String, part: String = "") {
            self.topic = topic
            self.section = section
            self.part = part
        }

        /// Reads `topic#section/part`; nil where there is no `#`.
        package init?(_ text: String) {
            let halves = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
            self.init(topic: String(halves[0]), path: String(halves[1]))
        }

        /// Reads `section/part`.
        package init(topic: String, path: String) {
            let pieces = path.split(separator: "/", maxSplits: 1)
            self.init(
                topic: topic, section: String(pieces.first ?? ""), part: pieces.count > 1 ? String(pieces[1]) : "")
        }

        /// `topic#section`, as other tools know it.
        package var cited: String { "\(topic)#\(section)" }
        package var description: String { part.isEmpty ? cited : "\(cited)/\(part)" }
        /// `section/part`, as the topic's own file names it.
        package var path: String { part.isEmpty ? section : "\(section)/\(part)" }
    }

    package let id: ID
    /// Whom it is for, everybody where it is empty; others are told it only when they ask for just that.
    package var conditions: [OptionRule.Condition]
    /// The paths of passages of its topic in whose place it is quoted to those whom it is for.
    package var standsInFor: [String]
    private var words: Remembered<Words>

    package var title: String { words.read { $0.title } }
    package var sources: [String] {
        get { words.read { $0.sources } }
        set { change { $0.sources = newValue } }
    }
    /// Ways in which people ask for it.
    package var questions: [String] {
        get { words.read { $0.questions } }
        set { change { $0.questions = newValue } }
    }
    /// The normal answer: paragraphs apart by a blank line.
    package var body: String {
        get { words.read { $0.body } }
        set { change { $0.body = newValue } }
    }
    /// The answer in a sentence or two.
    package var short: String {
        get { words.read { $0.short } }
        set { change { $0.short = newValue } }
    }
    /// Further detail; empty where there is none.
    package var more: String {
        get { words.read { $0.more } }
        set { change { $0.more = newValue } }
    }
    /// What somebody can ask their team about it at a visit; empty where nothing is to be asked.
    package var visitQuestion: String {
        get { words.read { $0.visitQuestion } }
        set { change { $0.visitQuestion = newValue } }
    }
    package var location: SourceLocation { words.read { $0.location } }

    package init(
        id: ID, title: String, sources: [String], conditions: [OptionRule.Condition] = [], standsInFor: [String] = [],
        questions: [String], body: String, short: String, more: String, location: SourceLocation
    ) {
        self.id = id
        self.conditions = conditions
        self.standsInFor = standsInFor
        words = Remembered(
            Words(
                title: title, sources: sources, questions: questions, body: body, short: short, more: more,
                location: location))
    }

    private mutating func change(_ change: (inout Words) -> Void) {
        var changed = words()
        change(&changed)
        words = Remembered(changed)
    }

    /// What is only read of the few passages that a conversation comes to.
    fileprivate struct Words: Hashable, Sendable {
        var title = ""
        var sources: [String] = []
        @DeferredTexts var questions: [String] = []
        var body = ""
        var short = ""
        var more = ""
        var visitQuestion = ""
        var location = SourceLocation.nowhere
    }
}

extension Passage: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = ID(topic: try reader.string(), section: try reader.string(), part: try reader.string())
        conditions = try reader.array()
        standsInFor = try reader.array()
        words = try Remembered(from: &reader) { Words() }
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id.topic)
        writer.write(id.section)
        writer.write(id.part)
        writer.write(conditions)
        writer.write(standsInFor)
        words.write(to: &writer)
    }
}

extension Passage.Words: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        title = try reader.string()
        sources = try reader.array()
        _questions = try DeferredTexts(from: &reader)
        body = try reader.string()
        short = try reader.string()
        more = try reader.string()
        visitQuestion = try reader.string()
        location = try SourceLocation(from: &reader)
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(title)
        writer.write(sources)
        _questions.write(to: &writer)
        writer.write(body)
        writer.write(short)
        writer.write(more)
        writer.write(visitQuestion)
        location.write(to: &writer)
    }
}
