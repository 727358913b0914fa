// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How well something is remembered: FSRS, version 6, with its default weights.
///
/// J. Ye, *The algorithm*, https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, and J. Ye and others, *A
/// stochastic shortest path algorithm for optimizing spaced repetition scheduling*, KDD 2022,
/// https://doi.org/10.1145/3534678.3539081.
package struct MemoryState: Hashable, Sendable {
    /// How well a review went.
    package enum Grade: String, Hashable, Sendable, CaseIterable {
        case again, hard, good, easy

        /// From 1 to 4, as the formulas count.
        fileprivate var value: Double {
            switch self {
            case .again: 1
            case .hard: 2
            case .good: 3
            case .easy: 4
            }
        }
    }

    /// The share of reviews that are to succeed.
    package static let desiredRetention = 0.9
    /// The longest interval, in days.
    static let longestInterval = 36_500.0
    private static let smallestStability = 0.001

    /// The published default weights, w0 to w20.
    private static let weights = [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]

    /// The days after which it is recalled nine times in ten.
    package private(set) var stability: Double
    /// How hard it is to make it last, from 1 to 10.
    package private(set) var difficulty: Double

    /// What a first review leaves behind.
    package init(first grade: Grade) {
        stability = Self.weights[Int(grade.value) - 1]
        difficulty = Self.bounded(Self.initialDifficulty(grade))
    }

    /// The probability of recall after some days, from 0 to 1: (1 + f · t / S) to the power of −w20, with f such that it is 0.9
    /// at t = S.
    package func retrievability(afterDays days: Int) -> Double {
        pow(1 + Self.factor * Double(max(0, days)) / stability, -Self.decay)
    }

    /// The days until the next review: at least one.
    package var interval: Int {
        let days = stability / Self.factor * (pow(Self.desiredRetention, -1 / Self.decay) - 1)
        return Int(min(max(days.rounded(.toNearestOrEven), 1), Self.longestInterval))
    }

    /// Takes a review into account that came some days after the last; on the same day, none.
    package mutating func review(_ grade: Grade, afterDays days: Int) {
        let next =
            days < 1 ? sameDay(grade) : grade == .again ? forgotten(afterDays: days) : recalled(grade, afterDays: days)
        stability = max(next, Self.smallestStability)
        difficulty = nextDifficulty(grade)
    }

    private static let decay = weights[20]
    private static let factor = pow(0.9, -1 / decay) - 1

    private static func bounded(_ difficulty: Double) -> Double { min(max(difficulty, 1), 10) }

    private static func initialDifficulty(_ grade: Grade) -> Double {
        weights[4] - exp(weights[5] * (grade.value - 1)) + 1
    }

    private func sameDay(_ grade: Grade) -> Double {
        let weights = Self.weights
        let growth = exp(weights[17] * (grade.value - 3 + weights[18])) * pow(stability, -weights[19])
        return stability * (grade == .good || grade == .easy ? max(growth, 1) : growth)
    }

    private func recalled(_ grade: Grade, afterDays days: Int) -> Double {
        let weights = Self.weights
        let penalty = grade == .hard ? weights[15] : 1
        let bonus = grade == .easy ? weights[16] : 1
        let growth =
            exp(weights[8]) * (11 - difficulty) * pow(stability, -weights[9])
            * (exp((1 - retrievability(afterDays: days)) * weights[10]) - 1)
        return stability * (1 + growth * penalty * bonus)
    }

    private func forgotten(afterDays days: Int) -> Double {
        let weights = Self.weights
        let long =
            weights[11] * pow(difficulty, -weights[12]) * (pow(stability + 1, weights[13]) - 1)
            * exp((1 - retrievability(afterDays: days)) * weights[14])
        return min(long, stability / exp(weights[17] * weights[18]))
    }

    /// Damped the nearer it is to 10, and drawn a little towards that of an easy first review.
    private func nextDifficulty(_ grade: Grade) -> Double {
        let weights = Self.weights
        let change = -weights[6] * (grade.value - 3)
        let damped = difficulty + (10 - difficulty) * change / 9
        return Self.bounded(weights[7] * Self.initialDifficulty(.easy) + (1 - weights[7]) * damped)
    }
}
