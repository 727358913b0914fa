// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import KnowledgePack
internal import TextAnalysis

/// The wordings of the pack as they stand, each with its intent, read in place from an archive.
///
/// What an author wrote under an intent is of that intent, whatever the models make of words like it.
struct KnownWordings: Sendable {
    private let hashes: HashDirectory
    /// The place of the intent of each wording, in the order of the hashes.
    private let intents: PackedArray<UInt16>

    /// How sure a known wording is, against what the models say.
    private static let share = 0.8
    /// From how many words on a wording says by itself what it is.
    private static let fewestWords = 2

    /// - Parameters:
    ///   - reading: reads wordings as it reads utterances.
    ///   - pack: its passages' wordings are of the intent that asks for their section.
    init(pack: Pack, reading: ReadingTables) {
        var intentOfSection: [String: Int] = [:]
        var found: [UInt64: Int?] = [:]
        func add(_ text: String, _ intent: Int) {
            let utterance = reading.framing.removed(from: AnalyzedUtterance(text, by: reading.forgivingAnalyzer))
            guard utterance.words.count >= Self.fewestWords else { return }
            let hash = Self.hash(of: utterance)
            // What stands under two intents is known of neither.
            found[hash] = found[hash].map { $0 == intent ? intent : nil } ?? intent
        }
        for (place, intent) in pack.intents.enumerated() {
            if intent.act == .answer, !intent.aspect.isEmpty, intent.say.isEmpty,
                intentOfSection[intent.aspect] == nil
            {
                intentOfSection[intent.aspect] = place
            }
            // What is vague, or a move in the talk, is so only where nothing was spoken of that it could be about.
            let leansOnTalk = intent.act == .clarify || !intent.move.isEmpty
            for text in intent.examples where !leansOnTalk { add(text, place) }
        }
        for passage in pack.passages {
            guard let intent = intentOfSection[passage.id.section] else { continue }
            for text in passage.questions { add(text, intent) }
        }
        let known = found.compactMap { hash, intent in intent.map { (hash: hash, intent: UInt16($0)) } }
            .sorted { $0.hash < $1.hash }
        hashes = HashDirectory(known.map(\.hash), bits: UInt64.bitWidth)
        intents = PackedArray(known.map(\.intent))
    }

    private static func hash(of utterance: AnalyzedUtterance) -> UInt64 {
        utterance.words.reduce(TextHash.empty) { hash, word in
            TextHash.of(word.normal, after: TextHash.adding(UInt8(ascii: " "), to: hash))
        }
    }

    /// The intent of an utterance that stands in the pack word for word; nil for another.
    ///
    /// - Complexity: O(*n*) in its length.
    func intent(of utterance: AnalyzedUtterance) -> Int? {
        hashes.place(of: Self.hash(of: utterance)).map { Int(intents[$0]) }
    }

    /// The probabilities of intents where one of them is known.
    static func raising(_ intent: Int, among probabilities: [Double]) -> [Double] {
        probabilities.enumerated().map { place, probability in
            probability * (1 - share) + (place == intent ? share : 0)
        }
    }
}

extension KnownWordings: Archivable {
    init(from reader: inout ArchiveReader) throws(ArchiveError) {
        hashes = try HashDirectory(from: &reader)
        intents = try reader.packed()
        guard intents.count == hashes.count else { throw .corrupt(offset: reader.offset) }
    }

    func write(to writer: inout ArchiveWriter) {
        hashes.write(to: &writer)
        writer.write(intents)
    }

    /// Whether all its intents are among so many.
    func isSound(intents count: Int) -> Bool { intents.allSatisfy { Int($0) < count } }
}
