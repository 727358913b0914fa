// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack

/// Parts of a pack that stand in more than one of its files.
extension YAMLMapping {
    /// Slots and their values, by the slots' names.
    mutating func conditions(_ key: String) -> [OptionRule.Condition] {
        namedLists(key).sorted { $0.key < $1.key }.map { OptionRule.Condition(slot: $0.key, values: $0.value) }
    }

    /// Key points, one a line; a line that is none is a fault.
    mutating func keyPoints(_ key: String, of owner: String, log: FaultLog) -> [KeyPoint] {
        keyedLines(key).compactMap { log.keyPoint($0.text, of: owner, file: file, line: $0.line) }
    }
}

extension FaultLog {
    /// Reads a key point; a text that is none is a fault at its line.
    func keyPoint(_ text: some StringProtocol, of owner: String, file: String, line: Int) -> KeyPoint? {
        do throws(KeyPoint.Problem) {
            return try KeyPoint(text, of: owner)
        } catch {
            self.error(file, line, error.problem, remedy: error.remedy)
            return nil
        }
    }
}
