// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack

extension SlotLexicon.Tables: Archivable {
    /// What stands for so many attributes where the archive is damaged.
    static func empty(count: Int) -> Self {
        let attribute = SlotLexicon.Attribute(
            slot: "", component: "", values: [], measures: [], denied: [:], refines: [:])
        return Self(attributes: Array(repeating: attribute, count: count), rules: [], bareValues: [:])
    }

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        self.init(
            attributes: try reader.array(), rules: try reader.array(), bareValues: try reader.dictionary())
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(attributes)
        writer.write(rules)
        writer.write(bareValues)
    }
}

extension SlotLexicon.Attribute: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        slot = try reader.string()
        component = try reader.string()
        values = try reader.array()
        measures = try reader.array()
        denied = try reader.dictionary()
        refines = try reader.dictionary()
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(slot)
        writer.write(component)
        writer.write(values)
        writer.write(measures)
        writer.write(denied)
        writer.write(refines)
    }
}

extension SlotLexicon.Measure: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        unit = try reader.packed().elements
        after = []
        for _ in 0..<max(0, try reader.int()) { after.append(try reader.packed().elements) }
        maximum = try reader.double()
        steps = try reader.array()
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(packed: unit)
        writer.write(after.count)
        for words in after { writer.write(packed: words) }
        writer.write(maximum)
        writer.write(steps)
    }
}

extension SlotLexicon.PhraseRule: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        assignments = try reader.array()
        rule = try reader.string()
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(assignments)
        writer.write(rule)
    }
}

extension ArchiveReader {
    fileprivate mutating func dictionary() throws(ArchiveError) -> [String: String] {
        let keys: [String] = try array()
        let values: [String] = try array()
        return Dictionary(zip(keys, values)) { $1 }
    }
}

extension ArchiveWriter {
    fileprivate mutating func write(_ values: [String: String]) {
        let keys = values.keys.sorted()
        write(keys)
        write(keys.map { values[$0] ?? "" })
    }
}
