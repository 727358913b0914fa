// SPDX-License-Identifier: GPL-3.0-or-later

extension Array where Element == String {
    /// The texts as one, with a separator between them.
    ///
    /// In place of the library's for any collection, which looks up what each is when it is first called: that costs a program
    /// that starts as much as the rest of a reply.
    func joined(separator: String) -> String {
        var text = first ?? ""
        for next in dropFirst() {
            text += separator
            text += next
        }
        return text
    }
}
