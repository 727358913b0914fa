// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// What somebody feels, as their words show it.
extension Interpreter {
    /// From which probability on a clause in which nothing is told says what is felt.
    private static let surelyFelt = 0.5

    /// How likely a feeling is in the whole, as it was read, or in a clause, and which it most likely is.
    ///
    /// "It has spread to my lungs. I feel like a fool": what is felt stands apart from what is told.
    func feeling(
        in whole: [[Double]], clauses: [(words: Range<Int>, intents: [Double])], told: [Range<Int>]
    ) -> (probability: Double, intent: String?) {
        let all = feeling(in: whole + clauses.map(\.intents))
        let apart = feeling(
            in: clauses.filter { clause in !told.contains { $0.overlaps(clause.words) } }.map(\.intents))
        return (all.probability, apart.probability >= Self.surelyFelt ? apart.intent : all.intent)
    }

    /// The highest probability of a feeling among readings, and the intent that it is most likely to be.
    private func feeling(in readings: [[Double]]) -> (probability: Double, intent: String?) {
        let feelings = (0..<traits.count).filter(traits.showsFeeling)
        let sums = readings.map { reading in feelings.reduce(0) { $0 + reading[$1] } }
        guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return (0, nil) }
        let intent = feelings.max { readings[best][$0] < readings[best][$1] }
        return (sums[best], intent.map { model.labels[.intent][$0] })
    }
}
