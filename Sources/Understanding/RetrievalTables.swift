// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import SearchIndex
internal import TextAnalysis

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The indexes over a pack's passages and over the questions that ask for them, made once when the pack is compiled.
struct RetrievalTables: Sendable {
    let directory: PassageDirectory
    let passages: InvertedIndex
    let questions: InvertedIndex
    /// The passage of each question.
    let questionPassages: PackedArray<UInt32>

    init(pack: Pack, reading: ReadingTables) {
        directory = PassageDirectory(pack: pack)
        let terms = SearchTerms(reading, analyzer: reading.forgivingAnalyzer)
        passages = InvertedIndex(
            documents: pack.topics.flatMap { topic in topic.passages.map { terms.document($0, of: topic) } })
        var bags: [[WeightedTerm]] = []
        var owners: [UInt32] = []
        for (index, passage) in pack.passages.enumerated() {
            for question in passage.questions + [passage.title] {
                bags.append(terms.bag(of: question))
                owners.append(UInt32(index))
            }
        }
        var frequencies: [String: Int] = [:]
        for bag in bags { for term in Set(bag.map(\.term)) { frequencies[term, default: 0] += 1 } }
        questions = InvertedIndex(
            documents: bags.map { bag in
                TFIDFCosine.unitVector(of: bag) { Self.worth(of: frequencies[$0.term] ?? 0, of: bags.count) }
            })
        questionPassages = PackedArray(owners)
    }

    /// What a term of questions is worth by how many have it; nothing where it tells hardly any apart.
    static func worth(of frequency: Int, of count: Int) -> Double {
        frequency > max(fewestQuestions, count / 20) ? 0 : log(Double(1 + count) / Double(1 + frequency)) + 0.2
    }

    /// Up to how many questions may have a term in a corpus of any size.
    private static let fewestQuestions = 50
}

extension RetrievalTables: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        directory = try PassageDirectory(from: &reader)
        passages = try InvertedIndex(from: &reader)
        questions = try InvertedIndex(from: &reader)
        questionPassages = try reader.packed()
        guard questionPassages.count == questions.documentCount else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        directory.write(to: &writer)
        passages.write(to: &writer)
        questions.write(to: &writer)
        writer.write(questionPassages)
    }
}
