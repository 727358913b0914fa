// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// The probability of each act that an intent asks for.
package struct ActProbabilities: Equatable, Sendable {
    /// By the acts' places among all.
    private var values = [Double](repeating: 0, count: ActKind.allCases.count)

    init() {}

    /// The probability of an act, from 0 to 1.
    package subscript(act: ActKind) -> Double { ActKind.allCases.firstIndex(of: act).map { values[$0] } ?? 0 }

    /// Adds to the probability of an act, by its place among all.
    mutating func add(_ probability: Double, at place: Int) { values[place] += probability }
}
