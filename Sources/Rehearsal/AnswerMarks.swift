// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// What became of an answer: each key point, what to be careful about, and the manner.
package struct AnswerMarks: Hashable, Sendable {
    /// Whether a point was said.
    package enum Verdict: String, Hashable, Sendable {
        /// Both witnesses found it.
        case said
        /// One witness found it: shown as such, never counted against anybody.
        case perhaps
        case missed
    }

    /// A vital or okay point, and the words that earned it.
    package struct Point: Hashable, Sendable {
        package var point: KeyPoint
        package var verdict: Verdict
        /// The trainee's words; empty where it was missed.
        package var quote: String
    }

    /// Something said that must not be said, or may be that.
    package struct Caution: Hashable, Sendable {
        package var label: String
        /// The trainee's words.
        package var quote: String
        /// Whether it is a `never` point of this question, rather than of all.
        package var isOfQuestion: Bool
        /// Whether it is that for sure; where not, it is shown as something to read once more, and never counted against anybody.
        package var isSure: Bool
    }

    /// The vital and okay points, vital ones first.
    package var points: [Point]
    package var cautions: [Caution]
    package var manner: Manner

    /// The cautions that count.
    package var sureCautions: [Caution] { cautions.filter(\.isSure) }

    package func points(_ verdict: Verdict) -> [Point] { points.filter { $0.verdict == verdict } }

    /// How well it went, as the schedule of reviews takes it.
    ///
    /// A thing that must not be said, or a vital point missed, is "again"; a vital point of which nobody can be sure, "hard".
    package var grade: MemoryState.Grade {
        let vital = points.filter { $0.point.level == .vital }
        if !sureCautions.isEmpty || vital.contains(where: { $0.verdict == .missed }) { return .again }
        if vital.contains(where: { $0.verdict == .perhaps }) { return .hard }
        return manner.remarks.isEmpty && points.allSatisfy({ $0.verdict == .said }) ? .easy : .good
    }
}
