// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What a reply does, with what it needs to be put into words.
enum DialogueAct: Hashable, Sendable {
    /// Explains passages, the main one first.
    case answer(Answer)
    /// Lists what is often talked about for the known statuses, and for others that are only supposed.
    case options(supposed: [String: String])
    /// Confirms statuses that were told.
    case slotUpdate
    case urgent(SafetyFinding, also: Answer?)
    case crisis(SafetyFinding)
    case decline(intent: String)
    case outOfScope(intent: String)
    case social(intent: String)
    /// Asks what was meant, offering choices where there are any.
    case clarify(choices: [DialogueState.Choice])
    /// Asks one kind question, because the words may hide more.
    case askKindly(SafetyFinding)
    /// Holds to an alarm that was raised in the last turn, and answers what else is asked.
    case alarmStands(also: Answer?)
    /// Help for an alarm has been called or has come; answers what else is asked.
    case helpCalled(inCrisis: Bool, also: Answer?)
    /// Puts a question in the user's words on the list for the next visit.
    case ownQuestion(ListRequest)
    /// Lets go of statuses that were noted.
    case forget(slots: [String])
    /// Takes in what was told that is no status, and offers what may matter to it.
    case told(choices: [DialogueState.Choice])
    /// Asks which of two results counts.
    case conflict(slots: [String])
    /// A move about the conversation itself.
    case move(Move)
    /// Says one sentence of the pack, by its name.
    case sentence(String, values: [String: String] = [:], act: ActKind = .social)
    /// Quotes a passage of a library behind the pack.
    case library(LibraryPassage)
    case empty

    /// Whether it takes in what was told.
    var notes: Bool {
        switch self {
        case .slotUpdate, .sentence(_, _, act: .slotUpdate): true
        default: false
        }
    }

    /// Moves about the conversation, by the names that intents give them.
    enum Move: String, Sendable {
        case again, undo, list, why, sources, skip, yes, no, star
        case startOver = "start-over"
        case whatYouKnow = "what-you-know"
        /// A depth of what was last quoted was asked for where there is nothing quoted, or no more.
        case nothingToRepeat, noMore
        /// More was asked for after a list of treatments.
        case restOfOptions
    }

    struct Answer: Hashable, Sendable {
        var passages: [Passage.ID]
        /// Entities whose own facts come first.
        var entities: [String]
        /// The thing that is spoken of, where its own facts are not told.
        var spokenOf: String?
        var depth: DialogueState.Depth
        /// The entities that each passage is asked of, where several questions are answered; empty where all are asked of all.
        var entitiesOfPassage: [Passage.ID: [String]] = [:]
        /// An intent whose own words answer, such as a myth.
        var intent = ""
        /// Whether it was asked for again, so that nothing is left out as said before.
        var isRepeat = false
        /// Whether the message says that it was not answered, or not plainly enough.
        var asksAnew = false
        /// Whether it was told rather than asked: then a "No." that answers the passage's own question answers nothing.
        var isTold = false
        /// Whether a number is asked for.
        var asksFigure = false
        /// Whether it is asked which of several things is more or less of something.
        var asksBetween = false
        /// Whether two things are asked to be compared, and nothing that was checked compares them.
        var isUncompared = false
        /// The answer to whether what is named is of another kind.
        var kind: KindAnswer?
        /// The things, such as procedures, that the message names: what an answer should speak of.
        var named: [String] = []
        /// The things, such as medicines, that the message calls by name: a reply that names none of them may be about anything.
        var calls: [String] = []
        /// The stems of the other words with meaning in the message.
        var stems: [String] = []

        /// The entities that a passage is asked of.
        func entities(for passage: Passage.ID) -> [String] {
            entitiesOfPassage.isEmpty ? entities : entitiesOfPassage[passage] ?? []
        }
    }

    /// Whether a thing is of a topic's kind.
    struct KindAnswer: Hashable, Sendable {
        var topic: String
        var isOfIt: Bool
    }
}

/// An act, with why it was chosen.
struct Decision: Hashable, Sendable {
    var act: DialogueAct
    var intent: String
    /// How sure the choice is, from 0 to 1.
    var confidence: Double
    /// Whether the message shows a feeling, to be met before anything else.
    var meetsFeeling = false
    /// The intent of the feeling that it shows.
    var feltIntent: String?
    /// What else the message asks, answered in short beside the act.
    var alsoAnswers: DialogueAct.Answer?
    /// The intent of what else it asks that is not for a program to decide.
    var alsoDeclines: String?
    /// One of several questions that gets no answer, as it was typed.
    var leavesOpen: String?
    /// Whether the message says that nobody is in danger, where that was asked.
    var hearsDenial = false
    /// The name of the word that the reply begins with, such as one of regret where the last one was not what was wanted.
    var opening: String?
    /// Whether the message says that what an alarm was about is over.
    var endsAlarm = false
    /// The topics that a refusal is about.
    var concerns: [String] = []
    /// The wrong ideas that the message takes for granted, by their places in the pack.
    var premises: [Int] = []
    /// The relative of whom to ask whether they are ill, or the user.
    var asksWhether: String?
    /// What danger the message may tell of, though not surely enough for an alarm.
    var doubt: SafetyRule.Level?

    /// Whether it answers a question, or says why not.
    var answersQuestion: Bool {
        switch act {
        case .answer(let answer): !answer.isRepeat && answer.intent.isEmpty
        case .decline, .options: true
        default: false
        }
    }

    /// Whether it asks back, or says a word of courtesy or regret.
    var isNoAnswer: Bool {
        switch act {
        case .social, .clarify: true
        default: false
        }
    }

    /// Whether it puts a question on the list because the user asked for that.
    var keepsOwnQuestion: Bool {
        switch act {
        case .ownQuestion, .move(.star): true
        default: false
        }
    }

    /// Whether it takes in that help was called, or that the alarm is over.
    var saysHelpCame: Bool {
        if case .helpCalled = act { true } else { endsAlarm }
    }

    /// Whether it is about danger, so that nothing stands before it.
    var isOfDanger: Bool {
        switch act {
        case .urgent, .crisis, .askKindly, .alarmStands, .helpCalled: true
        default: false
        }
    }

    /// Whether it takes up what the message says, by explaining or by noting it.
    var takesUp: Bool {
        switch act {
        case .answer, .slotUpdate: true
        default: false
        }
    }
}
