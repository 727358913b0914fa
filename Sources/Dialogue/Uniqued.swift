// SPDX-License-Identifier: GPL-3.0-or-later

extension Array where Element: Hashable {
    /// The elements in their order, each where it first stands.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
