// SPDX-License-Identifier: GPL-3.0-or-later

/// The lists of trigger patterns in a pack.
package enum ScopeTrigger: Int, CaseIterable, Sendable {
    case negation, question, hypothetical, past, now, claim, other
    case general, present, adopt, pending, unknown, correction, contrast
    case conjunction, advice, towards, result, guide, anotherTest, onBehalf
    case questionStart, pastTense, pronoun, ago, over, recent, filler
    case person, continuation, below, absence, earlier, terse, reassurance
    case complaint, dismissal, farewell, retraction, opening, closing, inversion
    case lead, denialOfDanger, remainingDanger, aboutTheCall, nextClient
    case kindQuestion, firstPerson, thirdPerson, helpCalled, listRequest, listVerb, firstChoice
    case secondChoice, thirdChoice, fourthChoice, fifthChoice, lastChoice
    case alternative, alongside, alongsideIt, each, ownRelative, spokenFor, ownTest, otherNumber, meaning
    case figure, listLead, besideName, between, restated, homeAgain, notOwn, skipping, news, group
    case puttingOff, likewise, asksNow, noSpread, theTreatment, asksMeaning, brief, saidHere
    case doubt, swapped, hasItNow, relativeIsIll

    /// The names of the lists, in the order of the triggers.
    private static let names = [
        "negation", "question", "hypothetical", "past", "now", "claim", "other",
        "general", "present", "adopt", "pending", "unknown", "correction", "contrast",
        "conjunction", "advice", "towards", "result", "guide", "another-test", "on-behalf",
        "question-start", "past-tense", "pronoun", "ago", "over", "recent", "filler",
        "person", "continuation", "below", "absence", "earlier", "terse", "reassurance",
        "complaint", "dismissal", "farewell", "retraction", "opening", "closing", "inversion",
        "lead", "denial-of-danger", "remaining-danger", "about-the-call", "next-client",
        "kind-question", "first-person", "third-person", "help-called", "list-request", "list-verb", "choice-1",
        "choice-2", "choice-3", "choice-4", "choice-5", "choice-last",
        "alternative", "alongside", "alongside-it", "each", "own-relative", "spoken-for", "own-test", "other-number",
        "meaning",
        "figure", "list-lead", "beside-name", "between", "restated", "home-again", "not-own", "skipping", "news",
        "group", "putting-off", "likewise", "asks-now", "no-spread", "the-treatment", "asks-meaning", "brief",
        "said-here", "doubt", "swapped", "has-it-now", "relative-is-ill",
    ]

    /// The name of its list in a pack.
    package var name: String { Self.names[rawValue] }

    /// The trigger of a list; nil where it is none.
    package init?(name: String) {
        guard let place = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: place)
    }

    /// The triggers that pick from a list, first to fifth.
    static let choices: [ScopeTrigger] = [.firstChoice, .secondChoice, .thirdChoice, .fourthChoice, .fifthChoice]
}

/// Where each trigger stands in an utterance, in the order of the words.
struct TriggerPlaces: Sendable {
    private var places: [[Range<Int>]] = Array(repeating: [], count: ScopeTrigger.allCases.count)

    /// Where a trigger stands; nil where it doesn't.
    subscript(trigger: ScopeTrigger) -> [Range<Int>]? {
        get {
            let own = places[trigger.rawValue]
            return own.isEmpty ? nil : own
        }
        set { places[trigger.rawValue] = newValue ?? [] }
    }

    func contains(_ trigger: ScopeTrigger) -> Bool { !places[trigger.rawValue].isEmpty }

    mutating func add(_ ranges: [Range<Int>], of trigger: ScopeTrigger) { places[trigger.rawValue] += ranges }

    mutating func sort() {
        for trigger in places.indices where places[trigger].count > 1 {
            places[trigger].sort { ($0.lowerBound, $0.count) < ($1.lowerBound, $1.count) }
        }
    }
}
