// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack

/// The passages of a pack, topic by topic; made once when the pack is compiled, and read in place from an archive.
final class PassageDirectory: Archivable, Sendable {
    /// The ids of topics, and the sections of passages in alphabetical order.
    private let topics: [String]
    private let sections: [String]
    private let topicPlaces: TextDirectory
    private let sectionPlaces: TextDirectory
    /// The passages of each topic.
    let ranges: [Range<Int>]
    /// The section of each passage, by its place among all.
    let sectionOfPassage: [Int]
    /// Whether each passage is the general one of its section.
    let isGeneral: [Bool]
    /// Which of several of its section each passage is.
    private let parts: ArchivedTexts
    /// The hash of each passage's id.
    private let keys: PackedArray<UInt64>

    init(pack: Pack) {
        let passages = pack.passages
        topics = pack.topics.map(\.id)
        sections = Set(passages.map(\.id.section)).sorted()
        topicPlaces = TextDirectory(topics)
        let places = TextDirectory(sections)
        sectionPlaces = places
        var end = 0
        ranges = pack.topics.map { topic in
            defer { end += topic.passages.count }
            return end..<(end + topic.passages.count)
        }
        sectionOfPassage = passages.map { places.place(of: $0.id.section) ?? 0 }
        isGeneral = passages.map(\.id.part.isEmpty)
        parts = ArchivedTexts(passages.map(\.id.part))
        keys = PackedArray(passages.map { TextHash.of($0.id.description) })
    }

    /// The number of passages.
    var count: Int { keys.count }
    /// The number of sections.
    var sectionCount: Int { sections.count }

    /// The id of the passage at a place.
    func id(at place: Int) -> Passage.ID {
        Passage.ID(
            topic: topics[topic(of: place)], section: sections[sectionOfPassage[place]],
            part: isGeneral[place] ? "" : parts[place])
    }

    /// The topic of the passage at a place.
    func topic(ofPassage place: Int) -> String { topics[topic(of: place)] }

    /// The place of the topic of the passage at a place.
    ///
    /// - Complexity: O(log *n*) in the number of topics.
    func topic(of passage: Int) -> Int {
        var low = 0
        var high = ranges.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= passage { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The place of a passage; nil where there is none of this id.
    func place(of id: Passage.ID) -> Int? {
        let key = TextHash.of(id.description)
        return range(ofTopic: id.topic).first { keys[$0] == key }
    }

    /// The place of a topic among all; nil where there is no such topic.
    func place(ofTopic topic: String) -> Int? { topicPlaces.place(of: topic) }

    /// The passages of a topic; none where there is no such topic.
    func range(ofTopic topic: String) -> Range<Int> { place(ofTopic: topic).map { ranges[$0] } ?? 0..<0 }

    /// The place of a section among all; nil where no passage is of it.
    func place(ofSection section: String) -> Int? { sectionPlaces.place(of: section) }

    /// Whether it speaks of as many topics, sections and passages as a pack and its models.
    func isSound(topics: Int, labels: ModelLabels) -> Bool {
        let sizes = labels.sizes
        return ranges.count == topics && sizes[TrainingSet.Question.topic.rawValue] == topics + 1
            && sizes[TrainingSet.Question.section.rawValue] == sectionCount
            && sizes[TrainingSet.Question.passage.rawValue] == count
    }

    // MARK: Archive

    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        topics = try reader.array()
        sections = try reader.array()
        topicPlaces = try TextDirectory(from: &reader)
        sectionPlaces = try TextDirectory(from: &reader)
        let ends = try reader.packed(of: UInt32.self).elements
        let placed = try reader.packed(of: UInt16.self).elements
        let general = try reader.packed(of: UInt6.self)
        parts = try ArchivedTexts(from: &reader)
        keys = try reader.packed()
        let sectionCount = sections.count
        guard topics.count == ends.count, topicPlaces.count == ends.count, sectionPlaces.count == sectionCount,
            placed.count == keys.count, general.count == keys.count, parts.count == keys.count,
            Int(ends.last ?? 0) == keys.count, placed.allSatisfy({ $0 < sectionCount })
        else { throw .corrupt(offset: reader.offset) }
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            guard Int(end) >= start else { throw .corrupt(offset: reader.offset) }
            ranges.append(start..<Int(end))
            start = Int(end)
        }
        self.ranges = ranges
        sectionOfPassage = placed.map { Int($0) }
        isGeneral = general.map { $0.value != 0 }
    }

    func write(to writer: inout ArchiveWriter) {
        writer.write(topics)
        writer.write(sections)
        topicPlaces.write(to: &writer)
        sectionPlaces.write(to: &writer)
        writer.write(packed: ranges.map { UInt32($0.upperBound) })
        writer.write(packed: sectionOfPassage.map { UInt16($0) })
        writer.write(packed: isGeneral.map { UInt6($0 ? 1 : 0) })
        parts.write(to: &writer)
        writer.write(keys)
    }
}
