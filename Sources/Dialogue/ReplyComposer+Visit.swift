// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Understanding

/// What to ask at the next visit: the list that is kept, the page to take along, and what the talk itself leads to.
extension ReplyComposer {
    /// How many questions about what was explained are named in a reply.
    private static let mostOfTalk = 5
    /// From how many of them on those that are for everybody are told in short.
    private static let enoughOfTalk = 3
    /// From how many of them on that speak of what is asked about those are all.
    private static let enoughPicked = 2
    /// Up to how many letters a stem picks none of them, standing in too many words.
    private static let shortStem = 2

    func visitList(in state: DialogueState) -> Draft {
        guard !state.visitQuestions.isEmpty else {
            let talk = questionsOfTalk(in: state)
            let beside = talk.isEmpty ? [] : [wording("visit-talk", state), talk.prefix(Self.mostOfTalk).asList]
            return Draft(act: .social, paragraphs: [wording("visit-list-empty", state)] + beside)
        }
        var draft = Draft(act: .social, paragraphs: [wording("visit-list", state), state.visitQuestions.asList])
        addWhoSpeaks(to: &draft, in: state)
        return draft
    }

    /// Says, once, who speaks in the questions of a relative's list.
    private func addWhoSpeaks(to draft: inout Draft, in state: DialogueState) {
        if let words = ofRelative("visit-for-relative", state) { draft.add(words) }
    }

    /// What was behind a sign of danger, as a question for the next visit.
    func questionAfterAlarm(_ finding: SafetyFinding, in state: DialogueState) -> String? {
        finding.told.isEmpty ? nil : wording("visit-alarm", state, ["quote": finding.told])
    }

    /// What to ask about what was explained, the latest first, apart from what is on the list.
    func questionsOfTalk(in state: DialogueState) -> [String] {
        state.explained.reversed().compactMap { pack.passage($0)?.visitQuestion }
            .filter { !$0.isEmpty && !state.visitQuestions.contains($0) }.uniqued
    }

    /// Adds what the talk leads to asking at a visit, unless that was said: first what speaks of what is asked about, such as a part of the
    /// body, then what is of its topic.
    ///
    /// - Parameter stems: those of the words that ask.
    /// - Returns: whether what is for everybody is told in short behind it, so that all is said.
    func addQuestionsOfTalk(
        before passage: Passage, asking stems: [String], to draft: inout Draft, in state: DialogueState
    ) -> Bool {
        guard passage.id.section == pack.lexicon.visitSection, passage.id.part.isEmpty else { return false }
        let own = state.explained.filter { $0.topic == passage.id.topic }.compactMap { pack.passage($0)?.visitQuestion }
        let talk = questionsOfTalk(in: state)
        let ordered = talk.filter(own.contains) + state.visitQuestions.reversed() + talk.filter { !own.contains($0) }
        // A word that is in most of them, such as "visit", picks none.
        let picking = stems.filter { stem in
            stem.count > Self.shortStem && ordered.count { $0.hasWord(beginningWith: stem) } * 2 <= ordered.count
        }
        let isPicked: (String) -> Bool = { question in picking.contains(where: question.hasWord) }
        // Where there are some on just what is named, the others can wait.
        let picked = ordered.filter(isPicked)
        let others = picked.count < Self.enoughPicked ? ordered.filter { !isPicked($0) } : []
        let named = (picked + others).prefix(Self.mostOfTalk)
        guard !named.isEmpty, !state.said.contains(named.asList) else { return false }
        draft.add(wording("visit-talk", state))
        draft.add(named.asList)
        let isEnough = named.count >= Self.enoughOfTalk || picked.count >= Self.enoughPicked
        // A list without words of its own before it would go on as the same list.
        if isEnough || passage.body.hasPrefix("- ") { draft.add(wording("visit-others", state)) }
        if isEnough { draft.add(passage.short) }
        // A call is not for the next visit; that somebody means to make it does not make it.
        if named.contains(where: state.alarmQuestions.contains) {
            draft.add(wording(state.isHelpCalled ? "visit-call" : "goodbye-alarm", state))
        }
        addWhoSpeaks(to: &draft, in: state)
        return isEnough
    }

    /// Puts a question about what was last explained on the list for the next visit.
    func starred(in state: DialogueState) -> Draft {
        let wasJustPutThere = state.listedTurn == state.turn && state.lastAct == .social
        guard !wasJustPutThere, let id = state.quoted?.passages.first, let passage = pack.passage(id) else {
            // "Yes, just that one": what was put there is there.
            let name = state.visitQuestions.isEmpty ? "nothing-to-star" : "starred-already"
            return Draft(act: .social, paragraphs: [wording(name, state)])
        }
        let own = passage.visitQuestion
        return onList(own.isEmpty ? wording("star-question", state, ["title": passage.title]) : own, in: state)
    }

    /// Puts a question in the user's own words on the list.
    func ownQuestion(_ request: ListRequest, in state: DialogueState) -> Draft {
        let words = request.words
        if !request.asks { return onList(wording("own-question-about", state, ["words": words]), in: state) }
        let isWhole = words.last?.isLetter != true && words.last?.isNumber != true
        return onList(words.uppercasedFirst + (isWhole ? "" : "?"), in: state)
    }

    private func onList(_ question: String, in state: DialogueState) -> Draft {
        guard !state.visitQuestions.contains(question) else {
            return Draft(act: .social, paragraphs: [wording("starred-already", state)])
        }
        var draft = Draft(act: .social, paragraphs: [wording("starred", state, ["question": question])])
        draft.visitQuestions = [question]
        return draft
    }

    /// The page to take along: what is known and where it was said, the questions, what to bring.
    func visitSheet(in state: DialogueState) -> String {
        var parts = ["# " + wording("sheet-title", state), wording("sheet-note", state)]
        let noted = notedLines(in: state)
        if !noted.isEmpty { parts += ["## " + wording("sheet-statuses", state), noted.joined(separator: "\n")] }
        if !state.visitQuestions.isEmpty {
            parts += ["## " + wording("visit-list", state), state.visitQuestions.asList]
        }
        let talk = questionsOfTalk(in: state)
        if !talk.isEmpty { parts += ["## " + wording("visit-talk", state), talk.asList] }
        parts.append(wording("sheet-bring", state))
        return parts.joined(separator: "\n\n") + "\n"
    }
}

extension Sequence<String> {
    /// One on each line, with a dash.
    var asList: String { map { "- \($0)" }.joined(separator: "\n") }
}
