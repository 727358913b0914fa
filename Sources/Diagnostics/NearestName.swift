// SPDX-License-Identifier: GPL-3.0-or-later

/// The known name that was probably meant by `name`: the nearest by edit distance, no further than a third of its length.
///
/// - Complexity: O(*n* · *m*) characters for *n* known names of length *m*.
package func nearestName(to name: String, among known: some Sequence<String>) -> String? {
    let typed = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in known {
        let distance = levenshteinDistance(typed, Array(candidate.lowercased()))
        if distance <= max(1, typed.count / 3), distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// The number of insertions, deletions and substitutions between two words.
private func levenshteinDistance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let substitution = diagonal + (character == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
