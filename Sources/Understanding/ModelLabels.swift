// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack

/// The classes of each question that the classifier answers, and what those of intents and dangers stand for; read in place from
/// an archive.
struct ModelLabels: Sendable {
    /// The last of the topics: what is about none.
    static let noTopic = "-"

    private let byQuestion: [[String]]
    /// Many, and only asked for to train.
    private let passages: ArchivedTexts
    let intents: IntentTraits
    /// The place of each safety rule's level among all levels; the rule of a class of danger is the one before its own number.
    let ruleLevels: PackedArray<UInt8>

    init(pack: Pack) {
        byQuestion = TrainingSet.Question.allCases.map { question in
            switch question {
            case .intent: pack.intents.map(\.id)
            case .topic: pack.topics.map(\.id) + [Self.noTopic]
            case .section: Set(pack.passages.map(\.id.section)).sorted()
            case .passage: []
            }
        }
        passages = ArchivedTexts(pack.passages.map(\.id.description))
        intents = IntentTraits(of: pack.intents)
        ruleLevels = PackedArray(
            pack.safetyRules.map { rule in UInt8(SafetyRule.Level.allCases.firstIndex(of: rule.level) ?? 0) })
    }

    /// The number of classes of each question.
    var sizes: [Int] {
        TrainingSet.Question.allCases.map { $0 == .passage ? passages.count : byQuestion[$0.rawValue].count }
    }

    subscript(question: TrainingSet.Question) -> [String] {
        question == .passage ? Array(passages) : byQuestion[question.rawValue]
    }
}

extension ModelLabels: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        byQuestion = try reader.array()
        passages = try ArchivedTexts(from: &reader)
        intents = try IntentTraits(from: &reader)
        ruleLevels = try reader.packed()
        guard byQuestion.count == TrainingSet.Question.allCases.count,
            intents.count == self[.intent].count,
            ruleLevels.allSatisfy({ [levels = SafetyRule.Level.allCases.count] in $0 < levels })
        else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(byQuestion)
        passages.write(to: &writer)
        intents.write(to: &writer)
        writer.write(ruleLevels)
    }
}

/// What is asked of every intent on every turn, by the intents' places; read in place from an archive.
struct IntentTraits: Sendable {
    private enum Flag {
        static let feeling: UInt8 = 1
        static let advice: UInt8 = 2
        static let plainer: UInt8 = 4
    }

    /// The sections that intents ask for, in alphabetical order.
    let sections: [String]
    /// The act of each intent, as a place among all acts.
    private let acts: PackedArray<UInt8>
    /// The section that each intent asks for, counted from 1; 0 for none.
    private let sectionNumbers: PackedArray<UInt16>
    private let flags: PackedArray<UInt8>

    init(of intents: [Intent]) {
        let sections = Set(intents.map(\.aspect)).subtracting([""]).sorted()
        self.sections = sections
        acts = PackedArray(intents.map { intent in UInt8(ActKind.allCases.firstIndex(of: intent.act) ?? 0) })
        sectionNumbers = PackedArray(
            intents.map { intent in UInt16((sections.firstIndex(of: intent.aspect) ?? -1) + 1) })
        flags = PackedArray(
            intents.map { intent in
                (intent.showsFeeling ? Flag.feeling : 0) | (intent.act == .declineAdvice ? Flag.advice : 0)
                    | (intent.asksPlainer ? Flag.plainer : 0)
            })
    }

    /// The number of intents.
    var count: Int { flags.count }

    /// The act of an intent, as a place among all acts.
    func act(of intent: Int) -> Int { Int(acts[intent]) }

    /// The section that an intent asks for, as a place in `sections`; nil for none.
    func section(of intent: Int) -> Int? {
        let number = Int(sectionNumbers[intent])
        return number == 0 ? nil : number - 1
    }

    /// Whether an intent shows a feeling.
    func showsFeeling(_ intent: Int) -> Bool { flags[intent] & Flag.feeling != 0 }

    /// Whether an intent asks for advice.
    func isAdvice(_ intent: Int) -> Bool { flags[intent] & Flag.advice != 0 }

    /// Whether an intent asks for plainer words, or fewer.
    func asksPlainer(_ intent: Int) -> Bool { flags[intent] & Flag.plainer != 0 }
}

extension IntentTraits: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        sections = try reader.array()
        acts = try reader.packed()
        sectionNumbers = try reader.packed()
        flags = try reader.packed()
        let sections = sections.count
        let kinds = ActKind.allCases.count
        guard acts.count == flags.count, sectionNumbers.count == flags.count,
            acts.allSatisfy({ $0 < kinds }), sectionNumbers.allSatisfy({ $0 <= sections })
        else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(sections)
        writer.write(acts)
        writer.write(sectionNumbers)
        writer.write(flags)
    }
}
