// SPDX-License-Identifier: GPL-3.0-or-later
package import Archiving
package import Diagnostics

/// Something about the person's illness that changes what is said, such as a test result.
package struct Slot: Hashable, Sendable {
    /// The value of every slot that means: the person has said that they don't know.
    package static let unknown = "unknown"

    /// A value, how it is named in replies, and how people say it.
    package struct Value: Hashable, Sendable {
        package var id: String
        /// As a reply names it: `hormone receptor positive`.
        package var label: String
        /// Words that give this value to the slot when they stand near one of its names.
        @DeferredTexts package var cues: [String]
        /// Patterns that give this value by themselves.
        @DeferredTexts package var phrases: [String]
        /// Patterns that give this value when the slot has just been asked for.
        @DeferredTexts package var answers: [String]
        /// The value that is meant where this one is denied; empty where a denial leaves it open.
        package var denied: String
        /// The coarser value that this one says more exactly, so that both in one report agree; empty for none.
        package var refines: String

        package init(
            id: String, label: String, cues: [String], phrases: [String], answers: [String], denied: String = "",
            refines: String = ""
        ) {
            self.denied = denied
            self.refines = refines
            self.id = id
            self.label = label
            self.cues = cues
            self.phrases = phrases
            self.answers = answers
        }
    }

    /// A number that a laboratory reports, and the value from which on it means what.
    package struct Measure: Hashable, Sendable {
        /// What follows the number: `%`, `/ 8`, `out of 8`; empty for a bare number after the name.
        package var unit: String
        /// Words of which one stands right before the number: `Allred score`; empty where none need to.
        package var after: [String]
        package var maximum: Double
        /// Ascending: at or above `from`, the reading is `value`.
        package var steps: [Step]

        package init(unit: String, after: [String] = [], maximum: Double, steps: [Step]) {
            self.unit = unit
            self.after = after
            self.maximum = maximum
            self.steps = steps
        }

        package struct Step: Hashable, Sendable {
            package var from: Double
            package var value: String

            package init(from: Double, value: String) {
                self.from = from
                self.value = value
            }
        }
    }

    /// A reading from which the slot's value follows, such as one stain of two.
    package struct Component: Hashable, Sendable {
        package var id: String
        package var names: [String]
        package var values: [Value]
        package var measures: [Measure]
        /// Whether other slots' results go by these names too, such as the name of a method: where another slot is named before
        /// them, they are its.
        package var isShared: Bool

        package init(id: String, names: [String], values: [Value], measures: [Measure], isShared: Bool = false) {
            self.isShared = isShared
            self.id = id
            self.names = names
            self.values = values
            self.measures = measures
        }
    }

    /// The slot's value where the components read so; the first rule that matches decides.
    package struct Combination: Hashable, Sendable {
        package var readings: [OptionRule.Condition]
        package var value: String

        package init(readings: [OptionRule.Condition], value: String) {
            self.readings = readings
            self.value = value
        }
    }

    package var id: String
    package var title: String
    package var names: [String]
    package var values: [Value]
    package var measures: [Measure]
    package var components: [Component]
    package var combinations: [Combination]
    /// The value where the slot is merely named in a list of statuses; empty for none.
    package var bare: String
    /// Whether it is a trait of the person rather than a result: noted without a word, and no part of a reply's statuses.
    package var isTrait: Bool
    /// Whether a reply that confirms what was told names this trait too.
    package var isToldBack: Bool
    /// What has to hold for asking for it; nothing where it is empty.
    package var askedWhen: [OptionRule.Condition]
    /// The question that asks for it; empty for a trait that is never asked for.
    package var question: String
    /// Where the result stands, for somebody who doesn't know it.
    package var whereToFind: String
    /// A question for the care team, for somebody who doesn't know it.
    package var visitQuestion: String
    /// The passage that explains it.
    package var explanation: String
    package var location: SourceLocation

    package init(
        id: String, title: String, names: [String], values: [Value], measures: [Measure], components: [Component],
        combinations: [Combination], bare: String, isTrait: Bool = false, isToldBack: Bool = false,
        askedWhen: [OptionRule.Condition] = [], question: String, whereToFind: String, visitQuestion: String,
        explanation: String, location: SourceLocation
    ) {
        self.isTrait = isTrait
        self.isToldBack = isToldBack
        self.askedWhen = askedWhen
        self.id = id
        self.title = title
        self.names = names
        self.values = values
        self.measures = measures
        self.components = components
        self.combinations = combinations
        self.bare = bare
        self.question = question
        self.whereToFind = whereToFind
        self.visitQuestion = visitQuestion
        self.explanation = explanation
        self.location = location
    }

    package func value(_ id: String) -> Value? { values.first { $0.id == id } }
}

/// A phrase that says several slots at once.
package struct Profile: Hashable, Sendable {
    package struct Assignment: Hashable, Sendable {
        package var slot: String
        package var value: String

        package init(slot: String, value: String) {
            self.slot = slot
            self.value = value
        }
    }

    package var phrases: [String]
    package var assignments: [Assignment]
    package var location: SourceLocation

    package init(phrases: [String], assignments: [Assignment], location: SourceLocation) {
        self.phrases = phrases
        self.assignments = assignments
        self.location = location
    }
}

extension Slot.Value: Archivable {
    package init(from reader: inout ArchiveReader) throws(ArchiveError) {
        id = try reader.string()
        label = try reader.string()
        _cues = try DeferredTexts(from: &reader)
        _phrases = try DeferredTexts(from: &reader)
        _answers = try DeferredTexts(from: &reader)
        denied = try reader.string()
        refines = try reader.string()
    }

    package func write(to writer: inout ArchiveWriter) {
        writer.write(id)
        writer.write(label)
        _cues.write(to: &writer)
        _phrases.write(to: &writer)
        _answers.write(to: &writer)
        writer.write(denied)
        writer.write(refines)
    }
}
