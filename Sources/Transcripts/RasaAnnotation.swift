// SPDX-License-Identifier: GPL-3.0-or-later

/// A message in which entities are marked: `[Italian](cuisine)`, `[Italian]{"entity": "cuisine"}`, `[it][{…}]`.
enum RasaAnnotation {
    /// The message as it was typed, and whether any mark was taken out.
    static func plain(_ text: String) -> (text: String, hadMarks: Bool) {
        var result = ""
        var hadMarks = false
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "[") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: "]"), let end = end(of: inside[inside.index(after: close)...])
            else {
                result += "["
                rest = inside
                continue
            }
            result += inside[..<close]
            rest = inside[end...]
            hadMarks = true
        }
        return (result + rest, hadMarks)
    }

    /// Where the mark ends that begins here; nil where there is none.
    private static func end(of text: Substring) -> Substring.Index? {
        let pairs: [Character: Character] = ["(": ")", "{": "}", "[": "]"]
        guard let first = text.first, let closing = pairs[first] else { return nil }
        return text.firstIndex(of: closing).map(text.index(after:))
    }
}
