// SPDX-License-Identifier: GPL-3.0-or-later
internal import TextAnalysis

/// What is to go on the list for the next visit.
extension Interpreter {
    /// What stands behind the words that ask for it, or before them; nil where nothing asks for it.
    func listRequest(_ utterance: AnalyzedUtterance, scope: ScopeReading) -> ListRequest? {
        guard let found = scope.triggers[.listRequest], let first = found.first else { return nil }
        // "Save that as my question": what was just explained, or asked right before.
        let points = scope.triggers[.pronoun]?.contains { pronoun in found.contains { $0.overlaps(pronoun) } } ?? false
        let end = found.map(\.upperBound).max() ?? first.upperBound
        func asks(_ side: Range<Int>) -> Bool {
            [ScopeTrigger.questionStart, .inversion].contains { trigger in
                scope.triggers[trigger]?.contains { $0.lowerBound == side.lowerBound } ?? false
            }
        }
        if points {
            let sentence = utterance.sentences[first.lowerBound]
            let before = 0..<(utterance.sentences.firstIndex(of: sentence) ?? 0)
            if before.last.map({ scope.asksQuestion(inSentenceOf: $0) }) ?? false {
                return ListRequest(words: utterance.quote(before), asks: true)
            }
            // "Put that on my list, how it works in …": what it is follows.
            let behind = end..<(utterance.sentences.lastIndex(of: sentence).map { $0 + 1 } ?? end)
            return ListRequest(words: asks(behind) ? utterance.quote(behind) : "", asks: true)
        }
        // What stands in quotation marks is the question, word for word.
        if let quoted = utterance.quotation { return ListRequest(words: quoted, asks: true) }
        var start = 0
        while let verb = scope.triggers[.listVerb]?.first(where: { $0.lowerBound == start }) { start = verb.upperBound }
        let sides = [end..<utterance.words.count, min(start, first.lowerBound)..<first.lowerBound]
            .map { trimmed($0, scope: scope) }
        let own = sides.first { side in
            side.count { !retriever.isStopWord(utterance.words[$0]) } >= Self.fewestOwnWords
                || side.count > Self.fewestOwnWords && asks(side)
                || !side.isEmpty && side.lowerBound > end
        }
        return ListRequest(words: own.map(utterance.quote) ?? "", asks: own.map(asks) ?? true)
    }

    /// Words without what only leads to a question or says when it is for: "for my nurse", "about", "for the next visit".
    private func trimmed(_ side: Range<Int>, scope: ScopeReading) -> Range<Int> {
        let leads = scope.triggers[.listLead] ?? []
        var side = side
        while let lead = leads.last(where: { $0.lowerBound == side.lowerBound && side.contains($0.upperBound - 1) }) {
            side = lead.upperBound..<side.upperBound
        }
        while let tail = leads.first(where: { $0.upperBound == side.upperBound && side.contains($0.lowerBound) }) {
            side = side.lowerBound..<tail.lowerBound
        }
        return side
    }
}
