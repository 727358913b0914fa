// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics
internal import Dialogue
package import KnowledgePack
internal import TextAnalysis
package import Understanding

/// Looks at a pack as its readers will meet it: is it found, is it understood, is it easy to read, is it up to date.
package struct PackReview {
    /// The highest US school grade that a text may ask of its reader.
    package static let highestGrade = 8.0
    /// After how many days a review is out of date.
    package static let reviewLastsDays = 365

    /// What was looked at, for the summary.
    package struct Counts: Hashable, Sendable {
        package var examples = 0
        package var straying = 0
        /// Examples read as another intent, though no worse than that.
        package var stolen = 0
        package var alike = 0
        package var passages = 0
        package var unreachable = 0
        package var texts = 0
        package var hardTexts = 0
    }

    package private(set) var diagnostics: [Diagnostic] = []
    package private(set) var counts = Counts()
    private let pack: Pack
    private let interpreter: Interpreter
    private let context: TurnContext

    /// Reviews a compiled pack.
    ///
    /// - Parameter today: the date as `YYYY-MM-DD`, against which review dates are held.
    /// - Complexity: one reading for each example and question of the pack.
    package init(of model: CompiledPack, today: String) {
        pack = model.pack
        interpreter = Interpreter(model)
        context = TurnContext(slots: pack.slots)
        reviewIntents()
        reviewLikeness()
        reviewSafety()
        reviewPassages()
        reviewReadingGrades()
        reviewDates(today: today)
        reviewSources()
        reviewKeyPoints()
    }

    private mutating func note(
        _ severity: Diagnostic.Severity, _ place: SourceLocation, _ problem: String, remedy: String = ""
    ) {
        diagnostics.append(Diagnostic(severity, at: place, problem, remedy: remedy))
    }

    /// Every example of an intent should lead back to it; where another takes it, by how much and for which words.
    private mutating func reviewIntents() {
        let stems = IntentWords(pack: pack, interpreter: interpreter)
        for intent in pack.intents {
            for example in intent.examples {
                counts.examples += 1
                let reading = interpreter.interpret(example, in: context)
                // Statuses are read by their own rules, whatever the words around them.
                let tellsStatus = !reading.told.isEmpty || !reading.mentioned.isEmpty || !reading.conflicts.isEmpty
                if intent.act == .slotUpdate, tellsStatus { continue }
                guard let top = reading.intents.first, top.label != intent.id else { continue }
                counts.stolen += 1
                let own = reading.intents.first { $0.label == intent.id }?.probability ?? 0
                let margin = Int(((top.probability - own) * 100).rounded())
                let shared = stems.shared(by: reading, own: intent.id, thief: top.label)
                let words =
                    shared.isEmpty ? "" : ", for the words \(shared.map { "\"\($0)\"" }.joined(separator: ", "))"
                note(
                    .warning, intent.location,
                    "the example \"\(example)\" of \"\(intent.id)\" is read as \"\(top.label)\", by \(margin) in 100\(words)",
                    remedy: "Change it, or give one of the two intents more examples like it")
            }
        }
    }

    /// No example may stand with two intents, nor twice with one.
    private mutating func reviewLikeness() {
        var seen: [String: (id: String, text: String)] = [:]
        for intent in pack.intents {
            for example in intent.examples {
                let key = Tokenizer.tokens(of: example).filter(\.isContent).map(\.normal).joined(separator: " ")
                guard let other = seen.updateValue((intent.id, example), forKey: key) else { continue }
                counts.alike += 1
                let place = other.id == intent.id ? "stands twice" : "stands with \"\(other.id)\" too"
                note(
                    .warning, intent.location, "the example \"\(example)\" of \"\(intent.id)\" \(place)",
                    remedy: "Keep it once")
            }
        }
    }

    /// Every example of a rule has to raise an alarm, and no look-alike may raise it.
    private mutating func reviewSafety() {
        for rule in pack.safetyRules {
            for example in rule.examples {
                counts.examples += 1
                let level = interpreter.interpret(example, in: context).safety?.level
                if let level, level >= min(rule.level, .callToday) || rule.level == .ask { continue }
                counts.straying += 1
                note(
                    .error, rule.location, "the example \"\(example)\" of \"\(rule.id)\" raises no alarm",
                    remedy: "Add a pattern for it")
            }
            for example in rule.counterexamples {
                counts.examples += 1
                guard let safety = interpreter.interpret(example, in: context).safety, safety.level > .ask else {
                    continue
                }
                counts.straying += 1
                note(
                    .error, rule.location,
                    "\"\(example)\" must not raise an alarm, but \"\(safety.rule)\" does (\"\(safety.quote)\")",
                    remedy: "Narrow its pattern")
            }
        }
    }

    /// Every passage has to come first for one of the questions that ask for it.
    private mutating func reviewPassages() {
        for passage in pack.passages {
            counts.passages += 1
            let isReached = passage.questions.contains { question in
                interpreter.interpret(question, in: context).passages.first?.id == passage.id
            }
            if isReached { continue }
            counts.unreachable += 1
            note(
                .error, passage.location, "no question of \"\(passage.id.description)\" finds it first",
                remedy: "Add questions that tell it from its neighbours")
        }
    }

    private mutating func reviewReadingGrades() {
        let reading = ReadingGrade(knownWords: pack.easyWords)
        func check(_ text: String, _ what: String, _ place: SourceLocation) {
            guard !text.isEmpty else { return }
            counts.texts += 1
            let grade = reading.grade(of: text)
            guard grade > Self.highestGrade else { return }
            counts.hardTexts += 1
            let tenths = Int((grade * 10).rounded())
            note(
                .error, place, "\(what) reads at grade \(tenths / 10).\(tenths % 10), over \(Int(Self.highestGrade))",
                remedy: "Use shorter sentences and words")
        }
        for passage in pack.passages {
            let name = "\"\(passage.id.description)\""
            check(passage.body, name, passage.location)
            check(passage.short, "the short form of \(name)", passage.location)
            check(passage.more, "the long form of \(name)", passage.location)
        }
        for topic in pack.topics {
            for rule in topic.options { check(rule.personal, "a personal line of \"\(topic.id)\"", topic.location) }
        }
        for entity in pack.entities {
            let facts = entity.facts + entity.variants.flatMap(\.facts)
            check(([entity.about] + facts.map(\.text)).joined(separator: "\n"), "\"\(entity.id)\"", entity.location)
        }
        for intent in pack.intents {
            let texts = [intent.say] + intent.then + intent.ofRelative
            check(texts.joined(separator: "\n"), "\"\(intent.id)\"", intent.location)
        }
        for rule in pack.safetyRules { check(rule.say, "\"\(rule.id)\"", rule.location) }
        for premise in pack.premises { check(premise.say, "\"\(premise.id)\"", premise.location) }
    }

    private mutating func reviewDates(today: String) {
        guard let now = CalendarDay(today)?.number else { return }
        for topic in pack.topics {
            guard let reviewed = CalendarDay(topic.reviewed)?.number, now - reviewed > Self.reviewLastsDays else {
                continue
            }
            note(
                .warning, topic.location, "\"\(topic.id)\" was last reviewed on \(topic.reviewed)", remedy: "Review it")
        }
    }

    private mutating func reviewSources() {
        let used = Set(
            pack.passages.flatMap(\.sources) + pack.entities.flatMap(\.sources) + pack.intents.flatMap(\.sources)
                + pack.safetyRules.flatMap(\.sources) + pack.premises.flatMap(\.sources))
        for source in pack.sources where !used.contains(source.id) {
            note(.warning, SourceLocation(file: "Corpus/sources.yaml"), "nothing names the source \"\(source.id)\"")
        }
        for topic in pack.topics {
            let quoted = Set(topic.passages.flatMap(\.sources))
            for id in topic.sources where !quoted.contains(id) {
                note(.warning, topic.location, "no passage of \"\(topic.id)\" names its source \"\(id)\"")
            }
            for id in quoted.subtracting(topic.sources).sorted() {
                note(.warning, topic.location, "\"\(topic.id)\" does not list the source \"\(id)\" of its passages")
            }
        }
    }

    /// Every passage and every rule should have key points to rehearse with, once a pack has any.
    private mutating func reviewKeyPoints() {
        guard pack.practice.hasKeyPoints else { return }
        let practised = Set(pack.practice.keyPoints.filter { $0.level == .vital }.map(\.owner))
        let owners =
            pack.passages.map { ($0.id.description, $0.location) } + pack.safetyRules.map { ($0.id, $0.location) }
        for (id, place) in owners where !practised.contains(id) {
            note(
                .warning, place, "\"\(id)\" has no vital key point to rehearse with",
                remedy: "Add \"- vital: what is said | a wording; another wording\" to its key points")
        }
    }
}
