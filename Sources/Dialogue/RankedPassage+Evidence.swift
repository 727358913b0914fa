// SPDX-License-Identifier: GPL-3.0-or-later
internal import Understanding

extension RankedPassage {
    /// How surely it is what is asked for: the likeness of the message to one of its questions, and its probability.
    var evidence: Double { question + learnt }
}
