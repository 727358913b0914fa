// SPDX-License-Identifier: GPL-3.0-or-later

extension Array where Element: Equatable {
    /// The elements in their order, each where it first stands.
    ///
    /// - Complexity: O(*n*²); a reply has a handful of anything.
    var uniqued: [Element] {
        var unique: [Element] = []
        for element in self where !unique.contains(element) { unique.append(element) }
        return unique
    }
}
