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
    let feeling: StatementReader.Patterns
    let cautions: [(label: String, patterns: StatementReader.Patterns)]
    private let smallWords: Set<String>

    init(_ practice: Practice, reader: StatementReader) {
        let cues = practice.cues
        func patterns(_ cue: Practice.Cue) -> StatementReader.Patterns { reader.patterns(cues[cue] ?? []) }
        negation = patterns(.negation)
        pseudoNegation = patterns(.pseudoNegation)
        boundary = patterns(.boundary)
        raising = patterns(.raising)
        distancing = patterns(.distancing)
        supposing = patterns(.supposing)
        resuming = patterns(.resuming)
        feeling = patterns(.feeling)
        cautions = practice.cautions.map { ($0.label, reader.patterns($0.patterns)) }
        smallWords = Set((cues[.small] ?? []).flatMap { reader.written($0).words.map(\.normal) })
    }

    /// Whether a word carries no meaning of its own; signs never do.
    func isSmall(_ word: Token) -> Bool { word.kind == .sign || smallWords.contains(word.normal) }
}
