// SPDX-License-Identifier: GPL-3.0-or-later
package import KnowledgePack
package import Understanding

/// Where a conversation stands: all that a turn needs to know of the turns before it.
package struct DialogueState: Hashable, Sendable {
    /// A status that was noted, with the words that said so.
    package struct Note: Hashable, Sendable {
        package var slot: String
        package var value: String
        /// The user's own words.
        package var quote: String
        package var turn: Int
        package var rule: String

        /// Whether it was read from a result's own words, and is neither an answer nor an "I don't know".
        var isOfResult: Bool { Self.rulesOfResult.contains(rule) }
        private static let rulesOfResult: Set = ["named", "number", "phrase"]
    }

    /// Something offered under a number.
    package enum Choice: Hashable, Sendable {
        case topic(String)
        case passage(Passage.ID)
    }

    /// What the last reply quoted, for "again", "more" and "sources".
    package struct Quoted: Hashable, Sendable {
        package var passages: [Passage.ID]
        package var entities: [String]
        package var depth: Depth
    }

    /// Who is ill.
    package enum Patient: Hashable, Sendable {
        case user
        /// A relative, as the user calls them.
        case relative(String)
        /// Somebody on whose behalf staff ask, as the user calls them.
        case client(String)
    }

    /// How much is said.
    package enum Depth: Hashable, Sendable {
        case short, normal, more
    }

    package var slots = SlotValues()
    package var notes: [Note] = []
    /// The statuses as they were before each change, the latest last.
    package var undoable: [SlotValues] = []
    /// The slot that the last reply asked for.
    package var askedSlot: String?
    /// Slots that were asked for before, and are not asked for again.
    package var askedBefore: Set<String> = []
    /// Slots that came back once after the user had spoken of something else.
    package var askedAgain: Set<String> = []
    package var offered: [Choice] = []
    /// The turn in which that was offered; a number picks from it for some turns.
    package var offeredTurn = 0
    /// The statuses that treatments were last listed for, told or supposed.
    package var listedFor: [String: String] = [:]
    /// The things that a message of the user named side by side, in their order: "the second one" may be one of them.
    package var namedTogether: [String] = []
    /// The turn in which that was.
    package var namedTurn = 0
    /// What else the last message may have been about, the likeliest first.
    package var alternatives: [Choice] = []
    /// What the last reply on results named and did not explain, for "what's that".
    package var unexplained: [Choice] = []
    package var focusTopic: String?
    /// The section last explained.
    package var focusSection: String?
    package var focusEntity: String?
    /// The treatment, and the medicine where it was one, that was last explained, whatever was spoken of since.
    package var treatmentTopic: String?
    package var treatmentEntity: String?
    /// The name of the symptom that the last message spoke of.
    package var symptom: String?
    package var focusSlot: String?
    /// The turn in which the user last spoke of it.
    package var focusSlotTurn = 0
    /// The thing, such as a medicine, that somebody last told of as theirs.
    package var ownEntity: String?
    /// All that was told of so, in the order in which it came up.
    package var ownEntities: [String] = []
    /// Statuses spoken of but not told, for "that's me".
    package var mentioned: [SlotReading] = []
    package var speaksOfSomebodyElse = false
    /// Whose illness it is, as far as that was said.
    package var patient: Patient?
    /// The relative of whom it was asked whether they are ill, or the user.
    package var askedWhether: String?
    /// Whether that was asked before.
    package var askedWhose = false
    package var quoted: Quoted?
    /// Where the statements of the last reply that made any came from.
    package var sources: [String] = []
    /// The passages quoted since the topic last changed.
    package var quotedOfTopic: [Passage.ID] = []
    /// All passages that were quoted, each where it last was, for what to ask at the next visit.
    package var explained: [Passage.ID] = []
    /// The text of the last reply, for "again".
    package var lastText = ""
    /// What the last message was taken to mean, for "why".
    package var lastReading = Reading()
    /// The paragraphs that were said.
    package var said: Set<String> = []
    /// How often a feeling was met.
    package var feelingsMet = 0
    /// Topics whose personal line was said.
    package var personalSaid: Set<String> = []
    /// Questions for the next visit, in the order in which they came up.
    package var visitQuestions: [String] = []
    /// Those of them that a sign of danger put there.
    package var alarmQuestions: Set<String> = []
    /// Those that somebody may want to keep before they leave; a sign of danger holds nobody back.
    package var questionsToKeep: [String] { visitQuestions.filter { !alarmQuestions.contains($0) } }
    /// The turn in which a question was last put there.
    package var listedTurn = 0
    /// Whether one of them was put there by the user.
    package var keptOwnQuestion = false
    /// Whether short answers were asked for.
    package var prefersShort = false
    /// The number of turns so far.
    package var turn = 0
    package var lastAct: ActKind?
    /// The turn in which an alarm was last raised, 0 for never, and the rule that raised it.
    package var alarmTurn = 0
    package var alarmRule = ""
    /// Whether it was said since that the call still comes first.
    package var wasReminded = false
    /// The rule of the last alarm of an illness for which help was not called yet; empty for none.
    package var openAlarm = ""
    /// The turn in which that was raised.
    package var openAlarmTurn = 0
    /// Whether help for the last alarm was called.
    package var isHelpCalled = false
    /// The turn in which a feeling was last met; 0 for never.
    package var feelingTurn = 0

    /// How a message was read, in the pack's names.
    package struct Reading: Hashable, Sendable {
        package var intent = ""
        package var safetyQuote = ""
    }

    package init() {}

    /// A state to begin with: statuses known, and the slot just asked for.
    package init(slots: [String: String], askedSlot: String?) {
        self.slots.values = slots
        self.askedSlot = askedSlot
        if let askedSlot { askedBefore.insert(askedSlot) }
    }

    /// Takes a passage as what is spoken of.
    mutating func setFocus(on passage: Passage.ID?, entity: String? = nil) {
        focusTopic = passage?.topic
        focusSection = passage?.section
        focusEntity = entity
    }

    /// Lets go of statuses, and of what was noted with them.
    mutating func forget(_ forgotten: [Slot]) {
        let before = slots
        for slot in forgotten {
            slots.set(slot, to: nil)
            notes.removeAll { $0.slot == slot.id }
        }
        if slots != before { undoable.append(before) }
    }

    /// Whether every paragraph of a text was said.
    func hasSaid(_ text: String) -> Bool { text.paragraphs.allSatisfy(said.contains) }

    /// Whether staff ask on behalf of somebody.
    var isOfClient: Bool {
        if case .client? = patient { return true }
        return false
    }

    /// The relative who is the patient, as the user calls them; nil for nobody.
    private var relative: String? {
        if case .relative(let name)? = patient { return name }
        return nil
    }

    /// What was last noted of a slot.
    func note(of slot: String) -> Note? { notes.last { $0.slot == slot } }

    /// Turns to another person, of whom nothing is known yet.
    mutating func beginNextClient(forgetting slots: [Slot]) {
        forget(slots)
        patient = nil
        mentioned = []
        askedSlot = nil
        askedBefore = []
        askedAgain = []
        personalSaid = []
        openAlarm = ""
        setFocus(on: nil)
        (treatmentTopic, treatmentEntity) = (nil, nil)
        ownEntity = nil
        ownEntities = []
        quoted = nil
        explained = []
        sources = []
    }

    package mutating func addVisitQuestion(_ question: String) {
        if !question.isEmpty, !visitQuestions.contains(question) { visitQuestions.append(question) }
    }

    /// The parts of the state that bear on reading the next message.
    package func context(slots definitions: [Slot], for message: String) -> TurnContext {
        let focus = slotOfNumber(in: message) ?? focusSlot
        return TurnContext(
            slots: definitions, askedSlot: askedSlot, focusSlot: focus,
            focusValue: focus.flatMap { slots.values[$0] }, focusIsFresh: focus == focusSlot && focusSlotTurn == turn,
            patient: relative, offeredChoices: picksFromNamed ? namedTogether.count : offered.count,
            offeredJustNow: !picksFromNamed && offeredTurn == turn)
    }

    /// For how many turns things that were named together can be picked from.
    private static let turnsToPickFromNamed = 4

    /// Whether "the second one" means one of the things that the user named, rather than one of a list.
    var picksFromNamed: Bool {
        !namedTogether.isEmpty && namedTurn > offeredTurn && turn - namedTurn <= Self.turnsToPickFromNamed
    }

    /// The slot whose note was told with a number that stands in a message: "it wasn't 8, it was 18".
    private func slotOfNumber(in message: String) -> String? {
        func numbers(_ text: String) -> Set<Substring> {
            Set(text.split { $0.isWhitespace || ",;.:()".contains($0) }.filter { $0.contains(where: \.isNumber) })
        }
        // Nearly every message has no figure at all.
        guard !notes.isEmpty, message.utf8.contains(where: { $0 >= 0x80 || (48...57).contains($0) }) else { return nil }
        let found = numbers(message)
        guard !found.isEmpty else { return nil }
        return notes.last { slots.values[$0.slot] == $0.value && !numbers($0.quote).isDisjoint(with: found) }?.slot
    }
}
