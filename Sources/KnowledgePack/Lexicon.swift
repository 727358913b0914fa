// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving

/// The words of the pack's language beside its names.
package struct Lexicon: Hashable, Sendable {
    /// A written form to the words it stands for: other spellings and abbreviations.
    @Deferred package var expansions: NamedLists
    /// Groups of words that mean the same in a search.
    @Deferred package var synonyms: [[String]]
    /// Words of the language that are meant as they are typed; none where a pack has no such list.
    @DeferredTexts package var commonWords: [String]
    /// Words that the reading grade counts as known.
    @DeferredTexts package var knownWords: [String]
    /// Words that carry no subject: not looked for in a search.
    @DeferredTexts package var stopWords: [String]
    /// Kinds of entities that are subjects of their own when several are named.
    package var subjectKinds: [String]
    /// Kinds of entities that are names: they win over ordinary words and decide the topic.
    package var nameKinds: [String]
    /// The section that tells what a thing is.
    package var generalSection: String
    /// The passage that says what can be done, where no status is known; empty for none.
    package var overallPassage: String
    /// The section that sets things of one kind apart, for a comparison of them; empty for none.
    package var contrastSection: String
    /// The section that lists what to ask at a visit; empty for none.
    package var visitSection: String
    /// Passages that nobody should meet unasked, such as those on dying: no list of what may be meant offers them.
    package var tenderPassages: [String]
    /// First words of a passage that answer its own question and no other, such as "Yes".
    package var answerWords: [String]
    /// First words of a sentence that turns what the one before it says, so that the two are never parted, such as "But".
    package var turningWords: [String]
    /// The words, in small letters, with which a sentence points back at the one before it.
    package var pointingWords: [String]
    /// Kinds of things, such as symptoms, that an answer has to speak of where a message names one.
    package var answeredKinds: [String]
    /// What behind a number makes it a figure that answers "how many" or "how likely", such as "percent".
    package var figureUnits: [String]
    /// Sections after which a reply says what somebody's statuses make of the topic.
    package var statusSections: [String]

    /// How a reply's own certainty becomes the share of replies like it that are right.
    package var confidence: ConfidenceScale

    package init(
        expansions: NamedLists, synonyms: [[String]], commonWords: [String], knownWords: [String], stopWords: [String],
        subjectKinds: [String], nameKinds: [String], generalSection: String, overallPassage: String,
        contrastSection: String = "", visitSection: String = "", tenderPassages: [String] = [],
        answerWords: [String] = [], turningWords: [String] = [],
        pointingWords: [String] = [],
        answeredKinds: [String] = [],
        figureUnits: [String] = [],
        statusSections: [String], confidence: ConfidenceScale = ConfidenceScale()
    ) {
        self.expansions = expansions
        self.synonyms = synonyms
        self.commonWords = commonWords
        self.knownWords = knownWords
        self.stopWords = stopWords
        self.subjectKinds = subjectKinds
        self.nameKinds = nameKinds
        self.generalSection = generalSection
        self.overallPassage = overallPassage
        self.contrastSection = contrastSection
        self.visitSection = visitSection
        self.tenderPassages = tenderPassages
        self.answerWords = answerWords
        self.turningWords = turningWords
        self.pointingWords = pointingWords
        self.answeredKinds = answeredKinds
        self.figureUnits = figureUnits
        self.statusSections = statusSections
        self.confidence = confidence
    }
}

extension Lexicon {
    /// Whether a passage is one that nobody should meet unasked.
    package func isTender(_ id: Passage.ID) -> Bool { tenderPassages.contains(id.description) }

    /// Whether a text gives a number of people or a span, such as "5 in 100".
    package func holdsFigure(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).contains { word, next in
            guard word.first?.isNumber == true else { return false }
            let unit = next.prefix(while: \.isLetter)
            return figureUnits.contains { word.hasSuffix($0) || unit == $0 || unit == $0 + "s" }
        }
    }
}

/// The log-odds of a reply being right, as offset + slope · the log-odds that the policy gave it.
///
/// J. Platt, *Probabilistic outputs for support vector machines*, 1999.
package struct ConfidenceScale: Hashable, Sendable {
    package var offset: Double
    package var slope: Double

    package init(offset: Double = 0, slope: Double = 1) {
        self.offset = offset
        self.slope = slope
    }
}

extension Lexicon: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        _expansions = try Deferred(from: &reader, otherwise: NamedLists())
        _synonyms = try Deferred(from: &reader, otherwise: [])
        _commonWords = try DeferredTexts(from: &reader)
        _knownWords = try DeferredTexts(from: &reader)
        _stopWords = try DeferredTexts(from: &reader)
        subjectKinds = try reader.array()
        nameKinds = try reader.array()
        generalSection = try reader.string()
        overallPassage = try reader.string()
        contrastSection = try reader.string()
        visitSection = try reader.string()
        tenderPassages = try reader.array()
        answerWords = try reader.array()
        turningWords = try reader.array()
        pointingWords = try reader.array()
        answeredKinds = try reader.array()
        figureUnits = try reader.array()
        statusSections = try reader.array()
        confidence = ConfidenceScale(offset: try reader.double(), slope: try reader.double())
    }

    package func write(to writer: inout ArchiveWriter) {
        _expansions.write(to: &writer)
        _synonyms.write(to: &writer)
        _commonWords.write(to: &writer)
        _knownWords.write(to: &writer)
        _stopWords.write(to: &writer)
        writer.write(subjectKinds)
        writer.write(nameKinds)
        writer.write(generalSection)
        writer.write(overallPassage)
        writer.write(contrastSection)
        writer.write(visitSection)
        writer.write(tenderPassages)
        writer.write(answerWords)
        writer.write(turningWords)
        writer.write(pointingWords)
        writer.write(answeredKinds)
        writer.write(figureUnits)
        writer.write(statusSections)
        writer.write(confidence.offset)
        writer.write(confidence.slope)
    }
}
