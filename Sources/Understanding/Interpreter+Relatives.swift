// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// The relatives that an utterance speaks of.
extension Interpreter {
    /// The name of a relative, by the words for one.
    func relative(_ words: ArraySlice<Token>) -> String? {
        model.reading.relative(words).flatMap { pack.classes.text($0, of: ScopeReader.relativeClass) }
    }

    /// Whether a relative is the patient, and an utterance names no other one.
    func speaks(of patient: String?, in utterance: AnalyzedUtterance, scope: ScopeReading) -> Bool {
        guard let patient else { return false }
        return scope.relatives.allSatisfy { own in
            relative(utterance.words[own]) == patient && scope.isOwn(own)
        }
    }

    /// Whether relatives stand in questions alone, where nothing is told, and nobody else is spoken of.
    func asksOfRelative(_ utterance: AnalyzedUtterance, told: [Range<Int>], scope: ScopeReading) -> Bool {
        let clauses = utterance.clauses
        return !scope.relatives.isEmpty && !scope.has(.thirdPerson)
            && scope.relatives.allSatisfy { relative in
                scope.asksQuestion(inClauseOf: relative.lowerBound)
                    && !told.contains { clauses[$0.lowerBound] == clauses[relative.lowerBound] }
            }
    }
}
