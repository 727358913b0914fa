// SPDX-License-Identifier: GPL-3.0-or-later
package import Dialogue
package import KnowledgePack
internal import TextAnalysis

/// A reply with what can be measured of it.
package struct Observation: Sendable {
    package let reply: Reply
    /// The paragraphs of its text as they are written, and folded.
    let writtenParagraphs: [String]
    let paragraphs: [String]

    package init(_ reply: Reply) {
        self.reply = reply
        writtenParagraphs = TextLines.writtenParagraphs(reply.text)
        paragraphs = writtenParagraphs.map { TextLines.folded($0) }
    }

    var words: Int { reply.text.split(whereSeparator: \.isWhitespace).count { $0.contains(where: \.isLetter) } }

    /// Sentences that end in a question mark.
    var questions: Int {
        reply.text.split(whereSeparator: \.isWhitespace).count { word in
            word.last { !"\"')”’".contains($0) } == "?"
        }
    }
}

extension Observation {
    /// What the reply has in a field that is no number, as a check would write it.
    func value(_ field: Check.Field) -> Check.Value {
        func names(_ name: String?) -> Check.Value { .names([name.flatMap { $0.isEmpty ? nil : $0 } ?? Check.none]) }
        switch field {
        case .act: return names(reply.act.rawValue)
        case .intent: return names(reply.intent)
        case .asks: return names(reply.asks)
        case .topics: return .list(reply.topics.map { [$0] })
        case .sections: return .list(reply.sections.map { [$0] })
        case .slots:
            return .slots(
                reply.slots.sorted { $0.key < $1.key }.map { Transcript.SlotEntry(slot: $0.key, values: [$0.value]) })
        case .text, .confidence, .grade, .words, .questions: return .words(TextLines.folded(reply.text))
        }
    }
}

/// What replies are measured by: the pack that they were made from.
package struct Yardstick: Sendable {
    let pack: Pack
    private let reading: ReadingGrade
    /// How the line of sources begins, which names titles as others wrote them.
    private let sourceLines: [String]

    package init(pack: Pack) {
        self.pack = pack
        reading = ReadingGrade(knownWords: pack.easyWords)
        sourceLines = ["source-line", "source-line-more"].flatMap { pack.wording.texts[$0] }
            .map { String($0.prefix { $0 != "{" }) }.filter { !$0.isEmpty }
    }

    /// The school grade of a reply, the line of its sources left out, to one place.
    package func grade(of text: String) -> Double {
        let own = text.split(separator: "\n").filter { line in !sourceLines.contains { line.hasPrefix($0) } }
        return (reading.grade(of: own.joined(separator: "\n")) * 10).rounded() / 10
    }

    /// The paragraphs of each form in which a passage is written: in full, longer, short.
    func forms(of id: String) -> [[String]] {
        guard let passage = Passage.ID(id).flatMap(pack.nearestPassage) else { return [] }
        return [passage.body, passage.more, passage.short].filter { !$0.isEmpty }.map(TextLines.paragraphs)
    }

    func number(_ field: Check.Field, of observed: Observation) -> Double? {
        switch field {
        case .confidence: (observed.reply.confidence * 1000).rounded() / 1000
        case .grade: grade(of: observed.reply.text)
        case .words: Double(observed.words)
        case .questions: Double(observed.questions)
        default: nil
        }
    }

    /// What a reply has in a field, as a check would write it.
    func value(_ field: Check.Field, of observed: Observation) -> Check.Value {
        guard let number = number(field, of: observed) else { return observed.value(field) }
        let text = Self.decimal(number)
        return .range(NumberRange(lower: text, upper: text))
    }

    /// A number without an exponent, to three places at most.
    static func decimal(_ number: Double) -> String {
        let thousandths = Int((max(0, min(999_999, number)) * 1000).rounded())
        let digits = String(thousandths % 1000 + 1000).dropFirst()
        let places = String(digits.reversed().drop { $0 == "0" }.reversed())
        return places.isEmpty ? String(thousandths / 1000) : "\(thousandths / 1000).\(places)"
    }
}
