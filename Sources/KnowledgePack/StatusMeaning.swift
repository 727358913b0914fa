// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// What one or several statuses together mean, said once to somebody who tells them.
package struct StatusMeaning: Hashable, Sendable {
    /// The statuses that have to hold, all of them.
    package var conditions: [OptionRule.Condition]
    package var say: String
    package var sources: [String]
    @Deferred package var location: SourceLocation

    package init(
        conditions: [OptionRule.Condition], say: String, sources: [String], location: SourceLocation
    ) {
        self.conditions = conditions
        self.say = say
        self.sources = sources
        self.location = location
    }
}

extension StatusMeaning: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        conditions = try reader.array()
        say = try reader.string()
        sources = try reader.array()
        _location = try Deferred(from: &reader, otherwise: .nowhere)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(conditions)
        writer.write(say)
        writer.write(sources)
        _location.write(to: &writer)
    }
}
