// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// A wrong idea that people take for granted while they ask something else, and the sentence that puts it right.
package struct Premise: Hashable, Sendable {
    package var id: String
    /// Any one of these patterns is enough.
    package var phrases: [String]
    /// Patterns of which one is enough to leave it unsaid, such as a plain question about it.
    package var exceptions: [String]
    package var say: String
    package var sources: [String]
    /// Passages, as `topic#section/part`, that say it themselves.
    package var saidIn: [String]
    @Deferred package var location: SourceLocation

    package init(
        id: String, phrases: [String], exceptions: [String], say: String, sources: [String], saidIn: [String],
        location: SourceLocation
    ) {
        self.id = id
        self.phrases = phrases
        self.exceptions = exceptions
        self.say = say
        self.sources = sources
        self.saidIn = saidIn
        self.location = location
    }
}

extension Premise: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        phrases = try reader.array()
        exceptions = try reader.array()
        say = try reader.string()
        sources = try reader.array()
        saidIn = try reader.array()
        _location = try Deferred(from: &reader, otherwise: .nowhere)
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(phrases)
        writer.write(exceptions)
        writer.write(say)
        writer.write(sources)
        writer.write(saidIn)
        _location.write(to: &writer)
    }
}
