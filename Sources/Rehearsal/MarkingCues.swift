// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis
internal import Understanding

/// The words of a pack by which answers are marked, made ready.
struct MarkingCues: Sendable {
    let negation: StatementReader.Patterns
    let pseudoNegation: StatementReader.Patterns
    let boundary: StatementReader.Patterns
    let raising: StatementReader.Patterns
    let distancing: StatementReader.Patterns
    let supposing: StatementReader.Patterns
    let resuming: StatementReader.Patterns
    let retracting: StatementReader.Patterns
    let refusing: StatementReader.Patterns
    let advising: StatementReader.Patterns
    let opening: StatementReader.Patterns
    let feeling: StatementReader.Patterns
    let cautions: [Caution]
    private let smallWords: Set<String>

    /// What must not be said in answer to anything, made ready.
    struct Caution: Sendable {
        var label: String
        var patterns: StatementReader.Patterns
        /// What counts where it is advised alone.
        var advised: StatementReader.Patterns
        /// What takes it back wherever it stands in the answer.
        var unless: StatementReader.Patterns
        /// Whether the pack has sentences that say it.
        var hasExamples: Bool
    }

    init(_ practice: Practice, reader: StatementReader) {
        let cues = practice.cues
        let reader = reader.naming(practice.classes)
        func patterns(_ cue: Practice.Cue) -> StatementReader.Patterns { reader.patterns(cues[cue] ?? []) }
        negation = patterns(.negation)
        pseudoNegation = patterns(.pseudoNegation)
        boundary = patterns(.boundary)
        raising = patterns(.raising)
        distancing = patterns(.distancing)
        supposing = patterns(.supposing)
        resuming = patterns(.resuming)
        retracting = patterns(.retracting)
        refusing = patterns(.refusing)
        advising = patterns(.advising)
        opening = patterns(.opening)
        feeling = patterns(.feeling)
        cautions = practice.cautions.map { caution in
            Caution(
                label: caution.label, patterns: reader.patterns(caution.patterns),
                advised: reader.patterns(caution.advised), unless: reader.patterns(caution.unless),
                hasExamples: !caution.unsafe.isEmpty)
        }
        smallWords = Set((cues[.small] ?? []).flatMap { reader.written($0).words.map(\.normal) })
    }

    /// Whether a word carries no meaning of its own; signs never do.
    func isSmall(_ word: Token) -> Bool { word.kind == .sign || smallWords.contains(word.normal) }
}
