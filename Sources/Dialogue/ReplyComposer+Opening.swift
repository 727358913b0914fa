// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// How a text opens: with a word that answers a question, or with one that is none.
extension ReplyComposer {
    /// Whether a text begins with a word such as "Yes", which answers the question of its own passage.
    func opensAsAnswer(_ text: String) -> Bool {
        let first = text.prefix { $0.isLetter }
        return pack.lexicon.answerWords.contains { $0 == first }
    }

    /// Whether a sentence is an answer and nothing else, as in "No, generally not".
    func isBareAnswer(_ sentence: some StringProtocol) -> Bool {
        sentence.split(separator: " ").count <= Self.wordsOfBareAnswer
    }

    /// Up to how many words such a sentence has.
    private static let wordsOfBareAnswer = 3

    /// A text without the "Yes." or "No." that it begins with, where nothing was asked that it would answer.
    func worded(_ text: String, for answer: DialogueAct.Answer) -> String {
        guard answer.isTold || answer.kind != nil, opensAsAnswer(text), let end = text.firstIndex(of: "."),
            isBareAnswer(text[..<end])
        else { return text }
        let rest = text[end...].dropFirst()
        return rest.hasPrefix(" ") ? String(rest.dropFirst()) : text
    }
}
