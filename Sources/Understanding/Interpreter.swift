// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
package import KnowledgePack
package import SearchIndex
package import TextAnalysis

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads an utterance in its context: the door of this module.
///
/// Each kind of reading happens once, in the order in which its result is needed; nothing is remembered between utterances.
package final class Interpreter: Sendable {
    package let pack: Pack
    let model: CompiledPack
    let analyzer: Analyzer
    let wakefulAnalyzers: [Analyzer]
    let framing: Framing
    let linker: EntityLinker
    let classes: PhraseTable
    let patterns: PatternTable
    let scopeReader: ScopeReader
    private let slotFiller: SlotFiller
    let safetyScreen: SafetyScreen
    private let premiseReader: PremiseReader
    let retriever: PassageRetriever
    private let extractor: FeatureExtractor
    let traits: IntentTraits

    /// How many clauses are read by themselves.
    static let mostClauses = 6
    /// How much the clearest clause counts for a topic, beside the whole.
    private static let clauseShare = 0.5
    /// From which probability on one clause makes the whole a request for advice.
    private static let clearAdvice = 0.8
    /// From which probability on a part of an utterance is about a topic of its own, or has an intent of its own.
    private static let clearTopic = 0.6
    /// How far behind the best passage a further topic's best may be.
    private static let severalTopicsWithin = 2.0
    /// How far behind the best passage a topic's best is as good.
    private static let equallyWell = 1.5
    private static let mostTopics = 4
    /// From how many words on those without a meaning of their own say something together.
    static let fewestSmallWords = 4
    /// From how many words with meaning on what was learnt of them is evidence of a subject.
    private static let fewestToBeSure = 3
    /// How many words with meaning make a question of one's own for the list.
    static let fewestOwnWords = 2

    package init(_ model: CompiledPack) {
        self.model = model
        pack = model.pack
        let reading = model.reading
        classes = reading.classes
        patterns = reading.patterns
        analyzer = reading.forgivingAnalyzer
        wakefulAnalyzers = reading.wakefulAnalyzers
        framing = reading.framing
        linker = EntityLinker(pack: pack, reading: reading)
        scopeReader = ScopeReader(pack: pack)
        slotFiller = SlotFiller(lexicon: reading.slots)
        safetyScreen = SafetyScreen(pack: pack, labels: model.labels)
        premiseReader = PremiseReader(count: pack.premiseCount)
        extractor = FeatureExtractor(synonyms: reading.synonyms)
        retriever = PassageRetriever(pack: pack, tables: model.retrieval, reading: reading)
        traits = model.labels.intents
    }

    /// What an utterance means, given where the conversation stands.
    ///
    /// - Complexity: O(*n*) in the utterance's length for reading it, and O(*p*) in the pack's passages for ranking them.
    package func interpret(_ text: String, in context: TurnContext) -> Interpretation {
        let asTyped = AnalyzedUtterance(text, by: analyzer)
        let utterance = framing.removed(from: asTyped)
        let mentions = linker.mentions(in: utterance)
        let matcher = PatternMatcher(utterance: utterance, mentions: mentions, classes: classes)
        let candidates = patterns.candidates(for: utterance)
        var scope = scopeReader.reading(of: utterance, candidates: candidates[.scope], matcher: matcher)
        let whole = classify(utterance, mentions: mentions)
        let clauseUtterances = Array(utterance.clauseUtterances.prefix(Self.mostClauses))
        let clauses = clauseUtterances.map(classify)
        let wholeIntents = whole[.intent]
        let clauseIntents = clauses.map { $0[.intent] }
        let found = safetyScreen.findings(
            in: utterance, scope: scope, matcher: matcher, candidates: candidates,
            whole: SafetyScreen.Part(
                words: utterance.words.indices, likeness: saysSomething(utterance) ? whole.danger : [],
                ordinary: wholeIntents.max() ?? 0, asksDecision: acts(of: wholeIntents)[.declineAdvice],
                ownWords: retriever.meaningfulWords(in: utterance, apartFrom: mentions)),
            clauses: safetyParts(clauseUtterances, readings: clauses, of: utterance))
        let alarm =
            found.alarm?.witness == SafetyFinding.pattern ? found.alarm : mistypedAlarm(in: utterance) ?? found.alarm
        scope.speaksOfPatient = speaks(of: context.patient, in: utterance, scope: scope)
        func isMeantOtherwise(_ finding: SafetyFinding) -> Bool {
            isDenied(finding, in: utterance, scope: scope) || isExcepted(finding, in: asTyped)
        }
        var safety = alarm.flatMap { isMeantOtherwise($0) ? nil : $0 }
        let doubt = alarm == nil ? found.doubt.flatMap { isMeantOtherwise($0) ? nil : $0 } : nil
        if let finding = safety {
            safety?.standsApart = standsApart(finding, in: utterance, mentions: mentions)
            safety?.told = told(of: finding, in: utterance)
        }
        var slots = slotFiller.fill(
            utterance, scope: scope, matcher: matcher, candidates: candidates, context: context)
        let choice = scope.choice(of: context.offeredChoices, isJustNow: context.offeredJustNow)
        if choice != nil, utterance.words.count <= 2 { slots = SlotFiller.Result() }
        let setAside = mentions.map(\.words).filter { scope.isDismissed($0) || scope.isSetAside($0) }
        // What is told without being a result, such as where it is, may be what is asked about.
        let results = slots.told.filter { pack.slot($0.slot)?.isTrait == false }
        let wordsOfTold = results.map(\.words)
        let toldOfNames = tellings(besideQuestionIn: utterance, mentions: mentions, scope: scope)
        let dismissed =
            setAside + rejections(in: utterance, scope: scope)
            + surroundings(ofQuestionIn: utterance, scope: scope) + toldOfNames
        let leansOnTold =
            scope.triggers[.pronoun]?.contains { scope.asksQuestion(inSentenceOf: $0.lowerBound) } ?? false
        let leftAsking = asking(utterance, apartFrom: wordsOfTold, dismissed: dismissed, leansOnTold: leansOnTold)
        let asked =
            leansOnTold && leftAsking.words.count == utterance.words.count
            ? naming(results, in: utterance) : leftAsking
        let asksAll = asked.text == utterance.text && asked.words.count == utterance.words.count
        let askedMentions = asksAll ? mentions : linker.mentions(in: asked)
        let askedReading = asksAll ? whole : classify(asked, mentions: askedMentions)
        let askedClauses =
            asksAll ? clauses : asked.clauseUtterances.prefix(Self.mostClauses).map(classify)
        let askedIntents = asksAll ? wholeIntents : askedReading[.intent]
        let likely = intents(
            // What is asked counts twice beside what is told.
            whole: asksAll ? [wholeIntents] : [wholeIntents, askedIntents, askedIntents],
            clauses: asksAll ? clauseIntents : askedClauses.map { $0[.intent] })
        let known = model.wordings.intent(of: utterance)
        let intents = known.map { KnownWordings.raising($0, among: likely) } ?? likely
        let felt = feeling(
            in: known == nil ? [wholeIntents] : [intents, wholeIntents],
            clauses: Array(zip(wordRanges(of: clauseUtterances), clauseIntents)), told: slots.told.map(\.words))
        let topics = topics(of: askedReading, clauses: askedClauses)
        let aspects = aspects(of: intents)
        let evidence = retriever.retrieve(
            asked,
            learnt: .init(topics: topics, sections: askedReading[.section], passages: askedReading[.passage]),
            aspects: aspects, mentions: askedMentions)
        let stems = retriever.meaningfulStems(in: asked, apartFrom: askedMentions)
        let askedApart = self.asked(in: utterance, mentions: mentions, scope: scope, told: wordsOfTold)
        return Interpretation(
            utterance: utterance, safety: safety, doubt: doubt?.level,
            premises: premiseReader.premises(of: candidates, scope: scope, matcher: matcher),
            mentions: askedMentions,
            mentionsBeside: mentions.filter { mention in
                toldOfNames.contains { $0.contains(mention.words.lowerBound) }
            },
            told: slots.told, mentioned: slots.mentioned,
            conflicts: slots.conflicts, namedSlots: slots.named, intents: ranked(intents, of: .intent),
            acts: acts(of: intents),
            asksOptionsApart: asksOptions(
                besideTold: slots.told.map(\.words), clauses: clauseUtterances, intents: clauseIntents, scope: scope),
            feeling: felt.probability, feltIntent: felt.intent,
            clauseIntents: zip(clauseUtterances, clauseIntents).compactMap(sureIntent),
            asksPlainer: asksPlainer(in: intents),
            topics: ranked(topics, of: .topic).filter { $0.label != ModelLabels.noTopic },
            noTopic: topics.last ?? 0, aspects: aspects,
            passages: evidence.ranked,
            severalTopics: severalTopics(
                asked, mentions: askedMentions, passages: evidence.ranked, compares: scope.has(.between)),
            asksQuestion: scope.asksQuestion,
            questions: askedApart.several,
            questionBesideTold: askedApart.besideTold,
            asksKind: scope.has(.kindQuestion), asksFigure: scope.has(.figure),
            asksBetween: scope.has(.between), asksOfEach: scope.has(.each),
            opensWithFiller: scope.triggers[.filler]?.contains { $0.lowerBound == 0 } ?? false,
            tellsOfSelf: scope.has(.claim),
            tellsResultsOnly: !wordsOfTold.isEmpty
                && retriever.meaningfulWords(in: utterance.without(Set(wordsOfTold.joined())), apartFrom: []) == 0,
            asksAdvice: scope.has(.advice),
            adopts: scope.adopts,
            corrects: scope.has(.correction) || scope.has(.now),
            restates: scope.has(.restated),
            retracts: scope.has(.retraction), complains: scope.has(.complaint), endsInFarewell: scope.endsInFarewell,
            reassures: scope.has(.reassurance),
            deniesDanger: scope.triggers[.denialOfDanger]?.contains { $0.lowerBound <= 1 } ?? false,
            hintsAtDanger: scope.has(.remainingDanger), speaksOfCall: scope.has(.aboutTheCall),
            beginsNextClient: scope.has(.nextClient),
            putsOff: scope.has(.puttingOff), saysHelpCalled: scope.has(.helpCalled), saysHome: scope.has(.homeAgain),
            bringsNews: scope.has(.news), tellsOfIllRelative: scope.has(.relativeIsIll),
            asksToSkip: scope.has(.skipping), disownsResult: scope.has(.notOwn),
            swapsResults: scope.has(.swapped),
            listRequest: listRequest(utterance, scope: scope),
            choice: choice, choices: scope.choices(of: context.offeredChoices),
            hasPronoun: scope.has(.pronoun) && !opens(utterance, with: askedMentions),
            asksMeaning: scope.has(.asksMeaning),
            placeInReply: scope.has(.saidHere) ? scope.choice(of: ScopeTrigger.choices.count, isJustNow: false) : nil,
            asksBrevity: scope.has(.brief),
            pointsAtTreatment: scope.has(.theTreatment),
            continues: scope.has(.continuation), namesAside: namesAside(askedMentions, scope: scope),
            meaningfulStems: stems,
            isAboutSomebodyElse: utterance.words.indices.contains { scope.isSomebodyElses($0) },
            relative: scope.relatives.first.flatMap { relative(utterance.words[$0]) },
            relativeSentence: scope.relatives.first.map { utterance.sentences[$0.lowerBound] },
            asksOfRelative: asksOfRelative(utterance, told: wordsOfTold, scope: scope),
            client: scope.clients.first.map { utterance.words[$0].map(\.normal).joined(separator: " ") },
            isFirstPerson: scope.has(.firstPerson),
            isThirdPerson: scope.has(.thirdPerson), namesPerson: scope.has(.person), isTerse: scope.has(.terse),
            subjectEvidence: subjectEvidence(
                evidence, mentions: askedMentions, named: slots.named, meaningfulWords: stems.count))
    }

    func classify(_ utterance: AnalyzedUtterance, mentions: [EntityMention]) -> UtteranceReading {
        UtteranceReading(extractor.features(of: utterance, mentions: mentions), by: self)
    }

    func classify(_ clause: AnalyzedUtterance) -> UtteranceReading {
        classify(clause, mentions: linker.mentions(in: clause))
    }

    /// The probability of each topic, and of none: half by the whole, half by the clause that says it most clearly.
    private func topics(of whole: UtteranceReading, clauses: [UtteranceReading]) -> [Double] {
        var topics = whole[.topic]
        guard !clauses.isEmpty else { return topics }
        let parts = clauses.map { $0[.topic] }
        for topic in topics.indices {
            let clearest = parts.reduce(0) { max($0, $1[topic]) }
            topics[topic] = topics[topic] * (1 - Self.clauseShare) + clearest * Self.clauseShare
        }
        let total = topics.reduce(0, +)
        return topics.map { $0 / total }
    }

    /// The classes of a question by falling probability.
    func ranked(_ probabilities: [Double], of question: TrainingSet.Question) -> RankedLabels {
        RankedLabels(model.labels[question], probabilities: probabilities)
    }

    /// The probability of each intent of an utterance, the mean over its readings.
    ///
    /// A request for advice in one clause counts, however much is said around it.
    private func intents(whole readings: [[Double]], clauses: [[Double]]) -> [Double] {
        var best = [Double](repeating: 0, count: traits.count)
        for reading in readings {
            for (index, probability) in reading.enumerated() {
                best[index] += probability / Double(readings.count)
            }
        }
        for clause in clauses {
            for (index, probability) in clause.enumerated()
            where probability > Self.clearAdvice && traits.isAdvice(index) {
                best[index] = max(best[index], probability)
            }
        }
        let total = best.reduce(0, +)
        return best.map { $0 / total }
    }

    /// How likely a reply is to be right, by how sure its choice is; both from 0 to 1.
    package func calibrated(_ certainty: Double) -> Double {
        let bounded = min(0.999, max(0.001, certainty))
        let scale = pack.lexicon.confidence
        return 1 / (1 + exp(-(scale.offset + scale.slope * log(bounded / (1 - bounded)))))
    }

    /// Whether a sentence denies a concept that stands in it; nil where it doesn't stand there.
    package func denies(_ concept: String, in sentence: String) -> Bool? {
        let utterance = AnalyzedUtterance(sentence, by: analyzer)
        let stems = AnalyzedUtterance(concept, by: analyzer).words.map(\.stem)
        let last = utterance.words.count - stems.count
        guard !stems.isEmpty, last >= 0,
            let start = (0...last).first(where: { start in
                zip(stems, utterance.words[start...]).allSatisfy { $0 == $1.stem }
            })
        else { return nil }
        let matcher = PatternMatcher(utterance: utterance, mentions: linker.mentions(in: utterance), classes: classes)
        let scope = scopeReader.reading(
            of: utterance, candidates: patterns.candidates(for: utterance)[.scope], matcher: matcher)
        return scope.isNegated(start..<(start + stems.count))
    }

    /// The words of a text as they are read.
    package func words(of text: String) -> [Token] { AnalyzedUtterance(text, by: analyzer).words }

    /// The words of a text that carry meaning, mended where they were misspelt.
    package func meaningfulWords(of text: String) -> [String] {
        words(of: text).filter { $0.isContent && !retriever.isStopWord($0) }.map(\.normal)
    }

    /// Passages for plain words alone, best first, each with the terms that found it.
    package func search(_ text: String, top limit: Int) -> [(id: Passage.ID, score: Double, why: ScoreExplanation)] {
        retriever.search(AnalyzedUtterance(text, by: analyzer), top: limit).map { ($0.id, $0.hit.score, $0.why) }
    }

    /// The intent of a clause that is surely one: by its very words, or by its probability.
    private func sureIntent(_ clause: AnalyzedUtterance, _ intents: [Double]) -> String? {
        let known = model.wordings.intent(of: clause)
        let sure = known ?? intents.indices.first { intents[$0] > Self.clearTopic }
        return sure.map { model.labels[.intent][$0] }
    }

    /// How likely intents are to ask for plainer words, or fewer.
    func asksPlainer(in intents: [Double]) -> Double {
        intents.indices.reduce(0) { traits.asksPlainer($1) ? $0 + intents[$1] : $0 }
    }

    func acts(of intents: [Double]) -> ActProbabilities {
        var acts = ActProbabilities()
        for (intent, probability) in intents.enumerated() { acts.add(probability, at: traits.act(of: intent)) }
        return acts
    }

    /// The probability of each section among the intents that ask for one.
    func aspects(of intents: [Double]) -> [ScoredLabel] {
        var sums = [Double](repeating: 0, count: traits.sections.count)
        for (intent, probability) in intents.enumerated() {
            if let section = traits.section(of: intent) { sums[section] += probability }
        }
        let total = sums.reduce(0, +)
        guard total > 0 else { return [] }
        let ranked = RankedLabels(traits.sections, probabilities: sums.map { $0 / total })
        return ranked.indices.map { ranked[$0] }
    }

    /// "And this medicine, is it a tablet": what opens an utterance in a clause of its own is what a pronoun behind it stands for.
    private func opens(_ utterance: AnalyzedUtterance, with mentions: [EntityMention]) -> Bool {
        mentions.contains { mention in
            let end = mention.words.upperBound
            return mention.words.lowerBound <= 1 && end < utterance.words.count
                && utterance.startsClause(end)
                && mention.entity.section != pack.lexicon.contrastSection
        }
    }

    /// Whether all subjects that are named stand behind words such as "during", or before words such as "with it".
    private func namesAside(_ mentions: [EntityMention], scope: ScopeReading) -> Bool {
        let subjects = mentions.filter { !$0.groups.isDisjoint(with: pack.lexicon.subjectKinds) }
        return !subjects.isEmpty
            && subjects.allSatisfy { subject in
                let isBehind = scope.triggers[.alongside]?.contains {
                    (0...1).contains(subject.words.lowerBound - $0.upperBound)
                }
                let isBefore = scope.triggers[.alongsideIt]?.contains { $0.contains(subject.words.lowerBound) }
                return isBehind == true || isBefore == true
            }
    }

    private func subjectEvidence(
        _ evidence: PassageRetriever.Evidence, mentions: [EntityMention], named: [String], meaningfulWords: Int
    ) -> Double {
        let byName = mentions.isEmpty ? (named.isEmpty ? 0 : 0.7) : 0.9
        // A few words are learnt as many a question.
        let learnt = meaningfulWords >= Self.fewestToBeSure ? evidence.ranked.first?.learnt ?? 0 : 0
        return max(byName, evidence.bestQuestion, evidence.coverage * 0.5, learnt)
    }

    /// The topics asked about, the main one first, where there are several.
    ///
    /// They are those of the things named, and those that the parts between joining words are surely about.
    private func severalTopics(
        _ utterance: AnalyzedUtterance, mentions: [EntityMention], passages: RankedPassages, compares: Bool
    ) -> [String] {
        var found: [String] = []
        for mention in mentions where !mention.groups.isDisjoint(with: pack.lexicon.subjectKinds) {
            if !found.contains(mention.entity.topic) { found.append(mention.entity.topic) }
        }
        // Of two that are compared, neither is left out.
        if compares, found.count > 1 { return Array(found.prefix(Self.mostTopics)) }
        for topic in joinedTopics(utterance) where !found.contains(topic) { found.append(topic) }
        guard found.count > 1 else { return [] }
        let scores = found.map { passages.best(ofTopic: $0)?.score ?? 0 }
        let best = scores.max() ?? 0
        // What answers about equally well stands in the order of naming.
        let kept = found.indices.filter { scores[$0] > best - Self.severalTopicsWithin }
            .map { (index: $0, score: scores[$0] > best - Self.equallyWell ? best : scores[$0]) }
            .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
            .map(\.index)
        return kept.count > 1 ? kept.prefix(Self.mostTopics).map { found[$0] } : []
    }

    /// The topics of the parts between joining words, where each is surely about one.
    private func joinedTopics(_ utterance: AnalyzedUtterance) -> [String] {
        let joints = utterance.words.indices.filter { model.reading.joints.contains(utterance.words[$0].key) }
        guard !joints.isEmpty else { return [] }
        let labels = model.labels[.topic]
        return utterance.parts(between: joints.map { $0..<($0 + 1) }).prefix(Self.mostClauses).compactMap { part in
            let topics = classify(part)[.topic]
            guard let best = topics.indices.max(by: { topics[$0] < topics[$1] }), topics[best] > Self.clearTopic,
                labels[best] != ModelLabels.noTopic
            else { return nil }
            return labels[best]
        }
    }
}
