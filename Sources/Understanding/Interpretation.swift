// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack

/// What an utterance was taken to mean, and why: the ranked readings of each of its parts.
package struct Interpretation: Sendable {
    /// What was read, word by word.
    package var utterance: AnalyzedUtterance
    package var safety: SafetyFinding?
    /// Where there is no sign of danger: what the words may tell of, though not surely enough for an alarm.
    package var doubt: SafetyRule.Level?
    /// The wrong ideas that it takes for granted, by their places in the pack.
    package var premises: [Int]
    package var mentions: [EntityMention]
    /// What was named in sentences that only tell of it, beside a question of one of those things.
    package var mentionsBeside: [EntityMention]
    /// Statuses told, in order.
    package var told: [SlotReading]
    /// Statuses spoken of but asked about, supposed, over, or somebody else's.
    package var mentioned: [SlotReading]
    /// Slots told in two ways that don't go together.
    package var conflicts: [String]
    /// Slots named, with or without a value.
    package var namedSlots: [String]
    /// Intents by falling probability.
    package var intents: RankedLabels
    /// The summed probability of the intents of each act.
    package var acts: ActProbabilities
    /// The probability that a question, beside what is told, asks which treatments there are.
    package var asksOptionsApart: Double
    /// The probability that the message, or a clause of it, shows a feeling.
    package var feeling: Double
    /// The intent that shows it.
    package var feltIntent: String?
    /// The intents of the clauses that are surely one by themselves; empty for a message of one clause.
    package var clauseIntents: [String]
    /// How likely it asks for plainer words, or fewer, from 0 to 1.
    package var asksPlainer: Double
    /// Topics by falling probability, for an utterance that is about one.
    package var topics: [ScoredLabel]
    /// The probability that it is about nothing that the corpus explains.
    package var noTopic: Double
    /// The sections asked for, by falling probability.
    package var aspects: [ScoredLabel]
    /// Passages by falling score.
    package var passages: RankedPassages
    /// The topics asked about, where it is more than one.
    package var severalTopics: [String]
    /// Whether something is asked rather than told.
    package var asksQuestion: Bool
    /// Each of several questions by itself, as it was typed; empty where fewer than two are asked.
    package var questions: [TypedQuestion]
    /// The only question of a message that tells something besides, as it was typed.
    package var questionBesideTold: TypedQuestion?
    /// Whether it asks if one thing is of a kind ("is … a kind of …").
    package var asksKind: Bool
    /// Whether a number is asked for: how many, how likely.
    package var asksFigure: Bool
    /// Whether it asks which of two things that it does not both name: "which works better", "or is … kinder".
    package var asksBetween: Bool
    /// Whether it speaks of each of several things that were named: "all three", "both of them".
    package var asksOfEach: Bool
    /// Whether it opens with a small word that says nothing by itself, such as "ok".
    package var opensWithFiller: Bool
    /// Whether the words are those of somebody who tells of themself.
    package var tellsOfSelf: Bool
    /// Whether no word with meaning stands beside the results that are told.
    package var tellsResultsOnly: Bool
    /// Whether the words are those of somebody who asks what to do.
    package var asksAdvice: Bool
    /// Whether a status just spoken of is taken as one's own ("that's me").
    package var adopts: Bool
    /// Whether the words say that something told before was wrong.
    package var corrects: Bool
    /// Whether the words say that something was told here before: "I told you".
    package var restates: Bool
    /// Whether the words ask to let go of something noted.
    package var retracts: Bool
    /// Whether the words say that the last reply was not what was wanted.
    package var complains: Bool
    /// Whether the last words say that somebody leaves.
    package var endsInFarewell: Bool
    /// Whether the words take back that somebody is in danger of harming themself.
    package var reassures: Bool
    /// Whether they open with a "no", where it was asked whether somebody is in danger.
    package var deniesDanger: Bool
    /// Whether they would say, where that was asked, that somebody is, or may be.
    package var hintsAtDanger: Bool
    /// Whether they ask when or whom to call for help.
    package var speaksOfCall: Bool
    /// Whether staff go on to another person.
    package var beginsNextClient: Bool
    /// Whether a call is to be made later than now.
    package var putsOff: Bool
    /// Whether they say that help has been called or has come.
    package var saysHelpCalled: Bool
    /// Whether it says that somebody is home again, or well.
    package var saysHome: Bool
    /// Whether it tells of a result that has just come.
    package var bringsNews: Bool
    /// Whether it tells that a relative has the illness.
    package var tellsOfIllRelative: Bool
    /// Whether it asks to leave out a treatment.
    package var asksToSkip: Bool
    /// Whether it says that a result that was told is somebody else's.
    package var disownsResult: Bool
    /// Whether it says that two results were told the wrong way round.
    package var swapsResults: Bool
    /// What is to go on the list for the next visit, in the user's words: empty for what was just explained, nil for nothing.
    package var listRequest: ListRequest?
    /// Which of the choices just offered is picked, from 0.
    package var choice: Int?
    /// All of them that are named by their places: two in "is the second better than the fifth".
    package var choices: [Int]
    /// Whether a word stands for what was just spoken of.
    package var hasPronoun: Bool
    /// Whether it asks after the meaning of what was just said ("is that good").
    package var asksMeaning: Bool
    /// The place in words, from 0, of what a reply said: "the second one you named".
    package var placeInReply: Int?
    /// Whether it asks for short answers from now on.
    package var asksBrevity: Bool
    /// Whether it speaks of a treatment as of one that is known ("the tablets").
    package var pointsAtTreatment: Bool
    /// Whether it goes on from the last question ("and for …", "same with …").
    package var continues: Bool
    /// Whether what it names only goes on at the same time as what it asks about: "… during …".
    package var namesAside: Bool
    /// The stems of the words that carry meaning beside the names.
    package var meaningfulStems: [String]
    /// Whether somebody who is not the patient is spoken of.
    package var isAboutSomebodyElse: Bool
    /// The relative that is spoken of, as the user calls them; nil for none.
    package var relative: String?
    /// The first sentence that speaks of a relative, from 0; nil for none.
    package var relativeSentence: Int?
    /// Whether the relative is only asked about, and nothing is told of them.
    package var asksOfRelative: Bool
    /// The person on whose behalf staff ask, as they are called; nil for none.
    package var client: String?
    /// Whether the words say "I", "my" or "me" of the illness.
    package var isFirstPerson: Bool
    /// Whether the words speak of another person: "she", "him".
    package var isThirdPerson: Bool
    /// Whether anybody in particular is named or pointed at: "me", "my", "him", "mum".
    package var namesPerson: Bool
    /// Whether the words are those of somebody who knows the field and asks in few.
    package var isTerse: Bool
    /// How near the words are to anything that the corpus explains, from 0 to 1.
    package var subjectEvidence: Double

    /// The number of words that carry meaning beside the names.
    package var meaningfulWords: Int { meaningfulStems.count }

    /// Whether somebody in particular is spoken of: the user, a relative, or who asks for help.
    package var isPersonal: Bool {
        isFirstPerson || isThirdPerson || tellsOfSelf || relative != nil || client != nil
    }

    /// Whether it can be answered by itself: it names something, asks for advice, or is like a question of the corpus.
    package var isClearQuestion: Bool {
        guard meaningfulWords > 0 || !mentions.isEmpty else { return false }
        return !mentions.isEmpty || acts[.declineAdvice] > Self.clearRequest
            || passages.bestQuestion() >= Self.likeQuestion
    }

    private static let clearRequest = 0.5
    private static let likeQuestion = 0.35
}

/// One question of a message that asks several.
package struct TypedQuestion: Hashable, Sendable {
    /// Its words, as they were typed.
    package var text: String
    /// Whether it begins as questions do, and not only ends in a question mark or goes on from another.
    package var opensFirmly: Bool
}

/// What somebody wants to ask at the next visit.
package struct ListRequest: Hashable, Sendable {
    /// Their own words; empty where they point at what was just explained.
    package var words: String
    /// Whether these are a question as they stand, rather than what it is about.
    package var asks: Bool
}
