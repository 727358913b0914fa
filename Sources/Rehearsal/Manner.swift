// SPDX-License-Identifier: GPL-3.0-or-later

/// How an answer is put: does it meet the feeling, is it plain, is it short, does it ask one thing at most.
package struct Manner: Hashable, Sendable {
    /// The school grade up to which words are plain.
    static let highestGrade = 8.0
    /// How many words a reply on the telephone holds at most, and at least.
    static let mostWords = 150
    static let fewestWords = 6
    static let mostQuestions = 1

    /// Something that could be better.
    package enum Remark: String, Hashable, Sendable, CaseIterable {
        case coldness = "feeling"
        case hardWords = "plain words"
        case tooLong = "length"
        case tooShort = "too short"
        case manyQuestions = "questions"

        /// What to do about it.
        package var advice: String {
            switch self {
            case .coldness: "meet the feeling first, in a sentence, before the facts"
            case .hardWords: "use shorter sentences and plainer words"
            case .tooLong: "say less at once: the main thing, then stop"
            case .tooShort: "say it in a sentence or two"
            case .manyQuestions: "ask one thing at a time"
            }
        }
    }

    /// Whether the question shows a feeling.
    package var needsWarmth: Bool
    package var showsWarmth: Bool
    /// The school grade of the words.
    package var readingGrade: Double
    package var words: Int
    package var questions: Int

    package var remarks: [Remark] {
        var found: [Remark] = []
        if needsWarmth, !showsWarmth { found.append(.coldness) }
        if words >= Self.fewestWords, readingGrade > Self.highestGrade { found.append(.hardWords) }
        if words > Self.mostWords { found.append(.tooLong) }
        if words < Self.fewestWords { found.append(.tooShort) }
        if questions > Self.mostQuestions { found.append(.manyQuestions) }
        return found
    }
}
