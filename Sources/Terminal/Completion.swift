// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that the Tab key completes.
struct Completion {
    /// What separates words; not the hyphen, the slash, the apostrophe or the plus, which names contain.
    private static let breaks: Set<Character> = [" ", "\t", "\n", ",", ";", ":", "?", "!", "(", ")", "\""]

    private let commands: [String]
    private let names: [String]

    /// - Parameter words: those that begin with `/` are commands, the others names, which may be of several words.
    init(words: [String]) {
        commands = words.filter { $0.hasPrefix("/") }.sorted()
        names = words.filter { !$0.hasPrefix("/") && !$0.isEmpty }.sorted()
    }

    /// What the word that is being typed may become.
    ///
    /// Commands come only at the very start; all of them if nothing is typed yet. Names come anywhere, in upper or
    /// lower case; of a name of several words whose first ones are typed, the rest.
    ///
    /// - Parameters:
    ///   - word: the word as far as it is typed.
    ///   - head: what stands before it in the message.
    func candidates(for word: String, after head: String) -> [String] {
        if head.isEmpty, word.isEmpty || word.hasPrefix("/") { return Self.among(commands, beginning: word) }
        var start = head.index(head.endIndex, offsetBy: -64, limitedBy: head.startIndex) ?? head.startIndex
        while start < head.endIndex {
            let earlier = head[start...]
            let rest = Self.among(names, beginning: earlier + word).map { String($0.dropFirst(earlier.count)) }
            if !rest.isEmpty { return rest }
            guard let next = earlier.firstIndex(where: Self.breaks.contains) else { break }
            start = head.index(after: next)
        }
        return word.isEmpty ? [] : Self.among(names, beginning: word)
    }

    private static func among(_ words: [String], beginning start: String) -> [String] {
        let start = start.lowercased()
        return words.filter { $0.lowercased().hasPrefix(start) }
    }
}
