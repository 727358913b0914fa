// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
internal import Diagnostics

extension Slot: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        title = try reader.string()
        names = try reader.array()
        values = try reader.array()
        measures = try reader.array()
        components = try reader.array()
        combinations = try reader.array()
        bare = try reader.string()
        isTrait = try reader.bool()
        isToldBack = try reader.bool()
        askedWhen = try reader.array()
        question = try reader.string()
        whereToFind = try reader.string()
        visitQuestion = try reader.string()
        explanation = try reader.string()
        location = try SourceLocation(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(title)
        writer.write(names)
        writer.write(values)
        writer.write(measures)
        writer.write(components)
        writer.write(combinations)
        writer.write(bare)
        writer.write(isTrait)
        writer.write(isToldBack)
        writer.write(askedWhen)
        writer.write(question)
        writer.write(whereToFind)
        writer.write(visitQuestion)
        writer.write(explanation)
        location.write(to: &writer)
    }
}

extension Slot.Measure: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        unit = try reader.string()
        after = try reader.array()
        maximum = try reader.double()
        steps = try reader.array()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(unit)
        writer.write(after)
        writer.write(maximum)
        writer.write(steps)
    }
}

extension Slot.Measure.Step: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        from = try reader.double()
        value = try reader.string()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(from)
        writer.write(value)
    }
}

extension Slot.Component: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        names = try reader.array()
        values = try reader.array()
        measures = try reader.array()
        isShared = try reader.bool()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(names)
        writer.write(values)
        writer.write(measures)
        writer.write(isShared)
    }
}

extension Slot.Combination: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        readings = try reader.array()
        value = try reader.string()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(readings)
        writer.write(value)
    }
}

extension Profile: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        phrases = try reader.array()
        assignments = try reader.array()
        location = try SourceLocation(from: &reader)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(phrases)
        writer.write(assignments)
        location.write(to: &writer)
    }
}

extension Profile.Assignment: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        slot = try reader.string()
        value = try reader.string()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(slot)
        writer.write(value)
    }
}
