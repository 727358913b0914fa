// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

@Suite("TypingNoise")
struct TypingNoiseTests {
    private static let text = "the rear wheel wobbles whenever somebody heavy pedals slowly uphill against strong wind"

    private static func spoilt(_ seed: UInt64) -> [Substring] {
        var noise = TypingNoise(seed: seed)
        return noise.spoilt(text).split(separator: " ")
    }

    @Test("the same seed makes the same errors, one in every fourth longer word")
    func everyFourth() {
        let words = Self.text.split(separator: " ")
        for seed in UInt64(1)...200 {
            let spoilt = Self.spoilt(seed)
            #expect(spoilt == Self.spoilt(seed) && spoilt.count == words.count)
            let longer = zip(words, spoilt).filter { $0.0.count >= 4 }
            for (index, pair) in longer.enumerated() where index % 4 != 3 { #expect(pair.0 == pair.1) }
        }
    }

    @Test("the first letter is seldom hit")
    func firstLetter() {
        let words = Self.text.split(separator: " ")
        var (slips, atStart) = (0, 0)
        for seed in UInt64(1)...2_000 {
            for (word, typed) in zip(words, Self.spoilt(seed)) where word != typed {
                slips += 1
                if word.first != typed.first { atStart += 1 }
            }
        }
        let share = Double(atStart) / Double(slips)
        #expect(slips > 5_000 && share > 0.04 && share < 0.12, "\(share)")
    }
}
